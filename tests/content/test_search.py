"""The search as a reader meets it: the right page among the first three, whatever one writes."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from browsing import served, visiting
from building import ROOT, TESTS
from playwright.sync_api import Browser, Page, expect
from searching import Engine, ask, index_of, open_box, place

from macros.model.registry import NAMES

pytestmark = pytest.mark.browser

QUESTIONS = yaml.safe_load((TESTS / "search_queries.yml").read_text("utf-8"))
PERIODS = ["2019-2022", "2023-2026"]
NEW = PERIODS[1]
MORE = sorted(QUESTIONS.keys() - {"reported"})
SLOW = pytest.mark.slow
ENOUGH = {"fifth_held_out": 0.92, "sixth_held_out": 0.85, "eighth": 0.92, "tenth": 0.94}
ENOUGH |= {"fourteenth": 0.92, "fifteenth": 0.92, "sixteenth": 0.94, "seventeenth": 0.92}
ENOUGH |= {"eighteenth": 0.93, "twenty_third": 0.93}
"""What was reached where it is less than the rest, which has nineteen of twenty."""
FIRST = 3


# ---------------------------------------------------------------- the real site


def share_of_right(wrong: list[str], name: str) -> str:
    """What is to be told where too few questions lead to the right page; empty where enough do."""
    right = 1 - len(wrong) / len(QUESTIONS[name])
    return "" if right >= ENOUGH.get(name, 0.95) else "\n".join([f"{right:.1%}", *wrong])


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_right_page_is_among_the_first_of_the_engine(
    real_tree: Path, page: Page, name: str
) -> None:
    """The same questions to the engine alone, without typing them."""
    wrong = []
    for period in PERIODS:
        asked = [q for q in QUESTIONS[name] if str(q["period"]) == period]
        engine = Engine(page, index_of(real_tree / "_site", period))
        answers = engine.first([(q["q"], 1 if q.get("first") else FIRST) for q in asked])
        for question, hits in zip(asked, answers, strict=True):
            if not (set(hits) & set(question["expect"]) if question["expect"] else not hits):
                wrong.append(f"{period}: {question['q']}: {', '.join(hits)}")
    assert share_of_right(wrong, name) == ""


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[] if name == "reported" else pytest.mark.slow)
        for name in QUESTIONS
    ],
)
def test_the_right_page_is_among_the_first_hits(browser: Browser, real_url: str, name: str) -> None:
    wrong = []
    for period in PERIODS:
        with visiting(browser, real_url) as visit:
            visit.go(f"{period}/")
            open_box(visit.page)
            for question in QUESTIONS[name]:
                if str(question["period"]) != period:
                    continue
                seen = [hit["links"] for hit in ask(visit.page, question["q"])[:FIRST]]
                hits = [place(href, f"/{period}/") for links in seen for href in links]
                if not (set(hits) & set(question["expect"]) if question["expect"] else not hits):
                    wrong.append(f"{period}: {question['q']}: {', '.join(hits)}")
            assert visit.said == []
            assert visit.foreign == []
    assert share_of_right(wrong, name) == ""


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
        if "page" not in doc and not doc["location"].startswith("../")  # Those have namesakes here.
        for name in [doc["title"], *doc.get("names", [])]
    ]
    # Many sources are called what the plan is: they come right after it, with one hit between.
    bearers = Counter(name.casefold() for name, _ in asked)
    enough = {one: max(FIRST, bearers[one[0].casefold()] + 1) for one in asked}
    answers = Engine(page, index).first([(one[0], enough[one]) for one in asked])
    assert len(asked) > 500
    assert [one for one, hits in zip(asked, answers, strict=True) if one[1] not in hits] == []


@pytest.mark.parametrize("period", PERIODS)
def test_a_person_is_found_in_the_group(real_tree: Path, page: Page, period: str) -> None:
    groups = yaml.safe_load((ROOT / "data" / period / "groups.yml").read_text("utf-8"))
    asked = [(m["name"], f"grupper/{g['id']}/") for g in groups for m in g.get("members", ())]
    engine = Engine(page, index_of(real_tree / "_site", period))
    answers = engine.first([(name, FIRST) for name, _ in asked])
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
    assert {*NAMES.values(), "motstrid", None} - {
        "aktør eller gruppe",
        "rettelse",
        "datakatalog",
    } == set(shown)


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
        assert place(hits[0]["href"], f"/{NEW}/") == "helseplattformen/"


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


def test_what_another_plan_was_about_is_found_from_this_one(
    browser: Browser, real_url: str
) -> None:
    """Who asks what became of a measure finds it, and is told which plan it stood in."""
    with visiting(browser, real_url) as visit:
        visit.go(f"{NEW}/")
        open_box(visit.page)
        hit = ask(visit.page, "rehabilitering")[0]
        assert hit["title"] == "Rehabilitering"
        assert hit["kind"] == "område · i planen 2019–2022"
        visit.page.locator(".md-search-result__link").first.click()
        visit.page.wait_for_url("**/2019-2022/omrader/innsats-rehabilitering/**")


def test_what_is_pasted_or_dictated_is_a_question_too(browser: Browser, real_url: str) -> None:
    with visiting(browser, real_url) as visit:
        visit.go(f"{NEW}/")
        open_box(visit.page)
        visit.page.keyboard.insert_text("beredskap")  # An input event, and no key.
        visit.page.locator(".md-search-result__link").first.wait_for()


@pytest.mark.parametrize("question", ["kreft", "demens", "korona", "helsestasjon"])
def test_a_word_that_no_plan_has_is_answered_with_nothing(
    browser: Browser, real_url: str, question: str
) -> None:
    with visiting(browser, real_url) as visit:
        visit.go(f"{NEW}/")
        open_box(visit.page)
        assert ask(visit.page, question) == []


@pytest.mark.parametrize("period", PERIODS)
def test_who_finds_nothing_is_shown_where_else_to_look(
    browser: Browser, real_url: str, period: str
) -> None:
    (other,) = {*PERIODS} - {period}
    with visiting(browser, real_url) as visit:
        visit.go(f"{period}/tiltak/")
        open_box(visit.page)
        line = visit.page.locator(".pl-search__none")
        expect(line).to_be_hidden()
        assert ask(visit.page, "demens") == []
        expect(visit.page.locator(".md-search-result__meta")).to_have_text("Ingen treff")
        expect(line.get_by_role("link")).to_have_text(
            ["Områder", "Lokale planer", "Ordliste", other.replace("-", "–")]
        )
        visit.page.keyboard.press("Tab")
        visit.page.keyboard.press("Tab")
        expect(line.get_by_role("link").first).to_be_focused()
        assert ask(visit.page, "beredskap")
        expect(line).to_be_hidden()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("bredskap", "Ingen treff på «bredskap». Ligner:"),
        ("barnevern", "Ingen treff på «barnevern». Ligner:"),
        ("beredskap", re.compile(r"^\d+ treff")),
        ("bredskap frist", re.compile(r"^\d+ treff")),
    ],
)
def test_a_guess_is_told_as_one(
    browser: Browser, real_url: str, question: str, told: str | re.Pattern[str]
) -> None:
    with visiting(browser, real_url) as visit:
        visit.go(f"{NEW}/")
        open_box(visit.page)
        assert ask(visit.page, question)
        expect(visit.page.locator(".md-search-result__meta")).to_have_text(told)
