"""Which records have a page of their own, and how a row in a list is led to."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import swapped
from helpers import small_copy

from macros.checks import check
from macros.facts.addresses import counterpart
from macros.reading.address_list import ADDRESSES

OLD, NOW = "2001-2004", "2005-2008"
LIST = "---\ntitle: Tiltak\n---\n\n{{ measures() }}\n"
MUCH = "Båten går hver dag fra øya til byen. " * 4


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The smallest tree, with a list of measures in both plans."""
    tree = small_copy(tmp_path / "tree")
    (tree / "docs/felles/tiltak").mkdir()
    (tree / "docs/felles/tiltak/index.md").write_text(LIST, "utf-8")
    for period in (OLD, NOW):
        plan = tree / f"data/{period}/plan.yml"
        entry = "  - title: Tiltak\n    page: tiltak/index.md\n"
        plan.write_text(
            plan.read_text("utf-8").replace("chapters:\n", f"chapters:\n{entry}"), "utf-8"
        )
    return tree


def urls(root: Path, period: str = NOW) -> dict[str, str]:
    workspace = check(root)
    assert workspace.problems == []
    return {name: entry.url for name, entry in workspace.facts(period).entries.items()}


def said(root: Path, text: str) -> None:
    area = root / f"data/{NOW}/areas/akutt-og-beredskap.yml"
    whole = area.read_text("utf-8")
    area.write_text(f"{whole.rstrip()}\n    description: {text}\n", "utf-8")  # of the last one


def test_what_says_little_is_a_row_and_what_says_more_a_page(root: Path) -> None:
    assert urls(root)["bat"] == "tiltak/#bat"
    said(root, MUCH)
    assert urls(root)["bat"] == "tiltak/bat/"


def test_without_a_list_to_stand_in_it_has_a_page(tmp_path: Path) -> None:
    assert urls(small_copy(tmp_path / "tree"))["bat"] == "tiltak/bat/"


def test_a_page_that_is_written_or_was_published_stays(root: Path) -> None:
    (root / f"docs/{NOW}/tiltak").mkdir()
    (root / f"docs/{NOW}/tiltak/bat.md").write_text("---\ntitle: Båten\n---\n", "utf-8")
    (root / ADDRESSES).write_text(f"{NOW}/tiltak/helikopter/\n", "utf-8")
    found = urls(root)
    assert (found["bat"], found["helikopter"]) == ("tiltak/bat/", "tiltak/helikopter/")


def test_a_published_page_may_be_moved_into_its_row(root: Path) -> None:
    (root / ADDRESSES).write_text(f"{NOW}/tiltak/bat/\n", "utf-8")
    (root / f"data/{NOW}/redirects.yml").write_text("tiltak/bat/: tiltak/#bat\n", "utf-8")
    assert urls(root)["bat"] == "tiltak/#bat"


def test_a_row_that_has_become_a_page_still_answers(root: Path) -> None:
    (root / ADDRESSES).write_text(f"{NOW}/tiltak/#bat\n", "utf-8")
    said(root, MUCH)
    assert urls(root)["bat"] == "tiltak/bat/"


def test_an_area_has_a_page_where_others_stand_on_it(root: Path) -> None:
    assert urls(root, OLD)["akutt"] == "omrader/akutt/"
    area = root / f"data/{OLD}/areas/akutt.yml"
    area.write_text(area.read_text("utf-8").partition("measures:")[0], "utf-8")
    assert urls(root, OLD)["akutt"] == "omrader/#akutt"


def test_readers_are_led_to_the_row_in_the_other_plan(root: Path) -> None:
    said(root, f"{MUCH}\n    continues: [ambulanse]")
    swapped(root, f"data/{OLD}/areas/akutt.yml", "kind: completed", "kind: continued")
    workspace = check(root)
    facts = workspace.facts(NOW)
    there = counterpart("tiltak/bat/", facts, OLD, {"", "tiltak/"})
    assert there == ("tiltak/#ambulanse", True)


def test_a_row_that_no_list_shows_is_told(root: Path) -> None:
    text = LIST.replace("measures()", 'measures(area="akutt-og-beredskap")')
    (root / "docs/felles/tiltak").rename(root / f"docs/{NOW}/tiltak")
    (root / f"docs/{NOW}/tiltak/index.md").write_text(text, "utf-8")
    (root / f"docs/{OLD}/tiltak").mkdir()
    (root / f"docs/{OLD}/tiltak/index.md").write_text("---\ntitle: Tiltak\n---\n", "utf-8")
    (problem,) = check(root).problems
    assert str(problem.path).endswith("akutt.yml")
    assert "ambulanse" not in problem.message
    assert "står ikke i listen i docs/2001-2004/tiltak/index.md" in problem.message
