"""Lists of parts: which part of the one list is which part of the other, and what moved.

Some parts say what they are, and `KEYS` says how. The others are found again by what they have in
common, and are known by their number in the list before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable
from itertools import count
from typing import Any

from macros.compare.words import ALIKE, likeness
from macros.model.base import Conflict, Link, Part
from macros.model.fields import Rename, canonical, fields_of
from macros.model.plan import Chapter, Section
from macros.model.records import Basis, Member, Slot

KEYS: dict[type[Part], Callable[[Any], str]] = {
    Conflict: lambda part: str(part.id),
    Section: lambda part: str(part.id),
    Member: lambda part: str(part.name),
    Slot: lambda part: str(part.start),
    Link: lambda part: str(part.url),
    Basis: lambda part: str(part.document),
    Chapter: lambda part: str(part.page or part.title),
}
"""Part → what tells it from the others of its list."""

Parts = dict[str, Any]
"""Key → part, in the order of the list."""


def match_parts(
    old: tuple[Any, ...], new: tuple[Any, ...], rename: Rename | None = None
) -> tuple[Parts, Parts]:
    """Two lists of parts, each under keys; parts that correspond have the same.

    Args:
        old: The list before.
        new: The list after.
        rename: What the ids in the list before are called in the one after.
    """
    before = keyed_parts(old, rename)
    if all(type(part) in KEYS for part in (*old, *new)):
        after = keyed_parts(new)
        # A heading of the menu has no address: with another title it is known by its first page.
        headings = {_first_page(part): key for key, part in before.items() if key not in after}
        return before, {
            key if key in before else headings.pop(_first_page(part) or "", key): part
            for key, part in after.items()
        }
    numbers = _alike(old, new)
    keys, fresh = list(before), count(len(old) + 1)
    return before, {
        keys[numbers[n]] if n in numbers else str(next(fresh)): part for n, part in enumerate(new)
    }


def keyed_parts(parts: tuple[Any, ...], rename: Rename | None = None) -> Parts:
    """Parts of one type under keys. Of two with the same key the later one gets a number besides.

    Args:
        parts: The list.
        rename: What the ids in them are called on the other side.
    """
    keyed: Parts = {}
    for number, part in enumerate(parts, 1):
        name = key = KEYS[type(part)](part) if type(part) in KEYS else str(number)
        if rename is not None and isinstance(part, Basis):
            names = rename.get(key, (key,))
            name = key = names[0] if len(names) == 1 else key
        again = count(2)
        while key in keyed:
            key = f"{name} ({next(again)})"
        keyed[key] = part
    return keyed


def _first_page(part: Any) -> str | None:
    """The first page under a heading of the menu, which has no address of its own."""
    if not isinstance(part, Chapter) or part.page:
        return None
    return next((chapter.page for chapter in part.walk() if chapter.page), None)


def _alike(old: tuple[Any, ...], new: tuple[Any, ...]) -> dict[int, int]:
    """Parts without keys: those that are the same, those that share a value, those most alike.

    What is left on both sides is paired in order where it is equally many: said otherwise.

    Returns:
        Place in the list after → place in the list before.
    """
    pairs: dict[int, int] = {}

    def left() -> tuple[list[int], list[int]]:
        olds, news = set(range(len(old))), set(range(len(new)))
        return sorted(olds - set(pairs.values())), sorted(news - set(pairs))

    cls: type[Part] = type((*old, *new)[0])
    for name in ("", *fields_of(cls)):
        olds, news = left()
        there: dict[Hashable, list[int]] = {}
        for o in olds:
            there.setdefault(_value(old[o], name), []).append(o)
        for n in news:
            value = _value(new[n], name)
            if value not in (None, ()) and there.get(value):
                pairs[n] = there[value].pop(0)
    olds, news = left()
    unlike = sorted((-likeness(_text(old[o]), _text(new[n])), o, n) for o in olds for n in news)
    for much, o, n in unlike:
        if much <= -ALIKE and n not in pairs and o not in pairs.values():
            pairs[n] = o
    olds, news = left()
    return pairs | dict(zip(news, olds, strict=True)) if len(olds) == len(news) else pairs


def _value(part: Any, name: str) -> Hashable:
    """A field of a part, or the whole of it, in the form in which the same is equal."""
    value: Hashable = canonical(getattr(part, name) if name else part)
    return value


def _text(part: Any) -> str:
    cls: type[Part] = type(part)
    values = (getattr(part, name) for name in fields_of(cls))
    return next((value for value in values if isinstance(value, str) and value), "")


# ---------------------------------------------------------------- order


def preceding(keys: Iterable[str]) -> dict[str, str | None]:
    """Each key → the one before it; None for the first."""
    keys = list(keys)
    return dict(zip(keys, [None, *keys], strict=False))


def moved(old: Iterable[str], new: Iterable[str]) -> frozenset[str]:
    """The fewest keys that must move for the common ones to stand as in `new`; each key once."""
    places = {key: place for place, key in enumerate(new)}
    common = [key for key in old if key in places]
    stay = _longest_rising(places[key] for key in common)
    return frozenset(key for key in common if places[key] not in stay)


def _longest_rising(numbers: Iterable[int]) -> set[int]:
    """The most of some numbers that stand in rising order (patience sorting, n log n)."""
    tops: list[int] = []
    below: dict[int, int | None] = {}
    for number in numbers:
        pile = bisect_left(tops, number)
        below[number] = tops[pile - 1] if pile else None
        tops[pile : pile + 1] = [number]
    rising: set[int] = set()
    last = tops[-1] if tops else None
    while last is not None:
        rising.add(last)
        last = below[last]
    return rising
