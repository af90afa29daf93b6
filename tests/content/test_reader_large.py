"""Large letters, small screens: nothing to scroll sideways (WCAG 1.4.10), nothing out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import FLAGS, UNLIKE, Visit, visiting
from building import ROOT
from pages import read
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

NEW = "2023-2026"
PAGES = [*UNLIKE, "ordliste/", "404.html"]
LESS_TELLING = [pytest.param(width, marks=pytest.mark.slow) for width in (390, 1280)]
"""Widths between those that are narrow for their layout."""
DOUBLED = "document.documentElement.style.setProperty('font-size', '250%', 'important')"
"""What a browser does that enlarges text only: the theme's letters, twice as large."""
_OFF = """() => [...document.querySelectorAll(".md-header__inner > :not(.md-search)")]
  .map((part) => part.getBoundingClientRect())
  .filter(({ left, right }) => left < -1 || right > innerWidth + 1).length"""


@pytest.fixture(scope="module")
def large(browser: Browser) -> Iterator[Browser]:
    """A browser whose reader has chosen letters twice as large."""
    flags = [*FLAGS, "--blink-settings=defaultFontSize=32"]
    path = (ROOT / ".venv" / "browser-path").read_text("utf-8").strip()
    found = browser.browser_type.launch(executable_path=path, args=flags)
    yield found
    found.close()


def sideways(visit: Visit) -> int:
    found: int = visit.page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return found


def too_wide(visit: Visit) -> list[str]:
    """The pages of which something is to the side of the screen."""
    found = []
    for page in PAGES:
        visit.go(f"{NEW}/{page}")
        if sideways(visit) or visit.page.evaluate(_OFF):
            found.append(page)
    return found


@pytest.mark.parametrize("width", [320, 740, *LESS_TELLING])
def test_nothing_is_to_scroll_sideways(browser: Browser, real_url: str, width: int) -> None:
    with visiting(browser, real_url, viewport={"width": width, "height": 800}) as visit:
        assert too_wide(visit) == []


@pytest.mark.parametrize("width", [320, *LESS_TELLING])
def test_nor_with_large_letters(large: Browser, real_url: str, width: int) -> None:
    with visiting(large, real_url, viewport={"width": width, "height": 800}) as visit:
        assert too_wide(visit) == []


def test_nor_with_text_enlarged_alone_and_the_text_keeps_its_room(
    browser: Browser, real_url: str
) -> None:
    with visiting(browser, real_url) as visit:
        visit.page.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {DOUBLED} }})")
        wide, narrow = [], []
        for page in PAGES:
            visit.go(f"{NEW}/{page}")
            if sideways(visit):
                wide.append(page)
            if visit.page.evaluate("document.querySelector('.md-content').clientWidth") < 600:
                narrow.append(page)
        expect(visit.page.locator(".pl-nav")).to_be_visible()
    assert wide == []
    assert narrow == []


@pytest.mark.parametrize("width", [320, 390])
def test_the_name_of_the_site_is_whole(browser: Browser, real_url: str, width: int) -> None:
    with visiting(browser, real_url, viewport={"width": width, "height": 800}) as visit:
        visit.go(f"{NEW}/")
        name = visit.page.locator(".pl-name a")
        assert name.evaluate("name => name.scrollWidth <= name.clientWidth")
        expect(name).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("page", ["", "motstrid/", "personvern/", "lokale-planer/hmr/"])
def test_the_menu_shows_where_the_reader_is(browser: Browser, real_url: str, page: str) -> None:
    with visiting(browser, real_url) as visit:
        visit.go(f"{NEW}/{page}")
        here = visit.page.locator(".pl-nav [aria-current]")
        expect(here).to_have_count(1)
        expect(here).to_be_in_viewport(ratio=1)
        assert visit.page.evaluate("scrollY") == 0


def test_the_head_of_a_table_is_seen_over_the_place_a_reference_leads_to(
    browser: Browser, real_url: str
) -> None:
    with visiting(browser, real_url) as visit:
        visit.go(f"{NEW}/oppfolging/")
        first = visit.page.locator(".pl-grid tbody tr[id]:first-child").first
        name = first.get_attribute("id")
        visit.page.evaluate("name => { location.hash = name }", name)
        head = visit.page.locator(f"table:has(tr[id='{name}']) thead").bounding_box()
        bar = visit.page.locator(".md-header").bounding_box()
        assert head is not None
        assert bar is not None
        assert head["y"] >= bar["height"]


@pytest.mark.parametrize("page", ["organisering/", "tidslinje/"])
def test_a_picture_with_an_open_end_says_what_that_is(real_tree: Path, page: str) -> None:
    figures = [*read(real_tree / "_site" / NEW / page / "index.html").all("figure")]
    told = " ".join(figure.text for figure in figures)
    assert "kilden sier ikke når det begynner" in told
