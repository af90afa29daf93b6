"""The search as a reader meets it: the right page among the first three, whatever one writes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from browsing import served, visiting
from building import ROOT, TESTS
from playwright.sync_api import Browser, Page, Route, expect
from searching import Engine, ask, index_of, open_box, place, small

from macros.model.text import KIND_WORDS

pytestmark = pytest.mark.browser

QUESTIONS = yaml.safe_load((TESTS / "search_queries.yml").read_text("utf-8"))
WORDS = yaml.safe_load((TESTS / "search_words.yml").read_text("utf-8"))
PERIODS = ["2019-2022", "2023-2026"]
NEW = PERIODS[1]
ENOUGH = 0.95
FIRST = 3
ASKED = re.compile(r"/(?:search/index\.json|assets/search/(?:engine|norwegian)\.js)$")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """An empty page; an engine put into it takes the place of the one before."""
    made = browser.new_page()
    yield made
    made.close()


@pytest.fixture(scope="module")
def engine(page: Page) -> Engine:
    """The engine with nothing in it."""
    return Engine(page)


# ---------------------------------------------------------------- the real site


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_right_page_is_among_the_first_hits(browser: Browser, real_url: str, name: str) -> None:
    wrong = []
    for period in PERIODS:
        with visiting(browser, real_url) as visit:
            visit.go(f"{period}/")
            open_box(visit.page)
            for question in QUESTIONS[name]:
                if str(question["period"]) != period:
                    continue
                hits = [
                    place(hit["href"], f"/{period}/") for hit in ask(visit.page, question["q"])
                ][:FIRST]
                if not set(hits) & set(question["expect"]):
                    wrong.append(f"{period}: {question['q']}: {', '.join(hits)}")
            assert visit.said == []
            assert visit.foreign == []
    right = 1 - len(wrong) / len(QUESTIONS[name])
    assert right >= ENOUGH, "\n".join([f"{right:.1%}", *wrong])


def test_what_is_expected_is_there_and_the_questions_are_many(real_tree: Path) -> None:
    known = {
        period: {doc["location"] for doc in index_of(real_tree / "_site", period)["docs"]}
        for period in PERIODS
    }
    everything = [question for some in QUESTIONS.values() for question in some]
    lost = [q["q"] for q in everything if not set(q["expect"]) <= known[q["period"]]]
    assert lost == []
    assert len({(q["q"], q["period"]) for q in everything}) == len(everything) >= 60


@pytest.mark.parametrize("period", PERIODS)
def test_a_record_is_found_by_its_title_and_by_its_other_names(
    real_tree: Path, page: Page, period: str
) -> None:
    index = index_of(real_tree / "_site", period)
    asked = [
        (name, doc["location"])
        for doc in index["docs"]
        if "page" not in doc
        for name in [doc["title"], *doc.get("names", [])]
    ]
    answers = Engine(page, index).first([name for name, _ in asked])
    wrong = [one for one, hits in zip(asked, answers, strict=True) if one[1] not in hits]
    assert len(asked) > 500
    assert wrong == []


@pytest.mark.parametrize("period", PERIODS)
def test_a_person_is_found_in_the_group(real_tree: Path, page: Page, period: str) -> None:
    groups = yaml.safe_load((ROOT / "data" / period / "groups.yml").read_text("utf-8"))
    asked = [(m["name"], f"grupper/{g['id']}/") for g in groups for m in g.get("members", ())]
    engine = Engine(page, index_of(real_tree / "_site", period))
    answers = engine.first([name for name, _ in asked])
    assert [one for one, hits in zip(asked, answers, strict=True) if one[1] not in hits] == []


def test_each_kind_of_record_says_what_it_is(
    browser: Browser, real_tree: Path, real_url: str
) -> None:
    shown = {}
    for period in PERIODS:
        first = {}
        for doc in index_of(real_tree / "_site", period)["docs"]:
            first.setdefault(doc.get("kind"), doc)
        with visiting(browser, real_url) as visit:
            visit.go(f"{period}/")
            open_box(visit.page)
            for kind, doc in first.items():
                hits = ask(visit.page, doc["title"])
                # A section of a page may stand under the page's own hit.
                at = doc["location"] if kind else doc["location"].partition("#")[0]
                own = [h for h in hits if place(h["href"], f"/{period}/").startswith(at)]
                if kind is not None:
                    assert own[0]["kind"].split(" · ")[0] == kind
                shown[kind] = own[0]["lang"]
    assert {*KIND_WORDS.values(), "motstrid", None} - {"aktør eller gruppe", "rettelse"} == set(
        shown
    )


def test_a_hit_leads_to_the_place_itself_under_any_address(
    browser: Browser, real_tree: Path
) -> None:
    with served(real_tree) as url, visiting(browser, f"{url}_site/") as visit:
        visit.go(f"{NEW}/tiltak/")
        open_box(visit.page)
        hits = ask(visit.page, "veilederkapasitet")
        at = "omrader/tema-utdanning/#veilederkapasitet"
        assert place(hits[0]["href"], f"/_site/{NEW}/") == at
        visit.page.locator(".md-search-result__link").first.click()
        visit.page.wait_for_url(f"{url}_site/{NEW}/{at}")
        expect(visit.page.locator("#veilederkapasitet")).to_be_in_viewport()
        assert visit.said == []


def test_it_works_where_an_address_is_unknown(browser: Browser, real_url: str) -> None:
    with visiting(browser, real_url) as visit:
        visit.go(f"{NEW}/404.html")
        open_box(visit.page)
        hits = ask(visit.page, "helseplattforma")
        assert place(hits[0]["href"], f"/{NEW}/") == "ordliste/#ord-helseplattformen"


def test_keys_are_enough_and_nynorsk_is_marked(browser: Browser, real_url: str) -> None:
    with visiting(browser, real_url) as visit:
        visit.go("2019-2022/")
        open_box(visit.page)
        hits = ask(visit.page, "rehabilitering")
        assert (hits[0]["lang"], hits[0]["kind"]) == ("nn", "område · innsatsområde")
        visit.page.keyboard.press("ArrowDown")
        expect(visit.page.locator(".md-search-result__link").first).to_be_focused()
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url(re.compile("/omrader/innsats-rehabilitering/$"))


# ---------------------------------------------------------------- weight, faults, hostile text


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


# ---------------------------------------------------------------- the language


@pytest.mark.parametrize("line", WORDS["same"])
def test_forms_of_a_word_are_one(engine: Engine, line: str) -> None:
    words = line.split()
    assert len(set(engine.stems(words))) == 1, dict(zip(words, engine.stems(words), strict=True))


def test_other_words_are_apart(engine: Engine) -> None:
    pairs = [line.split() for line in WORDS["apart"]]
    assert [pair for pair in pairs if len(set(engine.stems(pair))) == 1] == []


# ---------------------------------------------------------------- the ranking


def found(
    page: Page, question: str, *docs: dict[str, Any], also: list[str] | None = None
) -> list[str]:
    """Where the hits lead, for an index of some documents."""
    filler = [{"location": f"fyll-{i}/", "title": "Fyll", "text": "noe"} for i in range(20)]
    engine = Engine(page, small([*docs, *filler], also))
    return [hit["location"] for hit in engine.hits(question)]


def test_the_more_exact_comes_first(page: Page) -> None:
    docs = [
        {"location": "inni/", "title": "Nasjonalforløpsplan"},
        {"location": "slutt/", "title": "Pasientforløp"},
        {"location": "start/", "title": "Forløpskoordinator"},
        {"location": "form/", "title": "Forløpene"},
        {"location": "selv/", "title": "Forløp"},
    ]
    assert found(page, "forløp", *docs) == ["selv/", "form/", "start/", "slutt/", "inni/"]


def test_a_title_comes_before_a_text_and_the_short_before_the_long(page: Page) -> None:
    docs = [
        {"location": "tekst/", "text": "Om beredskap i lang tid"},
        {"location": "lang/", "title": "Krav og forventninger til beredskap"},
        {"location": "kort/", "title": "Beredskap nå"},
        {"location": "skjult/", "hidden": "beredskap"},
    ]
    assert found(page, "beredskap", *docs) == ["kort/", "lang/", "tekst/", "skjult/"]


def test_all_the_words_come_before_some_and_what_is_missing_is_named(page: Page) -> None:
    docs = [
        {"location": "en/", "title": "Kommunene", "text": "Stort ansvar"},
        {"location": "to/", "text": "Kommunene har ansvaret for sykehjemmene"},
    ]
    hits = Engine(page, small(docs)).hits("hvem har ansvar for sykehjem i kommunen")
    assert [(hit["location"], hit["terms"]) for hit in hits] == [
        ("to/", {}),
        ("en/", {"sykehjem": False}),
    ]
    few = Engine(page, small(docs)).hits("sykehjem i kommunen ufinnelig")
    assert few[0] == {**few[0], "location": "to/", "terms": {"ufinnelig": False}}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("bredskap", "beredskap"),  # a letter too few
        ("beredksap", "beredskap"),  # two swapped
        ("horing", "høring"),  # another keyboard
        ("krisehåndteringsplan", "krisehåndtering"),  # a compound, and one part known
        ("barnepasient", "barn og pasienter"),  # both parts, apart
        ("palliasjon", "palliativ"),  # another ending
        ("01.11.2022", "2022-11-01"),
        ("1/11-22", "2022-11-01"),
        ("2022-11-01", "2022-11-01"),
        ("2017/13", "Sak 2017/13"),
        ("2017/1", "Sak 2017/13"),
        ("2022", "2019–2022"),
        ("sak 13 2017", "Sak 2017/13"),
        ("HØYRING", "høring"),
        ("«høring»?", "høring"),
        ("h\u00f8ring", "høring"),
        ("kafe", "kafé"),
        ("hva er det", "hva er det"),  # only words that say little
    ],
)
def test_a_question_in_other_words_is_answered(page: Page, question: str, said: str) -> None:
    assert found(page, question, {"location": "a/", "text": said}) == ["a/"]


@pytest.mark.parametrize("question", ["rus", "plan", "2017", "K", "xyz", "helseforetaksmøtet"])
def test_what_only_looks_alike_is_left_out(page: Page, question: str) -> None:
    docs = [{"location": "a/", "text": "virus, esplanade, 12017, KS, xy, brev"}]
    assert found(page, question, *docs) == []


@pytest.mark.parametrize(
    "question",
    [
        "",
        " ",
        "…",
        "*",
        "+-~^:",
        "(",
        "[a",
        "\\",
        "__proto__",
        "constructor",
        "å" * 5000,
        "a " * 500,
    ],
)
def test_no_question_is_too_strange(page: Page, question: str) -> None:
    assert isinstance(found(page, question, {"location": "a/", "text": "constructor"}), list)


def test_other_words_of_a_group_lead_to_the_text(page: Page) -> None:
    also = ["AD administrerende direktør"]
    docs = [
        {"location": "tittel/", "title": "AD i HMN", "named": [0]},
        {"location": "tekst/", "text": "Sagt av AD", "also": [0]},
        {"location": "ord/", "title": "AD", "names": ["administrerende direktør"], "named": [0]},
    ]
    assert found(page, "administrerende direktører", *docs, also=also) == [
        "ord/",
        "tittel/",
        "tekst/",
    ]


def test_parts_of_a_page_stand_under_the_page(page: Page) -> None:
    docs = [
        {"location": "a/", "title": "Siden"},
        {"location": "a/#x", "title": "Høring", "page": "a/"},
        {"location": "a/#y", "title": "Mer", "page": "a/", "text": "om høringen"},
        {"location": "b/#post", "title": "Høringen", "kind": "milepæl"},
    ]
    groups = Engine(page, small(docs)).groups("høring")
    assert [[hit["location"] for hit in group] for group in groups] == [
        ["a/#x", "a/#y", "a/"],
        ["b/#post"],
    ]
    assert groups[0][2]["score"] == 0


def test_the_teaser_shows_where_the_words_stand(page: Page) -> None:
    text = f"{'Innledning uten noe. ' * 30}Her står <b>høringen</b> om planen. {'Slutt. ' * 30}"
    (hit,) = Engine(page, small([{"location": "a/", "title": "A", "text": text}])).hits("høring")
    assert "&lt;b&gt;<mark>høringen</mark>&lt;/b&gt;" in hit["text"]
    assert hit["text"].startswith("<p>… ")
    assert hit["text"].endswith(" …</p>")
    assert len(hit["text"]) < 300
