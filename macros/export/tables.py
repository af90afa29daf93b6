"""The open data as tables: CSV for spreadsheets, and a Data Package (v2) that says what they are.

Semicolons, a byte order mark and decimal commas are what a Norwegian spreadsheet opens; RFC 4180
holds otherwise. A text that a spreadsheet would run as a formula has an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from macros.export import shape
from macros.export.changes import between_plans
from macros.export.encode import in_json
from macros.export.plan_json import OpenPlan
from macros.export.shape import Column
from macros.facts import open_data
from macros.facts.open_data import CHANGES, DEADLINES, ROLES
from macros.model.edtf import PATTERN
from macros.model.plan import Word
from macros.model.registry import EXPORTED, TYPES

BOM = "\ufeff"
_FORMULA = frozenset("=+-@＝＋－＠\t\r\n'")
"""How a text begins that a spreadsheet would run; the apostrophe is its own escape."""
_PROFILE = "https://datapackage.org/profiles/2.0/"

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        name: Its name, which is that of its file without the ending.
        title: What its rows are, in Norwegian.
        columns: What they hold.
        rows: The rows, each by the names of its columns.
        key: The columns that name a row.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    key: tuple[str, ...]

    @property
    def refs(self) -> dict[str, str]:
        """Column → the table that it refers to by id."""
        single = (column for column in self.columns if column.refs and not column.many)
        return {column.name: TYPES[column.refs].table for column in single}


def tables(plan: OpenPlan) -> Iterator[Table]:
    """Every table of a plan."""
    titles = open_data.tables(plan.facts)
    for name in EXPORTED:
        row, columns, records = TYPES[name], shape.of_type(name), plan.records[name]
        own = tuple(column for column in columns if not column.table)
        flat = [{**record, **record["derived"]} for record in records]
        yield Table(row.table, titles[row.table], own, flat, ("id",))
        for column in columns:
            if column.table and column.part:
                yield _parts_of(name, column, records, titles[column.table])
    if plan.before:
        lines = list(between_plans(plan.before, plan))
        yield Table(CHANGES, titles[CHANGES], shape.CHANGE, lines, ("id",))
    yield Table(DEADLINES, titles[DEADLINES], shape.DUE, plan.deadlines, ("type", "id", "field"))
    yield Table(ROLES, titles[ROLES], shape.ROLE, plan.roles, ("actor", "type", "id", "role"))


def _parts_of(name: str, column: Column, records: Iterable[Row], title: str) -> Table:
    """The parts of one field of a record type, as a table of their own."""
    row, number = TYPES[name], "Plassen blant dem som hører til samme post."
    assert column.part
    head = (
        Column(
            name,
            "string",
            row.name.capitalize(),
            "Posten den hører til.",
            required=True,
            refs=name,
        ),
        Column("number", "integer", "Nummeret", number, required=True),
    )
    rows = [
        {name: record["id"], "number": i, **part}
        for record in records
        for i, part in enumerate(record.get(column.name, ()), 1)
    ]
    columns = (*head, *shape.columns(column.part))
    return Table(column.table, title, columns, rows, (name, "number"))


def as_csv(table: Table) -> bytes:
    """A table as a file of comma-separated values, with semicolons."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    cells = [(column.name, _cell(column)) for column in table.columns]
    writer.writerow(name for name, _ in cells)
    # Most cells are empty.
    writer.writerows(
        ["" if (value := row.get(name)) is None else cell(value) for name, cell in cells]
        for row in table.rows
    )
    return f"{BOM}{text.getvalue()}".encode()


def _cell(column: Column) -> Callable[[Any], str]:
    """What gives the values of a column their form."""
    if column.many and column.ids:
        return ",".join
    if column.many or column.part or column.kind == "any":
        return lambda value: _harmless(in_json(value))
    if column.kind == "boolean":
        return lambda value: "true" if value else "false"
    if column.kind in ("number", "integer"):
        return lambda value: str(value).replace(".", ",")
    return _harmless


def _harmless(text: str) -> str:
    return f"'{text}" if text[:1] in _FORMULA else text


def datapackage(plan: OpenPlan, found: Sequence[Table]) -> dict[str, Any]:
    """What the tables of a plan are: their columns, keys and words (Data Package, version 2)."""
    catalog, title = plan.data.catalog, plan.facts.data.plan.title
    told: dict[str, Any] = {}
    if catalog:
        licence = {"name": catalog.licence_id.rpartition("/")[2], "path": catalog.licence}
        told = {"description": catalog.description, "licenses": [licence]}
    return {
        "$schema": f"{_PROFILE}datapackage.json",
        "name": f"plan-{plan.period}",
        "title": title,
        **told,
        "homepage": f"{plan.url}data/",
        "resources": [_resource(plan, table) for table in found],
    }


def _resource(plan: OpenPlan, table: Table) -> dict[str, Any]:
    words, about = plan.facts.library.shared.vocabulary, open_data.tells(table.name)
    foreign = [
        # A table that refers to itself says so with an empty name.
        {
            "fields": [name],
            "reference": {"resource": to * (to != table.name), "fields": ["id"]},
        }
        for name, to in table.refs.items()
    ]
    return {
        "name": table.name,
        "type": "table",
        "title": f"{table.title[:1].upper()}{table.title[1:]}",
        **({"description": f"{about[:1].upper()}{about[1:]}."} if about else {}),
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ";"},
        "schema": {
            "$schema": f"{_PROFILE}tableschema.json",
            "fields": [_field(column, words) for column in table.columns],
            "primaryKey": list(table.key),
            **({"foreignKeys": foreign} if foreign else {}),
        },
    }


def _field(column: Column, words: Mapping[str, Sequence[Word]]) -> dict[str, Any]:
    allowed = column.allowed or tuple(word.id for word in words.get(column.words, ()))
    limits: dict[str, Any] = {"required": True} if column.required else {}
    if column.dated:
        limits["pattern"] = PATTERN
    if allowed and not column.many:
        limits["enum"] = list(allowed)
    kind = "string" if column.kind == "any" else column.kind
    if column.many:
        kind = "list" if column.ids else "array"
    return {
        "name": column.name,
        "title": column.title,
        "description": column.about,
        "type": kind,
        **({"decimalChar": ","} if kind == "number" else {}),
        **({"constraints": limits} if limits else {}),
    }
