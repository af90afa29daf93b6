"""Every file of the open data: those of each plan, and those of the site.

Each is made once for a site: the page that shows how they begin asks before they are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from macros.export import shape
from macros.export.calendar import calendar
from macros.export.catalog import catalog
from macros.export.changes import as_lines, of_revision
from macros.export.feeds import changed, followed
from macros.export.plan_json import Open, OpenPlan, as_json, schema
from macros.export.tables import BOM, as_csv, datapackage, tables
from macros.facts import open_data
from macros.facts.derive import Facts

_LINES, _WIDTH = 16, 160
"""How much of a file shows what it is like."""


def open_plans(data: Open, facts: Mapping[str, Facts]) -> list[OpenPlan]:
    """The plans of a site, oldest first, each with the one that it is compared with."""
    found: dict[str, OpenPlan] = {}
    for period, own in facts.items():
        found[period] = OpenPlan(data, own, found.get(open_data.compared(own)))
    return list(found.values())


def beginnings(
    data: Open, facts: Mapping[str, Facts], period: str, also: Sequence[str]
) -> dict[str, str]:
    """How the files begin: name → the first lines, for those who choose a format.

    Those that span the plans have the folder of the open data before their names. Calendars of one
    actor or area are left out, and what tells of published versions, where none are known. `also`
    is as in `of_site`.
    """
    plan = next(plan for plan in open_plans(data, facts) if plan.period == period)
    made = {**of_plan(plan), **of_site(data, list(facts.values()), also)}
    without = [open_data.calendar(name) for name in open_data.calendars(plan.facts)]
    if not data.revisions:
        changes = f"{open_data.CHANGES}.jsonl", open_data.FEED
        without += [f"{open_data.FOLDER}/{name}" for name in changes]
    return {name: _beginning(text) for name, text in made.items() if name not in without}


def _beginning(text: bytes) -> str:
    lines = text[: _LINES * _WIDTH].decode(errors="ignore").removeprefix(BOM).splitlines()[:_LINES]
    return "\n".join(f"{x[:_WIDTH]}…" if len(x) > _WIDTH else x for x in lines)


def of_plan(plan: OpenPlan) -> Mapping[str, bytes]:
    """Each file of a plan: its name below the folder of the open data, and what stands in it."""
    kept = plan.data.kept
    if plan.period not in kept:
        kept[plan.period] = dict(_of_plan(plan))
    return kept[plan.period]


def _of_plan(plan: OpenPlan) -> Iterator[tuple[str, bytes]]:
    made = list(tables(plan))
    for table in made:
        yield f"{table.name}.csv", as_csv(table)
        if table.name == open_data.CHANGES:
            yield f"{table.name}.jsonl", as_lines(table.rows)
    yield open_data.PACKAGE, as_json(datapackage(plan, made))
    yield open_data.PLAN, as_json(plan.document)
    yield f"{open_data.DEADLINES}.ics", calendar(plan, plan.dues)
    for name, rows in open_data.calendars(plan.facts).items():
        yield open_data.calendar(name), calendar(plan, rows, plan.facts.entries[name])


def of_site(data: Open, plans: Sequence[Facts], also: Sequence[str]) -> Mapping[str, bytes]:
    """Each file that spans the plans: its name below the site, and what stands in it.

    All plans are given, oldest first; `also` are files of each that are made apart.
    """
    key = tuple(also)
    if key not in data.kept:
        data.kept[key] = dict(_of_site(data, plans, also))
    return data.kept[key]


def _of_site(
    data: Open, plans: Sequence[Facts], also: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    told = {one.commit: of_revision(data, one) for one in data.revisions}
    lines = (line for one in reversed(data.revisions) for line in told[one.commit])
    reports = [entry for facts in plans for entry in facts.of("report")]
    made = {
        f"{open_data.CHANGES}.jsonl": as_lines(lines),
        open_data.FEED: changed(data, told),
        open_data.FOLLOWED: followed(data, reports),
    }
    if data.catalog:
        made[open_data.CATALOG] = catalog(data, plans, also)
    yield from ((f"{open_data.FOLDER}/{name}", text) for name, text in made.items())
    yield open_data.SCHEMA, as_json(schema(data.url))
    change = shape.json_schema(shape.CHANGE, "Endring")
    address = {"$id": f"{data.url}{open_data.CHANGE_SCHEMA}"}
    yield open_data.CHANGE_SCHEMA, as_json({"$schema": open_data.DRAFT, **address, **change})
