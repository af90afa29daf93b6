"""What the macros of a page may ask for, and the rows they get.

`plan check` asks about every call on every page before anything is built; the build asks again
for the rows. Both get the same errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from macros.calls.catalogue import DEADLINE, DEFAULT_KIND, LISTINGS, MACROS
from macros.calls.filters import MacroError, asked, dates
from macros.facts.derive import Facts, Place
from macros.facts.entries import ConflictAt, Entry
from macros.history.slips import Slip
from macros.model.base import Part, Record
from macros.model.edtf import Edtf
from macros.model.fields import due_fields, fields_of
from macros.model.plan import PlanStatus, Source
from macros.model.registry import NAMES
from macros.model.text import WordOf, inside, suggest


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline: what it is for, which field holds it, when it is, and what became of it."""

    entry: Entry
    field: str
    date: Edtf
    slip: Slip | None = None

    @property
    def called(self) -> str:
        """What kind of deadline it is, for readers."""
        cls: type[Record] = type(self.entry.record)
        return fields_of(cls)[self.field].about.due


def entries(facts: Facts, macro: str, filters: Mapping[str, Any]) -> list[Entry]:
    """The records a listing macro shows.

    Args:
        facts: The plan.
        macro: Name of the macro, a key of `LISTINGS`.
        filters: Its arguments; each a value or a list of values.

    Raises:
        MacroError: Where an argument is unknown or names nothing that exists.
    """
    wanted = asked(facts, macro, filters)
    listed = facts.of(LISTINGS[macro].kind)
    found = [entry for entry in listed if wanted.lets_through(entry)]
    if wanted.limited:
        found = [entry for entry in found if wanted.within(*dates(entry))]
    if macro == "contacts":
        found = [entry for entry in found if entry.record.contacts]
    return found


def deadlines(facts: Facts, filters: Mapping[str, Any]) -> list[Due]:
    """Every date by which something is due, earliest first.

    Raises:
        MacroError: As `entries`.
    """
    wanted = asked(facts, "deadlines", filters)
    found = []
    for entry in facts.entries.values():
        cls: type[Record] = type(entry.record)
        due = due_fields(cls)
        # Every step of the timetable has a date; only some of them are deadlines.
        if not due or (entry.record_type == "milestone" and entry.record.kind != DEADLINE):
            continue
        for field in due:
            date = getattr(entry.record, field)
            if date is not None:
                found.append(Due(entry, field, date, facts.history.slip(entry, field)))
    found = [due for due in found if wanted.lets_through(due.entry) and wanted.within(due.date)]
    return sorted(found, key=lambda due: due.date.sort_key)


def citations(facts: Facts, names: Iterable[Any]) -> list[Place]:
    """The places that a page cites.

    Raises:
        MacroError: Where a place does not exist, or none is given.
    """
    found = []
    for name in names:
        if name not in facts.places:
            hint = suggest(str(name), list(facts.places))
            raise MacroError(f"Ukjent kildested: «{name}».", hint, str(name), ("source",))
        found.append(facts.places[name])
    if not found:
        raise MacroError("cite() mangler sted.", 'Skriv cite("dokument#del").')
    return found


def entry(facts: Facts, name: Any) -> Entry:
    """One record by its id.

    Raises:
        MacroError: Where no record has that id.
    """
    if name not in facts.entries:
        choices = list(facts.entries)
        raise MacroError(f"Ukjent id: «{name}».", suggest(str(name), choices), str(name))
    return facts.entries[name]


_SHOWN_OTHERWISE = {
    "source": "Vis hvor det står med cite(…).",
    "continues": "Lenk til siden om posten med link(…). Der står det hva den fører videre.",
}
"""Field of ids that mean nothing to a reader → what to write instead of a `fact`."""


def value(facts: Facts, name: Any, field: Any) -> Any:
    """The value of one field of a record.

    Returns:
        None where the sources leave it open; the entry where it is the id of a record, and the
        label where it is a word of the vocabulary; else the value as it is. A list is a tuple.

    Raises:
        MacroError: Where the record or the field does not exist.
    """
    record: Record = entry(facts, name).record
    fields = type(record).model_fields
    if field not in fields:
        word = NAMES.get(record.record_type, "posten")
        raise MacroError(f"{word} har ikke feltet «{field}».", suggest(str(field), list(fields)))
    if field in _SHOWN_OTHERWISE:
        message = f"«{field}» er ikke noe leserne kan lese, og kan ikke stå i en setning."
        raise MacroError(message, _SHOWN_OTHERWISE[field])
    if any(isinstance(t, type) and issubclass(t, Part) for t in inside(fields[field].annotation)):
        message = f"«{field}» er mer enn én verdi, og kan ikke stå i en setning."
        raise MacroError(message, "Lenk til siden om posten med link(…).")
    found = getattr(record, field)
    if (told := fields_of(type(record))[field]).refs and not told.earlier:
        # The predecessor of a plan is named too, and is no record of this one.
        if isinstance(found, tuple):
            return tuple(facts.entries.get(one, one) for one in found)
        return facts.entries.get(found, found)
    return _word(facts, record, field, found)


