"""The tests of the engine know nothing of the content that is here: no organisation, no period."""

from __future__ import annotations

import re

import pytest
from building import MINI, ROOT, TESTS
from helpers import SMALL
from real import periods

from macros.load.library import load

FILES = sorted([*(TESTS / "engine").rglob("*.py"), *(TESTS / "support").rglob("*.py")])
FILES += sorted(path for tree in (MINI, SMALL) for path in tree.rglob("*.*"))
READS = re.compile(
    r"\b(?:Checker|by_hand|check|content_copy|load|read_history|read_tree)\(ROOT\b"
    r"|ROOT / \"(?:data|docs)\b|ROOT, (?:MINI|SMALL)|\breal(?:_copy|_tree|_url)?\b import"
)
"""How a test would come by the content without opening a file of it itself (engine/conftest.py)."""


def _names() -> re.Pattern[str]:
    """The periods that are here, and the ids of organisations that no miniature has."""
    actors, theirs = (
        {actor.id for tree in trees for actor in load(tree).library.shared.actors}
        for trees in ((ROOT,), (MINI, SMALL))
    )
    words = {*(actors - theirs), *periods(), *(name.replace("-", "–") for name in periods())}
    assert len(words) > 20
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(words, reverse=True))})(?![\w-])")


NAMES = _names()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(TESTS).as_posix())
def test_a_test_of_the_engine_names_and_reads_nothing_of_the_content(path: object) -> None:
    assert hasattr(path, "read_text")
    text = path.read_text("utf-8")
    assert NAMES.findall(text) == []
    if path.suffix == ".py" and "support/building" not in str(path):
        assert READS.findall(text) == []
