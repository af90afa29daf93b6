"""From plan to plan: the three relations are told apart, and what no source says is not claimed."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import MINI, ROOT
from helpers import change, small_copy
from page_tables import faults
from pages import Node, parse, read
from published_data import World

from macros.calls.catalogue import answer
from macros.checks import check
from macros.cli.main import main
from macros.compare.comparison import compare_periods
from macros.facts.between import Known, Relation, known, neighbours, relations, side_by_side
from macros.facts.derive import Facts
from macros.model import routes
from macros.model.change_kinds import ChangeKind
from macros.views.changes.plans import lay_out_plans
from macros.views.render import PageContext, Views

OLD, NEW = "2001-2004", "2005-2008"
_AREA = """\
id: {id}
kind: theme
title: {title}
source: brev#tiltak
{lines}
"""
_UNTOLD = "Kildene sier ikke hva det ble av dette."


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree with areas that continue, have the same subject under one id, and stand alone."""
    root = small_copy(tmp_path)
    sea = [
        "outcome: {kind: not-stated}",
        "measures:",
        "  - {id: skoyte, title: Leie skøyte, source: brev#tiltak, outcome: {kind: not-stated}}",
        "  - id: fyr",
        "    title: Tenne fyret",
        "    source: brev#tiltak",
        "    outcome: {kind: not-stated, reason: Fyret er nevnt igjen., source: brev#tiltak}",
        "  - id: brygge",
        "    title: Bygge brygge",
        "    source: brev#tiltak",
        "    outcome: {kind: reworded, source: brev#tiltak}",
    ]
    later = [
        "same_subject: [sjo]",
        "measures:",
        "  - {id: kai, title: Bygge kai, source: nettside#side, continues: [brygge]}",
        "  - {id: lykt, title: Tenne lykten, source: nettside#side, same_subject: [fyr]}",
    ]
    files = {
        f"data/{OLD}/areas/sjo.yml": ("sjo", "Til sjøs", sea),
        f"data/{OLD}/areas/luft.yml": ("luft", "I luften", ["outcome: {kind: not-stated}"]),
        f"data/{NEW}/areas/sjo.yml": ("sjo", "Sjøen", later),
        f"data/{NEW}/areas/fjell.yml": ("fjell", "Til fjells", []),
    }
    write = {
        path: _AREA.format(id=name, title=title, lines="\n".join(lines)).rstrip() + "\n"
        for path, (name, title, lines) in files.items()
    }
    change(root, {"write": write})
    assert [problem.text() for problem in check(root).problems] == []
    return root


def _facts(root: Path, period: str = NEW) -> Facts:
    return check(root).facts(period)


def _shown(facts: Facts, macro: str, **filters: str) -> Node:
    context = PageContext(facts, routes.home("change"))
    values = answer(facts, macro, [], filters)
    return parse(Views(facts, ROOT / "overrides" / "plan").show(macro, context, **values))


def _known(facts: Facts) -> dict[str, Known]:
    groups = known(facts, relations(facts, OLD, NEW))
    return {row.entry.id: row for _, rows in groups for row in rows}


@pytest.mark.parametrize("period", [OLD, NEW])
def test_each_area_of_either_plan_stands_beside_its_own_or_alone(tree: Path, period: str) -> None:
    facts = _facts(tree, period)
    assert neighbours(facts) == [(OLD, NEW)]
    rows = side_by_side(facts, relations(facts, OLD, NEW), ["theme"])
    names = [(r.old and r.old.title, r.new and r.new.title, r.relation) for r in rows]
    assert sorted(names, key=str) == sorted(
        [
            ("Akutt hjelp", "Akutt hjelp og beredskap", Relation.CONTINUES),
            ("Til sjøs", "Sjøen", Relation.SAME_SUBJECT),
            ("I luften", None, None),
            (None, "Til fjells", None),
        ],
        key=str,
    )


