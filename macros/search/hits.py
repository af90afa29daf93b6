"""Everything that can be found: a hit for each record, where it is at home, in its own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from macros.facts.dates import date_in_words, years
from macros.facts.derive import Facts
from macros.facts.entries import ConflictAt, Entry
from macros.model import routes
from macros.model.about import Search
from macros.model.base import Part, Record
from macros.model.edtf import Edtf
from macros.model.fields import Field, fields_of
from macros.model.plan import Source
from macros.model.registry import HANDED_ON, NAMES, TYPES
from macros.model.walk import citations

CONFLICT = "motstrid"
CONFLICT_BOOST = 0.6
OWN_BOOST = 1.5
"""For the decision on the plan itself, before those on others."""
OTHER_BOOST = 0.4
FEW_RECORDS = 3
"""A source that tells of no more records than this has their matter in its title."""
_OF_ALL = frozenset(Record.model_fields)
"""The fields that every record has: what is noted of it comes after what it is."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that can be found. The names of the fields are those of the index."""

    location: str  # its address below the root of the period; of another plan with `../`
    title: str
    kind: str = ""  # what it is, as readers see it; empty for a page of prose
    detail: str = ""  # what tells it from others of its name: its area, its date, the full name
    detail_lang: str = "nb"
    names: tuple[str, ...] = ()  # what it is called besides: short, in other forms, languages
    text: str = ""  # its own texts, as plain text
    hidden: str = ""  # words it is found by without saying them: who it names, dates in numbers
    lang: str = "nb"  # of title and text
    boost: float = 1.0  # how it counts against hits that fit as well
    page: str | None = None  # for a part of a page, the address of that page
    aside: bool = False  # whether it stands elsewhere, and comes after what is here of its name


def of_records(facts: Facts, prose: Mapping[str, str] | None = None) -> Iterator[Hit]:
    """A hit for each record of a plan, each source and each contradiction.

    `prose` gives what an editor has written about a record, as plain text, by its id.
    """
    headlines = _headlines(facts)
    for entry in facts.entries.values():
        told = [headlines[at] for at in _cited(entry) if at in headlines]
        yield _record(facts, entry, (prose or {}).get(entry.id, ""), told)
    for source in facts.library.shared.sources:
        yield _source(facts, source)
    for conflict in facts.conflicts():
        yield _conflict(facts, conflict)


def _cited(entry: Entry) -> Iterable[str]:
    """The sources of a record, each once."""
    return dict.fromkeys(at.partition("#")[0] for at in citations(entry.record))


def _headlines(facts: Facts) -> dict[str, str]:
    """The titles of the sources that tell of few records: what those are found by as well."""
    told = Counter(source for entry in facts.entries.values() for source in _cited(entry))
    sources = facts.library.shared.sources
    return {source.id: source.title for source in sources if told[source.id] <= FEW_RECORDS}


def of_other_plans(facts: Facts) -> Iterator[Hit]:
    """What the other plans were about: by its title only, after all that this plan has.

    Who asks what became of something must find it, whichever plan is open. Drafts are left out.
    """
    for data in facts.library.plans:
        period = data.plan.id
        if period == facts.period or period in facts.drafts:
            continue
        for entry in facts.by_plan[period].values():
            if entry.record_type in HANDED_ON:
                yield Hit(
                    location=f"../{period}/{entry.url}",
                    title=entry.title,
                    kind=NAMES[entry.record_type],
                    detail=f"i planen {years(period)}",
                    lang=entry.lang,
                    boost=OTHER_BOOST,
                )


def _record(facts: Facts, entry: Entry, prose: str, told: list[str]) -> Hit:
    texts = list(texts_of(facts, entry.record))
    own = _adopts(facts, entry)
    return Hit(
        location=entry.url,
        title=entry.title,
        kind=NAMES[entry.record_type],
        detail=", ".join(_detail(facts, entry)),
        detail_lang=_detail_lang(entry),
        names=tuple(dict.fromkeys(_names(entry))),
        text=_joined([*(text for mine, text in texts if mine), prose], ";"),
        hidden=_joined(
            [
                *(text for mine, text in texts if not mine),
                *told,
                facts.data.plan.title if own else "",
            ]
        ),
        lang=entry.lang,
        boost=1.0
        if _abbreviates(entry)
        else TYPES[entry.record_type].boost * (OWN_BOOST if own else 1),
    )


def _abbreviates(entry: Entry) -> bool:
    """Whether it explains an abbreviation: who writes one asks what it stands for."""
    return entry.record_type == "term" and entry.title.isupper()


