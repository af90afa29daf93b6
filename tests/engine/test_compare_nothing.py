"""What changes nothing shows nothing: how YAML and Markdown are written is not what they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import content_copy
from sameness import SAME, assert_shows_nothing

from macros.compare.comparison import compare_revisions
from macros.facts.workspace import Workspace
from macros.load.library import load


@pytest.mark.parametrize("name", SAME)
def test_a_change_of_nothing_shows_nothing(name: str, tmp_path: Path) -> None:
    root = content_copy(tmp_path / "tree")
    page = root / "docs" / "felles" / "om-nettstedet" / "index.md"
    page.write_text(f"{page.read_text('utf-8')}\n- Ett punkt\n- Ett til\n", "utf-8")
    assert_shows_nothing(name, root)


def test_an_empty_line_between_paragraphs_is_seen(tmp_path: Path) -> None:
    """The control: what parts paragraphs is read, so it is not nothing."""
    root = content_copy(tmp_path / "tree")
    page = root / "docs" / "felles" / "om-nettstedet" / "index.md"
    page.write_text(f"{page.read_text('utf-8')}\nEtt.\nTo.\n", "utf-8")
    one = Workspace(load(root))
    page.write_text(page.read_text("utf-8").replace("Ett.\nTo.", "Ett.\n\nTo."), "utf-8")
    assert len(list(compare_revisions(one, Workspace(load(root)), ("før", "etter")).changes())) > 0
