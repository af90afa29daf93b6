"""The open data of the repository's own plans: valid, equal, and without people."""

from __future__ import annotations

import json
import re
from pathlib import Path

import frictionless
import jsonschema
import pytest
from building import ROOT
from page_tables import csv_of, downloads, faults
from published_data import World
from reading_back import applied, calendar_faults, lines, plan_json, tables, told
from real import people, periods

from macros.checks import check
from macros.model.registry import TYPES


@pytest.mark.parametrize("period", periods())
def test_tables_and_json_say_the_same_and_are_valid(real_tree: Path, period: str) -> None:
    folder = real_tree / "_site" / period / "data"
    found = tables(folder)
    for name, rows in told(folder).items():
        assert found[name] == [{k: v for k, v in row.items() if v != []} for row in rows], name
    assert frictionless.validate(str(folder / "datapackage.json")).valid
    schema = json.loads((real_tree / "_site/data/v1/plan.schema.json").read_text("utf-8"))
    jsonschema.validate(plan_json(folder), schema, jsonschema.Draft202012Validator)


def test_the_plan_before_with_the_changes_is_the_plan(real_tree: Path) -> None:
    first, second = (real_tree / "_site" / period / "data" for period in periods()[-2:])
    after = plan_json(second)["records"]
    own = {
        r["id"]: {**{n: v for n, v in r.items() if n != "derived"}, "type": name}
        for name, records in after.items()
        for r in records
        if not TYPES[name].shared
    }
    assert applied(plan_json(first)["records"], lines(second / "endringer.jsonl")) == own


@pytest.mark.parametrize("period", periods())
def test_pages_and_calendars_say_the_same(real_tree: Path, period: str) -> None:
    site = real_tree / "_site"
    assert [*calendar_faults(site / period / "data", period)] == []
    world = World(site, period)
    pages = sorted((site / period).rglob("index.html"))
    assert [fault for page in pages for fault in faults(world, page)] == []
    for page in pages:
        for heads, file in downloads(page):
            assert file, f"{page}: {heads}"
            assert (file.is_file(), file.stem) == (True, csv_of(heads)), f"{page}: {heads}"


def test_no_file_names_anybody_whom_the_pages_name(real_tree: Path) -> None:
    site, named = real_tree / "_site", people()
    assert len(named) > 40
    pages = "".join(p.read_text("utf-8") for p in site.glob("*/*/**/index.html"))
    assert [name for name in named if name not in pages] == []
    files = [*site.glob("*/data/**/*"), *site.glob("data/**/*")]
    texts = {
        path: path.read_text("utf-8")
        for path in files
        if path.is_file() and path.suffix not in (".html", ".pdf")
    }
    assert [(name, path) for name in named for path, text in texts.items() if name in text] == []
    # Whoever has a mailbox here is an actor, and said to have it.
    shared = {c.email for a in check(ROOT).loaded.library.shared.actors for c in a.contacts}
    boxes = {box for text in texts.values() for box in re.findall(r"[\w.+-]+@[\w.-]+\w", text)}
    assert boxes
    assert boxes <= shared