def _adopts(facts: Facts, entry: Entry) -> bool:
    """Whether a decision is the one on the plan itself: by its owner, on a plan of the owner's."""
    if entry.record_type != "decision" or not entry.record.body:
        return False
    owner, body = facts.data.plan.owner, facts.entries[entry.record.body]
    papers = (facts.entries[name].record for name in entry.record.documents)
    by_owner = owner in (body.id, getattr(body.record, "part_of", ""))
    return by_owner and any(p.kind == "plan" and p.publisher == owner for p in papers)


def texts_of(facts: Facts, part: Part) -> Iterator[tuple[bool, str]]:
    """Each text of a record or a part, and whether it is its own or of what it points at."""
    fields = fields_of(type(part)).values()
    record = isinstance(part, Record)
    elsewhere = (Search.NONE, Search.TITLE, Search.NAME) if record else (Search.NONE,)
    for field in sorted(fields, key=lambda field: record and field.name in _OF_ALL):
        value = getattr(part, field.name)
        if field.search in elsewhere or value in (None, ()) or isinstance(value, bool | Enum):
            continue
        yield False, field.about.found_by
        for one in value if isinstance(value, tuple) else (value,):
            yield from _value_texts(facts, field, one)


def _value_texts(facts: Facts, field: Field, value: Any) -> Iterator[tuple[bool, str]]:
    if isinstance(value, Edtf):
        yield True, date_in_words(value)
        yield from ((False, p.text.rstrip("?~%")) for p in (value.start, value.end) if p)
    elif isinstance(value, Part):
        # A record in a record is a hit of its own.
        yield from () if isinstance(value, Record) else texts_of(facts, value)
    elif field.search is Search.HIDDEN:
        yield False, str(value)
    elif field.words:
        yield False, facts.word(field.words, value).label
    elif field.refs and value in facts.entries:  # What was corrected may be gone.
        named = facts.entries[value]
        yield from ((False, named.title), (False, getattr(named.record, "short", None) or ""))
    else:
        yield True, str(value)


def _names(entry: Entry) -> Iterator[str]:
    """What a record is called besides its title."""
    cls: type[Record] = type(entry.record)
    for field in fields_of(cls).values():
        if field.search is Search.NAME:
            value = getattr(entry.record, field.name) or ()
            yield from (value,) if isinstance(value, str) else value


def _detail(facts: Facts, entry: Entry) -> Iterator[str]:
    """What stands beside the kind."""
    record = entry.record
    if entry.record_type == "term":
        full = record.nb or record.nn or ""
        if full.lower() != record.term.lower():
            yield full
    elif entry.area is not None:
        yield entry.area.title
    elif isinstance(getattr(record, "kind", None), str):
        yield facts.word(f"{entry.record_type}_kind", record.kind).label
    if getattr(record, "step", None) is not None:
        yield f"trinn {record.step}"
    if isinstance(getattr(record, "date", None), Edtf):
        yield date_in_words(record.date)
    if isinstance(getattr(record, "deadline", None), Edtf):
        yield f"frist {date_in_words(record.deadline)}"
    if getattr(record, "short", None) and entry.record_type == "actor":
        yield record.short


def _detail_lang(entry: Entry) -> str:
    """The language of what stands beside the kind."""
    if entry.area is not None:
        return entry.area.lang
    return "nn" if entry.record_type == "term" and not entry.record.nb and entry.record.nn else "nb"


def _source(facts: Facts, source: Source) -> Hit:
    sections = [section.title for section in source.sections]
    alike = [s for s in facts.library.shared.sources if s.title == source.title]
    short = [source.short] if len(alike) > 1 and source.short != source.title else []
    date = [date_in_words(source.date)] if source.date else []
    return Hit(
        location=routes.source(source.id),
        title=source.title,
        kind=NAMES["source"],
        detail=", ".join([*short, facts.word("source_kind", source.kind).label, *date]),
        text=_joined([source.note or ""]),
        hidden=_joined([source.short, *sections]),
        lang=source.lang,
        boost=TYPES["source"].boost,
        aside=True,
    )


def _conflict(facts: Facts, at: ConflictAt) -> Hit:
    conflict = at.conflict
    return Hit(
        location=routes.conflict(conflict.id),
        title=conflict.title,
        kind=CONFLICT,
        detail=facts.entries[at.owner].title,
        detail_lang=facts.entries[at.owner].lang,
        text=_joined([*(reading.says for reading in conflict.readings), conflict.shown]),
        lang=at.lang,
        boost=CONFLICT_BOOST,
    )


def _joined(texts: Iterable[str], between: str = "") -> str:
    """Texts after one another, each once, with blanks in place of line breaks.

    `between` parts a text from the next where it does not end like a sentence.
    """
    unique = dict.fromkeys(" ".join(text.split()) for text in texts if text.strip())
    parts = [text if text[-1] in ".?!»" else f"{text}{between}" for text in unique]
    return " ".join(parts).removesuffix(between)
