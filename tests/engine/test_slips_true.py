"""The history of deadlines where git lacks something of it, or a clock was wrong: true, or told."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from building import environment
from compare_tree import AREA
from test_slips import FIRST, SECOND, THIRD, Dated, _day, _moves

from macros.git.history import read_history
from macros.git.line import rewritten
from macros.git.repository import RevisionError
from macros.load.library import load
from macros.problems import ProblemError
from macros.publish import manifest
from macros.publish import publish as publication


@pytest.fixture
def tree(tmp_path: Path) -> Dated:
    return Dated(tmp_path / "repo")


def test_a_clone_without_old_contents_is_told_and_never_whole(tree: Dated, tmp_path: Path) -> None:
    tree.move(FIRST, SECOND)
    tree.git("config", "uploadpack.allowFilter", "true")
    partial = tmp_path / "partial"
    words = ["clone", "--quiet", "--filter=blob:none", f"file://{tree.root}", str(partial)]
    subprocess.run(["git", *words], check=True, env=environment())
    tree.root.rename(tmp_path / "out of reach")
    with pytest.raises(RevisionError, match=r"^git mangler innholdet i en eldre versjon av data/"):
        read_history(partial, load(partial))


@pytest.mark.parametrize("gone", ["HEAD~1^{tree}", "HEAD~1"])
def test_a_history_that_is_broken_is_not_taken_for_none(tree: Dated, gone: str) -> None:
    tree.move(FIRST, SECOND)
    name = tree.git("rev-parse", gone).strip()
    (tree.root / ".git/objects" / name[:2] / name[2:]).unlink()
    with pytest.raises(RevisionError, match=r"^git sier: "):
        tree.history()


@pytest.mark.parametrize("broken", ["HEAD", ".git"])
def test_a_repository_that_git_cannot_read_is_not_taken_for_none(tree: Dated, broken: str) -> None:
    tree.move(FIRST, SECOND)
    if broken == "HEAD":
        (tree.root / ".git/HEAD").write_text("borte", "utf-8")
    else:  # as a work tree or a submodule has it, far from where it belongs
        (tree.root / ".git").rename(tree.root / "git")
        (tree.root / ".git").write_text("gitdir: /borte/git\n", "utf-8")
    with pytest.raises(RevisionError, match=r"^git kan ikke lese .*\.git, så historikken mangler"):
        tree.history()


@pytest.mark.parametrize("wrong", ["@1", "@86400", "@4923374400", "@316516377600"])
@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_clock_that_was_wrong_moves_no_other_day(tmp_path: Path, wrong: str, place: int) -> None:
    tree = Dated(tmp_path / "repo", wrong={place: f"{wrong} +0000"})
    tree.move(FIRST, SECOND)
    tree.move(SECOND, THIRD)
    tree.replace(AREA, "Leie helikopter", "Leie to helikoptre")
    tree.commit()
    days = {
        1: [_day(2), _day(2), _day(3)],
        2: [_day(1), _day(1), _day(3)],
        3: [_day(1), _day(2), _day(2)],
    }
    slip = tree.slip()
    assert [slip.day, *(move.day for move in slip.moves)] == days[place]
    assert [move.old for move in slip.moves] == [FIRST, SECOND]


@pytest.mark.parametrize("wrong", ["@1", "@4923374400", "@316516377600"])
def test_where_the_newest_clock_is_wrong_the_cure_rewrites_nothing(
    tmp_path: Path, wrong: str
) -> None:
    tree = Dated(tmp_path / "repo", wrong={2: f"{wrong} +0000"})
    tree.move(FIRST, SECOND)
    with pytest.raises(RevisionError, match="klokken var feil da den ble laget") as told:
        tree.history()
    assert "git commit --allow-empty -m 'Riktig klokke'" in str(told.value)
    tree.git("commit", "--quiet", "--allow-empty", "--message=Riktig klokke")
    assert _moves(tree.slip()) == [(_day(1), FIRST, SECOND, "")]


def test_nothing_stands_in_the_place_of_what_was_committed(tree: Dated) -> None:
    tree.move(FIRST, SECOND)
    tree.move(SECOND, THIRD)
    wanted = _moves(tree.slip())
    tree.git("replace", "--graft", "HEAD", "HEAD~2")
    assert _moves(tree.slip()) == wanted
    tree.git("replace", "--delete", "HEAD")
    lines = [tree.git("rev-parse", name).strip() for name in ("HEAD", "HEAD~2")]
    (tree.root / ".git/info/grafts").write_text(f"{' '.join(lines)}\n", "utf-8")
    assert _moves(tree.slip()) == wanted


# ---------------------------------------------------------------- what was published


@pytest.fixture
def swapped(tree: Dated) -> tuple[Dated, str]:
    """Two moves were published, and a pull has made them the second parent; the commit of them."""
    tree.git("branch", "lokal")
    tree.move(FIRST, SECOND, "Grunn: Is.")
    tree.move(SECOND, THIRD, "Grunn: Snø.")
    published = tree.git("rev-parse", "HEAD").strip()
    tree.git("switch", "--quiet", "lokal")
    tree.replace("docs/2005-2008/index.md", "# ", "# Den nye ")
    tree.commit()
    tree.git("merge", "--quiet", "--no-gpg-sign", "--message=Merge branch 'main' of x", "main")
    return tree, published


def told(tree: Dated, published: str) -> str:
    loaded = load(tree.tree)
    return rewritten(tree.tree, loaded, read_history(tree.tree, loaded), published)


def test_a_line_that_was_swapped_is_told_and_the_cure_is_one(swapped: tuple[Dated, str]) -> None:
    tree, published = swapped
    text = told(tree, published)
    assert "er borte: helikopter. Oftest har «git pull»" in text
    switch, merge, _push = re.findall("«git (s.*?|m.*?|push .*?)»", text)
    tree.git(*switch.split())
    tree.git(*merge.split())
    assert told(tree, published) == ""
    assert [move.old for move in tree.slip().moves] == [FIRST, SECOND]
    assert tree.git("diff", "HEAD", "lokal") == ""
    tree.git("merge-base", "--is-ancestor", "lokal", "HEAD")  # so that it can be pushed


def test_a_line_that_goes_on_and_a_branch_that_told_no_more_are_let_be(tree: Dated) -> None:
    first = tree.git("rev-parse", "HEAD").strip()
    tree.git("switch", "--quiet", "-c", "gren")
    tree.replace("docs/2005-2008/index.md", "# ", "# Den nye ")
    tree.commit()
    branch = tree.git("rev-parse", "HEAD").strip()
    tree.git("switch", "--quiet", "main")
    tree.move(FIRST, SECOND)
    tree.git("merge", "--quiet", "--no-ff", "--no-gpg-sign", "--message=Flett", "gren")
    for name in ("", first, branch, "0" * 40, "ikke et navn"):
        assert told(tree, name) == ""


def test_a_publication_holds_its_history_against_what_was_published(
    swapped: tuple[Dated, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tree, published = swapped
    loaded = load(tree.tree)
    monkeypatch.setattr(manifest, "commit_of", lambda _site: published)
    assert publication._history(tree.tree, loaded)[1].startswith("Merk: Det som ble publisert fra ")
    monkeypatch.setenv("PUBLISHED", published)
    with pytest.raises(ProblemError, match="står ikke lenger på hovedlinjen i git"):
        publication._history(tree.tree, loaded)
