"""Lists of parts: which part of the one list is which part of the other, and what moved.

Some parts are known by a field of theirs (`known_by`). The others are found again by what they have
in common, and are known by their number in the list before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from itertools import count

from macros.compare.words import ALIKE, likeness
from macros.model.base import Part
from macros.model.fields import Rename, canonical, fields_of

Parts = dict[str, Part]
"""Key → part, in the order of the list."""


def match_parts(
    old: tuple[Part, ...], new: tuple[Part, ...], rename: Rename | None = None
) -> tuple[Parts, Parts]:
    """Two lists of parts, each under keys; parts that correspond have the same.

    `rename` is what the ids in the list before are called in the one after.
    """
    before, after = keyed_parts(old, rename), keyed_parts(new)
    known_by = type((*old, *new)[0]).known_by
    both = before.keys() & after.keys() if known_by else set()

    def unknown(parts: Parts) -> list[str]:
        alone = (key for key in parts if key not in both)
        return [key for key in alone if not (known_by and getattr(parts[key], known_by[0]))]

    olds, news = unknown(before), unknown(after)
    pairs = _alike([before[key] for key in olds], [after[key] for key in news])
    names = {news[n]: olds[o] for n, o in pairs.items()}
    fresh = map(str, count(len(old) + 1))
    return before, {
        names.get(key) or (key if known_by else next(fresh)): part for key, part in after.items()
    }


def keyed_parts(parts: tuple[Part, ...], rename: Rename | None = None) -> Parts:
    """Parts of one type under keys. Of two with the same key the later one gets a number besides.

    `rename` is what the ids in them are called on the other side.
    """
    keyed: Parts = {}
    for number, part in enumerate(parts, 1):
        name = key = _key(part, rename or {}) or str(number)
        again = count(2)
        while key in keyed:
            key = f"{name} ({next(again)})"
        keyed[key] = part
    return keyed


def _key(part: Part, rename: Rename) -> str:
    """What a part is known by; empty for what it says."""
    name = next((name for name in part.known_by if getattr(part, name)), None)
    if name is None:
        return ""
    key = str(getattr(part, name))
    names = rename.get(key, ()) if fields_of(type(part))[name].refs else ()
    return names[0] if len(names) == 1 else key


def _alike(old: Sequence[Part], new: Sequence[Part]) -> dict[int, int]:
    """Parts without keys: place in the list after → place in the list before.

    First those that are the same, then those most alike. What is left on both sides is paired in
    order where it is equally many: said otherwise.
    """
    pairs: dict[int, int] = {}

    def left() -> tuple[list[int], list[int]]:
        olds, news = set(range(len(old))), set(range(len(new)))
        return sorted(olds - set(pairs.values())), sorted(news - set(pairs))

    same: dict[Hashable, list[int]] = {}
    for o, part in enumerate(old):
        same.setdefault(canonical(part), []).append(o)
    for n, part in enumerate(new):
        if same.get(canonical(part)):
            pairs[n] = same[canonical(part)].pop(0)
    olds, news = left()
    scores = ((likeness(_text(old[o]), _text(new[n])), -o, -n) for o in olds for n in news)
    for score, o, n in sorted(scores, reverse=True):
        if score >= ALIKE and -n not in pairs and -o not in pairs.values():
            pairs[-n] = -o
    olds, news = left()
    return pairs | dict(zip(news, olds, strict=True)) if len(olds) == len(news) else pairs


def _text(part: Part) -> str:
    """All that a part says."""
    values = (getattr(part, name) for name in fields_of(type(part)))
    return " ".join(str(value) for value in values if value not in (None, (), ""))


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
