"""A real browser on a served site: what it said, what it asked for, and which pages there are."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, Route

from macros.cli.serve import server
from macros.model import routes
from macros.publish import HOST

FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
BOTH = {"390": PHONE, "1280": DESK}
EVERY_PAGE = bool(os.environ.get("ALLE_SIDER"))
"""Whether to look at every page, and not only at one of each type."""
SHARES = range(24 if EVERY_PAGE else 8)
"""The pages are dealt out, so that all workers have something to do."""
_REFRESH = re.compile(r'<meta http-equiv="refresh"[^>]*>')
UNLIKE = [
    "",
    "tiltak/",
    "omrader/",
    "tidslinje/",
    "kilder/",
    "organisering/",
    "endringer/",
    "omrader/tema-beredskap/",
]
"""Pages of a period that are least like each other: tables, cards, pictures, names, a record."""
_RECORDS = set(routes.PAGES.values())


@dataclass
class Visit:
    """A page in a browser, and everything that happened on the way."""

    page: Page
    url: str
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(f"{self.url}{path}", wait_until="networkidle")

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.url)

    @property
    def foreign(self) -> list[str]:
        """Requests to anybody else."""
        return [u for u in self.asked if not u.startswith((self.url, "data:", "blob:"))]


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Where a site is served while the block runs, ending with a slash."""
    with server(site, port=0) as http:
        thread = threading.Thread(target=http.serve_forever, daemon=True)
        thread.start()
        yield f"http://{HOST}:{http.server_port}/"
        http.shutdown()
        thread.join()


def _failed(made: Visit, request: Request) -> None:
    """A request that failed; what the browser drops because the reader went on is no failure."""
    if request.failure != "net::ERR_ABORTED":
        made.said.append(f"failed: {request.url} {request.failure}")


@contextmanager
def visiting(browser: Browser, url: str, **options: Any) -> Iterator[Visit]:
    """A visit of its own: nothing is remembered from others. Asserts nothing."""
    context = browser.new_context(**{"viewport": DESK, "locale": "nb-NO", **options})
    made = Visit(context.new_page(), url)
    context.on("console", lambda m: made.said.append(f"{m.type}: {m.text}"))
    context.on("weberror", lambda e: made.said.append(str(e.error)))
    context.on("request", lambda r: made.asked.append(r.url))
    context.on("requestfailed", lambda r: _failed(made, r))
    yield made
    context.close()


def leads_on(url: str) -> bool:
    """Whether an address is one that sends the reader on."""
    path = urlsplit(url).path
    return path == "/" or path.startswith("/gjeldende/")


def stay(context: BrowserContext) -> None:
    """Let pages that lead on at once be looked at: takes out what leads on, nothing else."""

    def whole(route: Route) -> None:
        answer = route.fetch()
        if "text/html" not in answer.headers.get("content-type", ""):
            return route.fulfill(response=answer)
        return route.fulfill(response=answer, body=_REFRESH.sub("", answer.text()))

    context.route(leads_on, whole)


def periods(site: Path) -> list[str]:
    """The periods of a site, oldest first."""
    return sorted(path.name for path in site.glob("????-????"))


def addresses(site: Path, *, every: bool = EVERY_PAGE) -> list[str]:
    """The addresses to look at, relative to the root.

    Args:
        site: A published site.
        every: Whether to name every page; otherwise the largest page of each record type, and
            each of the others.

    Returns:
        The front door, an address that does not exist, a redirect, and pages of every period.
    """
    found = ["", "finnes-ikke/", "gjeldende/tiltak/"]
    for period in periods(site):
        by_type: dict[str, list[Path]] = {}
        for path in sorted((site / period).rglob("*.html")):
            parts = path.relative_to(site / period).parts
            record = len(parts) == 3 and parts[0] in _RECORDS
            by_type.setdefault(parts[0] if record else "/".join(parts), []).append(path)
        for paths in by_type.values():
            chosen = paths if every else [max(paths, key=lambda path: path.stat().st_size)]
            found += [p.relative_to(site).as_posix().removesuffix("index.html") for p in chosen]
    return found
