"""The miniature site, page by page as it is known to be right, and what it must have used."""

from __future__ import annotations

from pathlib import Path

import bless
import pytest
from building import MINI

from macros.calls.catalogue import MACROS
from macros.checks import check
from macros.load.library import TYPES
from macros.reading.prose import calls

CURE = "If the new one is right: .venv/bin/python tests/support/bless.py, and read the diff first."


@pytest.fixture(scope="module")
def built(mini_site: Path) -> dict[str, str]:
    return bless.snapshot(mini_site)


@pytest.mark.parametrize("name", [*bless.PAGES, bless.PATHS])
def test_the_site_is_as_expected(built: dict[str, str], name: str) -> None:
    expected = (bless.EXPECTED / name).read_text("utf-8")
    assert built[name].splitlines() == expected.splitlines(), CURE


def test_nothing_is_expected_that_is_not_compared(built: dict[str, str]) -> None:
    files = {p.relative_to(bless.EXPECTED).as_posix() for p in bless.EXPECTED.rglob("*.*")}
    assert files == set(built)


def test_the_miniature_tree_is_without_problems() -> None:
    assert check(MINI).problems == []


def test_the_miniature_tree_has_every_kind_of_record() -> None:
    tree = check(MINI)
    facts = [tree.facts(plan.plan.id) for plan in tree.loaded.library.plans]
    kinds = {entry.record_type for one in facts for entry in one.entries.values()}
    assert kinds | {"source", "catalog"} == set(TYPES)


def test_the_miniature_tree_uses_every_macro() -> None:
    pages = check(MINI).loaded.tree.all_pages()
    used = {call.name for page in pages for call in calls(page)[0]}
    assert used == set(MACROS)


def test_without_a_forge_no_page_can_be_reported(mini_site: Path) -> None:
    pages = list(mini_site.glob("20*/**/*.html"))
    assert pages
    assert not [page for page in pages if "Meld fra" in page.read_text("utf-8")]
