"""What the macros of a page may ask for, and the rows they get.

`plan check` asks about every call on every page before anything is built; the build asks again
for the rows. Both get the same errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from macros.catalogue import DEADLINE, DEFAULT_KIND, INLINE, LISTINGS, NAMES, NO_CAPTION, OTHERS
from macros.derive import Facts, Place
from macros.entries import Entry
from macros.history.slips import Slip
from macros.model.base import Part, Record
from macros.model.edtf import Edtf, EdtfError, parse
from macros.model.plan import PlanStatus
from macros.model.text import KIND_WORDS, WordOf, due_fields, inside, suggest


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


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline: what it is for, which field holds it, when it is, and what became of it."""

    entry: Entry
    field: str
    date: Edtf
    slip: Slip | None = None


def entries(facts: Facts, macro: str, filters: Mapping[str, Any]) -> list[Entry]:
    """The records a listing macro shows.

    Args:
        facts: The plan.
        macro: Name of the macro, a key of `LISTINGS`.
        filters: Its arguments; each a value or a list of values.

    Raises:
        MacroError: Where an argument is unknown or names nothing that exists.
    """
    listing = LISTINGS[macro]
    wanted = _arguments(facts, macro, listing.filters, filters)
    between = _limits(wanted)
    tests = [_test(name, values) for name, values in wanted.items()]
    found = [entry for entry in facts.of(listing.kind) if all(test(entry) for test in tests)]
    if between:
        found = [e for e in found if any(_within(date, between) for date in _dates(e))]
    if macro == "contacts":
        found = [entry for entry in found if entry.record.contacts]
    return found


def deadlines(facts: Facts, filters: Mapping[str, Any]) -> list[Due]:
    """Every date by which something is due, earliest first.

    Raises:
        MacroError: As `entries`.
    """
    wanted = _arguments(facts, "deadlines", ("area", "actor", "from", "to"), filters)
    between = _limits(wanted)
    tests = [_test(name, values) for name, values in wanted.items()]
    found = []
    for entry in facts.entries.values():
        cls: type[Record] = type(entry.record)
        due = due_fields(cls)
        # Every step of the timetable has a date; only some of them are deadlines.
        if not due or (entry.kind == "milestone" and entry.record.kind != DEADLINE):
            continue
        for field in due:
            date = getattr(entry.record, field)
            if date is not None:
                found.append(Due(entry, field, date, facts.history.slip(entry, field)))
    found = [due for due in found if all(test(due.entry) for test in tests)]
    found = [due for due in found if _within(due.date, between)]
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


def value(facts: Facts, name: Any, field: Any) -> Any:
    """The value of one field of a record; None where the sources leave it open.

    Raises:
        MacroError: Where the record or the field does not exist.
    """
    record = entry(facts, name).record
    fields = type(record).model_fields
    if field not in fields:
        word = KIND_WORDS.get(record.kind_name, "posten")
        raise MacroError(f"{word} har ikke feltet «{field}».", suggest(str(field), list(fields)))
    found = getattr(record, field)
    if isinstance(found, Part) or (
        isinstance(found, tuple) and any(isinstance(x, Part) for x in found)
    ):
        message = f"«{field}» er mer enn én verdi, og kan ikke stå i en setning."
        raise MacroError(message, "Lenk til siden om posten med link(…).")
    return _word(facts, record, field, found)


def _word(facts: Facts, record: Record, field: str, found: Any) -> Any:
    """A word of the vocabulary as readers see it; anything else as it is."""
    if isinstance(found, PlanStatus):
        return facts.word("plan_status", found.value).label
    info = type(record).model_fields[field]
    marks = [*inside(info.annotation), *info.metadata]
    words = next((m.list for m in marks if isinstance(m, WordOf)), None)
    return facts.word(words, found).label if words and found else found


def validate(facts: Facts, name: str, args: list[Any], kwargs: Mapping[str, Any]) -> None:
    """Try a call without showing anything.

    Raises:
        MacroError: What is wrong with it, as the build would say.
    """
    if name not in NAMES:
        raise MacroError(f"Ukjent makro: «{name}».", suggest(name, NAMES))
    if name in INLINE and not all(isinstance(arg, str) for arg in args):
        raise MacroError(f"{name}() kan bare få tekster.", "Sett hver verdi i anførselstegn.")
    if args and name not in INLINE:
        raise MacroError(f"{name}() tar bare navngitte filtre.", 'Skriv for eksempel id="…".')
    if name in LISTINGS:
        entries(facts, name, kwargs)
    elif name == "deadlines":
        deadlines(facts, kwargs)
    elif name == "cite":
        _no_keywords(name, kwargs)
        citations(facts, args)
    elif name == "link":
        _no_keywords(name, kwargs)
        _count(name, args, 1, 2)
        entry(facts, args[0])
    elif name == "fact":
        _no_keywords(name, kwargs)
        _count(name, args, 2, 2)
        value(facts, *args)
    else:
        allowed = {
            "conflicts": ("record",),
            "sources": ("id",),
            "hierarchy": ("id",),
            "matrix": ("kind",),
        }.get(name, ())
        _arguments(facts, name, allowed, kwargs)


