"""What rules ask of records as they are written, built or not."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Any, TypeVar

from macros.facts.workspace import Workspace
from macros.load.library import Placed

_T = TypeVar("_T")


def of_type(workspace: Workspace, *record_types: str) -> list[Placed]:
    """The records of some types, in the order of the files."""
    return [placed for placed in workspace.loaded.placed if placed.record_type in record_types]


def items(placed: Placed, name: str) -> Iterator[tuple[int, Any]]:
    """What stands in a list of a record, each with its place; nothing where it is no list."""
    value = placed.raw.get(name)
    return enumerate(value if isinstance(value, list) else ())


def parts(placed: Placed, name: str, key: str) -> Iterator[tuple[int, str]]:
    """The text that stands at a key in each part of a list, with the part's place."""
    for i, part in items(placed, name):
        if isinstance(part, dict) and isinstance(part.get(key), str):
            yield i, part[key]


def repeated(pairs: Iterable[tuple[Hashable, _T]]) -> Iterator[tuple[_T, _T]]:
    """For each key that is met again: what stood with it first, and what stands with it now."""
    first: dict[Hashable, _T] = {}
    for key, value in pairs:
        if key in first:
            yield first[key], value
        first.setdefault(key, value)
