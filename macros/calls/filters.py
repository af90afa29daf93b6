"""The filters of a macro call: what they may be, and which records they let through."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.calls.catalogue import MACROS
from macros.facts.derive import Facts
from macros.facts.entries import Entry
from macros.model.base import Record
from macros.model.edtf import Edtf, EdtfError, parse
from macros.model.fields import party_fields, when_fields
from macros.model.text import suggest


class MacroError(ValueError):
    """A call that cannot be answered: a Norwegian message and its cure.

    Attributes:
        message: What is wrong.
        hint: The cure.
        unknown: The id that does not exist, where that is what is wrong.
        among: The record types it was looked for among; empty for all.
    """

    def __init__(
        self, message: str, hint: str, unknown: str = "", among: tuple[str, ...] = ()
    ) -> None:
        """Keep the parts apart, so that the door can add page and line."""
        self.message, self.hint, self.unknown, self.among = message, hint, unknown, among
        super().__init__(f"{message} {hint}")


@dataclass(frozen=True, slots=True)
class Filter:
    """What a call asks for.

    Attributes:
        values: Name of a filter → what it was given, all of which exists; without the dates.
        since: The date that nothing may be over before; None for no limit.
        until: The date that nothing may begin after; None for no limit.
    """

    values: Mapping[str, tuple[str, ...]]
    since: Edtf | None
    until: Edtf | None

    def lets_through(self, entry: Entry) -> bool:
        """Whether a record has to do with what is asked for, whenever it happens."""
        return all(_TESTS[name](entry, wanted) for name, wanted in self.values.items())

    @property
    def limited(self) -> bool:
        """Whether the dates of a record matter at all."""
        return self.since is not None or self.until is not None

    def within(self, *found: Edtf) -> bool:
        """Whether one of some dates can fall inside the limits; without limits, anything does."""
        since = self.since.first if self.since else date.min
        until = self.until.last if self.until else date.max
        return not self.limited or any(day.last >= since and day.first <= until for day in found)


def asked(facts: Facts, macro: str, given: Mapping[str, Any]) -> Filter:
    """What a call asks for; the caption over a table asks for nothing.

    Args:
        facts: The plan.
        macro: Name of the macro.
        given: Its arguments; each a text or a list of texts.

    Raises:
        MacroError: Where an argument is unknown to the macro, or names nothing that exists.
    """
    found = {}
    allowed = MACROS[macro].filters
    for name, value in given.items():
        if name == "caption" and MACROS[macro].caption:
            _text(macro, name, value)
            continue
        if name not in allowed:
            raise MacroError(f"{macro}() har ikke filteret «{name}».", suggest(name, allowed))
        values = tuple(value) if isinstance(value, (list, tuple)) else (value,)
        if not values or (name in ("from", "to") and len(values) > 1):
            wrong = "skal ha én dato" if values else "er tom; filteret skal ha en verdi"
            message = f"{macro}({name}=…) {wrong}."
            raise MacroError(message, 'Skriv for eksempel id="…".')
        for item in values:
            _known(facts, macro, name, item)
        found[name] = values
    since, until = (next(map(parse, found.pop(name, ())), None) for name in ("from", "to"))
    return Filter(found, since, until)


def _text(macro: str, name: str, item: Any) -> None:
    if not isinstance(item, str):
        raise MacroError(f"{macro}({name}=…) skal være en tekst.", "Sett verdien i anførselstegn.")


def _known(facts: Facts, macro: str, name: str, item: Any) -> None:
    _text(macro, name, item)
    if name in ("from", "to"):
        try:
            parse(item)
        except EdtfError as error:
            raise MacroError(str(error), f"Rett «{name}».") from None
        return
    kinds = {
        "kind": ("vocabulary",),
        "status": ("vocabulary",),
        "area": ("area",),
        "actor": ("actor", "group"),
        "record": (),
        "id": (MACROS[macro].kind,),
    }[name]
    choices = _choices(facts, macro, name, kinds)
    # A list that is missing in the vocabulary is told where it is missing.
    if item not in choices and (choices or kinds != ("vocabulary",)):
        message = f"{macro}({name}=«{item}») finnes ikke."
        raise MacroError(message, suggest(item, choices), item, kinds)


def _choices(facts: Facts, macro: str, name: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The values that a filter may have."""
    if kinds == ("vocabulary",):
        words = "measure_status" if name == "status" else MACROS[macro].words
        return tuple(word.id for word in facts.words(words))
    if kinds == ("source",):
        return tuple(source.id for source in facts.library.shared.sources)
    if not kinds:
        return tuple(facts.entries)
    return tuple(e.id for kind in kinds for e in facts.of(kind))


def _areas(entry: Entry) -> set[str]:
    own = getattr(entry.record, "area", None)
    return {name for name in (entry.area.id if entry.area else None, own) if name}


def _kind(entry: Entry) -> str:
    """A measure has no kind of its own; it is asked for by the kind of its area."""
    holder: Any = entry.area if entry.record_type == "measure" else entry.record
    return str(holder.kind)


def _actors(entry: Entry) -> set[str]:
    found: set[str] = set()
    cls: type[Record] = type(entry.record)
    for name in party_fields(cls):
        given = getattr(entry.record, name) or ()
        found.update((given,) if isinstance(given, str) else given)
    found.update(m.actor for m in getattr(entry.record, "members", ()) if m.actor)
    return found


def dates(entry: Entry) -> list[Edtf]:
    """When a record happens or is due."""
    cls: type[Record] = type(entry.record)
    found = (getattr(entry.record, name) for name in when_fields(cls))
    return [date for date in found if date is not None]


_TESTS: dict[str, Callable[[Entry, Collection[str]], bool]] = {
    "id": lambda entry, wanted: entry.id in wanted,
    "area": lambda entry, wanted: not _areas(entry).isdisjoint(wanted),
    "actor": lambda entry, wanted: not _actors(entry).isdisjoint(wanted),
    "status": lambda entry, wanted: getattr(entry.record, "status", None) in wanted,
    "kind": lambda entry, wanted: _kind(entry) in wanted,
}
"""Filter → whether a record has to do with one of its values."""
