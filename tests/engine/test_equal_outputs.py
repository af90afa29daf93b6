"""Every format says the same of the same records: files for programs, the document, and pages.

What each carries stands in tests/support/formats.py; a file that is not named there is told here.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from building import MINI
from formats import (
    FORMATS,
    HELD_AGAINST,
    PAGES,
    WITHOUT_RECORDS,
    Records,
    differences,
    reference,
)
from reading_back import applied, lines, plan_json

from macros.checks import check
from macros.export import shape
from macros.model.registry import EXPORTED

PERIODS = ("2001-2004", "2005-2008")
CSV, STREAM = "{}/data/datapackage.json", "{}/data/endringer.jsonl"
DUE, DUES = "{}/data/frister.ics", "{}/data/kalender/*.ics"
PDF, CATALOG, FEED = "{}/data/plan.pdf", "data/katalog.ttl", "data/oppfolging.atom"


@pytest.mark.parametrize("period", PERIODS)
def test_every_format_has_the_same_records_with_the_same_values(
    mini_site: Path, period: str
) -> None:
    assert [*differences(mini_site, period)] == []


@pytest.mark.parametrize("period", PERIODS)
def test_what_they_are_held_against_has_every_value_of_the_data(
    mini_site: Path, period: str
) -> None:
    """Held against the model itself, as it was read from the files."""
    library = check(MINI).loaded.library
    held = {r.id: r for r in (*library.by_period[period].records(), *library.shared.actors)}
    held |= {record.id: record for record in (*library.shared.sources, *library.shared.terms)}
    document = plan_json(mini_site / period / "data")
    shown = {r["id"]: r for records in document["records"].values() for r in records}
    assert set(shown) == set(held)
    for name, record in held.items():
        for column in shape.columns(type(record)):
            value = getattr(record, column.name)
            assert (column.name in shown[name]) == (value not in (None, (), "")), column
            if column.kind == "string" and not column.many and value:
                assert shown[name][column.name] == str(value)


def test_no_file_is_passed_over(mini_site: Path) -> None:
    """Each is read, or is said to hold no record of the miniature; and no other is said to."""
    patterns = [HELD_AGAINST, *(name for one in FORMATS for name in one.files)]
    read = {
        path
        for period in PERIODS
        for pattern in patterns
        for path in mini_site.glob(pattern.format(period))
    }
    other = {mini_site / name for name in WITHOUT_RECORDS}
    folders = [mini_site / "data", *(mini_site / period / "data" for period in PERIODS)]
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    assert {path for path in files if path.name != "index.html"} == read | other
    assert read & other == set()


def test_a_format_carries_what_it_is_said_to_carry(mini_site: Path) -> None:
    """Else the table would tell of fields that nobody has read there."""
    there = {pair for period in PERIODS for pair in _fields(reference(mini_site, period))}
    assert {kind for kind, _ in there} == {*EXPORTED, "deadline", "role", "change"}
    for one in FORMATS:
        some = {kind: names for kind, names in one.carries.items() if names is not ...}
        said = {(kind, name) for kind, names in some.items() for name in names}
        assert (said & there) - _fields(one.read(mini_site, PERIODS[1])) == set(), one.files


def _fields(records: Records) -> set[tuple[str, str]]:
    return {(kind, name) for (kind, _), values in records.items() for name in values}


BREAKS = [
    # Whatever carries the title of a measure has another than it is held against.
    ("2005-2008/data/plan.json", '"Leie helikopter"', '"Leie bil"', {CSV, STREAM, PDF}),
    ("2005-2008/data/tiltak.csv", "2006-11-01", "2006-11-02", {CSV}),
    ("2005-2008/data/verdier.csv", "34,5", "34,6", {CSV}),
    ("2005-2008/data/kildesteder.csv", "Hele siden", "Halve siden", {CSV}),
    ("2005-2008/data/roller.csv", ";ansvarlig;", ";deltar;", {CSV}),
    ("2005-2008/data/frister.csv", "Leie helikopter", "Leie bil", {CSV}),
    ("2005-2008/data/endringer.csv", "omformulert", "videreført", {CSV}),
    ("2005-2008/data/endringer.jsonl", '"after": "Akutt hjelp', '"after": "Hjelp', {STREAM, CSV}),
    ("2005-2008/data/frister.ics", "20061101", "20061031", {DUE}),
    ("2005-2008/data/frister.ics", "Leie helikopter", "Leie bil", {DUE}),
    ("2005-2008/data/frister.ics", "tiltak: 1. november", "tiltak: 2. november", {DUE}),
    ("2005-2008/data/kalender/fjord.ics", "20061102", "20061103", {DUES}),
    ("2005-2008/data/kalender/fjord.ics", "Leie helikopter", "Leie bil", {DUES}),
    ("data/katalog.ttl", "Den andre planen.", "Den tredje planen.", {CATALOG}),
    ("data/katalog.ttl", '"2008-12-31"', '"2009-12-31"', {CATALOG}),
    ("data/oppfolging.atom", "Helikopteret er bestilt", "Helikopteret er kjøpt", {FEED}),
    ("data/oppfolging.atom", "2005-05-31T", "2005-05-30T", {FEED}),
    ("data/oppfolging.atom", "Det andre kjem", "Det tredje kjem", {FEED}),
]


@pytest.fixture
def copy(mini_site: Path, tmp_path: Path) -> Path:
    """The data of the site, without its pages."""
    for name in ("data", *(f"{period}/data" for period in PERIODS)):
        shutil.copytree(mini_site / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(("name", "old", "new", "told"), BREAKS)
def test_a_value_that_differs_is_found_where_it_is(
    copy: Path, name: str, old: str, new: str, told: set[str]
) -> None:
    data = (copy / name).read_bytes()
    assert old.encode() in data
    (copy / name).write_bytes(data.replace(old.encode(), new.encode(), 1))
    assert {one for one, _ in differences(copy, "2005-2008")} == told


def test_a_calendar_that_is_gone_is_found(copy: Path) -> None:
    (copy / "2005-2008/data/kalender/styret.ics").unlink()
    assert {one for one, _ in differences(copy, "2005-2008")} == {DUES}


def test_a_page_that_differs_is_found(mini_site: Path, tmp_path: Path) -> None:
    site = Path(shutil.copytree(mini_site, tmp_path / "site"))
    page = site / "2005-2008/tiltak/index.html"
    text = page.read_text("utf-8").replace("1. november 2006", "2. november 2006")
    page.write_text(text, "utf-8")
    assert {one for one, _ in differences(site, "2005-2008")} == {PAGES}


def test_each_change_of_a_field_is_needed(mini_site: Path) -> None:
    before = plan_json(mini_site / PERIODS[0] / "data")["records"]
    changes = lines(mini_site / PERIODS[1] / "data" / "endringer.jsonl")
    whole = applied(before, changes)
    assert len({change["id"] for change in changes}) == len(changes)
    for one in (change for change in changes if "field" in change):
        less = [change for change in changes if change is not one]
        assert applied(before, less) != whole, f"not seen to be missing: {one}"
