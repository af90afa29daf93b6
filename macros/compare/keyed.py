"""Lists whose items have keys: what moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence


def preceding(keys: Iterable[str]) -> dict[str, str | None]:
    """Each key → the one before it; None for the first."""
    found: dict[str, str | None] = {}
    last: str | None = None
    for key in keys:
        found[key] = last
        last = key
    return found


def moved(old: Iterable[str], new: Iterable[str]) -> frozenset[str]:
    """The fewest keys that must move for the common ones to stand as in `new`.

    Args:
        old: Keys before, each once.
        new: Keys after, each once.
    """
    there = {key: i for i, key in enumerate(new)}
    common = [key for key in old if key in there]
    stay = _rising([there[key] for key in common])
    return frozenset(key for i, key in enumerate(common) if i not in stay)


def _rising(numbers: Sequence[int]) -> set[int]:
    """Indexes of a longest rising subsequence (patience sorting, n log n)."""
    tops: list[int] = []
    top_at: list[int] = []
    before: list[int] = []
    for i, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        before.append(top_at[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [number]
        top_at[pile : pile + 1] = [i]
    found: set[int] = set()
    i = top_at[-1] if top_at else -1
    while i >= 0:
        found.add(i)
        i = before[i]
    return found
