"""The macros an editor can use: what each shows, which filters it takes, and an example.

One table, read by the check, by the build and by the comparison; tests hold the editors' guide
to it. A new macro is an entry here and a template of its name in overrides/plan/.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from macros.calls import answers
from macros.calls.answers import records
from macros.calls.filters import read_filters
from macros.calls.macro import Macro, MacroError, Values
from macros.facts.derive import Facts
from macros.model.text import suggest

_AREA = ("kind", "id", "actor")
_DATED = ("actor", "from", "to", "id")
_STEP = ("kind", *_DATED)
_MEASURE = ("area", "status", *_STEP)

_ENTRIES = (
    Macro('areas(kind="instrument")', "områdene", records, "area", _AREA),
    Macro('cards(kind="theme")', "områdene som kort", records, "area", _AREA, caption=False),
    Macro(
        'challenges(area="tema-beredskap")',
        "utfordringene",
        records,
        "challenge",
        ("area", "kind", "id"),
    ),
    Macro(
        'measures(area="tema-beredskap", status="proposed")',
        "tiltakene",
        records,
        "measure",
        _MEASURE,
        kind_of="area",
    ),
    Macro('milestones(kind="hearing")', "trinnene i tidsplanen", records, "milestone", _STEP),
    Macro('timeline(from="2022")', "tidslinjen", records, "milestone", _STEP),
    Macro('actors(kind="trust")', "aktørene", records, "actor", ("kind", "actor", "id")),
    Macro(
        'groups(kind="steering")',
        "gruppene",
        records,
        "group",
        ("kind", "area", "actor", "id"),
        caption=False,
    ),
    Macro('aims(kind="goal")', "målene", records, "aim", ("kind", "id")),
    Macro('documents(kind="guide")', "dokumentene", records, "document", _STEP),
    Macro('decisions(actor="hmn-styret")', "vedtakene", records, "decision", _DATED),
    Macro("consultations()", "høringene", records, "consultation", _DATED),
    Macro("events()", "møtene", records, "event", _DATED),
    Macro("errata()", "rettelsene", records, "erratum", ("from", "to", "id"), caption=False),
    Macro("contacts()", "kontaktpunktene", answers.contacts, "actor", ("kind", "id")),
    Macro("terms()", "ordlisten", records, "term", ("id",), caption=False),
    Macro("overview()", "planen i korte trekk", answers.nothing, caption=False),
    Macro(
        "hierarchy()",
        "tegningen av hvordan planer bygger på hverandre",
        answers.hierarchy,
        "document",
        ("id",),
    ),
    Macro(
        'matrix(kind="theme")',
        "tegningen av hvem som er med på hvilket tema",
        answers.matrix,
        filters=("kind",),
        kind_of="area",
    ),
    Macro("changes()", "det som er endret fra plan til plan", answers.nothing, caption=False),
    Macro(
        'deadlines(from="2022")',
        "fristene",
        answers.deadlines,
        filters=("area", "actor", "from", "to"),
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
    Macro('link("hmn", "lenketekst")', "lenken", answers.link, inline=True),
    Macro('fact("horing-regional-2022", "deadline")', "opplysningen", answers.fact, inline=True),
)

MACROS: dict[str, Macro] = {macro.name: macro for macro in _ENTRIES}
"""Every macro, by its name."""


def answer(facts: Facts, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Values:
    """What the template of a macro prints for one call.

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
