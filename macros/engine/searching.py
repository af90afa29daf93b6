"""The search index of a build: collected page by page, written at the end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.structure.pages import Page

from macros.engine.guide import KEY
from macros.facts.derive import Facts
from macros.search.hits import Hit, of_other_plans, of_records
from macros.search.index import index
from macros.search.pages import of_page, plain
from macros.search.split import in_files
from macros.search.synonyms import word_groups

INDEX = "search/index.json"
THEMES = "search/search_index.json"
EMPTY = {"config": {"lang": ["no"], "separator": " ", "pipeline": []}, "docs": []}
"""What the theme's script fetches on every page. The index itself waits for a question."""


class Searchable:
    """What has been collected for the index so far."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.pages: dict[str, list[Hit]] = {}
        self.about: dict[str, str] = {}

    def add_page(self, page: Page, html: str) -> None:
        """Take in a page, and its own prose without what macros show."""
        if KEY in page.meta:
            html = ""  # a reader looks for what plans say, not for how files are written
        about = str(page.meta.get("description") or "")
        lang = str(page.meta.get("lang") or "nb")
        title = str(page.meta.get("title") or page.title)
        self.pages[page.url] = list(of_page(page.url, title, html, about=about, lang=lang))

    def add_record(self, name: str, html: str) -> None:
        """Take in what an editor has written on the page of a record."""
        self.about[name] = plain(html)

    def write(
        self, facts: Facts, site: Path, placed: Callable[[Iterable[Hit]], Iterable[Hit]]
    ) -> None:
        """Write the index of a period, into the folder that it is built in.

        `placed` says where on the site each hit is.
        """
        pages = [hit for _, hits in sorted(self.pages.items()) for hit in hits]
        hits = placed([*of_records(facts, self.about), *pages, *of_other_plans(facts)])
        (site / INDEX).parent.mkdir(parents=True, exist_ok=True)
        for name, text in in_files(INDEX, index(hits, word_groups(facts))).items():
            (site / name).write_text(text, encoding="utf-8")
        (site / THEMES).write_text(json.dumps(EMPTY), encoding="utf-8")
