"""The history of deadlines as readers and programs get it: pages, tables, JSON, the publication."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from building import ROOT, published, whole_tree
from compare_tree import AREA
from page_tables import faults, tables
from pages import read
from published_data import World
from test_slips import FIRST, SECOND, THIRD, Dated, _day

from macros.calls.catalogue import answer
from macros.checks import check
from macros.facts.derive import Facts
from macros.git.history import read_history
from macros.history.slips import Followed, History, Slip, State
from macros.model.edtf import parse
from macros.views.render import PageContext, Views

TEMPLATES = ROOT / "overrides" / "plan"


@pytest.fixture
def tree(tmp_path: Path) -> Dated:
    return Dated(tmp_path / "repo")


@pytest.fixture
def moved(tree: Dated) -> Dated:
    tree.move(FIRST, SECOND, "Grunn: Venter på <penger> & lov.")
    tree.move(SECOND, THIRD)
    return tree


def _facts(root: Path, history: History | None = None) -> Facts:
    workspace = check(root)
    assert not workspace.problems
    return workspace.facts("2005-2008", history or read_history(root, workspace.loaded))


def _text(markup: str) -> str:
    """What a reader reads, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split()).replace(" .", ".")


def _page(facts: Facts, name: str = "helikopter") -> str:
    entry = facts.entries[name]
    return _text(Views(facts, TEMPLATES).record_page(entry, PageContext(facts, entry.url), ""))


def _macro(facts: Facts, name: str, base: str = "", **filters: str) -> str:
    values = answer(facts, name, [], filters)
    return Views(facts, TEMPLATES).show(name, PageContext(facts, base), **values)


# ---------------------------------------------------------------- pages


def test_the_page_of_a_measure_tells_every_move(moved: Dated) -> None:
    assert (
        "Fristen flyttet 2 ganger. Først: 1. november 2006."
        " 3. januar 2006 : flyttet fra 1. november 2006 til mars 2007."
        " Grunn: Venter på <penger> & lov."
        " 4. januar 2006 : flyttet fra mars 2007 til 2008. Grunn er ikke oppgitt. Svarer på"
    ) in _page(_facts(moved.tree))


def test_a_page_says_that_a_deadline_has_not_moved(tree: Dated) -> None:
    facts = _facts(tree.tree)
    assert "Fristen flyttet Nei, ikke siden 2. januar 2006. Svarer på" in _page(facts)
    assert "Fristen flyttet" not in _page(facts, "bat")  # it has no deadline


def test_a_page_leaves_out_whose_it_is_where_no_word_says_it(tree: Dated) -> None:
    page = _page(_facts(tree.tree))
    assert "Leie helikopter Ett helikopter, to mannskap." in page


def test_a_move_that_is_not_committed_says_so(tree: Dated) -> None:
    tree.replace(AREA, FIRST, SECOND)
    assert "Ikke lagret ennå: flyttet fra 1. november 2006 til mars 2007." in _page(
        _facts(tree.tree)
    )


def test_to_say_a_date_more_exactly_is_no_move(tree: Dated) -> None:
    tree.move(FIRST, "2006")
    tree.replace("data/2005-2008/plan.yml", "predecessor:", f"published: {_day(2)}\npredecessor:")
    tree.move("2006", "2006-06")
    facts = _facts(tree.tree)
    page = _page(facts)
    assert "Fristen flyttet Nei, men presisert. Først: 2006. 4. januar 2006 : presisert" in page
    assert "1 gang" not in page
    assert "Flyttet" not in _macro(facts, "measures")
    assert "Flyttet" not in _macro(facts, "deadlines")
    date = "data/2005-2008/milestones.yml"
    tree.replace(date, "date: 2004-09", "date: 2004-09-01")
    more = "deadline: 2007\n    standing: adopted"  # the other's, so they share a table
    tree.replace(AREA, "title: Skaffe båt", f"title: Skaffe båt\n    {more}")
    tree.commit()
    tree.move("2007", "2008")
    facts = _facts(tree.tree)
    assert "Ikke flyttet, men presisert, først september 2004 :" in _text(
        _macro(facts, "milestones")
    )
    table = _text(_macro(facts, "deadlines"))
    assert "nei, men presisert, først 2006" in table
    assert "1 gang, først 2007" in table