def _word(facts: Facts, record: Record, field: str, found: Any) -> Any:
    """A word of the vocabulary as readers see it; anything else as it is."""
    if isinstance(found, PlanStatus):
        return facts.word("plan_status", found.value).label
    info = type(record).model_fields[field]
    marks = [*inside(info.annotation), *info.metadata]
    words = next((m.list for m in marks if isinstance(m, WordOf)), None)
    return facts.word(words, found).label if words and found else found


@dataclass(frozen=True, slots=True)
class Answer:
    """A macro call that can be shown.

    Attributes:
        name: The macro.
        args: Its values without names: texts, for the macros inside a sentence.
        kwargs: Its filters; each a text or a list of texts.
        found: What there is to show: as the function of that name in this file gives it; a list
            of entries for what lists records; None for what always shows the same.
    """

    name: str
    args: Sequence[str]
    kwargs: Mapping[str, Any]
    found: Any


def answer(facts: Facts, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Answer:
    """Answer a macro call; shows nothing.

    Args:
        facts: The plan.
        name: What was written as the name of a macro.
        args: The values without names.
        kwargs: The values with names.

    Raises:
        MacroError: What is wrong with the call, as the build would say.
    """
    if name not in MACROS:
        raise MacroError(f"Ukjent makro: «{name}».", suggest(name, MACROS))
    if MACROS[name].inline:
        return Answer(name, args, kwargs, _inline(facts, name, args, kwargs))
    if args:
        raise MacroError(f"{name}() tar bare navngitte filtre.", 'Skriv for eksempel id="…".')
    if name in LISTINGS:
        return Answer(name, args, kwargs, entries(facts, name, kwargs))
    if name in _ANSWERS:
        return Answer(name, args, kwargs, _ANSWERS[name](facts, kwargs))
    asked(facts, name, kwargs)
    return Answer(name, args, kwargs, None)


def _inline(facts: Facts, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
    if not all(isinstance(arg, str) for arg in args):
        raise MacroError(f"{name}() kan bare få tekster.", "Sett hver verdi i anførselstegn.")
    if kwargs:
        raise MacroError(f"{name}() tar ikke «{next(iter(kwargs))}».", "Skriv verdien uten navn.")
    if name == "cite":
        return citations(facts, args)
    if name == "link":
        _count(name, args, 1, 2)
        return entry(facts, args[0])
    _count(name, args, 2, 2)
    return value(facts, *args)


def sources(facts: Facts, filters: Mapping[str, Any]) -> list[Source]:
    """The documents that `sources()` shows.

    Raises:
        MacroError: As `entries`.
    """
    wanted = asked(facts, "sources", filters).values.get("id")
    return [s for s in facts.library.shared.sources if wanted is None or s.id in wanted]


def hierarchy(facts: Facts, filters: Mapping[str, Any]) -> list[Entry]:
    """The documents that build on others, or that others build on.

    Raises:
        MacroError: As `entries`.
    """
    wanted = asked(facts, "hierarchy", filters).values.get("id")
    above = {b.document for e in facts.of("document") for b in e.record.builds_on}
    linked = (e for e in facts.of("document") if e.record.builds_on or e.id in above)
    return [e for e in linked if wanted is None or e.id in wanted]


def matrix(facts: Facts, filters: Mapping[str, Any]) -> list[tuple[Entry, Entry]]:
    """Each area of some kinds with each group that works on it.

    Raises:
        MacroError: As `entries`.
    """
    kinds = asked(facts, "matrix", filters).values.get("kind", (DEFAULT_KIND,))
    areas = (e for e in facts.of("area") if e.record.kind in kinds)
    return [(area, group) for area in areas for group in facts.groups_of(area.id)]


def conflicts(facts: Facts, filters: Mapping[str, Any]) -> list[ConflictAt]:
    """The contradictions of the plan, or those of some records, each once.

    Raises:
        MacroError: As `entries`.
    """
    wanted = asked(facts, "conflicts", filters).values.get("record")
    if wanted is None:
        return facts.conflicts()
    found = (at for name in wanted for at in facts.entries[name].conflicts)
    return list({at.conflict.id: at for at in found}.values())


_ANSWERS: dict[str, Callable[[Facts, Mapping[str, Any]], Any]] = {
    "deadlines": deadlines,
    "conflicts": conflicts,
    "hierarchy": hierarchy,
    "matrix": matrix,
    "sources": sources,
}
"""Macro that stands alone and lists no records of one type → what it gets."""


def _count(name: str, args: Sequence[Any], least: int, most: int) -> None:
    if not least <= len(args) <= most:
        example = MACROS[name].example
        raise MacroError(f"{name}() fikk {len(args)} verdier.", f"Skriv som {example}.")
