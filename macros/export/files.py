"""Every file of the open data: those of a plan, those of the site, and how they begin."""

from __future__ import annotations

from macros.export.calendar import calendar
from macros.export.changes import as_lines
from macros.export.plan_json import OpenPlan, as_json
from macros.export.tables import as_csv, datapackage, tables
from macros.facts import open_data


def of_plan(plan: OpenPlan) -> dict[str, bytes]:
    """Name below the folder of a plan's open data → what stands in the file."""
    made = list(tables(plan))
    files = {f"{table.name}.csv": as_csv(table) for table in made}
    if plan.before:
        lines = next(table.rows for table in made if table.name == open_data.CHANGES)
        files[f"{open_data.CHANGES}.jsonl"] = as_lines(lines)
    files[open_data.PACKAGE] = as_json(datapackage(plan, made))
    files[open_data.PLAN] = as_json(plan.document)
    files[f"{open_data.DEADLINES}.ics"] = calendar(plan, plan.dues)
    for name, rows in open_data.calendars(plan.facts).items():
        files[open_data.calendar(name)] = calendar(plan, rows, plan.facts.entries[name])
    return files
