"""What macros may ask for, the rows they get, and what is said where there is no answer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from building import ROOT, TESTS
from helpers import change, small_copy

from macros.calls.answers import contacts, indicators, records, reports
from macros.calls.catalogue import MACROS, answer
from macros.calls.macro import Macro, MacroError
from macros.checks import check
from macros.facts.derive import Facts
from macros.model.edtf import parse
from macros.reading.front_matter import read_page
from macros.reading.prose import calls
from macros.views.render import PageContext, Views

TEMPLATES = ROOT / "overrides" / "plan"


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """The newer plan of the smallest tree, with one record of every type added."""
    root = small_copy(tmp_path_factory.mktemp("answers") / "tree")
    change(root, yaml.safe_load((TESTS / "every_type.yml").read_text("utf-8")))
    workspace = check(root)
    assert workspace.problems == []
    return workspace.facts("2005-2008")


ROWS: list[tuple[str, dict[str, Any], str]] = [
    ("areas", {}, "akutt-og-beredskap personell"),
    ("areas", {"kind": "instrument"}, "personell"),
    ("areas", {"kind": ["theme", "instrument"]}, "akutt-og-beredskap personell"),
    ("areas", {"actor": "styret"}, "personell"),
    ("areas", {"id": "personell"}, "personell"),
    ("cards", {}, "akutt-og-beredskap personell"),
    ("cards", {"kind": "theme"}, "akutt-og-beredskap"),
    ("challenges", {}, "lang-vei mangel"),
    ("challenges", {"area": "personell"}, "mangel"),
    ("challenges", {"kind": "unsolved"}, "lang-vei mangel"),
    ("challenges", {"id": "mangel"}, "mangel"),
    ("measures", {}, "helikopter bat kurs vakter"),
    ("measures", {"area": "personell"}, "kurs vakter"),
    ("measures", {"kind": "theme"}, "helikopter bat"),
    ("measures", {"actor": "styret"}, "helikopter kurs"),
    ("measures", {"actor": "fjord"}, "helikopter vakter"),
    ("measures", {"actor": ["fjord", "styret"]}, "helikopter kurs vakter"),
    ("measures", {"actor": "styret", "kind": "instrument"}, "kurs"),
    ("measures", {"standing": "proposed"}, "kurs"),
    ("measures", {"standing": ["proposed", "adopted"]}, "helikopter kurs"),
    ("measures", {"from": "2006"}, "helikopter kurs"),
    ("measures", {"to": "2005"}, "vakter"),
    ("measures", {"from": "/2005"}, "helikopter kurs vakter"),
    ("measures", {"from": "2005-09-30", "to": "2006-11-01"}, "helikopter vakter"),
    ("measures", {"from": "2005-10", "to": "2006-10"}, ""),
    ("measures", {"from": "2007-12-31"}, "kurs"),
    ("measures", {"id": ["kurs", "bat"]}, "bat kurs"),
    ("measures", {"caption": "Tiltakene", "id": "bat"}, "bat"),
    ("milestones", {}, "start arbeid frist"),
    ("milestones", {"kind": "start"}, "start"),
    ("milestones", {"actor": "fjord"}, "arbeid"),
    ("milestones", {"to": "2005-02"}, "start arbeid"),
    ("timeline", {"from": "2005"}, "arbeid frist"),
    ("actors", {}, "fjord styret"),
    ("actors", {"kind": "board"}, "styret"),
    ("actors", {"actor": "fjord"}, "styret"),
    ("contacts", {}, "fjord"),
    ("groups", {}, "gruppe-akutt"),
    ("groups", {"actor": "fjord"}, "gruppe-akutt"),
    ("groups", {"actor": "styret"}, ""),
    ("groups", {"area": "akutt-og-beredskap"}, "gruppe-akutt"),
    ("groups", {"area": "personell"}, ""),
    ("aims", {"kind": "goal"}, "mal"),
    ("documents", {"actor": "styret"}, "planen"),
    ("documents", {"to": "2005-10"}, ""),
    ("decisions", {"actor": "styret"}, "vedtak"),
    ("decisions", {"actor": "fjord"}, ""),
    ("consultations", {"from": "2005-06-01"}, "horing"),
    ("consultations", {"from": "2005-06-02"}, ""),
    ("events", {"actor": "fjord"}, "mote"),
    ("events", {"from": "2005-03", "to": "2005-09"}, ""),
    ("events", {"from": "2005-01", "to": "2005-02"}, "mote"),
    ("errata", {}, "rettet rettet-igjen"),
    ("errata", {"from": "2009-03"}, "rettet-igjen"),
    ("terms", {}, "hf"),
    ("reports", {}, "kurs-holdt omrade-endret ambulanse-sett"),
    ("reports", {"state": "under-way"}, "kurs-holdt"),
    ("reports", {"state": ["planned", "completed"]}, ""),
    ("reports", {"area": "personell"}, "kurs-holdt omrade-endret"),
    ("reports", {"area": "akutt-og-beredskap"}, ""),
    ("reports", {"actor": "styret"}, "kurs-holdt"),
    ("reports", {"to": "2006"}, "omrade-endret ambulanse-sett"),
    ("reports", {"from": "2007"}, "kurs-holdt"),
    ("reports", {"id": "omrade-endret"}, "omrade-endret"),
    ("indicators", {}, "folk"),
    ("indicators", {"area": "personell"}, "folk"),
    ("indicators", {"area": "akutt-og-beredskap"}, ""),
]


@pytest.mark.parametrize(("macro", "filters", "ids"), ROWS)
def test_a_listing_shows_what_its_filters_leave(
    macro: str, filters: dict[str, Any], ids: str, facts: Facts
) -> None:
    assert [entry.id for entry in answer(facts, macro, [], filters)["entries"]] == ids.split()


def test_every_filter_of_every_listing_is_tried_here() -> None:
    tried = {(macro, name) for macro, filters, _ in ROWS for name in filters}
    listings = {
        m.name for m in MACROS.values() if m.answer in (records, contacts, reports, indicators)
    }
    known = {(name, filter_) for name in listings for filter_ in MACROS[name].filters}
    # A filter works alike in every listing: each name is tried somewhere, and each listing.
    assert {name for _, name in known} <= {name for _, name in tried}
    assert listings == {macro for macro, _, _ in ROWS}


@pytest.mark.parametrize(
    ("filters", "dues"),
    [
        (
            {},
            "mote:registration_deadline frist:date horing:deadline helikopter:deadline "
            "kurs:deadline",
        ),
        ({"area": "akutt-og-beredskap"}, "helikopter:deadline"),
        ({"actor": "styret"}, "frist:date horing:deadline helikopter:deadline kurs:deadline"),
        ({"to": "2005-04"}, "mote:registration_deadline frist:date"),
        ({"from": "2005-06"}, "horing:deadline helikopter:deadline kurs:deadline"),
        ({"from": "2005-04", "to": "2005-06"}, "frist:date horing:deadline"),
    ],
)
def test_deadlines_are_all_that_is_due_earliest_first(
    filters: dict[str, Any], dues: str, facts: Facts
) -> None:
    rows = answer(facts, "deadlines", [], filters)["rows"]
    assert [f"{due.entry.id}:{due.field}" for due in rows] == dues.split()


def test_citations_are_places_in_the_order_given(facts: Facts) -> None:
    names = ["nettside#side", "brev#tiltak", "nettside#side"]
    places = answer(facts, "cite", names, {})["places"]
    assert [f"{place.source.id}#{place.section.id}" for place in places] == names
    assert places[1].url == "kilder/brev/#tiltak"


def test_a_value_is_that_of_the_field_or_nothing(facts: Facts) -> None:
    for name, field, value in (
        ("helikopter", "deadline", parse("2006-11-01")),
        ("bat", "deadline", None),
        ("fjord", "name", "Fjordhelse HF"),
    ):
        assert answer(facts, "fact", [name, field], {})["value"] == value


@pytest.mark.parametrize(
    ("name", "field", "shown"),
    [
        ("fjord", "short", "<span>fjord</span>"),
        ("styret", "part_of", '<a href="aktorer/fjord/">Fjordhelse HF</a>'),
        (
            "vakter",
            "participants",
            '<a href="aktorer/fjord/">Fjordhelse HF</a>, '
            '<a href="grupper/gruppe-akutt/">Akuttgruppen</a>',
        ),
        ("vakter", "responsible", '<span class="pl-open">ikke fastsatt i kilden</span>'),
        ("vakter", "cases", "<span>fjord</span>, <span>Sak 2</span>"),
        ("kurs", "standing", "<span>foreslått</span>"),
        ("helikopter", "deadline", '<time datetime="2006-11-01">1. november 2006</time>'),
        ("bat", "deadline", '<span class="pl-open">ikke fastsatt i kilden</span>'),
        ("2005-2008", "predecessor", "<span>2001-2004</span>"),
        ("2005-2008", "status", "<span>gjeldende</span>"),
    ],
)
def test_a_fact_links_to_what_its_field_refers_to(
    name: str, field: str, shown: str, facts: Facts
) -> None:
    """A text that happens to be the id of a record is a text."""
    values = answer(facts, "fact", [name, field], {})
    assert Views(facts, TEMPLATES).show("fact", PageContext(facts, ""), **values) == shown


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (["akutt-og-beredskap", "dit"], '<a href="omrader/akutt-og-beredskap/">dit</a>'),
        (["2001-2004/akutt", "dit"], '<a href="../2001-2004/omrader/akutt/">dit</a>'),
        (
            ["2001-2004/akutt"],
            '<a href="../2001-2004/omrader/akutt/">Akutt hjelp</a>'
            ' <span class="pl-small">(2001–2004)</span>',
        ),
    ],
)
def test_a_link_leads_to_this_plan_or_another(texts: list[str], shown: str, facts: Facts) -> None:
    values = answer(facts, "link", texts, {})
    assert Views(facts, TEMPLATES).show("link", PageContext(facts, ""), **values).strip() == shown


def test_sources_are_all_or_those_asked_for(facts: Facts) -> None:
    for filters, ids in (({}, ["brev", "nettside"]), ({"id": "nettside"}, ["nettside"])):
        groups = answer(facts, "sources", [], filters)["groups"]
        assert [source.id for group in groups.values() for source in group] == ids


REFUSED: list[tuple[str, list[Any], dict[str, Any], str]] = [
    ("measures", [], {"actor": []}, "en verdi"),
    ("measures", [], {"from": []}, "en verdi"),
    ("measures", [], {"from": ["2005", "2006"]}, "én"),
    ("measures", [], {"actor": {"fjord": 1}}, "tekst"),
    ("measures", [], {"actor": [["fjord"]]}, "tekst"),
    ("deadlines", [], {"status": "planned"}, "«status»"),
    ("deadlines", ["fjord"], {}, "navngitte"),
    ("overview", [], {"id": "x"}, "«id»"),
    ("conflicts", [], {"id": "startar"}, "«id»"),
    ("conflicts", [], {"record": "finnes-ikke"}, "«finnes-ikke»"),
    ("sources", [], {"id": "finnes-ikke"}, "«finnes-ikke»"),
    ("cite", [], {}, "mangler sted"),
    ("cite", [None], {}, "cite()"),
    ("cite", [["brev#tiltak"]], {}, "cite()"),
    ("cite", [{"brev#tiltak": 1}], {}, "cite()"),
    ("link", [["fjord"]], {}, "link()"),
    ("link", ["fjord", ["Fjordhelse"]], {}, "link()"),
    ("link", [], {}, "0 verdier"),
    ("fact", ["fjord"], {}, "1 verdi"),
    ("fact", ["fjord", ["name"]], {}, "fact()"),
    ("fact", [["fjord"], "name"], {}, "fact()"),
    ("fact", ["fjord", "model_fields"], {}, "«model_fields»"),
    ("fact", ["fjord", "__class__"], {}, "«__class__»"),
    ("fact", ["fjord", "record_type"], {}, "«record_type»"),
    ("fact", ["fjord", "conflicts"], {}, "«conflicts»"),
    ("fact", ["fjord", "outcome"], {}, "«outcome»"),
    ("fact", ["fjord", "source"], {}, "«source»"),
    ("fact", ["fjord", "continues"], {}, "«continues»"),
]


@pytest.mark.parametrize("call", REFUSED, ids=lambda call: f"{call[0]} {call[1]} {call[2]}")
def test_a_call_that_cannot_be_answered_is_told_with_its_cure(call: Any, facts: Facts) -> None:
    macro, args, kwargs, part_of_message = call
    with pytest.raises(MacroError) as caught:
        answer(facts, macro, args, kwargs)
    assert part_of_message in caught.value.message
    assert caught.value.hint
    assert str(caught.value) == f"{caught.value.message} {caught.value.hint}"


def test_an_error_names_the_id_that_is_unknown(facts: Facts) -> None:
    for macro, args, kwargs in (
        ("measures", [], {"actor": "fjort"}),
        ("conflicts", [], {"record": "fjort"}),
        ("link", ["fjort"], {}),
        ("fact", ["fjort", "name"], {}),
    ):
        with pytest.raises(MacroError) as caught:
            answer(facts, macro, args, kwargs)
        assert caught.value.unknown == "fjort"


def test_a_new_macro_is_an_entry_and_a_template(
    facts: Facts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    macro = Macro(
        'tally(kind="theme")',
        "antallet",
        lambda facts, macro, wanted: {"number": sum(map(wanted.concerns, facts.of("area")))},
        filters=("kind",),
        words={"kind": "area_kind"},
    )
    monkeypatch.setitem(MACROS, macro.name, macro)
    (tmp_path / "tally.html").write_text("{{ number }} områder", encoding="utf-8")
    values = answer(facts, "tally", [], {"kind": "theme"})
    shown = Views(facts, tmp_path).show("tally", PageContext(facts, ""), **values)
    assert shown == "1 områder"
    with pytest.raises(MacroError, match="finnes ikke"):
        answer(facts, "tally", [], {"kind": "finnes-ikke"})


BRACES = [
    "{{ measures(",
    "{{ measures()) }}",
    "{{ }}",
    '{{ measures(actor="fjord) }}',
    "{{ measures(actor=«fjord») }}",
    "{% if x %}",
    "{% slutt %}",
    "{# merknad",
    "{{ measures() | ukjent }}",
    "{{ measures(1 2) }}",
]


@pytest.mark.parametrize("braces", BRACES)
def test_broken_braces_are_told_in_norwegian_at_their_line(braces: str) -> None:
    page, _ = read_page("docs/x.md", f"---\ntitle: X\n---\n\nTekst.\n\n{braces}\n".encode())
    real_calls, slips = calls(page)
    assert real_calls == ()
    assert [slip.line for slip in slips] == [7]
    english = r"\b(?:unexpected|expected|template|expression|unknown|missing|tag|got|char|end)\b"
    assert not re.search(english, slips[0].message, re.IGNORECASE)
