"""What can be found, and by which words: the index, without a browser."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from building import MINI
from helpers import change, small_copy
from searching import index_of

from macros.checks import check
from macros.facts.derive import Facts
from macros.model.base import Part, Record
from macros.model.edtf import Edtf
from macros.model.registry import NAMES
from macros.search.hits import CONFLICT, Hit, of_other_plans, of_records, texts_of
from macros.search.index import index
from macros.search.pages import of_page, plain, sections
from macros.search.synonyms import GroupFinder, WordGroup, everyday, word_groups


@pytest.fixture(scope="module")
def facts() -> Facts:
    return check(MINI).facts("2005-2008")


@pytest.fixture(scope="module")
def hits(facts: Facts) -> dict[str, Hit]:
    return {hit.location: hit for hit in of_records(facts)}


def test_each_record_is_one_hit_with_its_kind_where_it_is_at_home(
    facts: Facts, hits: dict[str, Hit]
) -> None:
    for entry in facts.entries.values():
        assert hits[entry.url].title == entry.title
        assert hits[entry.url].kind == NAMES[entry.record_type]
    sources = [hit for hit in hits.values() if hit.kind == NAMES["source"]]
    conflicts = [hit for hit in hits.values() if hit.kind == CONFLICT]
    assert len(sources) == len(facts.library.shared.sources)
    assert [hit.location for hit in conflicts] == ["motstrid/#startar"]
    assert len(hits) == len(list(of_records(facts)))
    assert len(hits) == len(facts.entries) + len(sources) + len(conflicts)


def test_a_text_that_is_the_id_of_a_record_is_a_text(tmp_path: Path) -> None:
    root = small_copy(tmp_path / "tree")
    area = "data/2005-2008/areas/akutt-og-beredskap.yml"
    change(root, {"replace": {area: [["  - id: bat\n", "  - id: bat\n    cases: [fjord]\n"]]}})
    workspace = check(root)
    assert workspace.problems == []
    (hit,) = (h for h in of_records(workspace.facts("2005-2008")) if h.location == "tiltak/bat/")
    assert hit.text == "fjord"
    assert "Fjordhelse" not in hit.hidden


def test_a_hit_says_what_the_record_says_and_hides_whom_it_names(hits: dict[str, Hit]) -> None:
    hit = hits["tiltak/helikopter/"]
    assert hit.detail == "Akutt hjelp og beredskap, frist 1. november 2006"
    assert hit.text == "Ett helikopter, to mannskap. 1. november 2006; Sak 2005/7"
    hidden = "Fjordhelse HF FH Styret i Fjordhelse 2006-11-01 Det er langt å kjøre"
    assert set(hidden.split()) <= set(hit.hidden.split())
    for word in ("ansvarlig", "deltar", "frist", "saksnummer"):
        assert word in hit.hidden
    assert "ansvarlig" not in hits["tiltak/bat/"].hidden


def test_people_dates_and_short_names_are_in_it(hits: dict[str, Hit]) -> None:
    assert "Kari Nordmann; overlege" in hits["grupper/gruppe-akutt/"].text
    assert "Ola Nordmann" in hits["moter/mote-kai/"].text
    assert "Kom presis." in hits["moter/mote-kai/"].text
    assert {"2004-10-20", "2004-10-10"} <= set(hits["moter/mote-kai/"].hidden.split())
    assert hits["tidslinje/#start"].detail == "oppstart, trinn 1, september 2004"
    assert hits["aktorer/fjord/"].names == ("FH",)
    assert "post@fjord.example" in hits["aktorer/fjord/"].text
    assert hits["ordliste/#hf"].detail == "helseforetak"
    assert hits["ordliste/#hf"].names == ("helseforetak", "helseføretak")
    assert hits["tiltak/bat/"].lang == "nn"


class _Sum(Part):
    """A part with a number, such as no record has yet."""

    amount: float


class _Budget(Record):
    """A record with numbers and dates, such as there is none yet."""

    title: str
    pages: int
    decided: Edtf
    sums: tuple[_Sum, ...]


def test_numbers_and_dates_of_a_new_record_are_found(facts: Facts) -> None:
    values = {"id": "budsjett", "title": "Budsjett", "pages": 120, "decided": "2006-11-01"}
    sums = [{"amount": 2.5}]
    record = _Budget.model_validate({**values, "sums": sums, "source": "a#b"})
    own = {text for is_own, text in texts_of(facts, record) if is_own}
    assert {"120", "2.5", "1. november 2006"} <= own


def test_other_plans_are_found_by_title(facts: Facts) -> None:
    found = {hit.location: hit for hit in of_other_plans(facts)}
    assert found["../2001-2004/tiltak/ambulanse/"].detail == "i planen 2001–2004"
    assert all(location.startswith("../2001-2004/") for location in found)


def test_a_text_stands_under_one_record_only(hits: dict[str, Hit]) -> None:
    locations = [hit.location for hit in hits.values() if "to mannskap" in hit.text]
    assert locations == ["tiltak/helikopter/"]


PAGE = """<h1 id="a">Siden</h1><p>Først <a href="x">en lenke</a>.<br>Linje to</p>
<h2 id="b">Del <em>én</em></h2><p>Om delen <sup class="pl-cites"><cite>brev#tiltak</cite></sup></p>
<table><tr><td>Tall</td></tr></table><ul><li>ett</li><li>to &lt;b&gt;</li></ul>
<h3>Uten id</h3><p>Borte</p><svg><text>Tegning</text></svg>"""


def test_a_page_is_cut_at_its_headings() -> None:
    first, second, third = sections(PAGE)
    assert (first.id, second.id, third.id) == ("", "b", "")
    page, section = of_page("x/", "Siden", PAGE, about="Om siden.", lang="nn")
    assert page == Hit("x/", "Siden", text="Om siden. Først en lenke. Linje to", lang="nn")
    assert (section.location, section.title, section.page) == ("x/#b", "Del én", "x/")
    assert section.text == "Om delen ett to <b>"


def test_all_prose_about_a_record_is_kept() -> None:
    assert plain(PAGE).startswith("Siden Først en lenke.")
    assert "Borte" in plain(PAGE)
    assert "Tegning" not in plain(PAGE)


def test_prose_is_in_it_once_and_what_macros_list_is_not(mini_site: Path) -> None:
    docs = {doc["location"]: doc for doc in index_of(mini_site, "2005-2008")["docs"]}
    assert "Leie helikopter" not in docs["tiltak/"].get("text", "")
    assert docs["vedtak/#det-vedtaket-bygger-på"]["page"] == "vedtak/"
    area = docs["omrader/akutt-og-beredskap/"]
    assert area["text"].count("En tekst som en redaktør har skrevet om helikopteret.") == 1
    assert docs[""]["kind"] == "plan"
    assert len(docs) == len(index_of(mini_site, "2005-2008")["docs"])


def test_the_themes_own_index_is_empty(mini_site: Path) -> None:
    path = mini_site / "2005-2008" / "search" / "search_index.json"
    assert json.loads(path.read_text("utf-8"))["docs"] == []
    assert len(path.read_bytes()) < 200


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("AD", "AD har ordet", True),
        ("AD", "Ad hoc", False),
        ("helseforetak", "Et Helseforetak.", True),
        ("helseforetak", "helseforetaket", False),
        ("akuttmedisin*", "akuttmedisinske tjenester", True),
        ("*kompetanse*", "digitaliseringskompetansen", True),
        ("*hjelp", "nødhjelp", True),
        ("*hjelp", "nødhjelpen", False),
        ("psykisk* helse*", "om psykiske helsetjenester", True),
        ("psykisk* helse*", "psykiske og helse", False),
        ("barn og unge", "barn og", False),
        ("Meld. St.", "i Meld. St. 7", True),
    ],
)
def test_a_text_belongs_to_a_group(wanted: str, text: str, found: bool) -> None:
    assert GroupFinder([WordGroup((wanted,), "annet")]).groups_of(text) == ([0] if found else [])


def test_the_glossary_and_the_actors_say_what_else_things_are_called(facts: Facts) -> None:
    made = word_groups(facts)
    assert WordGroup(("HF", "helseforetak", "helseføretak"), "HF helseforetak helseføretak") in made
    assert WordGroup(("FH", "Fjordhelse HF"), "FH Fjordhelse HF") in made
    assert len(made) == 2 + len(everyday())


def test_everyday_words_say_something_new() -> None:
    assert len(everyday()) > 100
    for group in everyday():
        assert group.also.split(), group
        for phrase in group.phrases:
            assert re.fullmatch(r"\*?[\w-]+\*?( [\w-]+\*?)*", phrase), phrase


def test_the_index_names_groups_only_where_they_matter() -> None:
    made = [WordGroup(("IKT",), "data"), WordGroup(("rus",), "alkohol"), WordGroup(("x",), "borte")]
    whole = json.loads(index([Hit("a/", "Rus", text="og IKT og rus"), Hit("b/", "Annet")], made))
    assert whole["also"] == ["alkohol", "data"]
    assert whole["docs"] == [
        {"location": "a/", "title": "Rus", "text": "og IKT og rus", "named": [0], "also": [1]},
        {"location": "b/", "title": "Annet"},
    ]


def test_two_things_at_one_address_are_one_hit_and_letters_are_whole() -> None:
    whole = json.loads(index([Hit("", "A\u030as", kind="plan"), Hit("", "Forside")], []))
    assert whole["docs"] == [{"location": "", "title": "Ås", "kind": "plan"}]
