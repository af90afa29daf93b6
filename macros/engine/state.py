"""What one build of one period carries from hook to hook."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from macros.engine.embeds import Embeds
from macros.engine.moved import Moved, Places
from macros.engine.parted import Parted
from macros.engine.searching import Searchable
from macros.engine.sharing import Descriptions
from macros.export.plan_json import Open
from macros.facts.derive import Facts
from macros.facts.entries import Entry
from macros.facts.workspace import Workspace
from macros.problems import Problem
from macros.reading.prose import MARK, mark
from macros.views.changes.plans import PlanComparison
from macros.views.render import Kept, Views

_ALONE = re.compile(rf"<p>((?:\s*{MARK.pattern}\s*)+)</p>")
_IN_TAG = re.compile(rf"<[^<>]*{MARK.pattern}[^<>]*>")


Slot = tuple[Callable[[int], str], bool]
"""What shows the answer of a macro on the page, given its number, and whether in a sentence."""


def no_one(_done: int, _total: int) -> None:
    """Nobody waits for the build."""


@dataclass(slots=True)
class Given:
    """What a publication has read, once, for the builds of all its periods."""

    workspace: Workspace
    opened: Open  # with the history of deadlines, and the short name of what is built
    document: bool = False  # whether each plan gets its document
    advance: Callable[[int, int], None] = no_one  # told how many pages are done, of how many
    compared: dict[tuple[str, str], PlanComparison] = field(
        default_factory=dict
    )  # by pair of plans
    moved: dict[str, dict[str, str]] = field(default_factory=dict)  # of periods built before


@dataclass(slots=True)
class Build:
    """One build."""

    root: Path  # folder of the tree
    period: str  # the plan that is built
    facts: Facts  # what its pages show
    views: Views
    addresses: dict[str, set[str]]  # period → every page address it has, for the selector
    embeds: Embeds  # what others may show on sites of their own
    problems: list[Problem] = field(default_factory=list)  # where a live preview goes on in spite
    slots: list[Slot] = field(default_factory=list)  # what macros of the page have set aside
    placed: set[str] = field(default_factory=set)  # records that have their place on the page
    text: str = ""  # the Markdown of the page, with the marks of the slots
    made: dict[str, Entry] = field(default_factory=dict)  # address of a record page → its record
    record_pages: dict[str, Page] = field(default_factory=dict)  # path → page that we write
    nav: Any = None  # MkDocs' menu
    languages: dict[str, str] = field(default_factory=dict)  # path of a page → another language
    shared_text: set[str] = field(default_factory=set)  # common pages, the same in every period
    empty: set[str] = field(default_factory=set)  # path of a page whose macros all list nothing
    search: Searchable = field(default_factory=Searchable)  # what the search will find
    kept: Kept = field(default_factory=Kept)  # drawings on the page, as files of their own
    titles: dict[str, str] = field(default_factory=dict)  # address of a page → its title
    descriptions: Descriptions = field(default_factory=Descriptions)
    parted: Parted = field(default_factory=Parted)  # long lists, each in pages of its own
    moved: list[Moved] = field(default_factory=list)  # pages that lead on from where something was
    left: dict[str, Places] = field(default_factory=dict)  # page → what stood there once
    corrected: dict[str, list[Entry]] = field(default_factory=dict)  # page → errata that concern it
    edition: str = ""  # short name of what is built; empty outside git
    advance: Callable[[int, int], None] = no_one
    waiting: dict[str, Callable[[], None]] = field(default_factory=dict)  # what makes a page late
    frames: Any = None  # what stands around pages that are made late
    pages_done: int = 0
    pages_all: int = 0

    def linked(self, files: Files) -> Callable[[str], File | None]:
        """What finds the file that a link leads to, by its path."""

        def find(name: str) -> File | None:
            page = self.record_pages.get(name)
            return page.file if page else files.get_file_from_path(name)

        return find

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
        return self._filled(html, lambda slot: slot[1])

    def fill(self, html: str, page: Page) -> str:
        """Put what was set aside in the place of its mark, and start anew.

        Raises:
            PluginError: Where a mark stands where only text can stand: in an attribute, or in
                the list of contents. The check lets no call come there.
        """
        if _IN_TAG.search(html) or MARK.search("".join(map(str, page.toc))):
            path = page.file.abs_src_path or page.file.src_uri
            message = "Et makrokall står i en overskrift, en lenke eller et bilde."
            raise PluginError(f"{path}:1:1: {message} Flytt det ut i teksten.")
        filled = self._filled(html, lambda _slot: True)
        self.slots.clear()
        return filled

    def _filled(self, html: str, wanted: Callable[[Slot], bool]) -> str:
        def bare(hit: re.Match[str]) -> str:
            """The paragraph around tables and pictures that stand alone in it is taken away."""
            inline = any(self.slots[int(number)][1] for number in MARK.findall(hit[1]))
            return hit[0] if inline else hit[1]

        def shown(hit: re.Match[str]) -> str:
            slot = self.slots[int(hit[1])]
            return slot[0](int(hit[1])) if wanted(slot) else ""

        return MARK.sub(shown, _ALONE.sub(bare, html))


current: list[Build] = []
"""The build that goes on; at most one. A list, so that modules share it without `global`."""


given: list[Given] = []
"""What the publication that goes on has read; empty where MkDocs was started by itself."""


def build() -> Build:
    """The build that goes on."""
    return current[0]
