"""What sentences about changes are made of: pieces of text, lists, and texts with marked words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from macros.compare.words import diff

LONG = 80
"""Texts of more characters than this are shown with the words that changed, not whole twice."""
_CLIPPED = 60
_PARAGRAPH = " ¶ "
"""Shown where a new paragraph begins, so that a break that came or went can be seen."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence.

    Attributes:
        text: What it says.
        mark: `ins` for words that were added, `del` for words that were removed.
        lang: The language of the words; empty for that of the sentence.
    """

    text: str
    mark: Literal["", "ins", "del"] = ""
    lang: str = ""


Sentence = tuple[Piece, ...]


def in_one_line(text: str) -> str:
    """A text with its paragraphs after each other, and a sign between them."""
    return _PARAGRAPH.join(" ".join(part.split()) for part in text.split("\n\n"))


def clipped(text: str) -> str:
    """The beginning of a text, enough to know it by."""
    plain = " ".join(text.split())
    if len(plain) <= _CLIPPED:
        return plain
    return f"{plain[:_CLIPPED].rpartition(' ')[0] or plain[:_CLIPPED]} …"


def apart(
    old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]
) -> tuple[list[str], list[str]]:
    """What stands on two sides, with its id where two things are called the same.

    Args:
        old: What each thing before is called, and its id.
        new: The same of what stands there after.
    """
    ids: tuple[dict[str, set[str]], dict[str, set[str]]] = ({}, {})
    for found, side in zip(ids, (old, new), strict=True):
        for called, name in side:
            found.setdefault(called, set()).add(name)
    twice = {called for called in ids[0] if ids[0][called] != ids[1].get(called, ids[0][called])}
    ours, theirs = ([f"{c} ({i})" if c in twice else c for c, i in side] for side in (old, new))
    return ours, theirs


def reworded(what: str, old: str, new: str, lang: str) -> Iterator[Piece]:
    """A text that is said otherwise."""
    yield Piece(f"{what} er endret: «")
    yield from marked(old, new, lang)
    yield end(new)


def marked(old: str, new: str, lang: str = "") -> Iterator[Piece]:
    """Two texts as one, with the words that were removed and added marked."""
    for piece in diff(old, new):
        if piece.kept:
            yield Piece(piece.new, "", lang)
            continue
        if piece.old:
            yield Piece(piece.old, "del", lang)
        if piece.new:
            yield Piece(piece.new, "ins", lang)


def exchanged(what: str, old: str, new: str, lang: str) -> Iterator[Piece]:
    """A value that is another now, shown whole on both sides."""
    yield from (Piece(f"{what} er endret fra «"), Piece(old, lang=lang))
    yield from (Piece("» til «"), Piece(new, lang=lang), end(new))


def one_sided(what: str, values: Sequence[str], lang: str, *, added: bool) -> Iterator[Piece]:
    """Values that are new where there were none, or gone."""
    yield Piece(f"{what} er lagt til: " if added else f"{what} er fjernet: ")
    yield from quoted(values, lang)
    yield Piece("" if values[-1].endswith((".", "!", "?")) else ".")


def lists(
    what: str, old: Sequence[str], new: Sequence[str], lang: str, *, texts: bool
) -> Iterator[Piece]:
    """Two lists that differ: what was added to the one, what was removed, what changed places.

    Args:
        what: What the list is called.
        old: What stood in it.
        new: What stands in it.
        lang: The language of what stands in it.
        texts: Whether these are texts, which may be said otherwise, rather than names of things.
    """
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    ours, theirs = _parted(old, gone), _parted(new, come)
    if not gone and not come:
        yield Piece(f"rekkefølgen i {what} er endret fra ")
        yield from (*quoted(old, lang), Piece(" til "), *quoted(new, lang), Piece("."))
        return
    one = gone.total() == come.total() == 1 and max(map(len, (*gone, *come))) > LONG
    if texts and one and ours[0] == theirs[0]:
        yield from reworded(what, ours[1][0], theirs[1][0], lang)
        return
    yield Piece(f"{what} er endret")
    start = ": "
    shifted = theirs[0] if ours[0] != theirs[0] else []
    told = (("lagt til", theirs[1]), ("fjernet", ours[1]), ("resten i ny rekkefølge", shifted))
    for done, values in told:
        if values:
            yield from (Piece(f"{start}{done} "), *quoted(values, lang))
            start = "; "
    yield Piece(".")


def _parted(values: Sequence[str], apart: Counter[str]) -> tuple[list[str], list[str]]:
    """(those that stand on both sides, those that do not), in order."""
    left = Counter(apart)
    kept: list[str] = []
    others: list[str] = []
    # Of two that are the same, the later one is the one that came or went.
    for value in reversed(values):
        (others if left[value] > 0 else kept).append(value)
        left[value] -= 1
    return kept[::-1], others[::-1]


def quoted(values: Sequence[str], lang: str) -> Iterator[Piece]:
    """Each value in quotes, with commas between."""
    for i, value in enumerate(values):
        yield from (Piece(", «" if i else "«"), Piece(value, lang=lang), Piece("»"))


def end(text: str) -> Piece:
    """The end of a quotation that ends a sentence."""
    return Piece("»" if text.endswith((".", "!", "?")) else "».")
