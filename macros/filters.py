"""The filters of a macro call: what they may be, and which records they let through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from macros.catalogue import MACROS
from macros.derive import Facts
from macros.entries import Entry
from macros.model.edtf import Edtf, EdtfError, parse
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


_DATES = ("date", "deadline", "period", "registration_deadline")
_ACTORS = (
    "responsible",
    "participants",
    "actors",
    "organiser",
    "body",
    "publisher",
    "concerns",
    "part_of",
)


def arguments(facts: Facts, macro: str, filters: Mapping[str, Any]) -> dict[str, list[str]]:
    """Each filter of a call as a list of values that exist; what stands over a table is none.

    Args:
        facts: The plan.
        macro: Name of the macro.
        filters: As they were given; each a text or a list of texts.

    Raises:
        MacroError: Where a filter is unknown to the macro, or names nothing that exists.
    """
    found = {}
    allowed = MACROS[macro].filters
    for name, given in filters.items():
        if name == "caption" and MACROS[macro].caption:
            _text(macro, name, given)
            continue
        if name not in allowed:
            raise MacroError(f"{macro}() har ikke filteret «{name}».", suggest(name, allowed))
        values = list(given) if isinstance(given, (list, tuple)) else [given]
        if not values or (name in ("from", "to") and len(values) > 1):
            wrong = "skal ha én dato" if values else "er tom; filteret skal ha en verdi"
            message = f"{macro}({name}=…) {wrong}."
            raise MacroError(message, 'Skriv for eksempel id="…".')
        for item in values:
            _known(facts, macro, name, item)
        found[name] = values
    return found


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


def test(name: str, values: list[str]) -> Callable[[Entry], bool]:
    """Whether a record has to do with one of the values; for every filter but the dates."""
    wanted = set(values)
    return {
        "id": lambda e: e.id in wanted,
        "area": lambda e: bool(_areas(e) & wanted),
        "actor": lambda e: bool(_actors(e) & wanted),
        "status": lambda e: getattr(e.record, "status", None) in wanted,
        # A measure has no kind of its own; it is asked for by the kind of its area.
        "kind": lambda e: (e.area if e.kind == "measure" else e.record).kind in wanted,
    }[name]


def limits(wanted: dict[str, list[str]]) -> dict[str, str]:
    """The dates that are asked for, taken out of what is asked for."""
    return {name: wanted.pop(name)[0] for name in ("from", "to") if name in wanted}


def within(date: Edtf, between: Mapping[str, str]) -> bool:
    """Whether a date can fall inside the limits that are given."""
    after = "from" not in between or date.last >= parse(between["from"]).first
    return after and ("to" not in between or date.first <= parse(between["to"]).last)


def _areas(entry: Entry) -> set[str]:
    own = getattr(entry.record, "area", None)
    return {name for name in (entry.area.id if entry.area else None, own) if name}


def _actors(entry: Entry) -> set[str]:
    found: set[str] = set()
    for name in _ACTORS:
        given = getattr(entry.record, name, None) or ()
        found.update((given,) if isinstance(given, str) else given)
    found.update(m.actor for m in getattr(entry.record, "members", ()) if m.actor)
    return found


def dates(entry: Entry) -> list[Edtf]:
    """When a record happens or is due."""
    found = (getattr(entry.record, name, None) for name in _DATES)
    return [date for date in found if isinstance(date, Edtf)]
