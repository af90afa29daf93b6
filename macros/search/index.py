"""The index that the browser fetches at the first question."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from macros.model.registry import TYPES
from macros.search.hits import Hit
from macros.search.synonyms import GroupFinder, WordGroup

_DEFAULTS = {f.name: f.default for f in fields(Hit)}


def index(hits: Iterable[Hit], groups: list[WordGroup]) -> str:
    """The index as JSON. All text in it is plain text in NFC: whoever shows it must escape it.

    `docs` are the hits, with what is empty or usual left out; `also` the other words of the
    groups that some hit belongs to; a hit's `named` (its title belongs to them), `beside` (what
    stands beside its kind does) and `also` (its texts do) are numbers in that list; `asks` are the
    words that ask for hits of a kind.

    Args:
        hits: What can be found, in the order that settles a draw; of two at the same address the
            first counts: a record stands before a page.
        groups: Words that go together.
    """
    finder = GroupFinder(groups)
    numbers: dict[int, int] = {}
    docs = []
    by_location: dict[str, Hit] = {}
    for hit in hits:
        by_location.setdefault(hit.location, hit)
    for hit in by_location.values():
        values = {name: getattr(hit, name) for name in _DEFAULTS}
        doc: dict[str, Any] = {n: value for n, value in values.items() if value != _DEFAULTS[n]}
        named = finder.groups_of(hit.title)
        beside = [n for n in finder.groups_of(hit.detail) if n not in named]
        others = finder.groups_of(f"{hit.text} . {hit.hidden}")
        rest = [n for n in others if n not in (*named, *beside)]
        for name, found in (("named", named), ("beside", beside), ("also", rest)):
            if found:
                doc[name] = [numbers.setdefault(number, len(numbers)) for number in found]
        docs.append(doc)
    asks = {row.name: row.asked.split() for row in TYPES.values() if row.asked}
    whole = {"docs": docs, "also": [groups[number].also for number in numbers], "asks": asks}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return unicodedata.normalize("NFC", text)
