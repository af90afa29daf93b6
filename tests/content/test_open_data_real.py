"""The open data of the repository's own plans: valid, equal, and without people."""

from __future__ import annotations

import json
from pathlib import Path

import frictionless
import jsonschema
import pytest
from building import ROOT
from reading_back import applied, lines, plan_json, tables, told
from real import periods

from macros.checks import check
from macros.compare.items import plan_items
from macros.model.fields import fields_of
from macros.model.registry import TYPES
from macros.model.walk import parts


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


def test_no_file_names_anybody_whom_the_pages_name(real_tree: Path) -> None:
    library = check(ROOT).loaded.library
    named = {
        getattr(part, name)
        for data in library.plans
        for item in plan_items(data)
        for part in parts(item.record)
        for name, field in fields_of(type(part)).items()
        if field.about.personal and name in part.known_by and getattr(part, name)
    }
    assert len(named) > 20
    site = real_tree / "_site"
    pages = "".join(p.read_text("utf-8") for p in site.glob("*/grupper/**/index.html"))
    assert any(name in pages for name in named)
    files = [*site.glob("*/data/**/*"), *site.glob("data/**/*")]
    for path in (p for p in files if p.is_file() and p.suffix not in (".html", ".pdf")):
        text = path.read_text("utf-8")
        assert [name for name in named if name in text] == [], path
    assert "postmottak@" in (site / periods()[-1] / "data/aktorer.csv").read_text("utf-8")