def test_several_reasons_are_told_as_a_list_for_the_whole_change(
    tree: Dated, capsys: pytest.CaptureFixture[str]
) -> None:
    tree.move(FIRST, SECOND, "Flytt\n\n* Flytt A\nGrunn: Is.\n* Flytt B\nGrunn: Uvær.")
    assert "For hele endringen er disse grunnene oppgitt: Is. Uvær. Svarer på" in _page(
        _facts(tree.tree)
    )
    assert tree.compare("2001-2004", "2005-2008", "--format", "json") == 0
    history = json.loads(capsys.readouterr().out)["history"]
    (deadline,) = (one for one in history["deadlines"] if one["id"] == "helikopter")
    assert [(move["reason"], move["reasons"]) for move in deadline["moves"]] == [
        (None, ["Is.", "Uvær."])
    ]


def test_a_page_of_a_shallow_clone_does_not_lie(moved: Dated, tmp_path: Path) -> None:
    for depth, text in (
        (1, "Fristen flyttet Nei, ikke siden 4. januar 2006."),
        (2, "Fristen flyttet 1 gang. Først kjente: mars 2007."),
    ):
        where = tmp_path / f"grunn-{depth}"
        moved.git("clone", "--quiet", f"--depth={depth}", f"file://{moved.root}", str(where))
        page = _page(_facts(where))
        assert text in page
        assert "Eldre historikk er kuttet, og er ikke med her." in page


def test_a_page_without_history_says_so(tree: Dated) -> None:
    facts = _facts(tree.tree, History())
    text = "Fristen flyttet Ikke kjent: nettstedet er bygd uten historikk."
    assert text in _page(facts)
    assert "Fristen flyttet" not in _page(facts, "bat")


# ---------------------------------------------------------------- tables


def test_tables_have_a_column_only_where_something_moved(moved: Dated) -> None:
    facts = _facts(moved.tree)
    table = _macro(facts, "measures")
    assert '<th scope="col">Flyttet</th>' in table
    assert "2 ganger, først 1. november 2006" in _text(table)
    for one in table.split("<table")[1:]:
        rows = [re.findall("<t[dh][ >]", row) for row in one.split("<tr>")[1:]]
        assert len(rows) > 1
        assert len({len(cells) for cells in rows}) == 1
    assert "Flyttet" not in _macro(facts, "measures", id="bat")
    assert "Flyttet" not in _macro(_facts(moved.tree, History()), "measures")


def test_the_table_of_deadlines_says_how_far_it_reaches(moved: Dated, tmp_path: Path) -> None:
    facts = _facts(moved.tree)
    table = _text(_macro(facts, "deadlines", "frister/"))
    assert "2 ganger, først 1. november 2006" in table
    assert table.endswith("Flyttinger er fulgt siden 2. januar 2006.")
    assert "Flyttinger er fulgt" not in _text(_macro(facts, "deadlines", "en/side/"))
    where = tmp_path / "grunn"
    moved.git("clone", "--quiet", "--depth=1", f"file://{moved.root}", str(where))
    cut = _text(_macro(_facts(where), "deadlines", "frister/"))
    assert "Flyttet" not in cut
    assert cut.endswith("det som ble flyttet før 4. januar 2006 , er ikke med.")
    none = _text(_macro(_facts(moved.tree, History()), "deadlines", "frister/"))
    assert none.endswith("bygd uten historikk. Derfor vises det ikke om frister er flyttet.")


def test_the_table_of_deadlines_says_what_could_not_be_read(tree: Dated) -> None:
    tree.move(FIRST, "snart")
    tree.move("snart", SECOND)
    table = _text(_macro(_facts(tree.tree), "deadlines", "frister/"))
    assert table.endswith(f"og er hoppet over: {AREA} ( 3. januar 2006 ).")


def test_a_step_of_the_timetable_tells_its_moves(tree: Dated) -> None:
    tree.replace("data/2005-2008/milestones.yml", "date: 2004-09", "date: 2004-10")
    tree.commit("Grunn: Ferie.")
    text = "Flyttet 1 gang, først september 2004 : 3. januar 2006 : flyttet fra september 2004"
    assert text in _text(_macro(_facts(tree.tree), "milestones"))


# ---------------------------------------------------------------- programs


