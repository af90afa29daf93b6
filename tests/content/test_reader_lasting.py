"""What readers have chosen stays as they go on and back; the site follows what they need to see."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import BOTH, DESK, PHONE, Visit, visiting
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

NEW = "2023-2026"
MOST = {"2019-2022/": 60, f"{NEW}/": 60, "2019-2022/tiltak/": 100, f"{NEW}/tiltak/": 101}
"""Page → how many stops of the Tab key it may have."""
ELSEWHERE = 4
"""What a site with a forge has besides («Meld fra om feil»), and room for three more."""
_MOVES = """() => [...document.querySelectorAll("*")].filter((part) => {
  const look = getComputedStyle(part);
  return parseFloat(look.transitionDuration) || look.animationName !== "none"
    || look.scrollBehavior === "smooth";
}).map((part) => part.outerHTML.slice(0, 80))"""
_LOOK = "(part, name) => getComputedStyle(part)[name]"


@pytest.fixture
def visit(browser: Browser, real_url: str) -> Iterator[Visit]:
    with visiting(browser, real_url) as made:
        yield made


@pytest.mark.parametrize("width", BOTH)
@pytest.mark.parametrize("path", MOST)
def test_a_page_has_few_stops(visit: Visit, path: str, width: str) -> None:
    visit.page.set_viewport_size(BOTH[width])
    visit.go(path)
    stops = 0
    most = MOST[path] - ELSEWHERE
    while stops <= most:
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("document.activeElement === document.body"):
            break
        stops += 1
    assert 20 < stops <= most
    assert visit.page.evaluate("document.activeElement === document.body")


def test_colours_menu_and_filter_are_kept_on_the_way_back(visit: Visit) -> None:
    visit.go(f"{NEW}/aktorer/")
    filters = visit.page.locator(".pl-filter").first
    every = filters.locator("output").text_content() or "?"
    filters.locator("input").fill("kommune")
    expect(filters.locator("output")).not_to_have_text(every)
    rows = filters.locator("output").text_content()
    menu = visit.page.locator(".pl-nav details", has_text="Kilder og ord")
    menu.locator("summary").click()
    visit.page.locator("article tbody tr:visible a").first.click()
    visit.page.wait_for_url("**/aktorer/*/")
    expect(menu).to_have_attribute("open", "")
    visit.page.locator("[data-pl-colours]").click()
    visit.page.go_back()
    visit.page.wait_for_url("**/aktorer/?*")
    expect(visit.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(visit.page.locator("[data-pl-colours]")).to_have_attribute("aria-pressed", "true")
    expect(menu).to_have_attribute("open", "")
    expect(filters.locator("input")).to_have_value("kommune")
    expect(filters.locator("output")).to_have_text(rows or "?")


def test_a_heading_of_the_menu_that_is_closed_again_stays_closed(visit: Visit) -> None:
    visit.go(f"{NEW}/")
    menu = visit.page.locator(".pl-nav details", has_text="Kilder og ord")
    for _ in range(2):
        menu.locator("summary").click()
    visit.page.wait_for_function("!JSON.stringify(sessionStorage).includes('Kilder og ord')")
    visit.go(f"{NEW}/tiltak/")
    expect(menu).not_to_have_attribute("open", "")
    expect(visit.page.locator(".pl-nav details[open]")).to_have_count(1)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_hit_on_the_page_one_is_on_leads_there(visit: Visit, size: object) -> None:
    visit.page.set_viewport_size(size)  # type: ignore[arg-type]
    visit.go(f"{NEW}/ordliste/")
    button = visit.page.locator("[data-pl-search]")
    if button.is_visible():
        button.click()
    visit.page.get_by_role("textbox", name="Søk").fill("somatikk")
    visit.page.keyboard.press("Shift")
    hit = visit.page.locator(".md-search-result__link[href*='ordliste/#']").first
    expect(hit).to_be_visible()
    name = (hit.get_attribute("href") or "").partition("#")[2].partition("?")[0]
    hit.click()
    expect(visit.page.locator("#__search")).not_to_be_checked()
    expect(visit.page.locator(f"[id='{name}']")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_high_contrast_tells_apart_what_colour_told_apart(
    browser: Browser, real_url: str, scheme: str
) -> None:
    with visiting(browser, real_url, forced_colors="active", color_scheme=scheme) as visit:
        visit.go(f"{NEW}/tidslinje/")
        look = lambda part, name: visit.page.locator(part).first.evaluate(_LOOK, name)  # noqa: E731
        paper = look("body", "backgroundColor")
        for part, name in ((".pl-came", "fill"), (".pl-plan", "stroke"), (".md-icon svg", "fill")):
            assert look(part, name) != paper, part
        assert look(".pl-footer", "borderTopStyle") == "solid"
        here, other = ".pl-nav a[aria-current]", ".pl-nav a:not([aria-current])"
        assert look(here, "borderLeftColor") != paper
        assert look(other, "borderLeftColor") == paper
        visit.page.keyboard.press("Tab")
        focus = visit.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert focus == "solid"


def test_nothing_moves_for_who_wants_it_still(browser: Browser, real_url: str) -> None:
    with visiting(browser, real_url, reduced_motion="reduce") as visit:
        for path in ("", "tiltak/", "tidslinje/"):
            visit.go(f"{NEW}/{path}")
            assert visit.page.evaluate(_MOVES) == []
    with visiting(browser, real_url) as visit:
        visit.go(f"{NEW}/")
        assert visit.page.evaluate(_MOVES) != []
