"""Whose word a statement is, and that what the sources leave open is told once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from building import MINI, ROOT, content_copy, swapped
from pages import Node, parse

from macros.calls.catalogue import answer
from macros.checks import check
from macros.facts.derive import Facts
from macros.views.render import PageContext, Views

AREA = "data/2005-2008/areas/akutt-og-beredskap.yml"
PAGE = "docs/2005-2008/index.md"
SOURCES = "data/sources.yml"
BAT = "    source: brev#tiltak\n    same_subject: [ambulanse]\n"


def facts(root: Path, period: str = "2005-2008") -> Facts:
    workspace = check(root)
    assert [problem.text() for problem in workspace.problems] == []
    return workspace.facts(period)


@pytest.fixture(scope="module")
def mini() -> Facts:
    return facts(MINI)


def test_a_statement_has_the_standing_of_the_first_place_that_has_one(mini: Facts) -> None:
    standings = {name: mini.entries[name].standing for name in mini.entries}
    assert standings["bat"] == "proposed"  # of its source
    assert standings["stormberedskap"] == "national"  # of its place, over that of its source
    assert standings["radio"] == "local"
    assert standings["akutt-og-beredskap"] == "adopted"
    assert standings["helikopter"] == "adopted"  # its own word, over that of its places


def test_a_report_has_happened_whatever_its_place_says(mini: Facts) -> None:
    assert {e.standing for e in mini.of("report")} == {"happened"}
    assert "brev#tiltak" in mini.entries["bat-snakk"].record.source


@pytest.mark.parametrize(
    ("old", "new", "standing"),
    [
        # The first place says, however many follow.
        ("[brev#tiltak, nettside#side]", "[brev#tiltak, nettside#side]", "proposed"),
        ("[brev#tiltak, nettside#side]", "[nettside#side, brev#tiltak]", "adopted"),
        ("[brev#tiltak, nettside#side]", "brev#avtale", "local"),
        ("    standing: adopted\n", "    standing: national\n", "national"),
    ],
)
def test_a_record_may_say_otherwise_than_its_places(
    tmp_path: Path, old: str, new: str, standing: str
) -> None:
    tree = content_copy(tmp_path)
    swapped(tree, PAGE, 'measures(standing="adopted", ', "measures(")
    if "standing" not in old:
        swapped(tree, AREA, "    standing: adopted\n", "")
    swapped(tree, AREA, old, new)
    assert facts(tree).entries["helikopter"].standing == standing


def test_a_place_without_a_standing_gives_way_to_the_next(tmp_path: Path) -> None:
    tree = content_copy(tmp_path)
    swapped(tree, SOURCES, "  standing: proposed\n", "")
    swapped(tree, AREA, "    standing: adopted\n", "")
    entries = facts(tree).entries
    assert entries["helikopter"].standing == "adopted"  # brev#tiltak says nothing now
    assert entries["bat"].standing == ""


def test_the_adopted_plan_comes_first_and_nothing_is_lost(mini: Facts) -> None:
    measures = list(mini.of("measure"))
    groups = mini.by_standing(measures)
    assert [g.word and g.word.id for g in groups] == ["adopted", "proposed", "national", "local"]
    assert [[e.id for e in g.entries] for g in groups] == [
        ["helikopter"],
        ["bat"],
        ["stormberedskap"],
        ["radio"],
    ]
    assert groups[0].heading == "Det den vedtatte planen sier"
    backwards = mini.by_standing(measures[::-1])
    assert [g.heading for g in backwards] == [g.heading for g in groups]


def test_what_is_all_of_the_adopted_plan_needs_no_heading(mini: Facts) -> None:
    (group,) = mini.by_standing([mini.entries["helikopter"], mini.entries["akutt-og-beredskap"]])
    assert (group.word, group.heading) == (None, "")
    assert [entry.id for entry in group.entries] == ["helikopter", "akutt-og-beredskap"]
    (other,) = mini.by_standing([mini.entries["bat"]])
    assert other.word is not None  # Whose word it is, is told where it is not the plan's.


def test_what_has_no_standing_comes_last(tmp_path: Path) -> None:
    tree = content_copy(tmp_path)
    swapped(tree, SOURCES, "  standing: proposed\n", "")
    found = facts(tree)
    groups = found.by_standing(list(found.of("measure")))
    assert [[e.id for e in g.entries] for g in groups][-1] == ["bat"]
    assert groups[-1].word is None


# ---------------------------------------------------------------- on pages


def shown(facts: Facts, macro: str, **filters: str) -> Node:
    views = Views(facts, ROOT / "overrides" / "plan")
    values = answer(facts, macro, [], filters)
    return parse(views.show(macro, PageContext(facts, ""), **values))


def tables(page: Node) -> list[tuple[list[str], list[list[str]]]]:
    """For each table, its heads and the cells of its rows."""
    return [
        (
            [head.text for part in table.all("thead") for head in part.all("th")],
            [
                [cell.text for cell in row.all("th", "td")]
                for body in table.all("tbody")
                for row in body.all("tr")
            ],
        )
        for table in page.all("table")
    ]


OPEN = re.compile(r"ikke fastsatt i kilden|–?")


def all_open(page: Node) -> list[str]:
    """The columns in which no row states anything."""
    return [
        head
        for heads, rows in tables(page)
        for place, head in enumerate(heads)
        if all(OPEN.fullmatch(row[place]) for row in rows)
    ]


@pytest.mark.parametrize(
    ("macro", "filters"),
    [
        *((macro, {}) for macro in ("measures", "areas", "milestones", "reports", "indicators")),
        ("milestones", {"kind": "process"}),
        ("milestones", {"kind": "effect"}),
        ("measures", {"id": "stormberedskap"}),
        ("reports", {"id": "bat-snakk"}),
        ("indicators", {"id": "turer"}),
    ],
)
def test_no_table_has_a_column_in_which_nothing_is_stated(
    mini: Facts, macro: str, filters: dict[str, str]
) -> None:
    page = shown(mini, macro, **filters)
    assert tables(page)
    assert all_open(page) == []


@pytest.mark.parametrize("name", ["minutter", "turer", "helikopter", "akutt-og-beredskap"])
def test_no_page_of_a_record_has_one_either(mini: Facts, name: str) -> None:
    views = Views(mini, ROOT / "overrides" / "plan")
    entry = mini.entries[name]
    page = parse(views.record_page(entry, PageContext(mini, entry.url), ""))
    assert all_open(page) == []


def test_each_standing_has_a_table_of_its_own_with_what_is_stated_in_it(mini: Facts) -> None:
    page = shown(mini, "measures")
    heads = [heads for heads, _ in tables(page)]
    stated = ["Ansvarlig", "Gjennomføres av", "Frist", "Sist meldt"]
    assert heads[0] == ["Tiltak", "Område", *stated, "Kilde"]
    assert heads[1] == ["Tiltak", "Område", "Sist meldt", "Kilde"]
    assert heads[2] == ["Tiltak", "Område", "Kilde"]
    assert heads[3] == ["Tiltak", "Område", "Ansvarlig", "Kilde"]
    assert [h.text for h in page.all("h3")] == [
        "Det den vedtatte planen sier",
        "Det som ble foreslått i arbeidet med planen",
        "Det som er krevd ovenfra",
        "Avtaler og lokale planer",
    ]
    assert page.text.count("ikke fastsatt i kilden") == 0
    assert page.text.count("Kildene sier ikke") == 3


def test_what_the_sources_leave_open_is_told_once(mini: Facts) -> None:
    measures = {e.id: e for e in mini.of("measure")}
    assert mini.untold([measures["helikopter"]]) == ""
    assert mini.untold([measures["bat"]]) == (
        "Kildene sier ikke hvem som har ansvaret eller når fristen er."
    )
    assert mini.untold([measures["radio"]]) == "Kildene sier ikke når fristen er."
    both = [measures["bat"], measures["stormberedskap"]]
    assert mini.untold(both) == (
        "Kildene sier ikke hvem som har ansvaret eller når fristen er for noen av disse."
    )
    assert mini.untold([*both, measures["helikopter"]]) == ""
    assert mini.untold([]) == ""


def test_a_fact_that_is_open_among_stated_ones_stands_where_it_is_missing(tmp_path: Path) -> None:
    tree = content_copy(tmp_path)
    swapped(tree, AREA, BAT, "    source: nettside#side\n")
    page = shown(facts(tree), "measures", standing="adopted")
    ((heads, rows),) = tables(page)
    by_title = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    assert by_title["Skaffe båt"]["Frist"] == by_title["Skaffe båt"]["Ansvarlig"] == "–"
    assert page.text.count("Der ansvarlig eller frist ikke står, sier kildene det ikke.") == 1
    assert by_title["Leie helikopter"]["Frist"] == "1. november 2006"
    assert "Kildene sier ikke" not in page.text


def test_on_its_own_page_a_record_tells_once_what_is_open(mini: Facts) -> None:
    views = Views(mini, ROOT / "overrides" / "plan")
    for name in ("bat", "radio", "stormberedskap"):
        entry = mini.entries[name]
        page = parse(views.record_page(entry, PageContext(mini, entry.url), ""))
        assert "ikke fastsatt i kilden" not in page.text
        assert page.text.count("Kildene sier ikke") == 1


# ---------------------------------------------------------------- same subject


def test_what_has_the_same_subject_links_both_ways_and_claims_nothing(mini: Facts) -> None:
    old = facts(MINI, "2001-2004")
    assert [e.key for e in mini.same_subject["bat"]] == ["2001-2004/ambulanse"]
    assert [e.key for e in old.same_subject["ambulanse"]] == ["2005-2008/bat"]
    assert "bat" not in mini.before
    assert "ambulanse" not in old.after
    for one, name, other in ((mini, "bat", "Kjøpe ambulanse"), (old, "ambulanse", "Skaffe båt")):
        entry = one.entries[name]
        views = Views(one, ROOT / "overrides" / "plan")
        page = parse(views.record_page(entry, PageContext(one, entry.url), ""))
        (line,) = [li.text for li in page.all("li") if li.text.startswith("Samme tema")]
        assert other in line
        assert "slik vi ser det" in line
        assert "Ingen kilde sier at det ene fører det andre videre." in page.text
