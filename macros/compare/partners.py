"""Lists of parts: which part of the one list is which part of the other.

Some parts say what they are, and `KEYS` says how. The others are found again by what they have in
common, and are known by their number in the list before.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Any

from macros.compare.words import ALIKE, likeness
from macros.model.base import Conflict, Link, Part
from macros.model.fields import Rename, canonical, fields_of
from macros.model.plan import Chapter, Section
from macros.model.proceedings import Basis, Slot
from macros.model.records import Member

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

Pairs = dict[int, int]
"""Place in the list after → place in the list before."""


def under_keys(parts: tuple[Any, ...], rename: Rename | None = None) -> dict[str, Any]:
    """Key → part, in order. Where two have the same key, the later ones get a number besides.

    Args:
        parts: Parts of one type.
        rename: What the ids in them are called on the other side.
    """
    found: dict[str, Any] = {}
    for place, part in enumerate(parts, 1):
        own = key = _key(part, place, rename)
        number = 1
        while key in found:
            number += 1
            key = f"{own} ({number})"
        found[key] = part
    return found


def _key(part: Any, place: int, rename: Rename | None) -> str:
    key = KEYS[type(part)](part) if type(part) in KEYS else str(place)
    if rename is not None and isinstance(part, Basis):
        names = rename.get(key, (key,))
        return names[0] if len(names) == 1 else key
    return key


def partners(
    old: tuple[Any, ...], new: tuple[Any, ...], rename: Rename | None = None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two lists of parts, each under keys; parts that correspond have the same.

    Args:
        old: The list before.
        new: The list after.
        rename: What the ids in the list before are called in the one after.
    """
    before = under_keys(old, rename)
    names = list(before)
    after: dict[str, Any] = {}
    if not {type(part) for part in (*old, *new)} <= KEYS.keys():
        pairs = _alike(old, new)
        fresh = iter(range(len(old) + 1, len(old) + len(new) + 1))
        for place, part in enumerate(new):
            key = names[pairs[place]] if place in pairs else str(next(fresh))
            after[key] = part
        return before, after
    own = under_keys(new)
    headings = _headings(before, own)
    return before, {headings.get(key, key): part for key, part in own.items()}


def _headings(old: dict[str, Any], new: dict[str, Any]) -> dict[str, str]:
    """The headings of a menu that have another title now: key after → key before."""
    first = {_first_page(part): key for key, part in old.items() if key not in new}
    found: dict[str, str] = {}
    for key, part in new.items():
        page = _first_page(part)
        if key not in old and page is not None and page in first:
            found[key] = first.pop(page)
    return found


def _first_page(part: Any) -> str | None:
    """The first page under a heading, which has no address of its own."""
    if not isinstance(part, Chapter) or part.page:
        return None
    return next((chapter.page for chapter in part.walk() if chapter.page), None)


def _alike(old: tuple[Any, ...], new: tuple[Any, ...]) -> Pairs:
    """Parts without keys: those that are the same, those that share a value, those most alike.

    What is left on both sides is paired in order where it is equally many: said otherwise.
    """
    pairs: Pairs = {}
    for look in (canonical, *_fields(type((*old, *new)[0]))):
        there: dict[Hashable, list[int]] = {}
        for place in _left(old, pairs.values()):
            there.setdefault(look(old[place]), []).append(place)
        for place in _left(new, pairs):
            value = look(new[place])
            if value not in (None, ()) and there.get(value):
                pairs[place] = there[value].pop(0)
    _by_words(old, new, pairs)
    left = list(_left(old, pairs.values())), list(_left(new, pairs))
    if len(left[0]) == len(left[1]):
        pairs.update(zip(left[1], left[0], strict=True))
    return pairs


def _left(parts: tuple[Any, ...], taken: Any) -> Iterator[int]:
    done = set(taken)
    return (place for place in range(len(parts)) if place not in done)


def _fields(cls: type[Part]) -> Iterator[Callable[[Any], Hashable]]:
    """What gives the value of each field of a part in turn."""
    for name in fields_of(cls):
        yield lambda part, name=name: canonical(getattr(part, name))  # type: ignore[misc]


def _by_words(old: tuple[Any, ...], new: tuple[Any, ...], pairs: Pairs) -> None:
    """Add the parts whose texts have most words in common."""
    weighed = [
        (likeness(_text(old[was]), _text(new[now])), was, now)
        for was in _left(old, pairs.values())
        for now in _left(new, pairs)
    ]
    for much, was, now in sorted(weighed, key=lambda found: (-found[0], *found[1:])):
        if much >= ALIKE and now not in pairs and was not in pairs.values():
            pairs[now] = was


def _text(part: Any) -> str:
    cls: type[Part] = type(part)
    values = (getattr(part, name) for name in fields_of(cls))
    return next((value for value in values if isinstance(value, str) and value), "")
