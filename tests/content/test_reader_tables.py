"""Tables of what is there: whole without script, and open values last however they are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import BOTH, PHONE, Visit, visiting
from pages import read
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

LISTINGS = ("omrader", "tiltak", "aktorer", "frister", "dokumenter", "tidslinje", "oppfolging")


def ready(visit: Visit, path: str) -> None:
    """Go to a page and wait until its tables answer."""
    visit.go(path)
    expect(visit.page.locator("table[data-name] .pl-sort").last).to_be_attached()


@pytest.mark.parametrize("page", LISTINGS)
def test_without_script_a_table_is_whole(
    browser: Browser, real_url: str, real_tree: Path, page: str
) -> None:
    path = f"2023-2026/{page}/"
    article = next(read(real_tree / "_site" / path / "index.html").all("article"))
    folded = {id(table) for fold in article.all("details") for table in fold.all("table")}
    tables = [table for table in article.all("table") if id(table) not in folded]
    count = sum(len([*body.all("tr")]) for table in tables for body in table.all("tbody"))
    assert count > 1
    with visiting(browser, real_url, java_script_enabled=False) as visit:
        visit.go(path)
        for size in BOTH.values():
            visit.page.set_viewport_size(size)
            expect(visit.page.locator("tbody tr:visible")).to_have_count(count)
            expect(visit.page.locator("caption:visible")).to_have_count(len(tables))
            cells = visit.page.locator("tbody tr:visible").first.locator(
                "th, td:not(:has(> .pl-dash))"
            )
            for cell in cells.all():
                expect(cell).to_be_visible()
            for absent in (".pl-filter", ".pl-sort", ".pl-more", ".md-search", ".pl-colours"):
                expect(visit.page.locator(f"{absent}:visible")).to_have_count(0)
        assert visit.said == []


@pytest.mark.parametrize("column", [("dokumenter", "Dato", "–"), ("aktorer", "Kort", "–")])
def test_whatever_says_that_a_value_is_open_comes_last(
    browser: Browser, real_url: str, column: tuple[str, str, str]
) -> None:
    page, head, nothing = column
    with visiting(browser, real_url) as visit:
        ready(visit, f"2023-2026/{page}/")
        table = visit.page.locator(f"table[data-name={page}]")
        for _ in range(2):
            table.get_by_role("button", name=head, exact=True).click()
            told = table.locator(f"tbody td[data-label='{head}']").all_inner_texts()
            count = told.count(nothing)
            assert 0 < count < len(told)
            assert set(told[-count:]) == {nothing}


def test_a_phone_begins_with_the_title_and_leaves_out_what_is_empty(
    browser: Browser, real_url: str
) -> None:
    with visiting(browser, real_url, viewport=PHONE) as visit:
        ready(visit, "2019-2022/tidslinje/")
        for row in (visit.page.locator("table[data-name=trinn] tbody tr").all())[:8]:
            title, *others = [row.locator("th"), *row.locator("td:visible").all()]
            box = title.bounding_box()
            assert box is not None
            tops = [(cell.bounding_box() or {"y": 0})["y"] for cell in others]
            assert min(tops) >= box["y"] + box["height"] - 1
            assert [cell.inner_text() for cell in others if cell.inner_text() == "–"] == []


def test_what_a_caption_counts_is_shown_under_it(browser: Browser, real_url: str) -> None:
    counted = 0
    with visiting(browser, real_url) as visit:
        for page in LISTINGS:
            ready(visit, f"2023-2026/{page}/")
            for table in visit.page.locator("table:has(.pl-count):visible").all():
                told = table.locator(".pl-count").inner_text()
                shown = table.locator("tbody tr:visible").count()
                assert told == f"({shown})", page
                counted += 1
    assert counted > len(LISTINGS) / 2
