"""What one build of one period carries from hook to hook."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from macros.engine.moved import Moved, Places
from macros.engine.searching import Searchable
from macros.facts.derive import Facts
from macros.facts.entries import Entry
from macros.problems import Problem
from macros.reading.prose import MARK, mark
from macros.views.render import Views

_ALONE = re.compile(rf"<p>((?:\s*{MARK.pattern}\s*)+)</p>")
_IN_TAG = re.compile(rf"<[^<>]*{MARK.pattern}[^<>]*>")


@dataclass(slots=True)
class Build:
    """One build.

    Attributes:
        root: Folder of the tree.
        period: The plan that is built.
        facts: What its pages show.
        views: Renders it.
        addresses: Period → every page address it has, for the version selector.
        problems: What is wrong with the tree, where a live preview goes on in spite of it.
        slots: What macros of the page being rendered have set aside until after Markdown.
        text: The Markdown of the page being rendered.
        made: Address of a record page → its record.
        languages: Path of a page → its language, for those that are not in bokmål.
        shared_text: Paths of common pages that say the same in every period.
        search: What the search will find.
        moved: The pages that lead on from where something was.
        left: Address of a page → what stood on it once, and where that is now.
        corrected: Address of a page → the errata that concern it.
        pages_done: How many pages have been written.
        pages_all: How many there are to write.
    """

    root: Path
    period: str
    facts: Facts
    views: Views
    addresses: dict[str, set[str]]
    problems: list[Problem] = field(default_factory=list)
    slots: list[tuple[Callable[[int], str], bool]] = field(default_factory=list)
    text: str = ""
    made: dict[str, Entry] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    shared_text: set[str] = field(default_factory=set)
    search: Searchable = field(default_factory=Searchable)
    moved: list[Moved] = field(default_factory=list)
    left: dict[str, Places] = field(default_factory=dict)
    corrected: dict[str, list[Entry]] = field(default_factory=dict)
    pages_done: int = 0
    pages_all: int = 0

    def set_aside(self, render: Callable[[int], str], *, inline: bool) -> str:
        """Keep something to be shown, and return the mark that stands for it in the Markdown.

        Tables never pass through Markdown: it would cost most of the build, and could read
        something into their text.
        """
        # What stands inside a sentence is asked for twice: for the search, and for the page.
        self.slots.append((cache(render), inline))
        return mark(len(self.slots) - 1)

    def prose(self, html: str) -> str:
        """What an editor has written on the page, with what macros say inside a sentence."""

        def shown(hit: re.Match[str]) -> str:
            render, inline = self.slots[int(hit.group(1))]
            return render(int(hit.group(1))) if inline else ""

        return MARK.sub(shown, self._bare(html))

    def fill(self, html: str, page: Page) -> str:
        """Put what was set aside in the place of its mark, and start anew.

        Raises:
            PluginError: Where a mark stands where only text can stand: in an attribute, or in
                the list of contents. The check lets no call come there.
        """
        if _IN_TAG.search(html) or MARK.search("".join(map(str, page.toc))):
            path = page.file.abs_src_path or page.file.src_uri
            said = "Et makrokall står i en overskrift, en lenke eller et bilde."
            raise PluginError(f"{path}:1:1: {said} Flytt det ut i teksten.")

        def shown(hit: re.Match[str]) -> str:
            return self.slots[int(hit.group(1))][0](int(hit.group(1)))

        filled = MARK.sub(shown, self._bare(html))
        self.slots.clear()
        return filled

    def _bare(self, html: str) -> str:
        """Take away the paragraph around tables and pictures, where they stand alone in it."""

        def bare(hit: re.Match[str]) -> str:
            numbers = map(int, MARK.findall(hit.group(1)))
            inline = any(self.slots[number][1] for number in numbers)
            return hit.group(0) if inline else hit.group(1)

        return _ALONE.sub(bare, html)


current: list[Build] = []
"""The build that goes on; at most one. A list, so that modules share it without `global`."""


def build() -> Build:
    """The build that goes on."""
    return current[0]
