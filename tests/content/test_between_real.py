"""The page from plan to plan: every old measure once, no claim without its source, no raw id."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import ROOT
from pages import Node, parse
from real import periods

from macros.load.library import load

OLD, NEW = periods()[-2:]
PAGES = ("endringer/", "endringer/detaljer/")
_CLAIM = re.compile(r"\b(?:nytt|falt bort|gjennomført|ført videre)\b", re.IGNORECASE)
_BLOCKS = ("p", "li", "td", "th")


def _content(site: Path, period: str, page: str) -> Node:
    path = site / "_site" / period / page / "index.html"
    return next(parse(path.read_text("utf-8")).all("article"))


def _blocks(node: Node) -> Iterator[Node]:
    """The innermost blocks of text."""
    for block in node.all(*_BLOCKS):
        if not list(block.all(*_BLOCKS)):
            yield block


@pytest.mark.parametrize("period", [OLD, NEW])
def test_every_measure_of_the_plan_before_is_named_once(real_tree: Path, period: str) -> None:
    page = _content(real_tree, period, PAGES[0])
    # The first link of the head of a row; others explain its words.
    heads = (next(head.all("a"), None) for head in page.all("th"))
    named = Counter(re.split("[/#]", a.attrs["href"].rstrip("/"))[-1] for a in heads if a)
    measures = load(ROOT).library.by_period[OLD].areas
    assert named == Counter(m.id for area in measures for m in area.measures)


@pytest.mark.parametrize("period", [OLD, NEW])
def test_nothing_is_called_new_done_or_gone_without_a_source_beside_it(
    real_tree: Path, period: str
) -> None:
    for block in _blocks(_content(real_tree, period, PAGES[0])):
        if _CLAIM.search(block.text):
            cited = [a for a in block.all("a") if "pl-cite" in a.attrs.get("class", "")]
            assert cited, block.text


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("period", [OLD, NEW])
def test_no_reader_meets_an_id(real_tree: Path, period: str, page: str) -> None:
    library = load(ROOT).library
    records = [record for plan in library.plans for record in plan.records()]
    records += [*library.shared.actors, *library.shared.terms]
    names = {record.id for record in records} | {source.id for source in library.shared.sources}
    # What looks like a word of its own may be one.
    names = {name for name in names if "-" in name} - set(periods())
    words = set(re.findall(r"[\w-]+", _content(real_tree, period, page).text))
    assert words & names == set()


@pytest.mark.parametrize("period", [OLD, NEW])
def test_the_page_of_details_is_reached_from_the_foot_of_the_readers_page(
    real_tree: Path, period: str
) -> None:
    page = _content(real_tree, period, PAGES[0])
    links = [a.attrs.get("href", "") for a in page.all("a")]
    assert [href for href in links if "detaljer" in href] == ["detaljer/"]
    assert "Nettstedets egne sider" not in page.text
