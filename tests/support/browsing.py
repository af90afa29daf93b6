"""A real browser on a served site: what it said, what it asked for, and which pages there are."""

from __future__ import annotations

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
SHARES = range(8)
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
        """Open a page of the site: it is there, and its scripts have run."""
        self.page.goto(f"{self.url}{path}", wait_until="load")

    def still(self) -> None:
        """Wait until nothing more is asked for."""
        self.page.wait_for_load_state("networkidle")

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


def _pages(site: Path, period: str) -> list[Path]:
    """The pages of a period, but for those that only lead on from an address of former days."""
    files = sorted((site / period).rglob("*.html"))
    return [path for path in files if not _REFRESH.search(path.read_text("utf-8"))]


OTHERS = ["", "finnes-ikke/", "gjeldende/tiltak/"]
"""The front door, an address that does not exist, and a redirect."""


def addresses(site: Path) -> list[str]:
    """Every page of every period, relative to the root, and the others."""
    paths = [path for period in periods(site) for path in _pages(site, period)]
    return OTHERS + [_address(site, path) for path in paths]


def _address(site: Path, path: Path) -> str:
    return path.relative_to(site).as_posix().removesuffix("index.html")


def one_of_each(site: Path) -> list[str]:
    """The largest page of each record type, the largest at each other address, and the others."""
    found: dict[str, list[Path]] = {}
    for period in periods(site):
        for path in _pages(site, period):
            parts = path.relative_to(site / period).parts
            record = len(parts) == 3 and parts[0] in _RECORDS
            found.setdefault(parts[0] if record else "/".join(parts), []).append(path)
    largest = [max(paths, key=lambda path: path.stat().st_size) for paths in found.values()]
    return OTHERS + [_address(site, path) for path in largest]


def one_a_template(site: Path) -> list[str]:
    """The largest page of each record type, the others, and as few as have all there is."""
    folders = [path for path in one_of_each(site) if path.count("/") == 3]
    records = [path for path in folders if path.split("/")[1] in _RECORDS]
    return [*OTHERS, *records, *(path for path in all_there_is(site) if path not in records)]


def all_there_is(site: Path) -> list[str]:
    """A few pages that between them have every element with every class there is."""
    pages = {
        _address(site, path): _elements(path.read_text("utf-8"))
        for period in periods(site)
        for path in _pages(site, period)
    }
    left, chosen = set[tuple[str, str]]().union(*pages.values()), []
    while left:
        chosen.append(max(pages, key=lambda name: len(pages[name] & left)))
        left -= pages[chosen[-1]]
    return chosen


def _elements(text: str) -> set[tuple[str, str]]:
    """Each element with each of its classes."""
    found = set()
    for tag, inside in re.findall(r"<([a-z][\w-]*)((?:\s[^>]*)?)>", text):
        classes = re.search(r'\sclass="([^"]*)"', inside)
        found |= {(tag, name) for name in (classes[1].split() if classes else [""])}
    return found
