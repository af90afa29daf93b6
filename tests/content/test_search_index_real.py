"""The search index of what is there: words readers know, addresses that exist, and its weight."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from building import ROOT
from real import grown, in_force, periods
from searching import index_of

from macros.checks import check
from macros.search.hits import of_records
from macros.search.index import index
from macros.search.synonyms import word_groups

LARGEST = 300_000
"""Bytes that the index of a plan with 1,000 measures may weigh, packed."""


@pytest.mark.parametrize("period", periods())
def test_nothing_but_words_readers_know(period: str) -> None:
    facts = check(ROOT).facts(period)
    ids = {name for name in facts.entries if "-" in name and name != period} | set(facts.places)
    for hit in of_records(facts):
        shown = " ".join([hit.title, hit.detail, hit.text, *hit.names])
        assert not ids & set(shown.split()), hit
        assert not re.search(r"<[a-z/]|⟦|\{\{|#[a-z]|\bTrue\b|\bNone\b", shown), hit


def test_what_stands_beside_the_kind_has_its_own_language() -> None:
    facts = check(ROOT).facts("2019-2022")
    hits = {hit.location: hit for hit in of_records(facts)}
    inside = [entry for entry in facts.entries.values() if entry.area]
    assert {hits[entry.url].detail_lang for entry in inside} >= {"nn"}
    assert all(hits[e.url].detail_lang == e.area.lang for e in inside if e.area)
    assert hits["ordliste/#ord-sto"].detail_lang == "nb"


@pytest.mark.parametrize("period", periods())
def test_every_address_of_the_real_index_exists(real_tree: Path, period: str) -> None:
    folder = real_tree / "_site" / period
    docs = index_of(real_tree / "_site", period)["docs"]
    wrong = []
    for doc in docs:
        path, _, anchor = doc["location"].partition("#")
        page = folder / path / "index.html"
        if not page.is_file() or (anchor and f'id="{anchor}"' not in page.read_text("utf-8")):
            wrong.append(doc["location"])
    assert wrong == []
    records = {entry.url for entry in check(ROOT).facts(period).entries.values()}
    assert records <= {doc["location"] for doc in docs}


def test_the_index_of_a_thousand_measures_is_light(tmp_path: Path) -> None:
    view = check(grown(tmp_path, 1000))
    assert view.problems == []
    facts = view.facts(in_force())
    whole = index(of_records(facts), word_groups(facts))
    assert len(json.loads(whole)["docs"]) > 1000
    assert len(gzip.compress(whole.encode(), 9)) <= LARGEST
