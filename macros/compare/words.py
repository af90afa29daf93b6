"""Which words of a text changed, and how much two texts have in common.

The standard library's difflib does it: kept with the language, exact on any tokens, so that whole
words are compared; the packages that do it letter by letter need the result mended afterwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\s+|\d{1,2}\.(?=\s)|\w+(?:[-’'.:/]\w+)*|.", re.DOTALL)
_WORD = re.compile(r"\w+")
ALIKE = 0.4
"""How much of two texts must be the same for one to be the other, said otherwise."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: kept (the same on both sides), or exchanged.

    Attributes:
        old: What stood before; empty where the words are new.
        new: What stands now; empty where the words are gone.
    """

    old: str
    new: str

    @property
    def kept(self) -> bool:
        """Whether nothing changed here."""
        return self.old == self.new


def diff(old: str, new: str) -> tuple[Piece, ...]:
    """Two texts as stretches that were kept, added, removed or exchanged.

    Args:
        old: The text before.
        new: The text after.

    Returns:
        Pieces whose old parts make up the old text, and whose new parts the new one.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    # A gap between words says nothing about what belongs together.
    matcher = SequenceMatcher(str.isspace, before, after, autojunk=False)
    raw = (
        Piece("".join(before[i1:i2]), "".join(after[j1:j2]))
        for _, i1, i2, j1, j2 in matcher.get_opcodes()
    )
    return tuple(_joined(raw))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours that changed as one; a gap that says nothing between two belongs to them."""
    done: list[Piece] = []
    for piece in pieces:
        if piece.kept or not done:
            done.append(piece)
            continue
        before = [done.pop()]
        if before[0].kept and done and _slight(done[-1], before[0], piece):
            before.insert(0, done.pop())
        elif before[0].kept:
            done.extend(before)
            before = []
        parts = [*before, piece]
        done.append(Piece("".join(p.old for p in parts), "".join(p.new for p in parts)))
    yield from done


def _slight(before: Piece, gap: Piece, after: Piece) -> bool:
    """Whether what was kept between two changes is too little to read on its own."""
    if before.kept:
        return False
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