def test_what_is_known_of_a_measure_is_what_a_source_says(tree: Path) -> None:
    rows = _known(_facts(tree))
    assert set(rows) == {"ambulanse", "skoyte", "fyr", "brygge"}
    assert {name for name, row in rows.items() if row.untold} == {"skoyte"}
    assert {name for name, row in rows.items() if row.outcome} == {"ambulanse", "brygge"}
    assert [entry.title for entry in rows["brygge"].continued] == ["Bygge kai"]
    assert [entry.title for entry in rows["fyr"].same_subject] == ["Tenne lykten"]
    assert rows["fyr"].remark
    assert not rows["fyr"].continued
    # What has nothing of its own is shown what its area has.
    assert [other.entry.title for other in rows["skoyte"].of_area] == ["Sjøen"]


def test_only_what_a_source_says_is_called_carried_on(tree: Path) -> None:
    facts = _facts(tree)
    beside = {row.text: row for row in _shown(facts, "between", kind="theme").all("tr")}
    texts = {title: next(t for t in beside if title in t) for title in ("Sjøen", "Akutt hjelp")}
    assert "Samme tema." in texts["Sjøen"]
    assert "ført videre" not in texts["Sjøen"]
    assert "ført videre" in texts["Akutt hjelp"]
    found = {}
    for row in list(_shown(facts, "became").all("tr"))[1:]:
        link = next(row.all("a"))
        found[link.text] = " ".join(row.text.split())
    assert _UNTOLD in found["Leie skøyte"]
    assert "Ført videre som Bygge kai" in found["Bygge brygge"]
    assert "Gjennomført" in found["Kjøpe ambulanse"]
    for name in ("Leie skøyte", "Tenne fyret"):
        assert "videre" not in found[name]
        assert "Gjennomført" not in found[name]


@pytest.mark.parametrize(
    ("macro", "old", "new"),
    [
        ("between", "Ikke noe vi har satt ved siden av.", "Det finnes ikke noe."),
        ("between", "Samme tema.", "Ført videre."),
        ("became", _UNTOLD, "Falt bort."),
        ("became", "Fyret er nevnt igjen.", "Fyret er borte."),
        ("became", "Ført videre som", "Erstattet av"),
        ("became", "Om området som helhet:", "Samme tema:"),
        ("changes", "avløst av neste plan", "ført videre"),
    ],
)
def test_the_tables_say_what_the_published_data_say(
    tree: Path, tmp_path: Path, macro: str, old: str, new: str
) -> None:
    """With what stands alone, and what no source tells; and another cell is seen to be wrong."""
    assert main(["export", "--root", str(tree), "--out", str(tmp_path / "site")]) == 0
    facts = _facts(tree)
    values = answer(facts, macro, [], {"kind": "theme"} if macro == "between" else {})
    compared = lay_out_plans(compare_periods(check(tree), OLD, NEW), facts.library)
    views = Views(facts, ROOT / "overrides" / "plan", [compared])
    text = views.show(macro, PageContext(facts, routes.home("change")), **values)
    world, page = World(tmp_path / "site", NEW), tmp_path / "site" / NEW / "index.html"
    page.write_text(text, "utf-8")
    assert [*faults(world, page)] == []
    assert old in text
    page.write_text(text.replace(old, new, 1), "utf-8")
    read.cache_clear()
    assert [*faults(world, page)] != []


def test_reviewers_are_told_what_has_the_same_subject(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", OLD, NEW, "--root", str(tree)]) == 0
    told = capsys.readouterr().out
    assert "«Sjøen»: har samme tema som «Til sjøs» i planen 2001-2004." in told
    assert "«Til fjells»: er ikke knyttet til noe i planen 2001-2004." in told


def test_an_id_used_again_for_the_same_subject_is_not_carried_on(tree: Path) -> None:
    rows = compare_periods(check(tree), OLD, NEW).rows
    sea = [row for row in rows if any(item.id == "sjo" for item in (*row.old, *row.new))]
    kinds = {(bool(row.old), bool(row.new)): row.kind for row in sea}
    assert kinds == {
        (True, False): ChangeKind.NOT_STATED,
        (False, True): ChangeKind.SAME_SUBJECT,
    }


def test_the_miniature_has_all_three_relations() -> None:
    facts = _facts(MINI)
    links = relations(facts, OLD, NEW)
    found = {other.relation for others in links.later.values() for other in others}
    assert found == set(Relation)
    assert set(facts.by_plan[NEW]) - set(links.before)
