"""The index that the browser fetches at the first question."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from macros.search.also import Finder, Group
from macros.search.hits import Hit

_USUAL = {f.name: f.default for f in fields(Hit)}


def index(hits: Iterable[Hit], groups: list[Group]) -> str:
    """The index as JSON.

    `docs` are the hits, with what is empty or usual left out; `also` the other words of the
    groups that some hit belongs to; a hit's `named` (its title belongs to them) and `also` (its
    texts do) are numbers in that list. All text is plain text in NFC: whoever shows it must
    escape it.

    Args:
        hits: What can be found, in the order that settles a draw.
        groups: Words that go together.
    """
    finder = Finder(groups)
    used: dict[int, int] = {}
    docs = []
    for hit in _distinct(hits):
        doc: dict[str, Any] = {}
        for name, usual in _USUAL.items():
            value = getattr(hit, name)
            if value != usual:
                doc[name] = value
        named = finder.of(hit.title)
        told = finder.of(f"{hit.detail} . {hit.text} . {hit.hidden}")
        for name, numbers in (("named", named), ("also", [n for n in told if n not in named])):
            if numbers:
                doc[name] = [used.setdefault(number, len(used)) for number in numbers]
        docs.append(doc)
    whole = {"docs": docs, "also": [groups[number].also for number in used]}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return unicodedata.normalize("NFC", text)


def _distinct(hits: Iterable[Hit]) -> Iterable[Hit]:
    """One hit for each address: a record stands before a page at the same address."""
    found: dict[str, Hit] = {}
    for hit in hits:
        found.setdefault(hit.location, hit)
    return found.values()
