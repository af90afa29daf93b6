"""Pages of prose, block by block: what was added, removed, said otherwise, or only marked up so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import zip_longest
from typing import Any

from macros.compare.blocks import ProseBlock, Wording, blocks, own_words
from macros.compare.changes import Change, Item
from macros.compare.words import ALIKE, likeness
from macros.model.change_kinds import ChangeKind
from macros.reading.front_matter import Page
from macros.reading.prose import calls

PARAGRAPH = "\n\n"
"""What parts two paragraphs in the words of a change."""
_MOST_PAIRS = 20_000
"""Blocks against blocks that are weighed; a page that is new from end to end is not."""
_META = {"title": ChangeKind.WORDING, "description": ChangeKind.WORDING}


class ComparedPage:
    """A page as the comparison sees it: read when it is asked for, and once."""

    def __init__(self, page: Page, wording: Wording = own_words) -> None:
        """Keep the page, and what the `link`s and `fact`s in its text say."""
        self.page, self._wording = page, wording

    @cached_property
    def blocks(self) -> tuple[ProseBlock, ...]:
        """Its blocks, in order."""
        return blocks(self.page, self._wording)

    @property
    def meta(self) -> dict[str, Any]:
        """What stands above its text: title, description, language."""
        return dict(self.page.meta.value)

    @property
    def lang(self) -> str:
        """The language it is in."""
        return str(self.meta.get("lang", "nb"))

    @property
    def title(self) -> str:
        """Its title, or its first heading, or nothing."""
        heading = next((b.words for b in self.blocks if b.level), "")
        return str(self.meta.get("title") or heading)

    def reads_as(self, other: ComparedPage) -> bool:
        """Whether it can be told without its blocks that another page is the same to a reader."""
        return self.page.body == other.page.body and self._wordings() == other._wordings()

    def _wordings(self) -> list[str]:
        found = (call for call in calls(self.page)[0] if call.name in ("link", "fact"))
        return list(map(self._wording, found))


@dataclass(frozen=True, slots=True)
class BlockPair:
    """A block on the old page and on the new."""

    old: ProseBlock | None  # None where it is new
    new: ProseBlock | None  # None where it is gone
    under: str = ""  # the heading it stands under; empty for a heading

    @property
    def kept(self) -> bool:
        """Whether nothing changed in it."""
        return self.old == self.new


def pair_blocks(old: ComparedPage, new: ComparedPage) -> tuple[BlockPair, ...]:
    """Every block of two pages, in the order in which a reader of both meets them.

    The old blocks of the pairs are those of the old page, in order, and the new ones likewise.
    """
    pairs = []
    was, now = "", ""
    for before, after in _aligned(old.blocks, new.blocks):
        under = now if after else was
        heading = any(block.level for block in (before, after) if block)
        pairs.append(BlockPair(before, after, "" if heading else under))
        was = before.words if before and before.level else was
        now = after.words if after and after.level else now
    return tuple(pairs)


def compare(old: Item, new: Item) -> Iterator[Change]:
    """Everything that is not the same on two pages, whose records are `ComparedPage`s."""
    before, after = old.record, new.record
    for name in dict.fromkeys((*before.meta, *after.meta)):
        was, now = before.meta.get(name), after.meta.get(name)
        if was != now:
            yield Change(_META.get(name, ChangeKind.LANGUAGE), (name,), was, now, old, new)
    if before.reads_as(after):
        return
    pairs = tuple(_paragraphs(pair_blocks(before, after)))
    gone = Counter(pair.old for pair in pairs if pair.old and not pair.new)
    come = Counter(pair.new for pair in pairs if pair.new and not pair.old)
    for pair in pairs:
        yield from _changes(pair, old, new, gone & come)


def _paragraphs(pairs: Sequence[BlockPair]) -> Iterator[BlockPair]:
    """The pairs, with a text that was parted or joined as one: nothing in it is new or gone."""
    taken = False
    for pair, following in zip_longest(pairs, pairs[1:]):
        one = _as_one(pair, following) if following and not taken and not pair.kept else None
        if not taken:
            yield one or pair
        taken = one is not None


def _as_one(pair: BlockPair, following: BlockPair) -> BlockPair | None:
    """Two pairs in which two blocks of one side are the only block of the other; else None."""
    sides = (pair.old, following.old), (pair.new, following.new)
    olds, news = ([block for block in side if block] for side in sides)
    if sorted((len(olds), len(news))) != [1, 2]:
        return None
    old, new = (side[0] if len(side) == 1 else _joined(*side) for side in (olds, news))
    if any(block.level for block in (*olds, *news)) or old.frame != new.frame:
        return None
    same = old.words.replace(PARAGRAPH, " ") == new.words.replace(PARAGRAPH, " ")
    return BlockPair(old, new, following.under) if same else None


def _joined(one: ProseBlock, other: ProseBlock) -> ProseBlock:
    """Two paragraphs as one block."""
    lists = {
        name: getattr(one, name) + getattr(other, name) for name in ("cites", "calls", "links")
    }
    return replace(one, words=f"{one.words}{PARAGRAPH}{other.words}", **lists)


def _changes(pair: BlockPair, old: Item, new: Item, shifted: Counter[Any]) -> Iterator[Change]:
    was, now = pair.old, pair.new
    if pair.kept:
        return
    cites = (was.cites if was else (), now.cites if now else ())
    if was and now:
        for kind, name in _ASPECTS:
            before, after = getattr(was, name), getattr(now, name)
            if before != after and not (name == "markup" and was.words != now.words):
                heading = name == "words" and now.level
                about = now.words if kind is ChangeKind.MARKUP else ""
                what = (ChangeKind.HEADING if heading else kind), (name,), before, after
                yield Change(*what, old, new, *cites, under=pair.under, about=about)
    elif (block := now or was) and block not in shifted:
        kind, name = _alone(block, added=was is None)
        values = (getattr(was, name, None), getattr(now, name, None))
        yield Change(kind, (name,), *values, old, new, *cites, under=pair.under)
    elif now:  # What was moved is told once, where it stands now.
        words = ("text",), now.words, now.words
        yield Change(ChangeKind.ORDER, *words, old, new, *cites, under=pair.under)


_ASPECTS = (
    (ChangeKind.TEXT, "words"),
    (ChangeKind.SOURCE, "cites"),
    (ChangeKind.INSERTED, "calls"),
    (ChangeKind.LINK, "links"),
    (ChangeKind.MARKUP, "markup"),
    (ChangeKind.MARKUP, "frame"),
    (ChangeKind.MARKUP, "level"),
)


def _alone(block: ProseBlock, *, added: bool) -> tuple[ChangeKind, str]:
    """What it means that a block is new, or gone, and the aspect that tells it."""
    if block.level:
        return ChangeKind.HEADING, "words"
    if block.words:
        return (ChangeKind.TEXT_ADDED if added else ChangeKind.TEXT_REMOVED), "words"
    if block.calls:
        return ChangeKind.INSERTED, "calls"
    if block.cites:
        return ChangeKind.SOURCE, "cites"
    return (ChangeKind.LINK, "links") if block.links else (ChangeKind.MARKUP, "frame")


def _aligned(
    old: Sequence[ProseBlock], new: Sequence[ProseBlock]
) -> Iterator[tuple[ProseBlock | None, ProseBlock | None]]:
    """Pairs of blocks that correspond; those that are the same first, then those most alike."""
    matcher = SequenceMatcher(None, _keys(old), _keys(new), autojunk=False)
    for op, i1, i2, j1, j2 in matcher.get_opcodes():
        if op == "equal":
            yield from zip(old[i1:i2], new[j1:j2], strict=True)
        else:
            yield from _paired(old[i1:i2], new[j1:j2])


def _keys(side: Sequence[ProseBlock]) -> list[object]:
    return [(bool(block.level), block.words or block.calls) for block in side]


def _paired(
    old: Sequence[ProseBlock], new: Sequence[ProseBlock]
) -> Iterator[tuple[ProseBlock | None, ProseBlock | None]]:
    """Blocks that were exchanged: each with the one it was made from, as far as that can be seen.

    The pairs keep the order of both sides, and are those that together are most alike.
    """
    if len(old) * len(new) > _MOST_PAIRS:
        old_alone, new_alone = ((b, None) for b in old), ((None, b) for b in new)
        yield from (*old_alone, *new_alone)
        return
    alike = [[_likeness(a, b) for b in new] for a in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = best[i + 1][j + 1] + alike[i][j] if alike[i][j] >= ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(old) or j < len(new):
        left = i < len(old) and (j == len(new) or best[i][j] == best[i + 1][j])
        if left:
            yield old[i], None
            i += 1
        elif j < len(new) and (i == len(old) or best[i][j] == best[i][j + 1]):
            yield None, new[j]
            j += 1
        else:
            yield old[i], new[j]
            i, j = i + 1, j + 1


def _likeness(one: ProseBlock, other: ProseBlock) -> float:
    """How much two blocks have in common, from 0 to 1; a heading is never like a text."""
    if bool(one.level) != bool(other.level) or bool(one.words) != bool(other.words):
        return 0.0
    if not one.words:
        macros = [[call.partition("(")[0] for call in block.calls] for block in (one, other)]
        return float(macros[0] == macros[1] and one.frame == other.frame)
    return likeness(one.words, other.words)
