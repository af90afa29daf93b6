"""The marks that stand for calls while Markdown runs: all are filled, or the build stops."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.exceptions import PluginError
from mkdocs.structure.toc import get_toc

from macros.engine.state import Build

PATH = "docs/2001-2004/index.md"


def filled(html: str, heading: str = "Om fjorden") -> str:
    """What becomes of the text of a page, with one call and one heading on it."""
    unused: Any = None
    state = Build(Path(), "2001-2004", unused, unused, {}, unused)
    assert state.set_aside(lambda _number: "<b>havn</b>", inline=True) == "\ue0000\ue001"
    toc = get_toc([{"level": 2, "id": "om", "name": heading, "children": []}])
    page: Any = SimpleNamespace(toc=toc, file=SimpleNamespace(abs_src_path=PATH))
    return state.fill(html, page)


def test_a_mark_in_running_text_is_filled() -> None:
    html = '<p title="x">1 &lt; 2: <code>\ue0000\ue001</code> &gt; 1</p>'
    assert filled(html) == html.replace("\ue0000\ue001", "<b>havn</b>")


@pytest.mark.parametrize(
    ("html", "heading"),
    [
        ('<img alt="Et \ue0000\ue001" src="p.png">', "Om"),
        ('<a href="\ue0000\ue001">x</a>', "Om"),
        ("<h2>Om \ue0000\ue001</h2>", "Om \ue0000\ue001"),
    ],
)
def test_a_mark_that_would_reach_readers_stops_the_build(html: str, heading: str) -> None:
    with pytest.raises(PluginError, match=rf"^{PATH}:1:1: Et makrokall står i en overskrift"):
        filled(html, heading)
