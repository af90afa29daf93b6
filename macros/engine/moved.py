"""Pages at addresses that something has moved from, and in the alias what only older plans have.

The browser is sent on by the page itself. Without script it cannot take a place (`#…`) along, so
each place that the list of published addresses has on the page stands on it, with a link of its
own; overrides/root/onward.js follows it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from macros.checks.addresses import known
from macros.engine.root_pages import root_page
from macros.facts import addresses
from macros.facts.workspace import Workspace
from macros.model import routes
from macros.model.plan import Library
from macros.reading.address_list import Listed

PAGE = "index.html"
Places = tuple[tuple[str, str], ...]
"""Anchors, each with the address of what it stood for."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A page that leads on: its address, where it leads, and where what stood on it is now."""

    old: str
    new: str
    places: Places = ()


def moved_in_period(workspace: Workspace, period: str) -> tuple[list[Moved], dict[str, Places]]:
    """What has moved in a period.

    Returns:
        The pages that lead on, and address of a page that is still there → what has left it.
        All addresses are below the root of the period.
    """
    moved, here = workspace.loaded.redirects.get(period, {}), known(workspace, period)
    listed = (one.address for one in workspace.loaded.tree.addresses)
    below = (url.removeprefix(f"{period}/") for url in listed if url.startswith(f"{period}/"))
    places: dict[str, dict[str, str]] = defaultdict(dict)
    for url in (*below, *moved):
        page, _, anchor = url.partition("#")
        new = addresses.answer(url, here, moved)
        if anchor and new is not None and new != url:
            places[page][anchor] = new
    by_page = {page: tuple(anchors.items()) for page, anchors in places.items()}
    pages = [Moved(old, new, by_page.get(old, ())) for old, new in moved.items() if "#" not in old]
    return pages, {page: anchors for page, anchors in by_page.items() if page not in moved}


def only_in_older_plans(site: Path, library: Library, listed: list[Listed]) -> list[Moved]:
    """What the alias once led to and the plan in force does not have: the newest plan that has it.

    The page there says that the plan is over, and links to the same place in the plan in force.
    """
    pages: list[Moved] = []
    for address in (one.address for one in listed):
        alias, _, url = address.partition("/")
        if alias == routes.ALIAS and url.endswith("/") and not (site / address / PAGE).exists():
            periods = (data.plan.id for data in reversed(library.plans))
            having = [period for period in periods if (site / period / url / PAGE).exists()]
            pages += [Moved(address, f"{period}/{url}") for period in having[:1]]
    return pages


def write(root: Path, folder: Path, moved: list[Moved], library: Library, *, url: str) -> None:
    """Write pages that lead on.

    Args:
        root: Folder of the tree.
        folder: Where the addresses begin: the folder of the site, or of one period in it.
        moved: The pages.
        library: All plans.
        url: The address of that folder, ending with a slash.
    """
    above = any(url.endswith(f"/{period}/") for period in library.by_period)
    for page in moved:
        text = root_page(
            root,
            "moved.html",
            library,
            base="../" * (page.old.count("/") + above),
            older=page.old.startswith(f"{routes.ALIAS}/"),
            href=routes.relative(page.new, page.old),
            canonical=urljoin(url, page.new.partition("#")[0]),  # a row is part of its page
            places=[(anchor, routes.relative(new, page.old)) for anchor, new in page.places],
        )
        target = folder / page.old / PAGE
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
