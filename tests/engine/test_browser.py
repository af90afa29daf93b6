"""A real browser on the served miniature site: no complaint, no foreign request, no lost reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import Visit, visiting
from building import MINI, ROOT
from playwright.sync_api import Browser, expect

from macros.engine.root_pages import root_page
from macros.facts.dates import years
from macros.load.library import load

pytestmark = pytest.mark.browser

NEW, OLD = "2005-2008", "2001-2004"


@pytest.fixture
def visit(browser: Browser, mini_url: str) -> Iterator[Visit]:
    """A visit that ends with no complaint in the console and no request to anybody else."""
    with visiting(browser, mini_url) as made:
        yield made
        # What the browser has to say comes in order: an answer from the page is after all of it.
        made.page.wait_for_load_state("load")
        made.page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        assert made.foreign == []
        assert made.said == []


def shown(period: str) -> str:
    """A period as readers see it."""
    return period.replace("-", "–")


def switch(visit: Visit, period: str) -> None:
    """Choose a period as a reader does."""
    visit.page.locator(".pl-versions summary").click()
    visit.page.locator(".pl-versions").get_by_role("link", name=shown(period)).click()
    visit.page.wait_for_url(re.compile(f"/{period}/"), wait_until="load")


@pytest.mark.parametrize("path", ["", f"{NEW}/", f"{OLD}/", f"{NEW}/tidslinje/", "gjeldende/"])
def test_a_page_loads_without_complaint_or_foreign_request(visit: Visit, path: str) -> None:
    visit.go(path)
    expect(visit.page.locator("h1")).to_have_count(1)
    assert len(visit.asked) > 1


def test_the_selector_opens_and_names_every_period(visit: Visit) -> None:
    visit.go(f"{NEW}/")
    listed = visit.page.locator(".pl-versions li")
    expect(listed.first).to_be_hidden()
    visit.page.locator(".pl-versions summary").click()
    expect(listed).to_have_text([f"{shown(NEW)} (gjeldende)", f"{shown(OLD)} (tidligere)"])
    expect(listed.first).to_be_visible()
    expect(listed.first.locator("[aria-current=true]")).to_have_count(1)


@pytest.mark.parametrize(
    ("page", "other"),
    [
        pytest.param(f"{NEW}/", f"{OLD}/", id="front page"),
        pytest.param(f"{NEW}/tidslinje/", f"{OLD}/tidslinje/", id="same page"),
        pytest.param(f"{NEW}/aktorer/fjord/", f"{OLD}/aktorer/#fjord", id="same record"),
        pytest.param(
            f"{NEW}/omrader/akutt-og-beredskap/", f"{OLD}/omrader/akutt/", id="what it continues"
        ),
        pytest.param(
            f"{OLD}/omrader/akutt/", f"{NEW}/omrader/akutt-og-beredskap/", id="what continues it"
        ),
        pytest.param(f"{NEW}/tiltak/helikopter/", f"{OLD}/tiltak/", id="nearest page above"),
        pytest.param(f"{OLD}/tiltak/ambulanse/", f"{NEW}/tiltak/", id="nearest above, forward"),
        pytest.param(f"{OLD}/lokal-plan/", f"{NEW}/", id="nothing above but the front page"),
    ],
)
def test_switching_period_keeps_the_reader_in_place(visit: Visit, page: str, other: str) -> None:
    visit.go(page)
    switch(visit, other.partition("/")[0])
    assert visit.path == other
    expect(visit.page.locator(".pl-versions summary")).to_contain_text(
        shown(other.partition("/")[0])
    )


@pytest.mark.parametrize(
    ("page", "other"),
    [
        (f"{OLD}/", f"{NEW}/"),
        (f"{OLD}/tiltak/", f"{NEW}/tiltak/"),
        (f"{OLD}/omrader/akutt/", f"{NEW}/omrader/akutt-og-beredskap/"),
    ],
)
def test_the_old_period_says_so_and_leads_to_the_same_place(
    visit: Visit, page: str, other: str
) -> None:
    visit.go(page)
    notice = visit.page.locator(".pl-notice")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text(f"Planen {shown(OLD)} gjelder ikke lenger.")
    notice.get_by_role("link").click()
    visit.page.wait_for_url(f"{visit.url}{other}", wait_until="load")
    expect(visit.page.locator(".pl-notice")).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "led"),
    [
        ("", f"{NEW}/"),
        ("gjeldende/", f"{NEW}/"),
        ("gjeldende/omrader/", f"{NEW}/omrader/"),
        ("gjeldende/tiltak/helikopter/", f"{NEW}/tiltak/helikopter/"),
        ("gjeldende/omrader", f"{NEW}/omrader/"),
    ],
)
def test_the_alias_and_the_root_lead_to_the_period_in_force(
    visit: Visit, path: str, led: str
) -> None:
    visit.go(path)
    visit.page.wait_for_url(f"{visit.url}{led}", wait_until="load")
    expect(visit.page.locator(".pl-versions summary")).to_contain_text(shown(NEW))


@pytest.mark.parametrize(
    ("path", "led"),
    [
        ("gjeldende/tiltak/?tiltak.status=a&b#frag", f"{NEW}/tiltak/?tiltak.status=a&b#frag"),
        ("gjeldende/?x=1", f"{NEW}/?x=1"),
        ("gjeldende/tiltak?x=%C3%A5#%C3%A6", f"{NEW}/tiltak/?x=%C3%A5#%C3%A6"),
        ("gjeldende/tiltak/#%zz", f"{NEW}/tiltak/#%zz"),
    ],
)
def test_the_alias_keeps_question_and_place(visit: Visit, path: str, led: str) -> None:
    visit.page.goto(f"{visit.url}{path}")
    visit.page.wait_for_url(f"{visit.url}{led}")


@pytest.mark.parametrize(
    ("place", "led"),
    [("", "tiltak/"), ("#bat", "tiltak/bat/"), ("#å", "omrader/"), ("#annet", "tiltak/#annet")],
)
def test_a_page_that_has_moved_leads_on_to_the_place(visit: Visit, place: str, led: str) -> None:
    values: dict[str, Any] = {
        "older": False,
        "base": "../",
        "href": f"../{NEW}/tiltak/",
        "canonical": "x",
    }
    there = {"bat": "tiltak/bat/", "å": "omrader/"}
    values["places"] = [(name, f"../{NEW}/{to}") for name, to in there.items()]
    html = root_page(ROOT, "moved.html", load(MINI).library, **values)
    visit.page.route("**/flyttet/", lambda r: r.fulfill(body=html, content_type="text/html"))
    visit.page.goto(f"{visit.url}flyttet/{place}")
    visit.page.wait_for_url(f"{visit.url}{NEW}/{led}")


@pytest.mark.parametrize(
    ("path", "current"),
    [("tiltak/", "page"), ("tiltak/bat/", "true"), ("", "page")],
)
def test_the_menu_marks_one_page(visit: Visit, path: str, current: str) -> None:
    visit.go(f"{NEW}/{path}")
    marked = visit.page.locator(".pl-nav [aria-current]")
    expect(marked).to_have_count(1)
    expect(marked).to_have_attribute("aria-current", current)


@pytest.mark.parametrize(
    ("path", "lang"),
    [(f"{NEW}/", "nb"), (f"{NEW}/tiltak/bat/", "nb"), (f"{OLD}/lokal-plan/", "nn")],
)
def test_the_page_says_its_language(visit: Visit, path: str, lang: str) -> None:
    visit.go(path)
    expect(visit.page.locator("html")).to_have_attribute("lang", lang)
    for part in (".md-header", ".pl-contents", ".md-footer"):
        expect(visit.page.locator(f"{part}[lang=nb]")).to_have_count(1)


def test_nynorsk_on_a_page_in_bokmal_is_marked(visit: Visit) -> None:
    visit.go(f"{NEW}/tiltak/bat/")
    expect(visit.page.locator("h1[lang=nn]")).to_have_text("Skaffe båt")
    visit.go(f"{NEW}/tiltak/")
    expect(visit.page.locator("article").get_by_text("Skaffe båt")).to_have_attribute("lang", "nn")


def test_bokmal_on_a_page_in_nynorsk_is_marked(visit: Visit) -> None:
    visit.go(f"{OLD}/lokal-plan/")
    expect(visit.page.locator("article [lang=nb] table caption")).to_contain_text("Tiltak")
    own = visit.page.locator("article").get_by_role("link", name="helseføretaket")
    assert own.evaluate("link => link.closest('[lang]').lang") == "nn"


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("helikopter", f"{NEW}/tiltak/helikopter/"),
        ("Kystkommunene", f"{NEW}/aktorer/#kommunene"),
        ("brosjyre", f"{NEW}/dokumenter/#brosjyre"),
    ],
)
def test_search_finds_a_record(visit: Visit, words: str, page: str) -> None:
    visit.go(f"{NEW}/")
    visit.page.get_by_role("textbox", name="Søk").click()
    expect(visit.page.locator(".md-search-result__meta")).to_have_text("Skriv søkeord")
    visit.page.keyboard.type(words)
    path, _, place = page.partition("#")
    link = f'.md-search-result__link[href*="/{path}"][href*="#{place}"]'.replace('[href*="#"]', "")
    found = visit.page.locator(link).first
    expect(found).to_be_visible()
    found.click()
    visit.page.wait_for_url(re.compile(rf"{path}.*{place}"))
    expect(visit.page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("path", ["borte/", f"{NEW}/borte/"])
def test_an_unknown_address_leads_on(browser: Browser, mini_url: str, path: str) -> None:
    page = browser.new_page()
    answer = page.goto(f"{mini_url}{path}")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("Siden finnes ikke")
    page.get_by_role("link", name=NEW.replace("-", "–")).click()
    page.wait_for_url(f"{mini_url}{NEW}/")
    page.close()


def test_the_404_of_a_period_is_a_whole_page(visit: Visit, mini_site: Path) -> None:
    assert (mini_site / NEW / "404.html").is_file()
    visit.go(f"{NEW}/404.html")
    expect(visit.page.locator("h1")).to_have_text("Siden finnes ikke")
    visit.page.get_by_role("link", name=f"Til forsiden av planen {years(NEW)}").click()
    visit.page.wait_for_url(re.compile(f"/{NEW}/"))
    expect(visit.page.locator("h1")).to_have_text("Den andre planen")


def test_without_script_the_reader_reaches_everything(browser: Browser, mini_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{mini_url}{NEW}/tidslinje/")
    expect(page.locator(".pl-chart")).to_be_visible()
    expect(page.locator("table")).to_be_visible()
    page.locator(".pl-versions summary").click()
    page.locator(".pl-versions").get_by_role("link", name=years(OLD)).click()
    page.wait_for_url(f"{mini_url}{OLD}/tidslinje/")
    context.close()
