"""The macros an editor can use: what each shows, which filters it takes, and an example.

One table, read by the check, by the build and by the editors' guide.
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
        about: What it shows, in Norwegian, for the editors' guide.
        example: A call as an editor would write it.
    """

    kind: str
    filters: tuple[str, ...]
    words: str = ""
    about: str = ""
    example: str = ""


LISTINGS: dict[str, Listing] = {
    "areas": Listing(
        "area",
        ("kind", "id", "actor"),
        "area_kind",
        "Områder, temaer, virkemidler og krav som tabell.",
        'areas(kind="instrument")',
    ),
    "cards": Listing(
        "area",
        ("kind", "id", "actor"),
        "area_kind",
        "Områder som kort, med det viktigste og antall utfordringer og tiltak.",
        'cards(kind="theme")',
    ),
    "challenges": Listing(
        "challenge",
        ("area", "kind", "id"),
        "challenge_kind",
        "Utfordringer og behov, med tiltakene som svarer på dem.",
        'challenges(area="tema-beredskap")',
    ),
    "measures": Listing(
        "measure",
        ("area", "actor", "status", "kind", "from", "to", "id"),
        "area_kind",
        "Tiltak med ansvarlig, frist og status. «kind» er slaget område de står i.",
        'measures(area="tema-beredskap", status="proposed")',
    ),
    "milestones": Listing(
        "milestone",
        ("kind", "actor", "from", "to", "id"),
        "milestone_kind",
        "Trinnene i tidsplanen som tabell.",
        'milestones(kind="hearing")',
    ),
    "timeline": Listing(
        "milestone",
        ("kind", "actor", "from", "to", "id"),
        "milestone_kind",
        "Trinnene i tidsplanen som tegning, med tabellen bak.",
        'timeline(from="2022")',
    ),
    "actors": Listing(
        "actor",
        ("kind", "actor", "id"),
        "actor_kind",
        "Organisasjoner og organer. «actor» gir dem som hører til en annen.",
        'actors(kind="trust")',
    ),
    "groups": Listing(
        "group",
        ("kind", "area", "actor", "id"),
        "group_kind",
        "Grupper med medlemmer.",
        'groups(kind="steering")',
    ),
    "aims": Listing(
        "aim", ("kind", "id"), "aim_kind", "Mål, verdier og formål.", 'aims(kind="goal")'
    ),
    "documents": Listing(
        "document",
        ("kind", "actor", "from", "to", "id"),
        "document_kind",
        "Dokumenter som kildene nevner.",
        'documents(kind="guide")',
    ),
    "decisions": Listing(
        "decision", ("actor", "from", "to", "id"), "", "Vedtak.", 'decisions(actor="hmn-styret")'
    ),
    "consultations": Listing(
        "consultation", ("actor", "from", "to", "id"), "", "Høringer.", "consultations()"
    ),
    "events": Listing("event", ("actor", "from", "to", "id"), "", "Møter med program.", "events()"),
    "errata": Listing(
        "erratum",
        ("from", "to", "id"),
        "",
        "Rettelser etter at planen ble frosset, de nyeste først.",
        "errata()",
    ),
    "contacts": Listing(
        "actor", ("kind", "id"), "actor_kind", "Hvordan aktørene kan nås.", "contacts()"
    ),
    "terms": Listing("term", ("id",), "", "Ordlisten.", "terms()"),
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
