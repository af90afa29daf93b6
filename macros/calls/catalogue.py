"""The macros an editor can use: what each shows, which filters it takes, and an example.

One table, read by the check, by the build and by the comparison; tests hold the editors' guide
to it.
"""

from __future__ import annotations

from dataclasses import dataclass

DEADLINE = "deadline"
"""The kind of milestone that is due: `deadlines` shows no other."""
DEFAULT_KIND = "theme"
"""The kind of area that `matrix` shows where it is not told which."""


@dataclass(frozen=True, slots=True)
class Macro:
    """One macro.

    Attributes:
        called: What a sentence calls what it puts in.
        example: A call as an editor would write it.
        kind: Record type that it lists, and that the filter `id` names; empty where it lists
            something else.
        filters: Names of the arguments it takes.
        words: Vocabulary list of the filter `kind`.
        caption: Whether it has a caption that a call may change.
        inline: Whether it stands inside a sentence, and takes values without names.
    """

    called: str
    example: str
    kind: str = ""
    filters: tuple[str, ...] = ()
    words: str = ""
    caption: bool = True
    inline: bool = False


_DATED = ("actor", "from", "to", "id")

LISTINGS: dict[str, Macro] = {
    "areas": Macro(
        "områdene", 'areas(kind="instrument")', "area", ("kind", "id", "actor"), "area_kind"
    ),
    "cards": Macro(
        "områdene som kort",
        'cards(kind="theme")',
        "area",
        ("kind", "id", "actor"),
        "area_kind",
        caption=False,
    ),
    "challenges": Macro(
        "utfordringene",
        'challenges(area="tema-beredskap")',
        "challenge",
        ("area", "kind", "id"),
        "challenge_kind",
    ),
    "measures": Macro(
        "tiltakene",
        'measures(area="tema-beredskap", status="proposed")',
        "measure",
        ("area", "status", "kind", *_DATED),
        "area_kind",
    ),
    "milestones": Macro(
        "trinnene i tidsplanen",
        'milestones(kind="hearing")',
        "milestone",
        ("kind", *_DATED),
        "milestone_kind",
    ),
    "timeline": Macro(
        "tidslinjen", 'timeline(from="2022")', "milestone", ("kind", *_DATED), "milestone_kind"
    ),
    "actors": Macro(
        "aktørene", 'actors(kind="trust")', "actor", ("kind", "actor", "id"), "actor_kind"
    ),
    "groups": Macro(
        "gruppene",
        'groups(kind="steering")',
        "group",
        ("kind", "area", "actor", "id"),
        "group_kind",
        caption=False,
    ),
    "aims": Macro("målene", 'aims(kind="goal")', "aim", ("kind", "id"), "aim_kind"),
    "documents": Macro(
        "dokumentene", 'documents(kind="guide")', "document", ("kind", *_DATED), "document_kind"
    ),
    "decisions": Macro("vedtakene", 'decisions(actor="hmn-styret")', "decision", _DATED),
    "consultations": Macro("høringene", "consultations()", "consultation", _DATED),
    "events": Macro("møtene", "events()", "event", _DATED),
    "errata": Macro("rettelsene", "errata()", "erratum", ("from", "to", "id"), caption=False),
    "contacts": Macro("kontaktpunktene", "contacts()", "actor", ("kind", "id"), "actor_kind"),
    "terms": Macro("ordlisten", "terms()", "term", ("id",), caption=False),
}
"""The macros that list records of one type."""

MACROS: dict[str, Macro] = LISTINGS | {
    "overview": Macro("planen i korte trekk", "overview()", caption=False),
    "hierarchy": Macro(
        "tegningen av hvordan planer bygger på hverandre", "hierarchy()", "document", ("id",)
    ),
    "matrix": Macro(
        "tegningen av hvem som er med på hvilket tema",
        'matrix(kind="theme")',
        filters=("kind",),
        words="area_kind",
    ),
    "changes": Macro("det som er endret fra plan til plan", "changes()", caption=False),
    "deadlines": Macro(
        "fristene", 'deadlines(from="2022")', filters=("area", "actor", "from", "to")
    ),
    "conflicts": Macro(
        "det kildene ikke er enige om",
        'conflicts(record="gruppe-styringsgruppe")',
        filters=("record",),
        caption=False,
    ),
    "sources": Macro("kildene", "sources()", "source", ("id",), caption=False),
    "cite": Macro("kildehenvisningen", 'cite("dokument#del")', inline=True),
    "link": Macro("lenken", 'link("hmn", "lenketekst")', inline=True),
    "fact": Macro("opplysningen", 'fact("horing-regional-2022", "deadline")', inline=True),
}
"""Every macro, by its name."""
