"""Sources as small numbers, in the order of the page, each with one stop of the Tab key."""

from __future__ import annotations

import re
from pathlib import Path

from pages import read

from macros.views.cited import number

SUP = '<sup class="pl-cites">{}</sup>'


def test_numbers_follow_the_page_and_a_place_keeps_its_own() -> None:
    cited = [SUP.format(f"<cite>{name}</cite>") for name in ("b#1", "a#1", "b#1")]
    shown, names = number(" ".join(cited), lambda name, at, again: f"{at}{'+' * again}", {})
    assert names == ["b#1", "a#1"]
    assert re.sub("<.*?>", " ", shown).split() == ["1", "2", "1+"]


def test_no_number_begins_a_line_of_its_own() -> None:
    shown, _ = number(f"Slik er det. \n {SUP.format('<cite>a#1</cite>')}", lambda *_: "1", {})
    assert shown == f"Slik er det.{SUP.format('1')}"


def test_every_number_of_a_site_is_in_the_list_at_the_foot_of_its_page(mini_site: Path) -> None:
    pages = [path for path in mini_site.rglob("*.html") if "__kilder" in path.read_text("utf-8")]
    assert len(pages) > 10
    for path in pages:
        page = read(path)
        marks = [a for a in page.all("a") if a.attrs.get("class") == "pl-cite"]
        first = dict.fromkeys(mark.attrs["href"] for mark in marks)
        assert list(first) == [f"#__kilde-{at}" for at in range(1, len(first) + 1)], path
        listed = [
            item.attrs["id"] for item in page.all("li") if "__kilde" in item.attrs.get("id", "")
        ]
        assert [f"#{name}" for name in listed] == list(first), path
        stops = [mark.attrs["href"] for mark in marks if "tabindex" not in mark.attrs]
        assert stops == list(first), path
        assert all(mark.attrs["aria-label"].startswith(f"Kilde {mark.text}: ") for mark in marks)


def test_no_page_is_left_with_a_place_unnumbered(mini_site: Path) -> None:
    assert [p for p in mini_site.rglob("*.html") if "<cite>" in p.read_text("utf-8")] == []
