"""The tables of records on the pages: each cell as the open data have it, each downloadable."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from page_tables import csv_of, downloads, faults, kind_of, listing_of, tables
from published_data import World
from table_kinds import KINDS
from table_pairs import LISTINGS

PERIODS = ("2001-2004", "2005-2008")


@pytest.fixture(scope="module", params=PERIODS)
def world(mini_site: Path, request: pytest.FixtureRequest) -> World:
    return World(mini_site, request.param)


def pages(world: World) -> list[Path]:
    return sorted((world.site / world.period).rglob("index.html"))


def test_each_kind_of_table_stands_on_a_page(mini_site: Path) -> None:
    """Else nothing of it would have been held."""
    paths = [page for period in PERIODS for page in (mini_site / period).rglob("index.html")]
    heads = [heads for page in paths for heads, rows in tables(page) if rows]
    assert [kind.heads for kind in KINDS if kind not in map(kind_of, heads)] == []
    # What git has seen move stands in test_slips_shown.py: here git has seen nothing.
    (absent,) = [listing for listing in LISTINGS if listing not in map(listing_of, heads)]
    assert absent.heads.startswith("Hva\\|Fristen nå")


VALUES = [
    *(("measure", name) for name in ("area", "responsible", "carried_out_by", "deadline")),
    *(("area", name) for name in ("kind", "summary", "source")),
    *(("actor", name) for name in ("short", "kind", "part_of", "contacts")),
    *(("milestone", name) for name in ("date", "actual", "step", "actors")),
    *(("report", name) for name in ("date", "concerns", "state", "by", "title")),
    *(("report", name) for name in ("description", "part")),
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


CELLS = [
    ("endringer", "Skaffe båt", "Skaffe bil"),
    ("endringer", "Kilden sier at dette er ført videre", "Dette er ført videre"),
    ("endringer", "<li>Gjennomført.", "<li>Falt bort."),
    ("endringer", "januar 2005", "januar 2006"),
    ("endringer", "Ambulansen er levert</span>.", "Ambulansen er bestilt</span>."),
    ("endringer", "Tema: <span>Akutt hjelp", "Tema: <span>Akutt"),
    ("endringer/detaljer", '"Antall">21<', '"Antall">20<'),
    ("endringer/detaljer", '"Tiltak">3<', '"Tiltak">4<'),
    ("endringer/detaljer", "ikke knyttet til noe senere</td>", "falt bort</td>"),
    ("endringer/detaljer", "«Akutt hjelp» til", "«Akutt hjelp og» til"),
    ("endringer/detaljer", ">Kjøpe ambulanse</a>", ">Kjøpe helikopter</a>"),
    ("endringer/detaljer", ">Ambulansen er levert</a>", ">Ambulansen er bestilt</a>"),
    ("grupper", 'data-label="FH">Kari Nordmann', 'data-label="FH">–'),
    ("aktorer", "(har vedtatt)", "(ansvarlig)"),
    ("indikatorer", "også øvelser", "uten øvelser"),
    ("oppfolging", "Det andre kjem til våren", "Det andre kjem til hausten"),
]


@pytest.mark.parametrize(("name", "old", "new"), CELLS)
def test_a_cell_that_differs_is_found(
    mini_site: Path, tmp_path: Path, name: str, old: str, new: str
) -> None:
    """The page says something else, where what it says is told of nowhere but there."""
    text = (mini_site / "2005-2008" / name / "index.html").read_text("utf-8")
    assert old in text
    broken = tmp_path / "index.html"
    broken.write_text(text.replace(old, new, 1), "utf-8")
    assert [*faults(World(mini_site, "2005-2008"), broken)] != []


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
