"""The tables of records on the pages: each cell as the open data have it, each downloadable."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from page_tables import csv_of, downloads, faults, kind_of, listed, tables
from published_data import World, title
from table_kinds import KINDS

from macros.model.registry import TYPES

PERIODS = ("2001-2004", "2005-2008")


@pytest.fixture(scope="module", params=PERIODS)
def world(mini_site: Path, request: pytest.FixtureRequest) -> World:
    return World(mini_site, request.param)


def pages(world: World) -> list[Path]:
    return sorted((world.site / world.period).rglob("index.html"))


def test_every_cell_says_what_the_data_say(world: World) -> None:
    assert [fault for page in pages(world) for fault in faults(world, page)] == []


def test_a_page_that_lists_a_type_lists_all_of_it(world: World) -> None:
    for name in filter(None, (kind.type for kind in KINDS)):
        row = TYPES[name]
        page = world.site / world.period / (row.folder or row.page) / "index.html"
        if records := world.all(name):
            assert {title(record) for record in records} - {*listed(page)} == set(), name


def test_each_kind_of_table_stands_on_a_page(mini_site: Path) -> None:
    """Else nothing of it would have been held."""
    paths = [page for period in PERIODS for page in (mini_site / period).rglob("index.html")]
    found = [kind_of(heads) for page in paths for heads, rows in tables(page) if rows]
    assert [kind.heads for kind in KINDS if kind not in found] == []


VALUES = [
    *(("measure", name) for name in ("area", "responsible", "carried_out_by", "deadline")),
    *(("area", name) for name in ("kind", "summary", "source")),
    *(("actor", name) for name in ("short", "kind", "part_of", "contacts")),
    *(("milestone", name) for name in ("date", "actual", "step", "actors")),
    *(("report", name) for name in ("date", "concerns", "state", "by", "title")),
    *(("indicator", name) for name in ("values", "unit")),
    *(("event", name) for name in ("date", "place", "organiser", "programme")),
    *(("consultation", name) for name in ("period", "deadline", "responses")),
    *(("decision", name) for name in ("date", "body", "result", "cases")),
    *(("document", name) for name in ("kind", "publisher", "date", "builds_on", "description")),
    *(("group", name) for name in ("members",)),
]


@pytest.mark.parametrize(("kind", "name"), VALUES)
def test_a_value_that_differs_is_found(mini_site: Path, kind: str, name: str) -> None:
    """The data say something else of one record, and its row is seen to be wrong."""
    world = World(mini_site, "2005-2008")
    record = next(r for r in world.all(kind) if name in r)
    record[name] = _otherwise(world, record[name])
    assert [fault for page in pages(world) for fault in faults(world, page)] != []


def _otherwise(world: World, value: Any) -> Any:
    """Another value of the same form."""
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, list):
        if isinstance(value[0], dict):
            return [{n: _otherwise(world, v) for n, v in one.items()} for one in value]
        known = (world.period, value[0]) in world.names
        return [_otherwise(world, value[0])] if known else value[1:]
    if (world.period, value) in world.names:
        return next(r["id"] for r in world.all("actor", "area") if r["id"] != value)
    same = [kind for kind, word in world.words if word == value]
    others = (word for kind, word in world.words if kind in same and word != value)
    dated = value[:4].isdigit()
    return next(others, f"1999{value[4:]}" if dated else f"{value} og noe annet")


def test_each_table_can_be_downloaded(mini_site: Path, world: World) -> None:
    for page in pages(world):
        for heads, file in downloads(page):
            assert file, f"{page}: {heads}"
            assert file.is_file()
            assert file.stem == csv_of(heads), f"{page}: {heads}"
