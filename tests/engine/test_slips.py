"""The history of deadlines, from a real repository: the first date, every move, and why."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from building import environment, whole_tree
from compare_tree import AREA, Tree

from macros.git.history import read_history
from macros.history.slips import History, MoveKind, Slip, State
from macros.load.library import TYPES, load
from macros.model.fields import due_fields

FIRST, SECOND, THIRD = "2006-11-01", "2007-03", "2008"
DAY = "2006-01-{:02}"


class Dated(Tree):
    """A repository whose commits are a day apart; the first one is of 1 January 2006."""

    wrong: Mapping[int, str] = {}

    def __init__(
        self, root: Path, folder: str = "", wrong: Mapping[int, str] | None = None
    ) -> None:
        """`wrong` has what the clock said instead, by the number of the commit."""
        self.days = 0
        self.wrong = wrong or self.wrong
        super().__init__(root, folder)

    def commit(self, message: str = "x") -> str:
        self.git("add", "--all")
        return self.git("commit", "--quiet", "--no-gpg-sign", f"--message={message}")

    def git(self, *words: str) -> str:
        if words[0] in ("commit", "merge"):
            self.days += 1
        date = f"{DAY.format(max(self.days, 1))}T23:30:00 -0500"  # the day after, in UTC
        date = self.wrong.get(self.days, date)
        env = environment({"GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": "1999-01-01T12:00:00"})
        command = ["git", *words]
        done = subprocess.run(command, cwd=self.root, env=env, capture_output=True, check=True)
        return done.stdout.decode()

    def move(self, old: str, new: str, message: str = "x", name: str = AREA) -> None:
        self.replace(name, f"deadline: {old}", f"deadline: {new}")
        self.commit(message)

    def history(self, head: str = "HEAD") -> History:
        return read_history(self.tree, load(self.tree), head)

    def slip(self, head: str = "HEAD") -> Slip:
        (slip,) = (s for s in self.history(head).slips if s.id == "helikopter")
        return slip


@pytest.fixture
def tree(tmp_path: Path) -> Dated:
    return Dated(tmp_path / "repo")


def _day(commit: int) -> str:
    """The day of a commit, in UTC; the first one is number 1."""
    return DAY.format(commit + 1)


def _moves(slip: Slip) -> list[tuple[str, str, str, str]]:
    return [(move.day, move.old, move.new, " | ".join(move.reasons)) for move in slip.moves]


# ---------------------------------------------------------------- which fields are followed


def test_every_field_that_is_called_a_deadline_is_followed() -> None:
    for cls in TYPES.values():
        named = {name for name in cls.model_fields if "deadline" in name}
        assert named <= set(due_fields(cls)), cls
    assert {kind for kind, cls in TYPES.items() if due_fields(cls)} == {
        "measure",
        "consultation",
        "event",
        "milestone",
    }


# ---------------------------------------------------------------- moves


def test_a_deadline_that_never_moved_has_its_first_date(tree: Dated) -> None:
    slip = tree.slip()
    key = (slip.period, slip.record_type, slip.id, slip.field)
    assert key == ("2005-2008", "measure", "helikopter", "deadline")
    assert (slip.first, slip.day, slip.moves) == (FIRST, _day(1), ())
    history = tree.history()
    assert (history.state, history.since, history.skipped) == (State.WHOLE, _day(1), ())


def test_every_move_has_its_day_and_its_reason(tree: Dated) -> None:
    tree.move(FIRST, SECOND, "Flytt frist\n\nGrunn: Styret ville\n vente på <penger>.\n\nMer.")
    tree.move(SECOND, THIRD, "Grunner er det mange av")
    slip = tree.slip()
    assert slip.first == FIRST
    assert _moves(slip) == [
        (_day(2), FIRST, SECOND, "Styret ville vente på <penger>."),
        (_day(3), SECOND, THIRD, ""),
    ]
    assert [move.kind for move in slip.moves] == [MoveKind.MOVED, MoveKind.MOVED]
    assert slip.times == "2 ganger"


def test_other_changes_are_no_moves(tree: Dated) -> None:
    tree.replace(AREA, "Leie helikopter", "Leie to helikoptre")
    tree.replace(AREA, f"deadline: {FIRST}", f'deadline: "{FIRST}" # fristen')
    tree.commit()
    assert tree.slip().moves == ()


def test_a_date_may_be_made_more_exact_taken_away_and_set_again(tree: Dated) -> None:
    tree.move(FIRST, "2006-11")
    tree.move("2006-11", "2006-11-05")
    tree.replace(AREA, "    deadline: 2006-11-05\n", "")
    tree.commit()
    tree.replace(
        AREA, "    challenges: [lang-vei]", f"    deadline: {THIRD}\n    challenges: [lang-vei]"
    )
    tree.commit()
    moves = [(move.kind.value, move.old, move.new) for move in tree.slip().moves]
    assert moves == [
        ("flyttet", FIRST, "2006-11"),
        ("presisert", "2006-11", "2006-11-05"),
        ("tatt bort", "2006-11-05", ""),
        ("satt på nytt", "", THIRD),
    ]
    assert tree.slip().times == "1 gang"
    assert tree.slip().otherwise == "presisert, tatt bort og satt på nytt"


def test_a_date_that_is_set_late_is_no_move(tree: Dated) -> None:
    tree.replace(AREA, "    title: Skaffe båt", f"    title: Skaffe båt\n    deadline: {SECOND}")
    tree.commit()
    (slip,) = (s for s in tree.history().slips if s.id == "bat")
    assert (slip.first, slip.day, slip.moves) == (SECOND, _day(2), ())


def test_a_record_keeps_its_history_in_another_file(tree: Dated) -> None:
    tree.move(FIRST, SECOND)
    other = AREA.replace("akutt-og-beredskap", "luft")
    start, end = "  - id: helikopter", "  - id: bat"
    text = (tree.tree / AREA).read_text("utf-8")
    measure = text[text.index(start) : text.index(end)]
    tree.replace(AREA, measure, "")
    area = "id: luft\nkind: theme\norder: 2\ntitle: Luft\nsource: brev#tiltak\nmeasures:\n"
    (tree.tree / other).write_text(area + measure, "utf-8")
    tree.commit()
    tree.move(SECOND, THIRD, name=other)
    assert [move[1:3] for move in _moves(tree.slip())] == [(FIRST, SECOND), (SECOND, THIRD)]


def test_a_file_may_be_called_something_else(tree: Dated) -> None:
    other = AREA.replace("akutt-og-beredskap", "noe-annet")
    tree.git("mv", AREA, other)
    tree.replace(other, f"deadline: {FIRST}", f"deadline: {SECOND}")
    tree.commit()
    assert _moves(tree.slip()) == [(_day(2), FIRST, SECOND, "")]


def test_what_is_deleted_and_comes_back_goes_on(tree: Dated) -> None:
    text = (tree.tree / AREA).read_text("utf-8")
    (tree.tree / AREA).unlink()
    tree.commit()
    assert "helikopter" not in {s.id for s in tree.history().slips}
    (tree.tree / AREA).write_text(text.replace(FIRST, THIRD), "utf-8")
    tree.commit()
    assert _moves(tree.slip()) == [(_day(3), FIRST, THIRD, "")]


def test_an_old_version_that_cannot_be_read_is_skipped_and_said(tree: Dated) -> None:
    tree.replace(AREA, f"deadline: {FIRST}", f"deadline: {SECOND}\n    deadline: {SECOND}")
    tree.commit()
    tree.replace(AREA, f"deadline: {SECOND}\n    deadline: {SECOND}", "deadline: snart")
    tree.commit()
    tree.move("snart", THIRD)
    assert _moves(tree.slip()) == [(_day(4), FIRST, THIRD, "")]
    skipped = [(old.path, old.day, old.period) for old in tree.history().skipped]
    assert skipped == [(AREA, _day(2), "2005-2008"), (AREA, _day(3), "2005-2008")]


def test_what_was_before_the_plan_was_published_is_left_out(tree: Dated) -> None:
    tree.move(FIRST, SECOND)
    name = "data/2005-2008/plan.yml"
    tree.replace(name, "predecessor:", f"published: {_day(2)}\npredecessor:")
    tree.commit()
    assert (tree.slip().first, tree.slip().moves) == (SECOND, ())
    tree.move(SECOND, THIRD)
    assert _moves(tree.slip()) == [(_day(4), SECOND, THIRD, "")]
    assert tree.history().reach("2005-2008") == _day(2)
    assert tree.history().reach("2001-2004") == _day(1)


# ---------------------------------------------------------------- merges


def test_a_merge_is_the_day_and_what_it_brings_has_the_reason(tree: Dated) -> None:
    tree.git("switch", "--quiet", "-c", "gren")
    tree.move(FIRST, SECOND, "En skrivefeil\n\nGrunn: Feil grunn.")
    tree.move(SECOND, THIRD, "Rett\n\nGrunn: Penger mangler.")
    tree.git("switch", "--quiet", "main")
    tree.replace("docs/2005-2008/index.md", "# ", "# Den nye ")
    tree.commit()
    tree.git("merge", "--quiet", "--no-ff", "--no-gpg-sign", "--message=Flett", "gren")
    assert _moves(tree.slip()) == [(_day(5), FIRST, THIRD, "Penger mangler.")]


@pytest.mark.parametrize("first", ["31.12.2007", THIRD], ids=["refused", "another"])
def test_a_date_that_is_put_right_on_the_way_keeps_the_reason(tree: Dated, first: str) -> None:
    tree.git("switch", "--quiet", "-c", "gren")
    tree.move(FIRST, first, "Grunn: Styret ba om utsettelse.")
    tree.move(first, SECOND, "Rett datoen")
    tree.git("switch", "--quiet", "main")
    tree.git("merge", "--quiet", "--no-ff", "--no-gpg-sign", "--message=Flett", "gren")
    assert _moves(tree.slip()) == [(_day(4), FIRST, SECOND, "Styret ba om utsettelse.")]


def test_a_merge_may_give_the_reason_itself(tree: Dated) -> None:
    tree.git("switch", "--quiet", "-c", "gren")
    tree.move(FIRST, SECOND)
    tree.git("switch", "--quiet", "main")
    message = "--message=Flett\n\nGrunn: Vedtatt i styret."
    tree.git("merge", "--quiet", "--no-ff", "--no-gpg-sign", message, "gren")
    assert _moves(tree.slip()) == [(_day(3), FIRST, SECOND, "Vedtatt i styret.")]


def test_what_main_brings_to_a_branch_is_not_told_twice(tree: Dated) -> None:
    tree.git("switch", "--quiet", "-c", "gren")
    tree.replace("docs/2005-2008/index.md", "# ", "# Den nye ")
    tree.commit()
    tree.git("switch", "--quiet", "main")
    tree.move(FIRST, SECOND, "Grunn: Is.")
    tree.git("switch", "--quiet", "gren")
    tree.git("merge", "--quiet", "--no-ff", "--no-gpg-sign", "--message=Oppdater", "main")
    tree.git("switch", "--quiet", "main")
    tree.git("merge", "--quiet", "--no-ff", "--no-gpg-sign", "--message=Flett", "gren")
    assert _moves(tree.slip()) == [(_day(3), FIRST, SECOND, "Is.")]


# ---------------------------------------------------------------- how far it reaches


def test_a_shallow_clone_says_that_the_history_is_cut(tree: Dated, tmp_path: Path) -> None:
    tree.move(FIRST, SECOND)
    tree.move(SECOND, THIRD)
    where = tmp_path / "grunn"
    tree.git("clone", "--quiet", "--depth=2", f"file://{tree.root}", str(where))
    history = read_history(where, load(where))
    (slip,) = (s for s in history.slips if s.id == "helikopter")
    assert (history.state, history.since) == (State.CUT, _day(2))
    assert history.cut("2005-2008")
    assert (slip.first, _moves(slip)) == (SECOND, [(_day(3), SECOND, THIRD, "")])


def test_without_git_nothing_is_known(tree: Dated, tmp_path: Path) -> None:
    archive = whole_tree(tmp_path / "arkiv", tree.tree)
    assert read_history(archive, load(archive)) == History()


def test_a_tree_that_its_repository_does_not_know_has_no_history(tree: Dated) -> None:
    unpacked = whole_tree(tree.root / "utpakket", tree.tree)
    assert read_history(unpacked, load(unpacked)) == History()


def test_what_is_not_committed_is_the_last_move(tree: Dated) -> None:
    tree.move(FIRST, SECOND)
    tree.replace(AREA, SECOND, THIRD)
    moves = [(_day(2), FIRST, SECOND, ""), ("", SECOND, THIRD, "")]
    assert _moves(tree.slip()) == moves


def test_the_tree_may_stand_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    tree = Dated(tmp_path / "repo", "planer")
    tree.move(FIRST, SECOND)
    assert _moves(tree.slip()) == [(_day(2), FIRST, SECOND, "")]


def test_days_are_those_of_utc_wherever_it_is_built(
    tree: Dated, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree.slip()
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "Etc/GMT+11")
        time.tzset()
        found = tree.slip()
    time.tzset()
    assert found == before


def test_the_settings_of_the_user_change_nothing(tree: Dated) -> None:
    tree.move(FIRST, SECOND)
    tree.git("mv", AREA, AREA.replace("akutt-og", "og-akutt"))
    tree.commit()
    before = tree.history()
    for name, value in (
        ("log.showRoot", "false"),
        ("log.showSignature", "true"),
        ("diff.renames", "copies"),
        ("diff.noprefix", "true"),
        ("core.quotepath", "true"),
        ("i18n.logOutputEncoding", "ISO-8859-1"),
        ("log.date", "relative"),
    ):
        tree.git("config", name, value)
    assert tree.history() == before
