"""What a word means and where a statement is from: seen, heard, touched, and gone again."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from browsing import PHONE, Visit, visiting
from playwright.sync_api import Browser, Locator, expect

pytestmark = pytest.mark.browser

PAGE = "2023-2026/mal-og-virkemidler/"
TABLE = "2023-2026/tiltak/"


@pytest.fixture
def visit(browser: Browser, real_url: str) -> Iterator[Visit]:
    with visiting(browser, real_url) as made:
        yield made
        assert made.said == []


def tip(visit: Visit) -> Locator:
    return visit.page.locator(".pl-tip--shown")


def test_a_word_is_explained_on_focus_until_escape(visit: Visit) -> None:
    visit.go(PAGE)
    word = visit.page.locator("a.pl-term").first
    meaning = word.get_attribute("title")
    assert meaning
    word.focus()
    expect(tip(visit)).to_have_text(meaning)
    expect(word).to_have_accessible_description(meaning)
    visit.page.keyboard.press("Escape")
    expect(tip(visit)).to_have_count(0)
    expect(word).to_be_focused()
    expect(word).to_have_attribute("title", meaning)
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/ordliste/#ord-*")


def test_the_explanation_goes_with_the_focus(visit: Visit) -> None:
    visit.go(PAGE)
    visit.page.locator("a.pl-term").first.focus()
    expect(tip(visit)).to_have_count(1)
    visit.page.locator("[data-pl-colours]").focus()
    expect(tip(visit)).to_have_count(0)


def test_the_pointer_can_move_into_the_explanation(visit: Visit) -> None:
    visit.go(PAGE)
    word = visit.page.locator("a.pl-term").first
    word.hover()
    expect(tip(visit)).to_be_in_viewport()
    tip(visit).hover()
    visit.page.wait_for_timeout(500)
    expect(tip(visit)).to_have_count(1)
    visit.page.mouse.move(2, 2)
    expect(tip(visit)).to_have_count(0)
    expect(word).to_have_attribute("title", word.get_attribute("title") or "?")


def test_a_first_tap_explains_and_a_second_follows(browser: Browser, real_url: str) -> None:
    with visiting(browser, real_url, viewport=PHONE, has_touch=True, is_mobile=True) as visit:
        visit.go(PAGE)
        word = visit.page.locator("a.pl-term").first
        word.tap()
        expect(tip(visit)).to_contain_text("Trykk igjen for å gå til ordlisten.")
        expect(tip(visit)).to_be_in_viewport()
        assert visit.path == PAGE
        word.tap()
        visit.page.wait_for_url("**/ordliste/#ord-*")


@pytest.mark.parametrize("page", [PAGE, TABLE])
def test_a_number_names_its_source_when_asked_and_leads_to_the_list(
    visit: Visit, page: str
) -> None:
    visit.go(page)
    cite = visit.page.locator("article .pl-cite").first
    before = cite.bounding_box()
    cite.focus()
    expect(tip(visit)).to_have_text(re.compile("^Kilde 1: .{10}"))
    assert cite.bounding_box() == before  # Nothing moves.
    told = tip(visit).text_content() or "?"
    expect(cite).to_have_accessible_name(told)
    visit.page.keyboard.press("Enter")
    listed = visit.page.locator("#__kilde-1")
    expect(listed).to_be_in_viewport()
    document = told.removeprefix("Kilde 1: ")[:10]
    expect(listed.get_by_role("link")).to_have_text(re.compile(f"^{re.escape(document)}"))


def test_a_page_that_is_only_read_does_not_fetch_this(visit: Visit) -> None:
    visit.go(PAGE)
    assert [url for url in visit.asked if url.endswith("tips.js")] == []


def test_paper_has_no_box(visit: Visit) -> None:
    visit.go(PAGE)
    visit.page.locator("a.pl-term").first.focus()
    expect(tip(visit)).to_be_visible()
    visit.page.emulate_media(media="print")
    expect(tip(visit)).to_be_hidden()
