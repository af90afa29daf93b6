"""The anchors of a page, from what renders it: Python-Markdown, set up as `mkdocs.yml` says.

What it gives to the same heading twice, or beside an anchor that somebody has written, follows
rules of its own. So it is asked, and only about pages that a link with an anchor leads to.
"""

from __future__ import annotations

from functools import cache, lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.extensions.attr_list import (  # type: ignore[import-untyped]
    AttrListTreeprocessor,
)
from markdown.extensions.toc import slugify_unicode  # type: ignore[import-untyped]

from macros.reading.front_matter import Page
from macros.reading.prose import CALLS

EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list"]
"""Those that MkDocs always has, and those of `mkdocs.yml`."""
SETTINGS = {"toc": {"slugify": slugify_unicode, "permalink": False}}
"""Their settings there: an anchor keeps æ, ø and å."""
_LAST = -100
"""Priority of a step after which no element gets another anchor."""
_OF_LISTS = 8
"""Priority of the step that reads lists of attributes, as its extension has it."""


class _Ids:
    """A step of Python-Markdown that keeps the anchors of a page when it is done."""

    found: frozenset[str] = frozenset()

    def run(self, root: Element) -> None:
        self.found = frozenset(at.attrib["id"] for at in root.iter("*") if "id" in at.attrib)


class _Lists(AttrListTreeprocessor):  # type: ignore[misc]
    """The step that reads lists of attributes, which keeps what stands in each."""

    def __init__(self, reader: Markdown) -> None:
        super().__init__(reader)
        self.found: list[str] = []

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        """What Python-Markdown does with a list; it gives back the text that is none."""
        left: str = super().assign_attrs(elem, attrs_string, strict=strict)
        if not (strict and left):
            self.found.append(attrs_string.partition("}")[0])
        return left


def anchors(page: Page) -> frozenset[str]:
    """Every anchor that a page gets: of its headings, and of what else is given one."""
    return _anchors(page.body)


@lru_cache(maxsize=4096)
def _anchors(body: str) -> frozenset[str]:
    reader, ids = markdown()
    ids.found = frozenset()  # of an empty page nothing is run
    try:
        reader.reset().convert(CALLS.sub("x", body))
    except RecursionError:  # lists in lists without end, which no build gets through either
        markdown.cache_clear()  # it still believes that it is inside them
        return frozenset()
    return ids.found


def lists_of_attributes(text: str) -> list[str]:
    """What stands in every list of attributes in a text without calls."""
    reader, _ = markdown()
    lists = reader.treeprocessors["attr_list"]
    lists.found = []
    try:
        reader.reset().convert(text)
    except RecursionError:
        markdown.cache_clear()
    found: list[str] = lists.found
    return found


@cache
def markdown() -> tuple[Markdown, _Ids]:
    """Python-Markdown as the site has it, and what keeps the anchors that it gives."""
    made, ids = Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS), _Ids()
    made.treeprocessors.register(ids, "ids", _LAST)
    made.treeprocessors.register(_Lists(made), "attr_list", _OF_LISTS)
    return made, ids
