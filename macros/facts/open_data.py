"""Which files the open data of a plan are, so that pages and promises can name them unmade."""

from __future__ import annotations

from functools import lru_cache

from macros.facts.derive import Facts
from macros.facts.due import Due, by_concerned, dues
from macros.model.fields import fields_of
from macros.model.plan import Library
from macros.model.registry import EXPORTED, TYPES

FOLDER = "data"
"""Where they are, below a period or below the site, and the page that tells of them."""
DEADLINES, CHANGES, PLAN, PACKAGE = "frister", "endringer", "plan.json", "datapackage.json"
SCHEMA = f"{FOLDER}/v1/plan.schema.json"
"""Of `plan.json`; its folder has the version of the form."""
CHANGE_SCHEMA = f"{FOLDER}/v1/endring.schema.json"
"""Of one line of `endringer.jsonl`."""
DRAFT = "https://json-schema.org/draft/2020-12/schema"
CATALOG, FEED, FOLLOWED = "katalog.ttl", "endringer.atom", "oppfolging.atom"
STREAMS = (f"{CHANGES}.jsonl", FEED, FOLLOWED)
"""What tells of all plans, below the folder of the site."""


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
        found |= {f.about.table: f"{f.about.words} ({row.name})" for f in fields if f.about.table}
    found[DEADLINES] = "frister"
    if before := compared(facts):
        found[CHANGES] = f"endringer fra planen {before}"
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
