"""Asking the search: through the box on a page, or its engine alone, and a tree of any size."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from building import ROOT
from playwright.sync_api import Page, expect

SCRIPTS = ROOT / "overrides" / "assets" / "search"
NOTHING = "Skriv søkeord"
WAITING = "Søker …"
_HITS = """items => items.slice(0, 10).map(item => ({
    href: item.querySelector("a").href,
    links: [...item.querySelectorAll("a")].filter((a) => a.checkVisibility()).map((a) => a.href),
    title: item.querySelector("h1 > span").textContent,
    lang: item.querySelector("h1 > span").lang,
    kind: item.querySelector("h1 .pl-hit")?.textContent ?? "",
    text: item.querySelector("a").textContent,
}))"""


def open_box(page: Page) -> None:
    """Put the cursor in the search box, and wait until it can answer."""
    page.locator(".md-search__input").click()
    expect(page.locator(".md-search-result__meta")).to_have_text(NOTHING)


def ask(page: Page, question: str) -> list[dict[str, Any]]:
    """Ask through the open box, and wait for the answer.

    Returns:
        The first ten hits: href, the links that are in sight (the page, and the best of its
        parts), title, lang, kind and the whole text.
    """
    box = page.locator(".md-search__input")
    meta = page.locator(".md-search-result__meta")
    box.fill("")
    box.press("End")
    expect(meta).to_have_text(NOTHING)
    box.fill(question)
    box.press("End")
    expect(meta).not_to_have_text(re.compile(f"{NOTHING}|{WAITING}"))
    found: list[dict[str, Any]] = page.locator(".md-search-result__item").evaluate_all(_HITS)
    return found


def place(href: str, base: str) -> str:
    """Where a hit leads, relative to the root of the period; to another with `../`."""
    parts = urlsplit(href)
    path = parts.path.removeprefix(base) if parts.path.startswith(base) else f"..{parts.path}"
    return path + (f"#{unquote(parts.fragment)}" if parts.fragment else "")


def index_of(site: Path, period: str) -> dict[str, Any]:
    """The index of a period of a published site."""
    whole: dict[str, Any] = json.loads((site / period / "search" / "index.json").read_text("utf-8"))
    return whole


class Engine:
    """The engine in an empty page, without box, worker or network."""

    def __init__(self, page: Page, index: dict[str, Any] | None = None) -> None:
        self.page = page
        for name in ("little.js", "norwegian.js", "shown.js", "question.js", "engine.js"):
            page.add_script_tag(content=(SCRIPTS / name).read_text("utf-8"))
        page.evaluate("index => { self.engine = self.searchEngine(index); }", index or small([]))

    def stems(self, words: list[str]) -> list[str]:
        found: list[str] = self.page.evaluate("words => words.map(self.norwegian.stem)", words)
        return found

    def hits(self, question: str) -> list[dict[str, Any]]:
        """The first hit of each group."""
        return [group[0] for group in self.groups(question)]

    def groups(self, question: str) -> list[list[dict[str, Any]]]:
        found: list[list[dict[str, Any]]]
        found = self.page.evaluate("question => self.engine.search(question)", question)
        return found

    def first(self, asked: list[tuple[str, int]]) -> list[list[str]]:
        """Where the first groups of hits lead, for each of many questions: as many as it says."""
        script = """asked => asked.map(([question, count]) =>
            self.engine.search(question).slice(0, count).flat().map((hit) => hit.location))"""
        found: list[list[str]] = self.page.evaluate(script, asked)
        return found


def small(docs: list[dict[str, Any]], also: list[str] | None = None) -> dict[str, Any]:
    """An index of some documents, each with at least a location."""
    return {"docs": [{"title": "Uten navn", **doc} for doc in docs], "also": also or []}


def found(
    page: Page, question: str, *docs: dict[str, Any], also: list[str] | None = None
) -> list[str]:
    """Where the hits lead, for an index of some documents among others that say nothing."""
    filler = [{"location": f"fyll-{i}/", "title": "Fyll", "text": "noe"} for i in range(20)]
    engine = Engine(page, small([*docs, *filler], also))
    return [hit["location"] for hit in engine.hits(question)]
