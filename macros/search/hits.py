"""Everything that can be found: a hit for each record, where it is at home, in its own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import field as made
from enum import Enum

from macros.facts.dates import date_in_words
from macros.facts.derive import Facts
from macros.facts.entries import ConflictAt, Entry
from macros.model import routes
from macros.model.about import Search
from macros.model.base import Part, Record
from macros.model.edtf import Edtf
from macros.model.fields import Field, fields_of
from macros.model.plan import Source
from macros.model.registry import HANDED_ON, NAMES, TYPES

_OF_ALL = frozenset(Record.model_fields)
CONFLICT = "motstrid"
CONFLICT_BOOST = 0.6
OTHER_BOOST = 0.4


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that can be found.

    Attributes:
        location: Its address, relative to the root of the period; of another plan with `../`.
        title: What it is called.
        kind: What it is, as readers see it; empty for a page of prose.
        detail: What tells it from others of its name: its area, its date, the full name.
        detail_lang: Language of the detail.
        names: What it is called besides: a short name, other forms, other languages.
        text: Its own texts, as plain text.
        hidden: Words it is found by without saying them: who it names, dates in numbers.
        lang: Language of title and text.
        boost: How it counts against hits that fit as well.
        page: For a part of a page, the address of that page.
    """

    location: str
    title: str
    kind: str = ""
    detail: str = ""
    detail_lang: str = "nb"
    names: tuple[str, ...] = ()
    text: str = ""
    hidden: str = ""
    lang: str = "nb"
    boost: float = 1.0
    page: str | None = None


@dataclass(slots=True)
class _Said:
    """What a record says, and what it only points at."""

    own: list[str] = made(default_factory=list)
    other: list[str] = made(default_factory=list)


def of_records(facts: Facts, prose: dict[str, str] | None = None) -> Iterator[Hit]:
    """A hit for each record of a plan, each source and each contradiction.

    Args:
        facts: The plan.
        prose: Id of a record → what an editor has written about it, as plain text.
    """
    for entry in facts.entries.values():
        yield _hit(facts, entry, (prose or {}).get(entry.id, ""))
    for source in facts.library.shared.sources:
        yield _source(facts, source)
    for conflict in facts.conflicts():
        yield _conflict(facts, conflict)


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
                    detail=f"i planen {period}",
                    lang=entry.lang,
                    boost=OTHER_BOOST,
                )


def _hit(facts: Facts, entry: Entry, prose: str) -> Hit:
    said = _Said()
    for field in _fields(type(entry.record)):
        if field.search not in (Search.TITLE, Search.NAME):
            _collect(facts, entry.record, field, said)
    said.own.append(prose)
    return Hit(
        location=entry.url,
        title=entry.title,
        kind=NAMES[entry.record_type],
        detail=", ".join(_detail(facts, entry)),
        detail_lang=_detail_lang(entry),
        names=tuple(dict.fromkeys(_names(entry))),
        text=_joined(said.own, ";"),
        hidden=_joined(said.other),
        lang=entry.lang,
        boost=TYPES[entry.record_type].boost,
    )


def _fields(cls: type[Part]) -> list[Field]:
    """The fields in the order a reader would want them: what it is before what is noted."""
    found = [field for field in fields_of(cls).values() if field.search is not Search.NONE]
    return sorted(found, key=lambda field: issubclass(cls, Record) and field.name in _OF_ALL)


def _collect(facts: Facts, part: Part, field: Field, said: _Said) -> None:
    """Sort the value of a field into what the record says and what it points at."""
    value = getattr(part, field.name)
    if value is None or value == () or isinstance(value, bool | Enum):
        return
    said.other.append(field.about.found_by)
    for one in value if isinstance(value, tuple) else (value,):
        if isinstance(one, Edtf):
            said.own.append(date_in_words(one))
            said.other.extend(p.text.rstrip("?~%") for p in (one.start, one.end) if p)
        elif isinstance(one, Record):
            continue  # It is a hit of its own.
        elif isinstance(one, Part):
            for below in _fields(type(one)):
                _collect(facts, one, below, said)
        elif field.search is Search.HIDDEN:
            said.other.append(str(one))
        elif field.words:
            said.other.append(facts.word(field.words, one).label)
        elif field.refs and one in facts.entries:  # What was corrected may be gone.
            named = facts.entries[one]
            said.other.extend([named.title, getattr(named.record, "short", None) or ""])
        else:
            said.own.append(str(one))


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
    date = [date_in_words(source.date)] if source.date else []
    return Hit(
        location=routes.address("source", source.id),
        title=source.title,
        kind=NAMES["source"],
        detail=", ".join([facts.word("source_kind", source.kind).label, *date]),
        text=_joined([source.note or ""]),
        hidden=_joined([source.short, *sections]),
        lang=source.lang,
        boost=TYPES["source"].boost,
    )


def _conflict(facts: Facts, at: ConflictAt) -> Hit:
    found = at.conflict
    return Hit(
        location=routes.conflict(found.id),
        title=found.title,
        kind=CONFLICT,
        detail=facts.entries[at.owner].title,
        detail_lang=facts.entries[at.owner].lang,
        text=_joined([*(reading.says for reading in found.readings), found.shown]),
        lang=at.lang,
        boost=CONFLICT_BOOST,
    )


def _joined(texts: Iterable[str], between: str = "") -> str:
    """Texts after one another, each once, with blanks in place of line breaks.

    Args:
        texts: The texts.
        between: What parts a text from the next where it does not end like a sentence.
    """
    found = dict.fromkeys(" ".join(text.split()) for text in texts if text.strip())
    parts = [text if text[-1] in ".?!»" else f"{text}{between}" for text in found]
    return " ".join(parts).removesuffix(between)
