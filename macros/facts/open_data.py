"""Which files the open data of a plan are, so that pages and promises can name them unmade."""

from __future__ import annotations

from functools import lru_cache

from macros.facts.dates import years
from macros.facts.derive import Facts
from macros.facts.due import Due, by_concerned, dues
from macros.model.fields import fields_of
from macros.model.plan import Library
from macros.model.registry import EXPORTED, TYPES

FOLDER = "data"
"""Where they are, below a period or below the site, and the page that tells of them."""
DEADLINES, CHANGES, ROLES = "frister", "endringer", "roller"
PLAN, PACKAGE, DOCUMENT = "plan.json", "datapackage.json", "plan.pdf"
MADE_APART = (DOCUMENT,)
"""Files of a plan that are made in a step of their own, and may be left out."""
SCHEMA = f"{FOLDER}/v1/plan.schema.json"
"""Of `plan.json`; its folder has the version of the form."""
CHANGE_SCHEMA = f"{FOLDER}/v1/endring.schema.json"
"""Of one line of `endringer.jsonl`."""
DRAFT = "https://json-schema.org/draft/2020-12/schema"
CATALOG, FEED, FOLLOWED = "katalog.ttl", "endringer.atom", "oppfolging.atom"
STREAMS = (f"{CHANGES}.jsonl", FEED, FOLLOWED)
"""What tells of all plans, below the folder of the site."""
_TELLS = {
    "planer": "hva planen heter, hvem som eier den, perioden og statusen",
    "tiltak": "hva som skal gjøres, i hvilket område, hvem som svarer for det, og fristen",
    "omrader": "innsatsområdene, temaene og virkemidlene i planen, med formål",
    "utfordringer": "det planen vil gjøre noe med, og området det hører til",
    "aktorer": "foretak, kommuner, styrer og andre, hvem de hører til, og felles postkasser",
    "milepaler": "trinnene i tidsplanen, når de var planlagt, og når de skjedde",
    "kilder": "dokumentene alt er hentet fra, med utgiver, dato og adresse",
    "kildesteder": "stedene i dokumentene, som hver opplysning viser til",
    "ordliste": "ord og forkortelser, og hva kildene sier at de betyr",
    "grupper": "styringsgrupper, arbeidsgrupper og råd, uten navn på medlemmene",
    "moter": "når og hvor, hvem som holdt dem, og programmet",
    "horinger": "når de var, fristen, og hvor mange som svarte",
    "vedtak": "hva som ble vedtatt, når, og av hvem",
    "dokumenter": "planer, rapporter og veiledere, og hva de bygger på",
    "mal": "målene og verdiene i planen",
    "rapporter": "hva som har skjedd siden, når, og hva det gjelder",
    "indikatorer": "hva som telles, i hvilken enhet, og hvilken vei det bør gå",
    "verdier": "tallene over tid, med dato og kilde",
    "rettelser": "det som er rettet etter at planen ble frosset",
    DEADLINES: "alt som har en frist, den første først, og om den er flyttet",
    ROLES: "hvem som svarer for, gjennomfører eller er med på hva",
    CHANGES: "hva det ble av postene i planen før, felt for felt",
}


def tells(table: str) -> str:
    """What a table tells, for those who choose a file; empty where nobody has said."""
    return _TELLS.get(table, "")


def of_site(library: Library) -> list[str]:
    """Every file that spans the plans, below the site."""
    named = [*STREAMS, *([CATALOG] if library.shared.catalogs else [])]
    return [*(f"{FOLDER}/{name}" for name in named), SCHEMA, CHANGE_SCHEMA]


def tables(facts: Facts) -> dict[str, str]:
    """Every table of a plan: the name of its file without the ending → what its rows are."""
    found = {}
    for row in (TYPES[name] for name in EXPORTED):
        fields = fields_of(row.cls).values()
        found[row.table] = row.plural
        found |= {f.about.table: f.about.words for f in fields if f.about.table}
    found |= {DEADLINES: "frister", ROLES: "roller"}
    if before := compared(facts):
        found[CHANGES] = f"endringer fra planen {years(before)}"
    return found


@lru_cache(maxsize=16)
def is_told_of(facts: Facts) -> bool:
    """Whether a plan has the page that tells of its open data."""
    chapters = (chapter for top in facts.data.plan.chapters for chapter in top.walk())
    return any(chapter.page == f"{FOLDER}/index.md" for chapter in chapters)


def compared(facts: Facts) -> str:
    """The plan that a plan is compared with; empty for none."""
    before = facts.data.plan.predecessor or ""
    return before if before in facts.by_plan else ""


@lru_cache(maxsize=16)
def calendars(facts: Facts) -> dict[str, list[Due]]:
    """Id of each actor and area that has to do with deadlines → those, earliest first."""
    found = by_concerned(dues(facts)).items()
    return {n: rows for n, rows in found if facts.entries[n].record_type in ("actor", "area")}


def calendar(name: str) -> str:
    """The file of the calendar of an actor or an area."""
    return f"kalender/{name}.ics"


def files(facts: Facts) -> list[str]:
    """Every file of a plan, below its folder."""
    named = [f"{name}.csv" for name in tables(facts)]
    named += [PLAN, PACKAGE, f"{DEADLINES}.ics", *map(calendar, calendars(facts))]
    return [*named, *([f"{CHANGES}.jsonl"] if compared(facts) else [])]
