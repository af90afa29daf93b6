"""The search box: light until it is used, told when it fails, and never more than text."""

from __future__ import annotations

import json
import re

import pytest
from browsing import visiting
from playwright.sync_api import Browser, Route, expect
from searching import ask, open_box, small

pytestmark = pytest.mark.browser

ASKED = re.compile(r"/(?:search/index\.json|assets/search/(?:engine|norwegian)\.js)$")


def test_a_page_that_is_only_read_does_not_pay_for_the_search(
    browser: Browser, mini_url: str
) -> None:
    with visiting(browser, mini_url) as visit:
        visit.go("2005-2008/")
        open_box(visit.page)
        assert [url for url in visit.asked if ASKED.search(url)] == []
        assert ask(visit.page, "helikopter")
        assert ask(visit.page, "båt")
        assert len([url for url in visit.asked if ASKED.search(url)]) == 3
        assert visit.foreign == []


def test_without_the_index_the_reader_is_told_and_may_ask_again(
    browser: Browser, mini_url: str
) -> None:
    with visiting(browser, mini_url) as visit:
        visit.page.route("**/search/index.json", lambda route: route.abort())
        visit.go("2005-2008/")
        open_box(visit.page)
        assert ask(visit.page, "helikopter")[0]["text"].startswith("Søket kunne ikke hentes")
        visit.page.unroute("**/search/index.json")
        assert ask(visit.page, "helikopter")[0]["href"].endswith("/tiltak/helikopter/")


HOSTILE = '<img src=x onerror="document.title=1"></script><b>ond</b> {{ krøll }} &lt;i&gt;'


def test_hostile_text_in_the_index_is_shown_as_text(browser: Browser, mini_url: str) -> None:
    doc = {"location": "x/", "title": HOSTILE, "kind": HOSTILE, "detail": HOSTILE}
    doc |= {"text": f"{HOSTILE} ord", "names": [HOSTILE], "lang": '"><b onclick=alert(1)>'}
    index = json.dumps(small([doc]))

    def answer(route: Route) -> None:
        route.fulfill(body=index, content_type="application/json")

    with visiting(browser, mini_url) as visit:
        visit.page.route("**/search/index.json", answer)
        visit.go("2005-2008/")
        title = visit.page.title()
        open_box(visit.page)
        (hit,) = ask(visit.page, "ond ord")
        assert hit["title"] == HOSTILE
        assert hit["kind"] == f"{HOSTILE} · {HOSTILE}"
        made = visit.page.locator(".md-search-result__item")
        expect(made.locator("img, script, b, i, [onclick], [onerror]")).to_have_count(0)
        expect(made).to_contain_text(f"{HOSTILE} ord")
        assert visit.page.title() == title
        assert visit.said == []


@pytest.mark.parametrize(
    "question", [HOSTILE, '"><svg onload=alert(1)>', "helikopter <img src=x onerror=alert(1)>"]
)
def test_a_hostile_question_is_only_a_question(
    browser: Browser, mini_url: str, question: str
) -> None:
    with visiting(browser, mini_url) as visit:
        visit.go("2005-2008/")
        open_box(visit.page)
        ask(visit.page, question)
        output = visit.page.locator(".md-search__output")
        expect(output.locator("img, svg svg, script, [onload], [onerror]")).to_have_count(0)
        assert visit.said == []
