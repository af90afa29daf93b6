"""Every page a period has, and where a page's counterpart in another period is."""

from __future__ import annotations

from macros import routes
from macros.derive import Facts, Step
from macros.loading import Loaded
from macros.reading.tree import COMMON


def of_page(path: str) -> str:
    """The address of a Markdown file, from its path below docs/<period>/.

    Args:
        path: For instance `om-planen.md` or `tiltak/index.md`.
    """
    stem = path.removesuffix(".md")
    stem = "" if stem == "index" else stem.removesuffix("/index")
    return f"{stem}/" if stem else ""


def sources(loaded: Loaded, period: str) -> dict[str, str]:
    """Path below the root of the period → file, for every page that is written by hand.

    A page of the period stands before the common page of the same name.
    """
    found = {}
    for folder in (COMMON, period):
        prefix = f"docs/{folder}/"
        for page in loaded.tree.pages.get(folder, ()):
            found[page.path.removeprefix(prefix)] = page.path
    return found


def record_pages(facts: Facts) -> dict[str, str]:
    """Path of the Markdown file that a record's page has or would have → id of the record."""
    return {
        f"{routes.PAGES[entry.kind]}/{entry.id}.md": entry.id
        for entry in facts.entries.values()
        if entry.kind in routes.PAGES
    }


def all_of(loaded: Loaded, facts: Facts) -> set[str]:
    """Every page address of a period."""
    paths = {*sources(loaded, facts.period), *record_pages(facts)}
    return {of_page(path) for path in paths}


def counterpart(url: str, facts: Facts, other: str, pages: set[str]) -> str:
    """Where a reader of a page should land in another period.

    The record that continues this one (or that it continues), else the same address, else the
    nearest page above it.

    Args:
        url: Address of the page in this period.
        facts: This period.
        other: The other period.
        pages: Every address of the other period.
    """
    name = url.rstrip("/").rpartition("/")[2]
    steps: list[Step] = [*facts.after.get(name, ()), *facts.before.get(name, ())]
    if name in facts.entries and facts.entries[name].url == url:
        for step in steps:
            if step.period == other:
                return step.entry.url.partition("#")[0]
    while url not in pages and url:
        parent = url.rstrip("/").rpartition("/")[0]
        url = f"{parent}/" if parent else ""
    return url
