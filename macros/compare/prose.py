"""Pages of prose, block by block: what was added, removed, said otherwise, or only marked up so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import zip_longest
from typing import Any

from macros.compare.blocks import Block, Say, blocks, said_by
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


class Prose:
    """A page as the comparison sees it: read when it is asked for, and once."""

    def __init__(self, page: Page, say: Say = said_by) -> None:
        """Keep the page; parse it only where it must be.

        Args:
            page: The page.
            say: What the `link`s and `fact`s in its text say.
        """
        self.page, self._say = page, say

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its blocks, in order."""
        return blocks(self.page, self._say)

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

    def reads_as(self, other: Prose) -> bool:
        """Whether it can be told without parsing that another page is the same to a reader."""
        return self.page.body == other.page.body and self._said() == other._said()

    def _said(self) -> list[str]:
        if self._say is said_by:
            return []
        return [self._say(c) for c in calls(self.page)[0] if c.name in ("link", "fact")]


@dataclass(frozen=True, slots=True)
class Step:
    """One block on its way from the old page to the new.

    Attributes:
        old: The block before; None where it is new.
        new: The block after; None where it is gone.
        under: The heading it stands under; empty for a heading.
    """

    old: Block | None
    new: Block | None
    under: str = ""

    @property
    def kept(self) -> bool:
        """Whether nothing changed in it."""
        return self.old == self.new


def script(old: Prose, new: Prose) -> tuple[Step, ...]:
    """Every block of two pages, in the order in which a reader of both meets them.

    The old blocks of the steps are those of the old page, in order, and the new ones likewise.
    """
    found = []
    was, now = "", ""
    for before, after in _aligned(old.blocks, new.blocks):
        under = now if after else was
        heading = any(block.level for block in (before, after) if block)
        found.append(Step(before, after, "" if heading else under))
        was = before.words if before and before.level else was
        now = after.words if after and after.level else now
    return tuple(found)


def compare(old: Item, new: Item) -> tuple[Change, ...]:
    """Everything that is not the same on two pages.

    Args:
        old: The page before, whose record is its `Prose`.
        new: The page after.
    """
    before, after = old.record, new.record
    found = list(_meta(old, new))
    if not before.reads_as(after):
        steps = tuple(_paragraphs(script(before, after)))
        gone = Counter(step.old for step in steps if step.old and not step.new)
        come = Counter(step.new for step in steps if step.new and not step.old)
        shifted = gone & come
        for step in steps:
            found.extend(_changes(step, old, new, shifted))
    return tuple(found)


def _paragraphs(steps: Sequence[Step]) -> Iterator[Step]:
    """The steps, with a text that was parted or joined as one: nothing in it is new or gone."""
    taken = False
    for step, following in zip_longest(steps, steps[1:]):
        one = _as_one(step, following) if following and not taken and not step.kept else None
        if not taken:
            yield one or step
        taken = one is not None


def _as_one(step: Step, following: Step) -> Step | None:
    """Two steps in which two blocks of one side are the only block of the other; else None."""
    sides = (step.old, following.old), (step.new, following.new)
    olds, news = ([block for block in side if block] for side in sides)
    if sorted((len(olds), len(news))) != [1, 2]:
        return None
    old, new = (side[0] if len(side) == 1 else _joined(*side) for side in (olds, news))
    if any(block.level for block in (*olds, *news)) or old.frame != new.frame:
        return None
    same = old.words.replace(PARAGRAPH, " ") == new.words.replace(PARAGRAPH, " ")
    return Step(old, new, following.under) if same else None


def _joined(one: Block, other: Block) -> Block:
    """Two paragraphs as one block."""
    return replace(
        one,
        words=f"{one.words}{PARAGRAPH}{other.words}",
        cites=(*one.cites, *other.cites),
        calls=(*one.calls, *other.calls),
        links=(*one.links, *other.links),
    )


def _meta(old: Item, new: Item) -> Iterator[Change]:
    before, after = old.record.meta, new.record.meta
    for name in dict.fromkeys((*before, *after)):
        was, now = before.get(name), after.get(name)
        if was != now:
            kind = _META.get(name, ChangeKind.LANGUAGE)
            yield Change(kind, (name,), was, now, old, new)


def _changes(step: Step, old: Item, new: Item, shifted: Counter[Any]) -> Iterator[Change]:
    was, now = step.old, step.new
    block = now or was
    if block is None or step.kept:
        return
    told = (was.cites if was else (), now.cites if now else ())
    if was is None or now is None:
        if block in shifted:
            # It is told once, where it stands now.
            if now is not None:
                words = ("text",), block.words, block.words
                yield Change(ChangeKind.ORDER, *words, old, new, *told, under=step.under)
            return
        kind, name = _alone(block, added=was is None)
        values = (getattr(was, name, None), getattr(now, name, None))
        yield Change(kind, (name,), *values, old, new, *told, under=step.under)
        return
    for kind, name in _ASPECTS:
        before, after = getattr(was, name), getattr(now, name)
        if before != after and not (name == "markup" and was.words != now.words):
            heading = name == "words" and now.level
            said = ChangeKind.HEADING if heading else kind
            about = now.words if kind is ChangeKind.MARKUP else ""
            both = (before, after, old, new)
            yield Change(said, (name,), *both, *told, under=step.under, about=about)


_ASPECTS = (
    (ChangeKind.TEXT, "words"),
    (ChangeKind.SOURCE, "cites"),
    (ChangeKind.INSERTED, "calls"),
    (ChangeKind.LINK, "links"),
    (ChangeKind.MARKUP, "markup"),
    (ChangeKind.MARKUP, "frame"),
    (ChangeKind.MARKUP, "level"),
)


def _alone(block: Block, *, added: bool) -> tuple[ChangeKind, str]:
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
    old: Sequence[Block], new: Sequence[Block]
) -> Iterator[tuple[Block | None, Block | None]]:
    """Pairs of blocks that correspond; those that are the same first, then those most alike."""
    matcher = SequenceMatcher(None, _keys(old), _keys(new), autojunk=False)
    for op, i1, i2, j1, j2 in matcher.get_opcodes():
        if op == "equal":
            yield from zip(old[i1:i2], new[j1:j2], strict=True)
        else:
            yield from _paired(old[i1:i2], new[j1:j2])


def _keys(side: Sequence[Block]) -> list[object]:
    return [(bool(block.level), block.words or block.calls) for block in side]


def _paired(
    old: Sequence[Block], new: Sequence[Block]
) -> Iterator[tuple[Block | None, Block | None]]:
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


def _likeness(one: Block, other: Block) -> float:
    """How much two blocks have in common, from 0 to 1; a heading is never like a text."""
    if bool(one.level) != bool(other.level) or bool(one.words) != bool(other.words):
        return 0.0
    if not one.words:
        macros = [[call.partition("(")[0] for call in block.calls] for block in (one, other)]
        return float(macros[0] == macros[1] and one.frame == other.frame)
    return likeness(one.words, other.words)
