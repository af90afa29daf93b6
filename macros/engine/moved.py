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
from macros.engine import root_pages as shell
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
    """A page that leads on.

    Attributes:
        old: Its address.
        new: Where it leads.
        places: What stood on the page, and where that is now.
    """

    old: str
    new: str
    places: Places = ()


def of_period(view: Workspace, period: str) -> tuple[list[Moved], dict[str, Places]]:
    """What has moved in a period.

    Returns:
        The pages that lead on, and address of a page that is still there → what has left it.
        All addresses are below the root of the period.
    """
    moved, here = view.loaded.redirects.get(period, {}), known(view, period)
    listed = (one.address for one in view.loaded.tree.addresses)
    below = (url.removeprefix(f"{period}/") for url in listed if url.startswith(f"{period}/"))
    places: dict[str, dict[str, str]] = defaultdict(dict)
    for url in (*below, *moved):
        page, _, anchor = url.partition("#")
        new = addresses.answer(url, here, moved)
        if anchor and new is not None and new != url:
            places[page][anchor] = new
    found = {page: tuple(rows.items()) for page, rows in places.items()}
    pages = [Moved(old, moved[old], found.get(old, ())) for old in moved if "#" not in old]
    return pages, {page: rows for page, rows in found.items() if page not in moved}


def older(site: Path, library: Library, listed: list[Listed]) -> list[Moved]:
    """What the alias once led to and the plan in force does not have: the newest plan that has it.

    The page there says that the plan is over, and links to the same place in the plan in force.

    Args:
        site: The finished site, without these.
        library: All plans.
        listed: Every address that was ever published.
    """
    found: list[Moved] = []
    prefix = f"{routes.ALIAS}/"
    for one in listed:
        url = one.address.removeprefix(prefix)
        if url == one.address or not url.endswith("/") or (site / one.address / PAGE).exists():
            continue
        periods = (plan.plan.id for plan in reversed(library.plans))
        has = next((name for name in periods if (site / name / url / PAGE).exists()), None)
        found += [Moved(one.address, f"{has}/{url}")] if has else []
    return found


def write(root: Path, folder: Path, moved: list[Moved], library: Library, *, url: str) -> None:
    """Write pages that lead on.

    Args:
        root: Folder of the tree.
        folder: Where the addresses begin: the folder of the site, or of one period in it.
        moved: What has moved.
        library: All plans.
        url: The address of that folder, ending with a slash.
    """
    above = any(url.endswith(f"/{period}/") for period in library.by_period)
    for one in moved:
        target = folder / one.old / PAGE
        target.parent.mkdir(parents=True, exist_ok=True)
        text = shell.page(
            root,
            "moved.html",
            library,
            base="../" * (one.old.count("/") + above),
            older=one.old.startswith(f"{routes.ALIAS}/"),
            href=routes.relative(one.new, one.old),
            canonical=urljoin(url, one.new),
            places=[(anchor, routes.relative(new, one.old)) for anchor, new in one.places],
        )
        target.write_text(text, encoding="utf-8")
