"""Pages of one record, written past MkDocs' page pipeline: nothing on them is Markdown.

The frame around them is the theme's, as around every page, but rendered once for all that differ
only in what is put in its place afterwards: content, title, address, and links to other periods.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment
from markupsafe import escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from macros.engine.frame import Frame, frame
from macros.engine.menu import Menu
from macros.facts.entries import Entry
from macros.views.render import INTERFACE

_LOOKED_FOR = ("data-name=", "data-parts=", "<h1")
"""What templates around a page look for in its content."""
_MARKED = re.compile(r"(\ue000|%EE%80%80)(\w+)(?:\ue001|%EE%80%81)")
"""A mark in the frame: as it is, or encoded for an address."""


def record_page(config: MkDocsConfig, name: str, entry: Entry) -> Page:
    """The page of a record that nobody has written a page for, as MkDocs would know it."""
    page = Page(None, File.generated(config, name, content="", inclusion=_UNLISTED), config)
    page.markdown = page.content = ""
    page.meta = {"title": entry.title, "hide": ["toc"]}
    return page


_UNLISTED = InclusionLevel.NOT_IN_NAV


class Frames:
    """What stands around the pages of records."""

    def __init__(
        self, env: Environment, config: MkDocsConfig, files: Files, nav: Navigation
    ) -> None:
        """With what MkDocs renders its pages with."""
        self._env, self.config, self._nav = env, config, nav
        self._pages = files.documentation_pages()
        self._known: dict[tuple[Any, ...], list[str]] = {}
        self._menus: dict[tuple[str, ...], Menu] = {}

    def around(self, page: Page, html: str) -> str:
        """The whole page, as the ordinary way would make it of this content."""
        folder = page.url.split("/")[:-2]
        shown = frame(page.url, INTERFACE, page, self._menus.get((*folder,)))
        self._menus[*folder,] = shown.menu
        exact = tuple(version.exact for version in shown.versions)
        family = (*folder, exact, *(text in html for text in _LOOKED_FOR))
        if family not in self._known:
            self._known[family] = self._parts(page, html, shown)
        values = _values(page, shown)
        html_of = {"content": html, "data": shown.data}  # what is HTML already
        parts = self._known[family].copy()
        parts[1::2] = [html_of[n] if n in html_of else _put(values, n) for n in parts[1::2]]
        return "".join(parts)

    def _parts(self, page: Page, html: str, shown: Frame) -> list[str]:
        """The frame of a family of pages: text, and between the texts names of values."""
        stand_in = copy(page)
        stand_in.file = copy(page.file)
        stand_in.file.page = stand_in
        stand_in.meta = {**page.meta, "title": _mark("title"), "description": ""}
        stand_in.content, stand_in.canonical_url = html, _mark("canonical")
        versions = tuple(
            replace(version, href=version.href and _mark(f"version{number}"))
            for number, version in enumerate(shown.versions)
        )
        counterpart = shown.counterpart and replace(shown.counterpart, href=_mark("counterpart"))
        marks = {name: _mark(name) for name in ("canonical", "description", "data")}
        marks["title"] = _mark("tab")
        marked: Frame = replace(
            shown,
            versions=versions,
            counterpart=counterpart,
            **marks,  # type: ignore[arg-type]
        )
        text = self.render(stand_in, marked)
        before, after = text.split(html)  # once, or this is no frame
        return [*_split(before), "content", *_split(after)]

    def render(self, page: Page, shown: Frame) -> str:
        """A page in the ordinary way: through all templates around it."""
        context = get_context(self._nav, self._pages, self.config, page)
        context["frame"] = shown  # type: ignore[typeddict-unknown-key]
        return self._env.get_template("main.html").render(context)


def _mark(name: str) -> str:
    """What stands in the frame for a value: letters that no text has (Unicode, private use)."""
    return f"\ue000{name}\ue001"


def _split(text: str) -> list[str]:
    """A frame at its marks. What a template has encoded for an address is a value of its own."""
    parts, done = [], 0
    for hit in _MARKED.finditer(text):
        parts += [text[done : hit.start()], f"{'%' if hit[1][0] == '%' else ''}{hit[2]}"]
        done = hit.end()
    return [*parts, text[done:]]


def _values(page: Page, shown: Frame) -> dict[str, str]:
    """What is put into the frame of a page, by the names of the marks."""
    values = {f"version{number}": v.href for number, v in enumerate(shown.versions)}
    return values | {
        "title": str(page.meta["title"]),
        "tab": shown.title,
        "description": shown.description,
        "canonical": shown.canonical,
        "counterpart": shown.counterpart.href if shown.counterpart else "",
    }


def _put(values: Mapping[str, str], name: str) -> str:
    """A value as it stands in HTML, or encoded for an address."""
    return quote(values[name[1:]]) if name[0] == "%" else str(escape(values[name]))


def write(site: Path, url: str, text: str) -> None:
    """Write a page where MkDocs would."""
    folder = site / url
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(text, encoding="utf-8")
