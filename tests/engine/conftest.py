"""Engine tests stand on the miniature trees: none may read the data or the prose that is here."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from building import ROOT

_CONTENT = tuple(f"{ROOT / name}{os.sep}" for name in ("data", "docs"))


class _Guard:
    """Whether an engine test is running, and what of the content was opened meanwhile."""

    on = False
    opened: ClassVar[set[str]] = set()


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if _Guard.on and event == "open" and isinstance(args[0], str | os.PathLike):
        path = os.path.abspath(args[0])  # noqa: PTH100 - an audit hook may not open anything
        if path.startswith(_CONTENT):
            _Guard.opened.add(path)


sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def stands_on_the_miniature() -> Iterator[None]:
    """Fails a test that has opened a file of the content that is here."""
    _Guard.opened.clear()
    _Guard.on = True
    yield
    _Guard.on = False
    assert not _Guard.opened
