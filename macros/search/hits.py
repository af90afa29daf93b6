"""Everything that can be found: a hit for each record, where it is at home, in its own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pydantic import BaseModel

from macros.facts.dates import date_in_words
from macros.facts.derive import Facts
from macros.facts.entries import ConflictAt, Entry, entries_of
from macros.model import routes
from macros.model.base import Record
from macros.model.edtf import Edtf
from macros.model.plan import Source
from macros.model.text import KIND_WORDS, references

CONFLICT = "motstrid"
BOOST: dict[str, float] = {
    "plan": 1.1,
    "area": 1.15,
    "measure": 1.1,
    "actor": 1.1,
    "term": 0.95,
    "document": 0.95,
    "milestone": 0.95,
    "source": 0.6,
}
"""How a record type counts against others that fit as well; 1 where it is left out."""
CONFLICT_BOOST = 0.6
OTHER_BOOST = 0.4
ABOUT = frozenset({"area", "challenge", "measure", "aim"})
"""What a plan is about, as against what belongs to the making of it."""

_TITLES = ("title", "name", "term")
_NAMES = ("short", "forms", "nb", "nn", "en")
_CODES = frozenset({"id", "lang", "kind", "order", "source", "step", "predecessor", "reach"})
_ELSEWHERE = frozenset({"continues", "conflicts", "relates_to", "chapters"})
_LAST = ("notes", "outcome", "links")
_CALLED = {
    "cases": "saksnummer",
    "contacts": "kontakt e-post",
    "deadline": "frist",
    "members": "medlemmer",
    "participants": "deltar",
    "place": "sted",
    "price": "pris",
    "programme": "program",
    "registration_deadline": "påmeldingsfrist",
    "responses": "antall svar høringssvar",
    "responsible": "ansvarlig ansvar",
}
"""Field → what readers call it, so that they find the record by it where it is filled in."""
_STATUSES = "measure_status"
_ADDRESSES = frozenset({"url", "registration_url"})


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

    own: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)


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
        for entry in entries_of(facts.library, data, facts.known).values():
            if entry.record_type in ABOUT:
                yield Hit(
                    location=f"../{period}/{entry.url}",
                    title=entry.title,
                    kind=KIND_WORDS[entry.record_type],
                    detail=f"i planen {period}",
                    lang=entry.lang,
                    boost=OTHER_BOOST,
                )


def _hit(facts: Facts, entry: Entry, prose: str) -> Hit:
    said = _Said()
    for name in _fields(entry.record):
        if name not in (*_TITLES, *_NAMES):
            _collect(facts, entry.record, name, said)
    said.own.append(prose)
    return Hit(
        location=entry.url,
        title=entry.title,
        kind=KIND_WORDS[entry.record_type],
        detail=", ".join(_detail(facts, entry)),
        detail_lang=_detail_lang(entry),
        names=tuple(dict.fromkeys(_names(entry))),
        text=_joined(said.own, ";"),
        hidden=_joined(said.other),
        lang=entry.lang,
        boost=BOOST.get(entry.record_type, 1.0),
    )


def _fields(part: BaseModel) -> list[str]:
    """The fields in the order a reader would want them: what it is before what is noted."""
    names = [name for name in type(part).model_fields if name not in (*_LAST, *_ELSEWHERE)]
    return [*names, *(name for name in _LAST if name in type(part).model_fields)]


def _collect(facts: Facts, part: BaseModel, name: str, said: _Said) -> None:
    """Sort the value of a field into what the record says and what it points at."""
    value = getattr(part, name)
    if name in _CODES or value is None or value == () or isinstance(value, bool):
        return
    said.other.append(_CALLED.get(name, ""))
    refers = name in references(type(part))
    for one in value if isinstance(value, tuple) else (value,):
        if isinstance(one, Edtf):
            said.own.append(date_in_words(one))
            said.other.extend(p.text.rstrip("?~%") for p in (one.start, one.end) if p)
        elif isinstance(one, Record):
            continue  # It is a hit of its own.
        elif isinstance(one, BaseModel):
            for below in _fields(one):
                _collect(facts, one, below, said)
        elif name in _ADDRESSES:
            said.other.append(str(one))
        elif name == "status" and one in (words := {w.id: w for w in facts.words(_STATUSES)}):
            said.other.append(words[one].label)
        elif refers and one in facts.entries:  # What was corrected may be gone.
            named = facts.entries[one]
            said.other.extend([named.title, getattr(named.record, "short", None) or ""])
        elif isinstance(one, str | int) and not hasattr(one, "value"):
            said.own.append(str(one))


def _names(entry: Entry) -> Iterator[str]:
    """What a record is called besides its title."""
    for name in _NAMES:
        value = getattr(entry.record, name, None) or ()
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
        kind=KIND_WORDS["source"],
        detail=", ".join([facts.word("source_kind", source.kind).label, *date]),
        text=_joined([source.note or ""]),
        hidden=_joined([source.short, *sections]),
        lang=source.lang,
        boost=BOOST["source"],
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
