"""The macros an editor can use: what each lists, which filters it takes, and an example.

One table, read by the check and by the build; tests hold the editors' guide to it.
"""

from __future__ import annotations

from dataclasses import dataclass

DEADLINE = "deadline"
"""The kind of milestone that is due: `deadlines` shows no other."""
DEFAULT_KIND = "theme"
"""The kind of area that `matrix` shows where it is not told which."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One listing macro.

    Attributes:
        kind: Record type that is listed.
        filters: Names of the arguments it takes.
        words: Vocabulary list of the records' `kind`, where they have one.
        example: A call as an editor would write it.
    """

    kind: str
    filters: tuple[str, ...]
    words: str = ""
    example: str = ""


LISTINGS: dict[str, Listing] = {
    "areas": Listing("area", ("kind", "id", "actor"), "area_kind", 'areas(kind="instrument")'),
    "cards": Listing("area", ("kind", "id", "actor"), "area_kind", 'cards(kind="theme")'),
    "challenges": Listing(
        "challenge", ("area", "kind", "id"), "challenge_kind", 'challenges(area="tema-beredskap")'
    ),
    "measures": Listing(
        "measure",
        ("area", "actor", "status", "kind", "from", "to", "id"),
        "area_kind",
        'measures(area="tema-beredskap", status="proposed")',
    ),
    "milestones": Listing(
        "milestone",
        ("kind", "actor", "from", "to", "id"),
        "milestone_kind",
        'milestones(kind="hearing")',
    ),
    "timeline": Listing(
        "milestone",
        ("kind", "actor", "from", "to", "id"),
        "milestone_kind",
        'timeline(from="2022")',
    ),
    "actors": Listing("actor", ("kind", "actor", "id"), "actor_kind", 'actors(kind="trust")'),
    "groups": Listing(
        "group", ("kind", "area", "actor", "id"), "group_kind", 'groups(kind="steering")'
    ),
    "aims": Listing("aim", ("kind", "id"), "aim_kind", 'aims(kind="goal")'),
    "documents": Listing(
        "document",
        ("kind", "actor", "from", "to", "id"),
        "document_kind",
        'documents(kind="guide")',
    ),
    "decisions": Listing(
        "decision", ("actor", "from", "to", "id"), "", 'decisions(actor="hmn-styret")'
    ),
    "consultations": Listing("consultation", ("actor", "from", "to", "id"), "", "consultations()"),
    "events": Listing("event", ("actor", "from", "to", "id"), "", "events()"),
    "errata": Listing("erratum", ("from", "to", "id"), "", "errata()"),
    "contacts": Listing("actor", ("kind", "id"), "actor_kind", "contacts()"),
    "terms": Listing("term", ("id",), "", "terms()"),
}
"""Macro name → what it lists."""

OTHERS: dict[str, tuple[str, str]] = {
    "overview": (
        "Planen i korte trekk: status, periode, eier, og hvor mye kildene lar stå åpent.",
        "overview()",
    ),
    "hierarchy": (
        "Hvordan planer og føringer bygger på hverandre, som tegning og tabell. Filter: id.",
        "hierarchy()",
    ),
    "matrix": (
        "Hvem som er med på hvilket tema, som tegning og tabell. Filter: kind (slag område).",
        'matrix(kind="theme")',
    ),
    "changes": (
        "Alt som er ført videre, er nytt eller er borte fra planen før (eller til planen etter).",
        "changes()",
    ),
    "deadlines": (
        "Alle frister i planen, også for høringer og påmelding. Filtre: area, actor, from, to.",
        'deadlines(from="2022")',
    ),
    "conflicts": (
        "Steder der kildene ikke er enige. Filter: record.",
        'conflicts(record="gruppe-styringsgruppe")',
    ),
    "sources": ("Dokumentene og stedene i dem. Filter: id.", "sources()"),
    "cite": ("Stedet i kilden der avsnittet er hentet. Ett eller flere.", 'cite("dokument#del")'),
    "link": ("Lenke til siden om en post, med egen tekst om du vil.", 'link("hmn", "lenketekst")'),
    "fact": ("Verdien av ett felt i en post.", 'fact("horing-regional-2022", "deadline")'),
}
"""The macros that do not list records of one type → what they show, and an example."""

NAMES = (*LISTINGS, *OTHERS)
"""Every macro."""
INLINE = frozenset({"cite", "link", "fact"})
"""The macros that stand inside a sentence."""

NO_CAPTION = frozenset(
    {"cards", "changes", "conflicts", "errata", "groups", "overview", "sources", "terms"}
)
"""The block macros that have no caption of their own to change."""