def test_the_json_of_a_comparison_has_the_history(
    moved: Dated, capsys: pytest.CaptureFixture[str]
) -> None:
    assert moved.compare("2001-2004", "2005-2008", "--format", "json") == 0
    history = json.loads(capsys.readouterr().out)["history"]
    assert (history["state"], history["since"], history["skipped"]) == ("whole", _day(1), [])
    (deadline,) = (one for one in history["deadlines"] if one["id"] == "helikopter")
    assert deadline == {
        "period": "2005-2008",
        "type": "measure",
        "id": "helikopter",
        "field": "deadline",
        "first": FIRST,
        "day": _day(1),
        "moves": [
            {
                "day": _day(2),
                "kind": "moved",
                "label": "flyttet",
                "old": FIRST,
                "new": SECOND,
                "reason": "Venter på <penger> & lov.",
                "reasons": [],
            },
            {
                "day": _day(3),
                "kind": "moved",
                "label": "flyttet",
                "old": SECOND,
                "new": THIRD,
                "reason": None,
                "reasons": [],
            },
        ],
    }


def test_the_json_tells_the_history_up_to_the_second_revision(
    moved: Dated, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--rev", "HEAD~2", "--rev", "HEAD~1", "--format", "json")
    assert moved.compare(*words) == 0
    history = json.loads(capsys.readouterr().out)["history"]
    (deadline,) = (one for one in history["deadlines"] if one["id"] == "helikopter")
    assert [move["new"] for move in deadline["moves"]] == [SECOND]


# ---------------------------------------------------------------- the publication


def test_a_publication_carries_the_history_into_its_builds(tmp_path: Path) -> None:
    tree = Dated.__new__(Dated)
    tree.days, tree.root = 0, tmp_path / "repo"
    tree.tree = whole_tree(tree.root)
    for words in (
        ("init", "--quiet", "--initial-branch=main"),
        ("config", "user.name", "Prøve"),
        ("config", "user.email", "test@example.org"),
    ):
        tree.git(*words)
    tree.commit()
    name = next(
        p for p in (tree.tree / "data/2005-2008/areas").iterdir() if "deadline:" in p.read_text()
    )
    deadline = re.search(r"deadline: (\S+)", name.read_text("utf-8"))
    assert deadline
    tree.move(deadline[1], SECOND, "Grunn: Uvær.", str(name.relative_to(tree.tree)))
    done = published(tree.tree)
    assert done.returncode == 0, done.stderr
    pages = {p: p.read_text("utf-8") for p in (tree.tree / "_site/2005-2008").rglob("index.html")}
    named = [p.parent.name for p, text in pages.items() if "Grunn: Uvær." in text]
    assert sorted(named) == ["flyttede-mal", "helikopter"]
    frister = _text(pages[tree.tree / "_site/2005-2008/frister/index.html"])
    assert "1 gang, først" in frister
    assert "Flyttinger er fulgt siden 2. januar 2006." in frister
    site = tree.tree / "_site"
    world, page = World(site, "2005-2008"), site / "2005-2008/flyttede-mal/index.html"
    assert [*faults(world, page), *faults(world, site / "2005-2008/frister/index.html")] == []
    told = [row for heads, rows in tables(page) if "Fristen nå" in heads for row in rows]
    assert len(told) == 1
    page.write_text(pages[page].replace("Grunn: Uvær.", "Grunn er ikke oppgitt."), "utf-8")
    read.cache_clear()
    assert [*faults(world, page)] != []


# ---------------------------------------------------------------- who a deadline holds


@pytest.mark.parametrize(
    ("due", "over"),
    [
        ("2006-01-09", True),
        ("2006-01-10", False),
        ("2006-01", False),
        ("2005", True),
        ("2005/..", False),
        ("/2005-06", True),
        (None, False),
    ],
)
def test_a_deadline_is_over_where_its_last_day_lies_before_the_history(
    due: str | None, over: bool
) -> None:
    history = History(State.WHOLE, since="2006-01-10")
    date = parse(due) if due else None
    assert Followed(history, "2005-2008").over(date) is over
    # Where nothing is known, nothing is over.
    assert not Followed().over(date)


@pytest.mark.parametrize("day", ["2006-01-01", "2006-02-01"])
def test_a_deadline_is_followed_since_it_was_set_and_is_known(day: str) -> None:
    history = History(State.CUT, since="2006-01-10")
    slip = Slip("2005-2008", "measure", "bat", "deadline", "2007", day)
    since = Followed(history, "2005-2008").known_since(slip)
    assert since == {"2006-01-01": "2006-01-10", "2006-02-01": "2006-02-01"}[day]
