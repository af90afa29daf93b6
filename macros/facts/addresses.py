"""Every page a period has, and where a page's counterpart in another period is."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Set
from typing import Any

from macros.facts.citations import written_pages
from macros.facts.derive import Facts
from macros.facts.entries import Entry, grouped
from macros.load.library import Loaded
from macros.model import routes

_FEW = 3
"""More new pages than this say nothing of where one of them came from."""


def all_of(loaded: Loaded, facts: Facts) -> set[str]:
    """Every page address of a period."""
    written = {routes.of_page(path) for path in written_pages(loaded, facts.period)}
    sources = {routes.source(source.id) for source in facts.library.shared.sources}
    return written | sources | {entry.url for entry in facts.entries.values() if entry.paged}


def anchors(facts: Facts) -> set[str]:
    """Every permanent address of a period that is a place on a page: `page/#id`."""
    urls = {entry.url for entry in facts.entries.values() if "#" in entry.url}
    urls |= {routes.conflict(at.conflict.id) for at in facts.conflicts()}
    return urls | {routes.address("source", source.id) for source in facts.library.shared.sources}


def on_lists(facts: Facts) -> set[str]:
    """The place of each record in the list of its type, whether or not it has a page as well.

    What was a row answers where it always did when it has become a page.
    """
    entries = facts.entries.values()
    return {
        routes.address(entry.record_type, entry.id, row=True)
        for entry in entries
        if entry.record_type in routes.PAGES
    }


def moved_to(loaded: Loaded, facts: Facts, url: str) -> list[str]:
    """The page that a published one of a plan has become, or each that it may have become.

    It is what is declared, or else a page that was never published: the one whose name is most
    like it, or any of a few. Addresses are below the root of the plan.
    """
    if url in loaded.redirects.get(facts.period, {}):
        return [loaded.redirects[facts.period][url]]
    published = {listed.address for listed in loaded.tree.addresses}
    here = {routes.of_page(path) for path in written_pages(loaded, facts.period)}
    if "#" in url or url in here or f"{facts.period}/{url}" not in published:
        return []
    new = sorted(page for page in here if page and f"{facts.period}/{page}" not in published)
    names = {page.rstrip("/").rpartition("/")[2]: page for page in new}
    last = url.rstrip("/").rpartition("/")[2]
    close = difflib.get_close_matches(last, names, n=1, cutoff=0.6)
    return [names[close[0]]] if close else new if len(new) <= _FEW else []


def by_page(facts: Facts) -> dict[str, set[str]]:
    """Page of a period → the places that records and sections of sources have on it."""
    urls = anchors(facts) | on_lists(facts) | {place.url for place in facts.places.values()}
    places = grouped((url.partition("#")[0], url.partition("#")[2]) for url in urls)
    return {page: set(names) for page, names in places.items()}


def answer(address: str, known: Set[str], moved: Mapping[str, str]) -> str | None:
    """Where an address of a period leads today; None where it leads nowhere.

    Args:
        address: A page or a place on one, below the root of the period.
        known: Every page and place that the period has.
        moved: Address that has moved → where it is now. What stood on a page has moved with it.
    """
    if address in known or address in moved:
        return moved.get(address, address)
    page, _, anchor = address.partition("#")
    if not anchor or page not in moved:
        return None
    here = f"{moved[page].partition('#')[0]}#{anchor}"
    return here if here in known else None


def corrected(facts: Facts) -> dict[str, list[Entry]]:
    """Address of a page → the errata that concern what stands on it, in the order of the file.

    What an erratum says of something that is gone stands where readers of it are led.
    """
    where = {**facts.gone, **{name: entry.url for name, entry in facts.entries.items()}}

    def pages(erratum: Any) -> dict[str, None]:
        urls = [where[name] for name in erratum.corrects if name in where]
        urls += [facts.now(routes.of_page(path)) for path in erratum.pages]
        return dict.fromkeys(url.partition("#")[0] for url in urls)

    return grouped((url, e) for e in facts.of("erratum") for url in pages(e.record))


def counterpart(url: str, facts: Facts, other: str, pages: set[str]) -> tuple[str, bool]:
    """Where a reader of a page should land in another period, of which all addresses are given.

    The record that continues this one (or that it continues), else the same address, else the
    nearest page above it; and whether it is the same thing rather than the nearest there is.
    """
    name = url.rstrip("/").rpartition("/")[2]
    if name in facts.entries and facts.entries[name].url == url:
        shared = [facts.by_plan[other][name]] if name in facts.by_plan[other] else []
        for record in (*facts.after.get(name, ()), *facts.before.get(name, ()), *shared):
            if record.period == other:
                return record.url, True
    same = url
    while url not in pages and url:
        parent = url.rstrip("/").rpartition("/")[0]
        url = f"{parent}/" if parent else ""
    return url, url == same
