"""axe-core on one page a template: phone and desk, light and dark, and all that opens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe import in_both_colours, in_light, shorten
from browsing import (
    BOTH,
    DESK,
    PHONE,
    SHARES,
    Visit,
    addresses,
    all_there_is,
    one_a_template,
    one_of_each,
    stay,
    visiting,
)
from playwright.sync_api import Browser, Page, ViewportSize, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(browser: Browser, real_url: str) -> Iterator[Visit]:
    with visiting(browser, real_url) as made:
        stay(made.page.context)
        yield made


@pytest.mark.parametrize("share", range(4))
def test_no_template_breaks_a_rule(visit: Visit, real_tree: Path, share: int) -> None:
    """One page of each on a phone; on a desk, and in dark, as few as have all there is."""
    all_there = all_there_is(real_tree / "_site")
    wrong: dict[str, list[str]] = {}
    for path in one_a_template(real_tree / "_site")[share::4]:
        visit.page.set_viewport_size(PHONE)
        visit.page.goto(f"{visit.url}{path}", wait_until="load")
        shorten(visit.page)
        wrong[path] = in_light(visit.page)
        if path in all_there:
            visit.page.set_viewport_size(DESK)
            wrong[f"{path} (desk)"] = in_both_colours(visit.page)
    assert {path: places for path, places in wrong.items() if places} == {}


@pytest.mark.slow
@pytest.mark.parametrize("share", SHARES)
def test_no_page_breaks_a_rule(visit: Visit, real_tree: Path, share: int) -> None:
    """Every page on a phone, and one of each on a desk and in dark."""
    site = real_tree / "_site"
    wrong: dict[str, list[str]] = {}
    for path in addresses(site)[share :: len(SHARES)]:
        visit.page.set_viewport_size(PHONE)
        visit.page.goto(f"{visit.url}{path}", wait_until="load")
        wrong[path] = in_light(visit.page)
    for path in one_of_each(site)[share :: len(SHARES)]:
        visit.page.goto(f"{visit.url}{path}", wait_until="load")
        for width, size in BOTH.items():
            visit.page.set_viewport_size(size)
            wrong[f"{path} ({width})"] = in_both_colours(visit.page)
    assert {path: places for path, places in wrong.items() if places} == {}


def open_menu(page: Page) -> None:
    page.get_by_role("button", name="Meny", exact=True).click()
    expect(page.get_by_role("button", name="Lukk menyen")).to_be_focused()


def open_search(page: Page) -> None:
    button = page.locator("[data-pl-search]")
    if button.is_visible():
        button.click()
    page.get_by_role("textbox", name="Søk").fill("beredskap")
    page.keyboard.press("Shift")  # The theme looks at the box when a key comes up.
    expect(page.locator(".md-search-result__link").nth(2)).to_be_visible()


def open_versions(page: Page) -> None:
    page.locator(".pl-versions summary").click()
    expect(page.locator(".pl-versions li").first).to_be_visible()


@pytest.mark.parametrize("period", ["2019-2022", "2023-2026"])
@pytest.mark.parametrize(
    ("opened", "size"),
    [
        pytest.param(open_menu, PHONE, id="menu on a phone"),
        pytest.param(open_search, PHONE, id="search on a phone"),
        pytest.param(open_search, DESK, id="search on a desk"),
        pytest.param(open_versions, PHONE, id="periods on a phone"),
        pytest.param(open_versions, DESK, id="periods on a desk"),
    ],
)
def test_nothing_that_opens_breaks_a_rule(
    visit: Visit, period: str, opened: object, size: ViewportSize
) -> None:
    assert callable(opened)
    visit.page.set_viewport_size(size)
    visit.go(f"{period}/personvern/")
    opened(visit.page)
    assert in_both_colours(visit.page) == []