def source_ids(facts: Facts, filters: Mapping[str, Any]) -> list[str]:
    """The documents that `sources()` shows.

    Raises:
        MacroError: As `entries`.
    """
    wanted = _arguments(facts, "sources", ("id",), filters)
    return wanted.get("id") or [source.id for source in facts.library.shared.sources]


def hierarchy(facts: Facts, filters: Mapping[str, Any]) -> list[Entry]:
    """The documents that build on others, or that others build on.

    Raises:
        MacroError: As `entries`.
    """
    wanted = _arguments(facts, "hierarchy", ("id",), filters).get("id")
    above = {b.document for e in facts.of("document") for b in e.record.builds_on}
    linked = (e for e in facts.of("document") if e.record.builds_on or e.id in above)
    return [e for e in linked if wanted is None or e.id in wanted]


def matrix(facts: Facts, filters: Mapping[str, Any]) -> list[tuple[Entry, Entry]]:
    """Each area of some kinds with each group that works on it.

    Raises:
        MacroError: As `entries`.
    """
    kinds = _arguments(facts, "matrix", ("kind",), filters).get("kind") or [DEFAULT_KIND]
    areas = (e for e in facts.of("area") if e.record.kind in kinds)
    return [(area, group) for area in areas for group in facts.groups_of(area.id)]


def _no_keywords(name: str, kwargs: Mapping[str, Any]) -> None:
    if kwargs:
        raise MacroError(f"{name}() tar ikke «{next(iter(kwargs))}».", "Skriv verdien uten navn.")


def _count(name: str, args: list[Any], least: int, most: int) -> None:
    if not least <= len(args) <= most:
        example = OTHERS[name][1]
        raise MacroError(f"{name}() fikk {len(args)} verdier.", f"Skriv som {example}.")


def _arguments(
    facts: Facts, macro: str, allowed: tuple[str, ...], filters: Mapping[str, Any]
) -> dict[str, list[str]]:
    """Each filter as a list of values that exist."""
    found = {}
    for name, given in filters.items():
        if name == "caption" and isinstance(given, str) and macro not in NO_CAPTION:
            continue  # what stands over a table is for the view
        if name == "caption" and macro not in NO_CAPTION:
            message = f"{macro}(caption=…) skal være en tekst."
            raise MacroError(message, "Sett verdien i anførselstegn.")
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


def _known(facts: Facts, macro: str, name: str, item: Any) -> None:
    if not isinstance(item, str):
        raise MacroError(f"{macro}({name}=…) skal være en tekst.", "Sett verdien i anførselstegn.")
    if name in ("from", "to"):
        try:
            parse(item)
        except EdtfError as error:
            raise MacroError(str(error), f"Rett «{name}».") from None
        return
    kinds: tuple[str, ...] = ()
    if name in ("kind", "status"):
        listed = LISTINGS[macro].words if macro in LISTINGS else "area_kind"
        words = "measure_status" if name == "status" else listed
        choices = tuple(word.id for word in facts.words(words)) or (item,)  # a missing list is told
        kinds = ("vocabulary",)
    elif macro == "sources":
        kinds = ("source",)
        choices = tuple(source.id for source in facts.library.shared.sources)
    elif name == "record":
        choices = tuple(facts.entries)
    elif macro == "hierarchy":
        kinds = ("document",)
        choices = tuple(entry.id for entry in facts.of("document"))
    else:
        named = {"area": ("area",), "actor": ("actor", "group")}
        kinds = named.get(name) or (LISTINGS[macro].kind,)
        choices = tuple(e.id for kind in kinds for e in facts.of(kind))
    if item not in choices:
        message = f"{macro}({name}=«{item}») finnes ikke."
        raise MacroError(message, suggest(item, choices), item, kinds)


def _test(name: str, values: list[str]) -> Callable[[Entry], bool]:
    wanted = set(values)
    return {
        "id": lambda e: e.id in wanted,
        "area": lambda e: bool(_areas(e) & wanted),
        "actor": lambda e: bool(_actors(e) & wanted),
        "status": lambda e: getattr(e.record, "status", None) in wanted,
        # A measure has no kind of its own; it is asked for by the kind of its area.
        "kind": lambda e: (e.area if e.kind == "measure" else e.record).kind in wanted,
    }[name]


def _limits(wanted: dict[str, list[str]]) -> dict[str, str]:
    """The dates that are asked for, taken out of what is asked for."""
    return {name: wanted.pop(name)[0] for name in ("from", "to") if name in wanted}


def _within(date: Edtf, between: Mapping[str, str]) -> bool:
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


def _dates(entry: Entry) -> list[Edtf]:
    found = (getattr(entry.record, name, None) for name in _DATES)
    return [date for date in found if isinstance(date, Edtf)]
