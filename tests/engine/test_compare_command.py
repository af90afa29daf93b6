"""`plan compare`, with real git in folders of their own: what it reads, and what stops it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from building import contents
from compare_tree import AREA, INDEX, LINE, MOVED, Tree
from helpers import small_copy

from macros.checks import check
from macros.cli.main import main

Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "repo")


# ---------------------------------------------------------------- what is read


def test_the_work_tree_stands_for_a_side_that_is_left_out(tree: Tree, capsys: Capsys) -> None:
    tree.replace(AREA, *MOVED)
    assert tree.compare("--rev", "main") == 0
    output = capsys.readouterr()
    assert output.err == ""
    assert output.out.startswith("1 post og 1 side endret fra main til arbeidskopien.\n")
    assert f"- {LINE}\n" in output.out


def test_the_sides_are_called_what_one_likes(tree: Tree, capsys: Capsys) -> None:
    assert tree.compare("--rev", "main", "--names", "før", "etter") == 0
    assert capsys.readouterr().out.startswith("Ingen endringer i data og tekst fra før til etter. ")
    tree.replace(AREA, "responsible: [fjord]", "responsible: [fjor]")
    assert tree.compare("--rev", "main", "--names", "før", "etter") == 1
    assert capsys.readouterr().err.startswith("etter:data/")


def test_the_history_is_the_same_whatever_the_sides_are_called(tree: Tree, capsys: Capsys) -> None:
    output = []
    for words in ((), ("--names", "den ene", "den andre")):
        assert tree.compare("2001-2004", "2005-2008", "--format", "json", *words) == 0
        output.append(json.loads(capsys.readouterr().out))
    assert (output[1].pop("old"), output[1].pop("new")) == ("den ene", "den andre")
    assert {**output[0], **output[1]} == output[0]
    assert output[0]["history"]["deadlines"]


def test_two_revisions_are_compared_whatever_the_work_tree_holds(
    tree: Tree, capsys: Capsys
) -> None:
    tree.git("tag", "før")
    tree.replace(AREA, *MOVED)
    tree.commit()
    tree.replace(AREA, "2007-03", "ikke en dato")
    assert tree.compare("--rev", "før", "--rev", "HEAD") == 0
    assert LINE in capsys.readouterr().out
    assert tree.compare("--rev", "HEAD", "--rev", "før") == 0
    assert "fra mars 2007 til 1. november 2006." in capsys.readouterr().out


def test_nothing_in_the_repository_is_touched(tree: Tree, capsys: Capsys) -> None:
    tree.git("tag", "før")
    tree.replace(AREA, *MOVED)
    tree.git("add", "--all")
    before = contents(tree.root)
    assert tree.compare("--rev", "før") == 0
    assert contents(tree.root) == before


def test_no_change_is_told_with_exit_code_0(tree: Tree, capsys: Capsys) -> None:
    assert tree.compare("--rev", "main") == 0
    message = "Ingen endringer i data og tekst fra main til arbeidskopien. "
    assert capsys.readouterr().out.startswith(message)


def test_the_tree_may_stand_in_a_folder_of_the_repository(tmp_path: Path, capsys: Capsys) -> None:
    tree = Tree(tmp_path / "repo", "nettsted/plan")
    (tree.root / "data").mkdir()
    (tree.root / "data" / "annet.yml").write_text("x: 1\n", "utf-8")
    tree.commit()
    tree.replace(AREA, *MOVED)
    assert tree.compare("--rev", "HEAD") == 0
    assert LINE in capsys.readouterr().out


def test_files_are_read_as_they_were_committed(tree: Tree, capsys: Capsys) -> None:
    """A checkout would change them: attributes leave files out, and change line ends."""
    (tree.tree / ".gitattributes").write_text("*.md export-ignore\n*.yml eol=crlf\n", "utf-8")
    (tree.tree / "docs" / "felles" / "æ ø.svg").write_text("x", "utf-8")
    tree.commit()
    tree.git("tag", "før")
    tree.replace(INDEX, "Den andre planen", "Den nyeste planen")
    tree.commit()
    assert tree.compare("--rev", "før", "--rev", "main") == 0
    output = capsys.readouterr().out
    assert "overskriften er endret: «Den [-andre-]{+nyeste+} planen»." in output
    assert "1 side endret fra før til main." in output


def test_what_a_hook_has_set_leads_nowhere(
    tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    tree.replace(AREA, *MOVED)
    assert tree.compare("--rev", "main") == 0
    assert LINE in capsys.readouterr().out
    assert not (tmp_path / "index").exists()


def test_a_link_out_of_the_tree_is_refused_on_either_side(tree: Tree, capsys: Capsys) -> None:
    link = tree.tree / "docs" / "felles" / "ut.md"
    link.symlink_to("/etc/hostname")
    tree.commit()
    link.unlink()
    assert tree.compare("--rev", "main") == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert "main:docs/felles/ut.md:1:1: Lenken peker ut av mappen." in output.err


# ---------------------------------------------------------------- what stops it


def test_a_side_with_problems_is_told_with_all_of_them(tree: Tree, capsys: Capsys) -> None:
    tree.replace(AREA, "responsible: [fjord]", "responsible: [fjor]")
    problems = [p.text() for p in check(tree.tree).problems]
    assert tree.compare("--rev", "main") == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.splitlines() == [
        *(f"arbeidskopien:{text}" for text in problems),
        f"{len(problems)} feil i arbeidskopien; ingenting er sammenlignet.",
    ]
    assert tree.compare("2001-2004", "2005-2008") == 1
    assert capsys.readouterr().err.splitlines()[:-1] == problems


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "velg to perioder, eller --rev BASIS"),
        ("2001-2004", "det er to sider å sammenligne"),
        ("2001-2004 2005-2008 2009-2012", "det er to sider å sammenligne"),
        ("2001-2004 2005-2008 --rev main", "velg to perioder, eller --rev"),
        ("--rev main --rev main --rev main", "det er to sider å sammenligne"),
        ("2001-2004 2009-2012", "«2009-2012» er ikke en planperiode. Velg blant: 2001-2004, "),
        ("2005-2008 2001-2004", "2001-2004 bygger ikke videre på 2005-2008."),
        ("--rev finnesikke", "Fant ikke revisjonen «finnesikke». Hent den med «git fetch "),
        ("--rev main:data", "Fant ikke revisjonen «main:data»."),
        ("--rev=--output=x", "Fant ikke revisjonen «--output=x»."),
        ("--rev main --names bare-ett", "--names trenger to verdier"),
        ("--rev main --format xml", "--format: 'xml' finnes ikke; velg "),
    ],
)
def test_wrong_use_is_told_in_norwegian_with_2(
    tree: Tree, words: str, message: str, capsys: Capsys
) -> None:
    try:
        code: object = tree.compare(*words.split())
    except SystemExit as stopped:
        code = stopped.code
    output = capsys.readouterr()
    assert (code, output.out) == (2, "")
    assert output.err.startswith(f"plan compare: {message}")
    assert output.err.endswith("Skriv «plan compare --help» for hjelp.\n")


def test_a_folder_without_history_is_told(tmp_path: Path, capsys: Capsys) -> None:
    root = small_copy(tmp_path / "tree")
    assert main(["compare", "--rev", "main", "--root", str(root)]) == 2
    output = capsys.readouterr().err
    assert "Mappen hører ikke til noe git-repositorium. Kjør kommandoen i en klone av" in output
    assert "git sier" not in output


def test_a_cut_history_says_so(tree: Tree, tmp_path: Path, capsys: Capsys) -> None:
    first = tree.git("rev-parse", "HEAD").strip()
    tree.replace(AREA, *MOVED)
    tree.commit()
    tree.git("clone", "--quiet", "--depth=1", f"file://{tree.root}", str(tmp_path / "cut"))
    code = main(["compare", "--rev", first, "--root", str(tmp_path / "cut")])
    assert code == 2
    assert "Historikken er kuttet her; hent resten med «git fetch --unshallow»." in (
        capsys.readouterr().err
    )
