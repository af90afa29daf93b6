"""The keyboard alone: every stop can be seen, everything that opens closes and gives back."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from browsing import BOTH, DESK, PHONE, Visit, visiting
from playwright.sync_api import Browser, ViewportSize, expect

pytestmark = pytest.mark.browser

NEW, OLD = "2005-2008", "2001-2004"


@pytest.fixture
def visit(browser: Browser, mini_url: str) -> Iterator[Visit]:
    with visiting(browser, mini_url) as made:
        yield made


def focused(visit: Visit) -> str:
    """What has the focus, as a screen reader would name it."""
    found: str = visit.page.evaluate(
        "document.activeElement.ariaLabel ?? document.activeElement.textContent.trim()"
    )
    return found


def press(visit: Visit, *keys: str) -> None:
    for key in keys:
        visit.page.keyboard.press(key)


def tab_to(visit: Visit, name: str) -> None:
    """Press Tab until something has the focus."""
    for _ in range(60):
        press(visit, "Tab")
        if focused(visit).startswith(name):
            return
    raise AssertionError(f"never came to «{name}»")


@pytest.mark.parametrize("width", BOTH)
@pytest.mark.parametrize("path", [f"{NEW}/tiltak/", f"{NEW}/tiltak/bat/", f"{OLD}/lokal-plan/"])
def test_the_first_stop_leads_past_the_menu(visit: Visit, path: str, width: str) -> None:
    visit.page.set_viewport_size(BOTH[width])
    visit.go(path)
    press(visit, "Tab")
    assert focused(visit) in ("Gå til innholdet", "Gå til innhaldet")
    press(visit, "Enter", "Tab")
    assert visit.page.evaluate("document.activeElement.closest('article, footer') !== null")


def test_the_menu_of_a_phone_opens_holds_the_focus_and_gives_it_back(visit: Visit) -> None:
    visit.page.set_viewport_size(PHONE)
    visit.go(f"{NEW}/")
    link = visit.page.locator(".pl-nav summary").first
    for key in ("Enter", "Space"):
        tab_to(visit, "Meny") if key == "Enter" else None
        press(visit, key)
        assert focused(visit) == "Lukk menyen"
        expect(link).to_be_in_viewport()
        expect(visit.page.locator("[data-pl-menu]")).to_have_attribute("aria-expanded", "true")
        inside = "document.activeElement.closest('.pl-nav') !== null || !document.hasFocus()"
        for _ in range(visit.page.locator(".pl-nav a").count() + 3):
            press(visit, "Tab")
            assert visit.page.evaluate(f"{inside} || document.activeElement === document.body")
        press(visit, "Escape")
        assert focused(visit) == "Meny"
        expect(link).not_to_be_in_viewport()
    press(visit, "Enter")
    for name in ("Innhold", "Tiltak"):
        tab_to(visit, name)
        press(visit, "Enter")
    visit.page.wait_for_url(f"{visit.url}{NEW}/tiltak/")


def test_the_button_of_the_menu_closes_it_too(visit: Visit) -> None:
    visit.page.set_viewport_size(PHONE)
    visit.go(f"{NEW}/")
    tab_to(visit, "Meny")
    press(visit, "Enter", "Enter")
    assert focused(visit) == "Meny"


def test_a_closed_menu_cannot_be_reached_on_a_phone(visit: Visit) -> None:
    visit.page.set_viewport_size(PHONE)
    visit.go(f"{NEW}/")
    for _ in range(80):
        press(visit, "Tab")
        assert visit.page.evaluate("document.activeElement.closest('.pl-nav') === null")
    for hidden in (".pl-nav__close", ".md-search__input", ".md-search__options button"):
        assert visit.page.locator(f"[inert] {hidden}").count() == 1


SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])


def search(visit: Visit, size: ViewportSize, words: str) -> None:
    """Come to the search box and ask, by keyboard."""
    visit.page.set_viewport_size(size)
    visit.go(f"{NEW}/")
    tab_to(visit, "Søk")
    if size == PHONE:
        press(visit, "Enter")
    visit.page.keyboard.type(words)
    expect(visit.page.locator(".md-search-result__link").first).to_be_visible()


@SIZES
def test_results_are_reached_with_arrows_and_with_tab(visit: Visit, size: ViewportSize) -> None:
    for key in ("ArrowDown", "Tab"):
        search(visit, size, "båt")
        for _ in range(3):
            press(visit, key)
            if visit.page.evaluate("document.activeElement.matches('.md-search-result__link')"):
                break
        href = visit.page.evaluate("document.activeElement.href")
        assert isinstance(href, str), key
        press(visit, "Enter")
        visit.page.wait_for_url(href)


@SIZES
def test_enter_leads_to_the_best_result(visit: Visit, size: ViewportSize) -> None:
    search(visit, size, "båt")
    press(visit, "Enter")
    visit.page.wait_for_url(f"{visit.url}{NEW}/tiltak/bat/**")


@SIZES
@pytest.mark.parametrize("where", ["box", "result"])
def test_escape_closes_the_search_and_keeps_the_reader_in_place(
    visit: Visit, size: ViewportSize, where: str
) -> None:
    search(visit, size, "båt")
    if where == "result":
        press(visit, "ArrowDown")
    press(visit, "Escape")
    expect(visit.page.locator(".md-search__output")).to_have_attribute("inert", "")
    visit.page.wait_for_timeout(100)  # The theme would open it again once it looks.
    assert focused(visit) == "Søk"
    assert not visit.page.locator("#__search").is_checked()
    press(visit, "Enter" if size == PHONE else "ArrowDown")
    expect(visit.page.locator(".md-search-result__link").first).to_be_visible()


def test_leaving_the_search_closes_it(visit: Visit) -> None:
    search(visit, DESK, "båt")
    press(visit, "Shift+Tab")
    expect(visit.page.locator("#__search")).not_to_be_checked()
    assert focused(visit) == "Mørke farger"


@SIZES
def test_the_periods_open_lead_on_and_give_the_focus_back(visit: Visit, size: ViewportSize) -> None:
    visit.page.set_viewport_size(size)
    visit.go(f"{NEW}/tiltak/")
    tab_to(visit, NEW.replace("-", "–"))
    box = visit.page.locator(".pl-versions")
    press(visit, "Enter", "Tab")
    assert focused(visit).startswith(OLD.replace("-", "–"))
    press(visit, "Escape")
    expect(box).not_to_have_attribute("open", "")
    assert focused(visit).startswith(NEW.replace("-", "–"))
    press(visit, "Space", "Tab", "Tab")
    expect(box).not_to_have_attribute("open", "")
    press(visit, "Shift+Tab", "Enter", "Tab", "Enter")
    visit.page.wait_for_url(f"{visit.url}{OLD}/tiltak/")


@SIZES
def test_colours_are_chosen_remembered_and_only_then_stored(
    visit: Visit, size: ViewportSize
) -> None:
    body = visit.page.locator("body")
    visit.page.set_viewport_size(size)
    visit.go(f"{NEW}/")
    stored = "JSON.stringify(localStorage)"
    assert json.loads(visit.page.evaluate(stored)) == {}
    tab_to(visit, "Mørke farger")
    button = visit.page.locator("[data-pl-colours]")
    for key, scheme in (("Enter", "slate"), ("Space", "default"), ("Enter", "slate")):
        press(visit, key)
        expect(body).to_have_attribute("data-md-color-scheme", scheme)
        expect(button).to_have_attribute("aria-pressed", str(scheme == "slate").lower())
    assert json.loads(visit.page.evaluate(stored)) == {"utviklingsplan.farger": "dark"}
    visit.go(f"{OLD}/tiltak/")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("key", list("fs/pn,."))
def test_no_letter_is_a_shortcut(visit: Visit, key: str) -> None:
    visit.go(f"{NEW}/tiltak/")
    tab_to(visit, "Forside")
    press(visit, key)
    visit.page.wait_for_timeout(50)
    assert focused(visit) == "Forside"
    assert visit.path == f"{NEW}/tiltak/"
