"""Which words of a text changed.

The standard library's difflib does it: kept with the language, exact on any tokens, so that whole
words are compared; the packages that do it letter by letter need the result mended afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\s+|\w+(?:[-’'.:/]\w+)*|.", re.DOTALL)


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
    """Neighbours that changed as one; a lone gap between two changes belongs to them."""
    waiting: Piece | None = None
    gap: Piece | None = None
    for piece in pieces:
        if piece.kept and waiting is not None and gap is None and piece.old.isspace():
            gap = piece
        elif piece.kept:
            yield from (p for p in (waiting, gap) if p is not None)
            waiting = gap = None
            yield piece
        else:
            parts = [p for p in (waiting, gap, piece) if p is not None]
            waiting = Piece("".join(p.old for p in parts), "".join(p.new for p in parts))
            gap = None
    yield from (p for p in (waiting, gap) if p is not None)
