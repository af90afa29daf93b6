"""Which words of a text changed, and how much two texts have in common.

The standard library's difflib does it: kept with the language, exact on any tokens, so that whole
words are compared; the packages that do it letter by letter need the result mended afterwards.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\s+|\d{1,2}\.(?=\s)|\w+(?:[-’'.:/]\w+)*|.", re.DOTALL)
_WORD = re.compile(r"\w+")
ALIKE = 0.4
"""How much of two texts must be the same for one to be the other, said otherwise."""


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """A stretch of a text: kept (the same on both sides), or exchanged."""

    old: str  # empty where the words are new
    new: str  # empty where the words are gone

    @property
    def kept(self) -> bool:
        """Whether nothing changed here."""
        return self.old == self.new


def diff(old: str, new: str) -> list[DiffPiece]:
    """Two texts as stretches that were kept, added, removed or exchanged.

    The old parts of the pieces make up the old text, and the new parts the new one. What changed
    as one is one piece, with the gaps in it that say nothing.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    # A gap between words says nothing about what belongs together.
    matcher = SequenceMatcher(str.isspace, before, after, autojunk=False)
    pieces: list[DiffPiece] = []
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        piece = DiffPiece("".join(before[i1:i2]), "".join(after[j1:j2]))
        joined = [piece]
        if not piece.kept and len(pieces) > 1 and _slight(pieces[-2], pieces[-1], piece):
            joined[:0] = pieces[-2:]
            del pieces[-2:]
        pieces.append(DiffPiece("".join(p.old for p in joined), "".join(p.new for p in joined)))
    return pieces


def _slight(before: DiffPiece, gap: DiffPiece, after: DiffPiece) -> bool:
    """Whether what was kept between two changes is too little to read on its own."""
    sides = before.old, before.new, after.old, after.new
    kept = gap.old.strip()
    if any(map(str.isalnum, kept)):
        return len(kept) <= 3 and min(max(map(len, sides[:2])), max(map(len, sides[2:]))) >= 12
    # A lone sign belongs to the words around it, but not where each of them is one word.
    return not kept or any(" " in text.strip() for text in sides)


def likeness(old: str, new: str) -> float:
    """How much two texts have in common, from 0 to 1."""
    ours, theirs = (_WORD.findall(text.lower()) for text in (old, new))
    if min(len(ours), len(theirs)) < 6:
        # A few words say little about each other; letters say whether they were spelt otherwise.
        ratio = SequenceMatcher(None, old, new, autojunk=False).ratio()
        if ratio > 0.6:
            return ratio
    shared = sum((Counter(ours) & Counter(theirs)).values())
    return 2 * shared / (len(ours) + len(theirs) or 1)
