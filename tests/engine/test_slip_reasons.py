"""Why a deadline was moved, as messages tell it, and a history that begins in another folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from compare_tree import AREA
from test_slips import FIRST, SECOND, THIRD, Dated, _day

from macros.git.history import read_history
from macros.history.reasons import Reason, reasons_in
from macros.history.slips import State
from macros.load.library import load


def _told(message: str) -> list[tuple[list[str], str]]:
    return [(sorted(ids), text) for ids, text in reasons_in(message)]


@pytest.mark.parametrize(
    ("message", "reasons"),
    [
        ("Flytt\n\nGrunn: Styret ville\nvente på\nis.\n\nMer.", ["Styret ville vente på is."]),
        ("Grunn: Is og\n  uvær.\nSigned-off-by: X <x@y.no>", ["Is og uvær."]),
        ("* Flytt A\nGrunn: Is\nog snø.\n* Flytt B\nGrunn: Uvær.", ["Is og snø.", "Uvær."]),
        ("- Grunn: Is.\n- grunn:  Uvær.", ["Is.", "Uvær."]),
        ("Grunn:\nStyret\u200b ville.\r\nVente.", ["Styret ville. Vente."]),
        ("Grunn:\n\nIs.\n\nMer.", ["Is."]),
        ("Grunn:\n\nSigned-off-by: X <x@y.no>", []),
        ("**Grunn:** Is.\n\n**Grunn**: Uvær.", ["Is.", "Uvær."]),
        ("**Grunn: Is.**\n\n### Grunn\n> _Grunn:_ Uvær.", ["Is.", "Uvær."]),
        ("Grunner er det mange av", []),
        ("På grunn: her", []),
    ],
)  # fmt: skip
def test_a_reason_goes_on_to_what_comes_next(message: str, reasons: list[str]) -> None:
    assert _told(message) == [([], text) for text in reasons]


def test_a_reason_may_be_said_of_some_records() -> None:
    assert _told("Grunn (bat): Is.\nGrunn (a, b-2): Uvær.\nGrunn: Penger.") == [
        (["bat"], "Is."),
        (["a", "b-2"], "Uvær."),
        ([], "Penger."),
    ]
    assert Reason(frozenset(), "x") in reasons_in("Grunn (): x")


@pytest.fixture
def tree(tmp_path: Path) -> Dated:
    tree = Dated(tmp_path / "repo")
    tree.replace(AREA, "title: Skaffe båt", f"title: Skaffe båt\n    deadline: {FIRST}")
    tree.commit()
    return tree


def _reasons(tree: Dated) -> dict[str, tuple[str, ...]]:
    slips = {slip.id: slip for slip in tree.history().slips if slip.record_type == "measure"}
    return {name: slips[name].moves[-1].reasons for name in ("bat", "helikopter")}


@pytest.mark.parametrize(
    ("message", "boat", "helicopter"),
    [
        ("* Flytt A\nGrunn: Is.\n* Flytt B\nGrunn: Uvær.", ("Is.", "Uvær."), ("Is.", "Uvær.")),
        ("Grunn (bat): Is.\nGrunn (helikopter): Uvær.", ("Is.",), ("Uvær.",)),
        ("Grunn: Penger.\nGrunn (bat): Is.", ("Is.",), ("Penger.",)),
        ("Grunn (bat): Is.", ("Is.",), ()),
        ("Grunn (kort sagt): Is.", ("Is.",), ("Is.",)),
    ],
)
def test_each_deadline_gets_the_reasons_that_concern_it(
    tree: Dated, message: str, boat: tuple[str, ...], helicopter: tuple[str, ...]
) -> None:
    tree.move(FIRST, SECOND, message)
    assert _reasons(tree) == {"bat": boat, "helikopter": helicopter}


def test_a_merge_finds_the_reason_of_each_record(tree: Dated) -> None:
    tree.git("switch", "--quiet", "-c", "gren")
    tree.move(FIRST, SECOND, "Grunn (bat): Is.\nGrunn (helikopter): Uvær.")
    tree.git("switch", "--quiet", "main")
    tree.git("merge", "--quiet", "--no-ff", "--no-gpg-sign", "--message=Flett", "gren")
    assert _reasons(tree) == {"bat": ("Is.",), "helikopter": ("Uvær.",)}


# ---------------------------------------------------------------- another folder


@pytest.mark.parametrize("change", [False, True], ids=["as it was", "changed on the way"])
def test_a_tree_that_was_moved_says_that_its_history_is_cut(tree: Dated, *, change: bool) -> None:
    tree.move(FIRST, SECOND)
    (tree.root / "plan").mkdir()
    tree.git("mv", "data", "docs", "plan/")
    where = tree.root / "plan"
    if change:
        for path in (where / "data").rglob("*.yml"):
            path.write_text(path.read_text("utf-8") + "# flyttet\n", "utf-8")
    tree.commit()
    tree.tree = where
    tree.move(SECOND, THIRD)
    history = read_history(where, load(where))
    assert (history.state, history.since) == (State.CUT, _day(4))
    assert history.cut("2005-2008")
    (slip,) = (slip for slip in history.slips if slip.id == "helikopter")
    assert (slip.first, slip.moved) == (SECOND, 1)


def test_a_tree_that_came_late_has_its_whole_history(tmp_path: Path) -> None:
    tree = Dated(tmp_path / "repo")
    tree.git("switch", "--quiet", "--orphan", "ny")
    (tree.root / "les.txt").write_text("Først en fil.", "utf-8")
    tree.commit()
    tree.git("checkout", "--quiet", "main", "--", "data", "docs")
    tree.git("rm", "--quiet", "les.txt")
    tree.commit()
    assert tree.history().state is State.WHOLE
