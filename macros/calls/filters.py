"""The filters of a macro call: what they may be, and which records they let through."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.calls.macro import Macro, MacroError
from macros.facts.derive import Facts
from macros.facts.entries import Entry
from macros.model.edtf import Edtf, EdtfError, parse
from macros.model.fields import when_fields
from macros.model.scope import PARTY
from macros.model.text import suggest
from macros.model.walk import references

_LIMITS = ("from", "to")
_AMONG: dict[str, tuple[str, ...]] = {"area": ("area",), "actor": ("actor", "group"), "record": ()}
"""Filter → the record types that its values name; empty for all."""
_VOCABULARY: tuple[str, ...] = ("vocabulary",)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a call asks for."""

    values: Mapping[str, tuple[str, ...]]  # by filter, all of which exists; without the dates
    since: Edtf | None  # nothing may be over before it; None for no limit
    until: Edtf | None  # nothing may begin after it

    def concerns(self, entry: Entry) -> bool:
        """Whether a record has to do with what is asked for, whenever it happens."""
        return all(_TESTS[name](entry, wanted) for name, wanted in self.values.items())

    def allows_dates(self, *dates: Edtf) -> bool:
        """Whether one of some dates can fall inside the limits; without limits, anything does."""
        since = self.since.first if self.since else date.min
        until = self.until.last if self.until else date.max
        limited = self.since is not None or self.until is not None
        return not limited or any(day.last >= since and day.first <= until for day in dates)

    def matches(self, entry: Entry) -> bool:
        """Whether a record has to do with what is asked for, and when."""
        dates = (getattr(entry.record, name) for name in when_fields(entry.cls))
        return self.concerns(entry) and self.allows_dates(*filter(None, dates))


def read_filters(facts: Facts, macro: Macro, given: Mapping[str, Any]) -> Filter:
    """What a call asks for; the caption over a table asks for nothing.

    Each argument that is given is a text or a list of texts.

    Raises:
        MacroError: Where an argument is unknown to the macro, or names nothing that exists.
    """
    values = {}
    for name, value in given.items():
        if name == "caption" and macro.caption:
            _check_text(macro, name, value)
            continue
        if name not in macro.filters:
            message = f"{macro.name}() har ikke filteret «{name}»."
            raise MacroError(message, suggest(name, macro.filters))
        items = tuple(value) if isinstance(value, (list, tuple)) else (value,)
        if not items or (name in _LIMITS and len(items) > 1):
            wrong = "skal ha én dato" if items else "er tom; filteret skal ha en verdi"
            raise MacroError(f"{macro.name}({name}=…) {wrong}.", 'Skriv for eksempel id="…".')
        for item in items:
            _check_item(facts, macro, name, item)
        values[name] = items
    since, until = (next(map(parse, values.pop(name, ())), None) for name in _LIMITS)
    if since and until and since.first > until.last:
        message = f"{macro.name}(): «from» ({since}) er etter «to» ({until}), så ingenting vises."
        raise MacroError(message, "Bytt om de to datoene.")
    return Filter(values, since, until)


def _check_text(macro: Macro, name: str, item: Any) -> None:
    if not isinstance(item, str):
        message = f"{macro.name}({name}=…) skal være en tekst."
        raise MacroError(message, "Sett verdien i anførselstegn.")


def _check_item(facts: Facts, macro: Macro, name: str, item: Any) -> None:
    _check_text(macro, name, item)
    if name in _LIMITS:
        try:
            parse(item)
        except EdtfError as error:
            raise MacroError(str(error), f"Rett «{name}».") from None
        return
    if name in macro.choices:
        among, choices = _VOCABULARY, list(macro.choices[name])
    elif name in macro.words:
        among = _VOCABULARY
        choices = [word.id for word in facts.words(macro.words[name])]
    else:
        among = _AMONG.get(name, (macro.record_type,))
        choices = _ids(facts, among)
    # A list that is missing in the vocabulary is told where it is missing.
    if item not in choices and (choices or among != _VOCABULARY):
        message = f"{macro.name}({name}=«{item}») finnes ikke."
        raise MacroError(message, suggest(item, tuple(choices)), item, among)


def _ids(facts: Facts, among: tuple[str, ...]) -> list[str]:
    """The ids of some record types, in the order of presentation; of all where none is given."""
    if among == ("source",):
        return [source.id for source in facts.library.shared.sources]
    if not among:
        return list(facts.entries)
    return [entry.id for record_type in among for entry in facts.of(record_type)]


def _areas(entry: Entry) -> set[str | None]:
    own = {entry.area.id if entry.area else None, getattr(entry.record, "area", None)}
    return own | set(getattr(entry.record, "concerns", ()))


def _kind(entry: Entry) -> str | None:
    """What stands in an area and has no kind of its own is asked for by the kind of the area."""
    return getattr(entry.record, "kind", None) or (entry.area.kind if entry.area else None)


def _names_actor(entry: Entry, wanted: Collection[str]) -> bool:
    """Whether a record, or a part of it, names one of some organisations, bodies and groups."""
    named = references(entry.record)
    return any(field.refs in ("actor", PARTY) and name in wanted for field, name in named)


_TESTS: dict[str, Callable[[Entry, Collection[str]], bool]] = {
    "id": lambda entry, wanted: entry.id in wanted,
    "area": lambda entry, wanted: not _areas(entry).isdisjoint(wanted),
    "actor": _names_actor,
    "state": lambda entry, wanted: getattr(entry.record, "state", None) in wanted,
    "standing": lambda entry, wanted: entry.standing in wanted,
    "kind": lambda entry, wanted: _kind(entry) in wanted,
}
"""Filter → whether a record has to do with one of its values."""
