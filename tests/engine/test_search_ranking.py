"""The search engine by itself: forms of words, and which hits come first."""

from __future__ import annotations

import pytest
import yaml
from building import TESTS
from playwright.sync_api import Page
from searching import Engine, found, small

pytestmark = pytest.mark.browser

WORDS = yaml.safe_load((TESTS / "search_words.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def engine(page: Page) -> Engine:
    """The engine with nothing in it."""
    return Engine(page)


# ---------------------------------------------------------------- the language


@pytest.mark.parametrize("line", WORDS["same"])
def test_forms_of_a_word_are_one(engine: Engine, line: str) -> None:
    words = line.split()
    assert len(set(engine.stems(words))) == 1, dict(zip(words, engine.stems(words), strict=True))


def test_other_words_are_apart(engine: Engine) -> None:
    pairs = [line.split() for line in WORDS["apart"]]
    assert [pair for pair in pairs if len(set(engine.stems(pair))) == 1] == []


# ---------------------------------------------------------------- the ranking


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
        ("palliasjon", "palliativ"),  # another ending
        ("01.11.2022", "2022-11-01"),
        ("1/11-22", "2022-11-01"),
        ("2022-11-01", "2022-11-01"),
        ("2017/13", "Sak 2017/13"),
        ("2017/1", "Sak 2017/13"),
        ("2022", "2018–2022"),
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
    ("question", "said"),
    [
        ("Kristiansund", "krise"),  # «kris» is no word, only the beginning of one
        ("Levanger", "leverer"),
        ("selvmord", "planen selv"),
        ("feil", "felles"),  # alike only where ei and e are taken for the same
        ("hjerneslag", "forslag"),
        ("tannlege", "vanlig"),  # two letters that sound alike, and another one before them
        ("sykehjem", "sykehus"),
    ],
)
def test_a_short_part_of_a_word_is_no_guess(page: Page, question: str, said: str) -> None:
    assert found(page, question, {"location": "a/", "text": said}) == []


@pytest.mark.parametrize(
    ("question", "guess"), [("høring", False), ("høringa", False), ("horing", True), ("xyz", None)]
)
def test_what_is_not_written_as_asked_is_marked_as_a_guess(
    page: Page, question: str, guess: bool | None
) -> None:
    hits = Engine(page, small([{"location": "a/", "title": "Høring"}])).hits(question)
    assert [("data-guess" in hit["title"]) for hit in hits] == [guess] * (guess is not None)


def test_a_compound_is_looked_for_where_all_of_it_stands(page: Page) -> None:
    docs = [
        {"location": "begge/", "title": "Pasienter", "text": "Barn og andre"},
        {"location": "en/", "title": "Kriser"},
        {"location": "bare-tekst/", "text": "Vente i andre tider"},
    ]
    assert found(page, "barnepasient", *docs) == ["begge/"]
    assert found(page, "krisesenter", *docs) == ["en/"]  # what it begins with
    assert found(page, "studentkrise", *docs) == []  # what it ends with tells too little
    assert found(page, "ventetid", *docs) == []  # a guess stands in a title


def test_a_word_that_asks_for_a_kind_gets_what_is_of_the_kind(page: Page) -> None:
    docs = [
        {"location": "vedtak/", "title": "Planen", "kind": "vedtak"},
        {"location": "side/", "title": "Planen"},
        {"location": "ord/", "title": "Planen", "kind": "ordlisteord"},
    ]
    index = small(docs) | {"asks": {"vedtak": ["vedtak"], "ordlisteord": ["hva_er"]}}
    engine = Engine(page, index)
    assert engine.hits("vedtaksdato for planen")[0]["location"] == "vedtak/"
    assert engine.hits("hva er planen")[0]["location"] == "ord/"


def test_nothing_is_guessed_where_the_point_of_the_question_is_unknown(page: Page) -> None:
    docs = [{"location": f"side-{i}/", "text": "sykehuset"} for i in range(9)]
    docs.append({"location": "ett/", "title": "Beredskap"})
    engine = Engine(page, small(docs))
    assert engine.hits("parkering ved sykehuset") == []
    assert [hit["location"] for hit in engine.hits("beredskap ved pandemi")] == ["ett/"]


def test_a_long_word_is_asked_for_also_beside_an_unknown_one(page: Page) -> None:
    docs = [{"location": "avtale/", "title": "Avtale", "text": "samarbeidsavtalen om sykehuset"}]
    assert found(page, "samarbeidsavtalen reforhandles", *docs) == ["avtale/"]
    assert found(page, "sykehuset reforhandles", *docs) == []


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


def test_another_word_for_something_is_meant_as_a_whole(page: Page) -> None:
    also = ["blodprøve depresjoner fulltidsstilling"]
    doc = {"location": "a/", "title": "Laboratorier", "named": [0]}
    assert found(page, "blodprøver", doc, also=also) == ["a/"]
    assert found(page, "depresjo", doc, also=also) == ["a/"]  # most of it is written
    assert found(page, "blod", doc, also=also) == []
    assert found(page, "stil", doc, also=also) == []


def test_words_that_say_little_do_not_lead_past_what_is_asked_about(page: Page) -> None:
    docs = [
        {"location": "gi/", "title": "Få mer", "text": "få"},
        {"location": "folk/", "title": "Personell", "text": "Det trengs sykepleiere i regionen"},
    ]
    assert found(page, "for få sykepleiere", *docs)[0] == "folk/"
    assert found(page, "få", *docs) == ["gi/"]


def test_what_has_a_date_comes_first_where_the_question_is_when(page: Page) -> None:
    docs = [
        {"location": "om/", "title": "Senteret åpner"},
        {"location": "dag/", "title": "Senteret åpner", "detail": "28. november 2022"},
    ]
    assert found(page, "åpner senteret", *docs) == ["om/", "dag/"]
    assert found(page, "når åpner senteret", *docs) == ["dag/", "om/"]
    assert found(page, "when senteret", *docs) == ["dag/", "om/"]


def test_a_word_that_is_everywhere_is_no_answer_to_an_unknown_one(page: Page) -> None:
    docs = [{"location": f"side-{i}/", "title": "Planen"} for i in range(20)]
    docs.append({"location": "ett/", "title": "Vente på liste"})
    assert found(page, "planen", *docs) != []
    assert found(page, "planen for ventelister", *docs) == []


def test_a_rare_word_is_an_answer_beside_an_unknown_one(page: Page) -> None:
    docs = [{"location": f"side-{i}/", "text": "Alt om alle"} for i in range(300)]
    docs.append({"location": "gruppe/", "text": "Helge Hårstad er med"})
    assert found(page, "Xyz Hårstad", *docs) == ["gruppe/"]
    assert found(page, "Xyz Yzx Hårstad", *docs) == []


def test_what_is_nearly_the_word_is_found(page: Page) -> None:
    many = [{"location": f"side-{i}/", "title": "Samhandling"} for i in range(12)]
    assert found(page, "samhandlig", *many)  # a slip in what is an ending elsewhere
    docs = [
        {"location": "ord/", "text": "Hva brukervennlighet er"},
        {"location": "rapport/", "text": "En brukervennlig løsning"},
    ]
    assert found(page, "brukervennlighet", *docs) == ["ord/", "rapport/"]
    doc = {"location": "a/", "title": "Toppleiarane møtest"}
    assert found(page, "toppledermøte", doc) == ["a/"]


@pytest.mark.parametrize(
    "question", ["november 2023", "November 2023", "2. november 2023", "2 November 2023"]
)
def test_a_day_in_words_is_the_day_in_numbers(page: Page, question: str) -> None:
    docs = [
        {"location": "annen/", "title": "November 2022", "text": "i november, og så i 2023"},
        {"location": "dag/", "title": "Styret møtes", "hidden": "2023-11-02"},
    ]
    assert found(page, question, *docs) == ["dag/"]
    assert found(page, "november 2022", *docs)[0] == "annen/"  # as it is written, where none has it


def test_another_word_comes_after_the_word_itself(page: Page) -> None:
    also = ["omstilling"]
    docs = [
        {"location": "annet/", "title": "Organisering", "named": [0]},
        {"location": "selv/", "title": "Arbeid med stadig omstilling"},
    ]
    assert found(page, "omstilling", *docs, also=also) == ["selv/", "annet/"]


def test_a_short_word_that_asks_is_asked_as_it_is_written(page: Page) -> None:
    docs = [
        {"location": "gruppe/", "title": "Sitere", "kind": "gruppe"},
        {"location": "side/", "title": "Sitere"},
        {"location": "universitetet/", "title": "Universitetet"},
    ]
    engine = Engine(page, small(docs[1:] + docs[:1]) | {"asks": {"gruppe": ["sitter", "sit"]}})
    hits = [hit["location"] for hit in engine.hits("sitere")]
    assert hits == ["side/", "gruppe/"]
