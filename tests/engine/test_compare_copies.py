"""A date that was changed, and texts that still say it as it was; spaces that look alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from compare_tree import AREA, INDEX, Tree

Capsys = pytest.CaptureFixture[str]
OLD = 'Fristen er\n1. november 2006, ikke 11. november 2006. {{ cite("brev#tiltak") }}\n'
HEAD = "Datoer som er endret, men fortsatt står i tekst som ikke er det."


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    made = Tree(tmp_path / "repo")
    page = made.root / INDEX
    page.write_text(f"{page.read_text('utf-8')}\n{OLD}", "utf-8")
    made.replace(AREA, "Ett helikopter, to mannskap.", "Innen 1. november 2006.")
    made.commit()
    made.replace(AREA, "deadline: 2006-11-01", "deadline: 2007-03")
    return made


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_what_still_says_the_old_date_is_told(tree: Tree, capsys: Capsys, form: str) -> None:
    assert tree.compare("--rev", "main", "--format", form) == 0
    said = capsys.readouterr().out.replace("\\", "")
    assert HEAD in said
    line = (tree.root / INDEX).read_text("utf-8").split("\n").index("Fristen er") + 1
    between = ":{}:" if form == "text" else ", linje {}:"
    assert f"{INDEX}{between.format(line)} 1. november 2006 (nå mars 2007)" in said
    assert said.count("(nå mars 2007)") == 2


def test_a_text_that_was_changed_as_well_is_let_be(tree: Tree, capsys: Capsys) -> None:
    tree.replace(AREA, "Innen 1. november 2006.", "Fristen var først 1. november 2006.")
    tree.replace(INDEX, OLD, OLD.replace("Fristen er\n1. november 2006", "Fristen er ny"))
    assert tree.compare("--rev", "main") == 0
    assert HEAD not in capsys.readouterr().out


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\n  "])
def test_which_space_a_text_has_is_no_change(tree: Tree, capsys: Capsys, space: str) -> None:
    tree.commit()
    deeper = f"{space}    " if "\n" in space else space
    tree.replace(AREA, "title: Leie helikopter", f"title: Leie{deeper}helikopter")
    tree.replace(INDEX, "ikke 11. november", f"ikke{space}11.{space}november")
    assert tree.compare("--rev", "HEAD") == 0
    assert capsys.readouterr().out.startswith("Ingen endringer i data og tekst")
