"""The open data of the repository's own plans: valid, equal, and without people."""

from __future__ import annotations

import json
import re
from pathlib import Path

import frictionless
import jsonschema
import pytest
from building import ROOT
from formats import differences
from page_tables import csv_of, downloads
from reading_back import faults, plan_json
from real import people, periods

from macros.checks import check
from macros.facts.open_data import DOCUMENT


@pytest.mark.parametrize("period", periods())
def test_every_format_and_page_says_the_same_and_is_valid(real_tree: Path, period: str) -> None:
    site, folder = real_tree / "_site", real_tree / "_site" / period / "data"
    without = () if (folder / DOCUMENT).exists() else (f"{{}}/data/{DOCUMENT}",)
    assert [*differences(site, period, without)] == []
    assert frictionless.validate(str(folder / "datapackage.json")).valid
    schema = json.loads((site / "data/v1/plan.schema.json").read_text("utf-8"))
    jsonschema.validate(plan_json(folder), schema, jsonschema.Draft202012Validator)
    assert [fault for path in folder.rglob("*.ics") for fault in faults(path.read_bytes())] == []


@pytest.mark.parametrize("period", periods())
def test_each_table_can_be_downloaded(real_tree: Path, period: str) -> None:
    for page in sorted((real_tree / "_site" / period).rglob("index.html")):
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
