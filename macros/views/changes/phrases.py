"""What sentences about changes are made of: pieces of text, lists, and texts with marked words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from macros.compare.words import diff

LONG = 80
"""Texts of more characters than this are shown with the words that changed, not whole twice."""
NEVER = 1_000_000
"""Longer than any text: for what is the name of something, and is not said otherwise."""
_CLIPPED = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence."""

    text: str
    mark: Literal["", "ins", "del"] = ""  # words that were added, or removed
    lang: str = ""  # of the words; empty for that of the sentence


Sentence = tuple[Piece, ...]


def sentence(*parts: str | Piece | Iterable[Piece]) -> Sentence:
    """Parts after each other; texts are our own words."""
    pieces: list[Piece] = []
    for part in parts:
        whole = Piece(part) if isinstance(part, str) else part
        pieces.extend((whole,) if isinstance(whole, Piece) else whole)
    return tuple(piece for piece in pieces if piece.text)


def clipped(text: str) -> str:
    """The beginning of a text, enough to know it by."""
    plain = " ".join(text.split())
    if len(plain) <= _CLIPPED:
        return plain
    return f"{plain[:_CLIPPED].rpartition(' ')[0] or plain[:_CLIPPED]} …"


def enumerated(texts: Sequence[str]) -> str:
    """Texts with commas between, and «og» before the last."""
    return " og ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def told_apart(*sides: Sequence[tuple[str, str]]) -> list[list[str]]:
    """What stands on two sides, given as titles and ids; with the id where titles are the same."""
    old, new = ({title: {i for t, i in side if t == title} for title, _ in side} for side in sides)
    twice = {title for title in old if old[title] != new.get(title, old[title])}
    return [[f"{t} ({i})" if t in twice else t for t, i in side] for side in sides]


def changed(
    what: str, old: Sequence[str], new: Sequence[str], lang: str, *, many: bool, marked_over: int
) -> Sentence:
    """A value, or a list of them, that is another now, in the language `lang`; empty for nothing.

    A text of more characters than `marked_over` is shown with the words that changed marked.
    """
    if not old or not new:
        values = new or old
        done = "er lagt til" if new else "er fjernet"
        stop = "" if values[-1].endswith((".", "!", "?")) else "."
        return sentence(f"{what} {done}: ", quoted(values, lang), stop)
    if many:
        return _lists(what, (old, new), lang, marked_over)
    if max(map(len, (*old, *new))) > marked_over:
        return _reworded(what, old[0], new[0], lang)
    ours, theirs = Piece(old[0], lang=lang), Piece(new[0], lang=lang)
    return sentence(f"{what} er endret fra «", ours, "» til «", theirs, _end(new[0]))


def quoted(values: Sequence[str], lang: str) -> Sentence:
    """Each value in quotes, with commas between."""
    starts = ["«", *[", «"] * (len(values) - 1)]
    triples = ((start, Piece(v, lang=lang), "»") for start, v in zip(starts, values, strict=True))
    return sentence(*(part for triple in triples for part in triple))


def listed(parts: Iterable[tuple[str, Sequence[str]]], lang: str) -> Sentence:
    """After a colon, what was done to which values, and a full stop; without values, that alone."""
    pieces: list[str | Sentence] = []
    for done, values in parts:
        if values:
            pieces += [f"{'; ' if pieces else ': '}{done} ", quoted(values, lang)]
    return sentence(*pieces, ".")


def _reworded(what: str, old: str, new: str, lang: str) -> Sentence:
    """Two texts as one, with the words that were removed and added marked."""
    pieces: list[Piece] = []
    for stretch in diff(old, new):
        if stretch.kept:
            pieces.append(Piece(stretch.new, "", lang))
        else:
            pieces += [Piece(stretch.old, "del", lang), Piece(stretch.new, "ins", lang)]
    return sentence(f"{what} er endret: «", pieces, _end(new))


def _lists(what: str, sides: tuple[Sequence[str], ...], lang: str, marked_over: int) -> Sentence:
    """Two lists that differ: what was added to the one, what was removed, what changed places."""
    old, new = sides
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    (kept, removed), (still, added) = _parted(old, gone), _parted(new, come)
    if not gone and not come:
        what = f"rekkefølgen i {what} er endret fra "
        return sentence(what, quoted(old, lang), " til ", quoted(new, lang), ".")
    one = gone.total() == come.total() == 1 and max(map(len, (*gone, *come))) > marked_over
    if one and kept == still:
        return _reworded(what, removed[0], added[0], lang)
    shifted = still if kept != still else []
    parts = [("lagt til", added), ("fjernet", removed), ("resten i ny rekkefølge", shifted)]
    return sentence(f"{what} er endret", listed(parts, lang))


def _parted(values: Sequence[str], apart: Counter[str]) -> tuple[list[str], list[str]]:
    """(those that stand on both sides, those that do not), in order."""
    left = Counter(apart)
    sides: tuple[list[str], list[str]] = ([], [])
    # Of two that are the same, the later one is the one that came or went.
    for value in reversed(values):
        sides[left[value] > 0].insert(0, value)
        left[value] -= 1
    return sides


def _end(text: str) -> str:
    """The end of a quotation that ends a sentence."""
    return "»" if text.endswith((".", "!", "?")) else "»."
