"""What the words of a question are taken for: slips, initials, pairs, words that say nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from searching import Engine, found, small

pytestmark = pytest.mark.browser


def test_a_long_word_may_have_two_slips(page: Page) -> None:
    assert found(page, "heseplatfomen", {"location": "a/", "title": "Helseplattformen"}) == ["a/"]
    assert found(page, "bredskap", {"location": "a/", "title": "Beredskap"}) == ["a/"]
    assert found(page, "brdskap", {"location": "a/", "title": "Beredskap"}) == []


def test_slips_are_an_answer_beside_a_word_that_is_everywhere(page: Page) -> None:
    docs = [{"location": f"side-{i}/", "title": "Planen"} for i in range(20)]
    docs.append({"location": "horing/", "title": "Høringsfrist for planen"})
    assert found(page, "høringfrist planen", *docs)[0] == "horing/"
    assert found(page, "hengebro planen", *docs) == []


def test_a_record_is_found_by_the_first_letters_of_its_name(page: Page) -> None:
    docs = [
        {"location": "senter/", "title": "Senter for psykisk helse i Trondheim", "kind": "melding"},
        {"location": "side/", "title": "Sykehus på hjul"},
    ]
    assert found(page, "SPH", *docs) == ["senter/"]
    assert found(page, "PHT", *docs) == []
    assert found(page, "SP", *docs) == []


def test_what_is_only_like_the_word_answers_less_of_the_question(page: Page) -> None:
    docs = [
        {"location": "inni/", "text": "helseberedskapsplan frist frist frist frist"},
        {"location": "selv/", "text": "beredskap frist"},
    ]
    assert found(page, "beredskap frist", *docs) == ["selv/", "inni/"]


def test_a_word_in_every_mouth_is_not_missed(page: Page) -> None:
    docs = [{"location": f"side-{i}/", "title": "Styret"} for i in range(20)]
    docs.append({"location": "revisjon/", "title": "Styret og revisjon"})
    engine = Engine(page, small(docs))
    (first, *_) = engine.hits("styret ba om revisjon")
    assert (first["location"], first["terms"]) == ("revisjon/", {})
    assert engine.hits("styret ba") != []
    assert engine.hits("styret hengebro") == []


def test_two_words_may_mean_something_together(page: Page) -> None:
    also = ["medvirkning være_med"]
    docs = [
        {"location": "med/", "title": "Medvirkning", "named": [0]},
        {"location": "vaere/", "title": "Lærere", "text": "bestemme"},
    ]
    assert found(page, "være med og bestemme", *docs, also=also)[0] == "med/"
    assert found(page, "være", *docs, also=also) == []
    assert found(page, "vær", *docs, also=also) == []


def test_other_words_of_the_area_count_more_than_those_of_a_text(page: Page) -> None:
    also = ["krise"]
    docs = [
        {"location": "tekst/", "title": "Roller", "text": "beredskap", "also": [0]},
        {"location": "omrade/", "title": "Roller", "detail": "Beredskap", "beside": [0]},
    ]
    assert found(page, "roller i en krise", *docs, also=also) == ["omrade/", "tekst/"]


@pytest.mark.parametrize("question", ["rettleiaren", "veilederen", "veillederen"])
def test_a_name_is_the_same_in_any_spelling(page: Page, question: str) -> None:
    docs = [{"location": f"{i}/", "title": "Boken om rettleiaren", "boost": 2} for i in range(3)]
    docs.append({"location": "navn/", "title": "X", "names": ["Rettleiaren"], "boost": 0.4})
    assert found(page, question, *docs)[1] == "navn/"


def test_a_compound_of_work_is_about_what_is_worked_with(page: Page) -> None:
    docs = [
        {"location": "begge/", "title": "Forbedringer", "text": "arbeid"},
        {"location": "selv/", "title": "Forbedring"},
    ]
    assert {*found(page, "forbedringsarbeid", *docs)} == {"begge/", "selv/"}


def test_a_long_word_is_not_the_end_of_a_short_one(page: Page) -> None:
    assert found(page, "stemmerett", {"location": "a/", "title": "Journalsystem"}) == []
    assert found(page, "systemene", {"location": "a/", "title": "Journalsystem"}) == ["a/"]


def test_a_rare_word_does_not_tell_all_of_the_question(page: Page) -> None:
    docs = [{"location": f"side-{i}/", "text": "journal"} for i in range(50)]
    docs += [{"location": f"annen-{i}/", "text": "noe"} for i in range(100)]
    docs.append({"location": "side/", "title": "Bytte periode"})
    docs.append({"location": "journal/", "title": "Journal", "text": "journal"})
    assert found(page, "bytte journal", *docs) == ["side/", "journal/"]


def test_words_that_say_nothing_hardly_make_a_title_longer(page: Page) -> None:
    docs = [
        {"location": "annen/", "title": "Bestemme planen tiltak"},
        {"location": "hvem/", "title": "Hvem som skal bestemme planen"},
    ]
    assert found(page, "bestemme", *docs) == ["hvem/", "annen/"]


def test_what_stands_elsewhere_comes_after_what_is_here_of_its_name(page: Page) -> None:
    docs = [
        {"location": "kilde/", "title": "Utviklingsplan", "boost": 0.4, "aside": True},
        {"location": "side/", "title": "Hvorfor en utviklingsplan lages", "boost": 0.65},
    ]
    assert found(page, "utviklingsplan", *docs) == ["side/", "kilde/"]


def test_parts_that_answer_nearly_as_well_are_in_sight_too(page: Page) -> None:
    docs = [
        {"location": "a/", "title": "Dataene", "text": "lisens"},
        {"location": "a/#lisens", "title": "Lisens til data", "page": "a/"},
        {"location": "a/#filer", "title": "Lisens til data og filer", "page": "a/"},
        {
            "location": "a/#annet",
            "text": "lisens",
            "title": "Annet om det som er her",
            "page": "a/",
        },
    ]
    (group,) = Engine(page, small(docs)).groups("lisens")
    shown = [hit["location"] for hit in group if hit["score"] == group[0]["score"]]
    assert shown == ["a/#lisens", "a/#filer"]
