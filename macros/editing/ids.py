"""Ids: proposed from titles, and never one that is taken in any plan."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from itertools import count

from macros.load.library import Loaded

_LONGEST = 48
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ð": "d", "þ": "th", "ß": "ss"})
_NOT_IDS = frozenset({"index"})
"""What a page of a record cannot be called: `index.md` is the page that lists them."""


def taken(loaded: Loaded) -> frozenset[str]:
    """Every id of every plan and of what they share; an id is never used for something else."""
    return frozenset({placed.id for placed in loaded.placed}) | _NOT_IDS


def proposed(title: str, used: Set[str]) -> str:
    """An id for a record, made from its title, that is none of the used ones.

    «Øve i båten» gives `ove-i-baten`, or `ove-i-baten-2`: so many whole words as there is room
    for; «ny» where the title has no letter of the Latin alphabet.
    """
    composed = unicodedata.normalize("NFC", title.lower()).translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", composed)
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    name = words[0][:_LONGEST] if words else "ny"
    for word in words[1:]:
        if len(name) + 1 + len(word) > _LONGEST:
            break
        name = f"{name}-{word}"
    if name not in used:
        return name
    return next(f"{name}-{i}" for i in count(2) if f"{name}-{i}" not in used)
