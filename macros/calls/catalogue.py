"""The macros an editor can use: what each shows, which filters it takes, and an example.

One table, read by the check, by the build and by the comparison; tests hold the editors' guide
to it. The macro that lists records of a type is made from the row of the type; any other is an
entry here. Each has a template of its name in overrides/plan/.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from macros.calls import answers
from macros.calls.answers import contacts, records
from macros.calls.filters import read_filters
from macros.calls.macro import Macro, MacroError, Values
from macros.facts.derive import Facts
from macros.facts.open_data import DEADLINES
from macros.model.fields import fields_of, party_fields, when_fields
from macros.model.records import Area
from macros.model.registry import TYPES
from macros.model.text import suggest

_ANSWERS = {
    "contacts": contacts,
    "reports": answers.reports,
    "indicators": answers.indicators,
}
_NO_CAPTION = frozenset({"cards", "groups", "errata", "terms"})
_NO_ACTOR = frozenset({"errata", "contacts"})
"""Macros that are not asked for by actor, though their records name some."""


def _listing(record_type: str, noun: str = "", example: str = "") -> Macro:
    """A macro that lists records of a type, with every filter that its fields allow."""
    row = TYPES[record_type]
    example = example or row.example
    name, fields = example.partition("(")[0], fields_of(row.cls)
    words = {key: fields[key].words for key in fields if key in ("state", "kind")}
    if row.nested and "kind" not in words:
        # A measure has no kind of its own; it is asked for by the kind of its area.
        words["kind"] = fields_of(Area)["kind"].words
    if row.handed_on:
        words["standing"] = fields["standing"].words
    allowed: dict[str, object] = {
        "area": row.nested
        or "area" in fields
        or ("concerns" in fields and record_type != "document"),
        "standing": row.handed_on,
        "state": words.get("state"),
        "kind": words.get("kind"),
        "actor": party_fields(row.cls) and name not in _NO_ACTOR,
        "from": when_fields(row.cls),
        "to": when_fields(row.cls),
        "id": True,
    }
    filters = tuple(key for key, allows in allowed.items() if allows)
    answer = _ANSWERS.get(name, records)
    caption = name not in _NO_CAPTION
    about = noun or row.listed
    return Macro(example, about, answer, record_type, filters, words, caption, export=row.table)


_ENTRIES = (
    *(_listing(name) for name, row in TYPES.items() if row.macro),
    _listing("area", "områdene som kort", 'cards(kind="theme")'),
    _listing("milestone", "tidslinjen", 'timeline(from="2022")'),
    _listing("actor", "kontaktpunktene", "contacts()"),
    Macro("overview()", "planen i korte trekk", answers.nothing, caption=False),
    Macro("latest()", "det siste som har skjedd", answers.nothing, caption=False),
    Macro(
        "hierarchy()",
        "tegningen av hvordan planer bygger på hverandre",
        answers.hierarchy,
        "document",
        ("id",),
        export=TYPES["document"].table,
    ),
    Macro(
        'matrix(kind="theme")',
        "tegningen av hvem som er med på hvilket tema",
        answers.matrix,
        filters=("kind",),
        words={"kind": "area_kind"},
        export=TYPES["group"].table,
    ),
    Macro("moved()", "det som er flyttet", answers.moved, export=DEADLINES),
    Macro(
        'between(kind="instrument")',
        "planene side om side",
        answers.between,
        filters=("kind",),
        words={"kind": "area_kind"},
        export=TYPES["area"].table,
    ),
    Macro(
        "became()",
        "det som er kjent om tiltakene i planen før",
        answers.became,
    ),
    Macro(
        "changes()",
        "postene felt for felt, fra plan til plan",
        answers.nothing,
        caption=False,
    ),
    Macro(
        'downloads(format="csv")',
        "filene med åpne data",
        answers.downloads,
        filters=("format",),
        caption=False,
        choices={"format": answers.FORMATS},
    ),
    Macro("themes()", "tegningen av hva det ble av hvert tema", answers.themes),
    Macro(
        "parts()",
        "tegningen av hvem som hører til hvem",
        answers.parts,
        export=TYPES["actor"].table,
    ),
    Macro(
        'deadlines(from="2022")',
        "fristene",
        answers.deadlines,
        filters=("area", "actor", "from", "to"),
        export=DEADLINES,
    ),
    Macro(
        'conflicts(record="gruppe-styringsgruppe")',
        "det kildene ikke er enige om",
        answers.conflicts,
        filters=("record",),
        caption=False,
    ),
    Macro("sources()", "kildene", answers.sources, "source", ("id",), caption=False),
    Macro('cite("dokument#del")', "kildehenvisningen", answers.cite, inline=True),
    Macro('link("hmn", "lenketekst")', "lenken", answers.link, inline=True, own_words=True),
    Macro(
        'fact("horing-regional-2022", "deadline")',
        "opplysningen",
        answers.fact,
        inline=True,
        own_words=True,
    ),
)

MACROS: dict[str, Macro] = {macro.name: macro for macro in _ENTRIES}
"""Every macro, by its name."""
_BY_PLURAL = {row.plural: row.macro or f"{name}s" for name, row in TYPES.items()}
"""What readers call the records of a type → the macro that lists them."""


def answer(facts: Facts, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Values:
    """What the template of a macro prints for one call, as it was written.

    Raises:
        MacroError: What is wrong with the call, as the build would say.
    """
    if name not in MACROS:
        meant = _BY_PLURAL.get(name.casefold(), "")
        meant = meant if meant in MACROS else ""
        hint = f"Skriv {{{{ {meant}(…) }}}}." if meant else suggest(name.casefold(), MACROS)
        raise MacroError(f"Ukjent makro: «{name}».", hint)
    macro = MACROS[name]
    if not macro.inline:
        if args:
            raise MacroError(f"{name}() tar bare navngitte filtre.", 'Skriv for eksempel id="…".')
        values = macro.answer(facts, macro, read_filters(facts, macro, kwargs))
        return values | {"caption": kwargs.get("caption", "")}
    if not all(isinstance(arg, str) for arg in args):
        raise MacroError(f"{name}() kan bare få tekster.", "Sett hver verdi i anførselstegn.")
    if kwargs:
        raise MacroError(f"{name}() tar ikke «{next(iter(kwargs))}».", "Skriv verdien uten navn.")
    return macro.answer(facts, macro, tuple(args))
