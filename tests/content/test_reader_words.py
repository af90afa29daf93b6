"""What is written on every page that readers see: one dash, one mark a term, nothing empty."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import Node, read
from real import periods

_HYPHENED = re.compile(r"(?<![\w/.-])(?:19|20)\d\d-(?:19|20)\d\d(?![\w/-])")
_SAID = ("title", "aria-label", "content", "alt", "placeholder", "data-label")


@pytest.fixture(scope="module")
def pages(real_tree: Path) -> dict[str, Node]:
    """Every page of the site, by its path."""
    site = real_tree / "_site"
    return {path.relative_to(site).as_posix(): read(path) for path in sorted(site.rglob("*.html"))}


def told(node: Node) -> Iterator[str]:
    """All that an element says, in text and in what stands for text; codes are no words."""
    yield from (node.attrs[name] for name in _SAID if name in node.attrs)
    if node.tag not in ("code", "script", "style"):
        for part in node.inside:
            if isinstance(part, str):
                yield part
            else:
                yield from told(part)


def test_a_period_is_written_with_a_dash_in_all_that_readers_see(pages: dict[str, Node]) -> None:
    assert len(pages) > 300
    found = {
        path: [t.strip() for t in told(page) if _HYPHENED.search(t)] for path, page in pages.items()
    }
    assert {path: texts for path, texts in found.items() if texts} == {}


def test_a_term_is_marked_once_on_a_page(pages: dict[str, Node]) -> None:
    marked = 0
    for path, page in pages.items():
        terms = [a.attrs["href"] for a in page.all("a") if a.attrs.get("class") == "pl-term"]
        marked += len(terms)
        assert [term for term, count in Counter(terms).items() if count > 1] == [], path
    assert marked > 300


def test_no_place_is_left_without_its_number_or_in_brackets(pages: dict[str, Node]) -> None:
    for path, page in pages.items():
        assert [*page.all("cite")] == [], path
        assert not re.search(r"\[\d+\]", page.text), path


@pytest.mark.parametrize(
    "sentence",
    [
        "Ingen kilde sier at det ene fører det andre videre.",
        "Kildene sier ikke hvilken stilling eller rolle de har.",
    ],
)
def test_what_the_sources_leave_open_is_not_said_row_by_row(
    pages: dict[str, Node], sentence: str
) -> None:
    counts = {path: page.text.count(sentence) for path, page in pages.items()}
    assert any(counts.values())
    assert {path: count for path, count in counts.items() if count > 2} == {}


def test_no_column_of_kinds_says_the_same_in_each_row(pages: dict[str, Node]) -> None:
    """A table of areas or documents has «Slag» only where it tells one row from another."""
    columns = [
        [cell.text for cell in table.all("td") if cell.attrs.get("data-label") == "Slag"]
        for page in pages.values()
        for table in page.all("table")
        if {"Hva det handler om", "Om dokumentet"} & {th.text for th in table.all("th")}
    ]
    assert any(columns)
    assert [kinds for kinds in columns if kinds and len({*kinds}) == 1] == []


@pytest.mark.parametrize("period", periods())
def test_the_menu_has_few_headings_and_nothing_empty(real_tree: Path, period: str) -> None:
    site = real_tree / "_site" / period
    (menu,) = (n for n in read(site / "index.html").all("nav") if n.attrs.get("class") == "pl-nav")
    assert 5 <= len([*menu.all("summary")]) <= 6
    named = [link.attrs["href"] for link in menu.all("a")]
    assert not [href for href in named if "bidra" in href]
    for href in named:
        (article,) = read(site / href / "index.html").all("article")
        told = [p.text for p in article.all("p")]
        empty = [text for text in told if re.fullmatch(r"Kildene nevner ingen \w+ her\.", text)]
        assert not empty or [*article.all("table")], href


def test_a_page_of_a_record_tells_the_way_to_it(pages: dict[str, Node]) -> None:
    for path in ("2023-2026/tiltak/innfore-helseplattformen", "2019-2022/aktorer/hmn"):
        (way,) = (
            n for n in pages[f"{path}/index.html"].all("nav") if n.attrs.get("class") == "pl-crumbs"
        )
        assert [link.attrs["href"] for link in way.all("a")] == ["../"], path
        assert len([*way.all("li")]) == 2, path
