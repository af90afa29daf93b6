"""A first view of a page: light, from one place only, still, quiet, and remembered by nobody.

Weights are those of the files on disk, of every page; a browser then sees that it fetches no more.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

import pytest
from browsing import (
    BOTH,
    OTHERS,
    SHARES,
    Visit,
    all_there_is,
    leads_on,
    one_of_each,
    stay,
    visiting,
)
from playwright.sync_api import Browser, ViewportSize

from macros.cli.serve import Handler

pytestmark = pytest.mark.browser

MOST, MOST_SCRIPT = 100_000, 40_000
"""Bytes, gzipped, of everything a first view fetches, and of the scripts in it.

The theme's own script is 34,939 of them, and that of tables 1,900.
"""
STILL = 0.005
"""Layout shift (CLS) that is 0.00 with two decimals, as it is reported."""
PACKED = {".png", ".gz"}
_FETCHED = re.compile(
    r'<(?:link rel="(?:stylesheet|icon)" href|script(?: type="module")? src|img[^>]* src)'
    r'="([^":?#]+)"'
)
_BASE = re.compile(r'<base href="([^"]+)"')
_CONFIG = re.compile(r'<script id="__config"[^>]*>(.*?)</script>')
_IMPORTED = re.compile(r"""^import\b[^"']*["'](\.{1,2}/[^"']+)["']""", re.MULTILINE)
_WATCH = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries())
    shifts.push([
      value,
      sources[0]?.node?.outerHTML?.slice(0, 120),
      sources.some(({ node }) => node?.parentElement?.closest(".pl-header")),
    ]);
}).observe({ type: "layout-shift", buffered: true });
"""
_WHEN = """[
  performance.getEntriesByName("first-paint")[0].startTime,
  performance.getEntriesByType("navigation")[0].responseEnd,
]"""
PIECE, PIECES = 300, 50
"""Bytes in a piece of a page, and how many pieces come slowly: the head, and a little more."""


@pytest.fixture
def visit(browser: Browser, real_url: str) -> Iterator[Visit]:
    with visiting(browser, real_url) as made:
        made.page.add_init_script(_WATCH)
        stay(made.page.context)
        yield made


def first_view(site: Path, page: Path, known: dict[Path, int]) -> dict[str, int]:
    """What a first view of a page fetches: address in the site -> bytes as a host that packs sends.

    Args:
        site: A published site.
        page: A page in it.
        known: What is known of files besides pages; more is put into it.
    """
    text = page.read_text("utf-8")
    fetched = {page: len(gzip.compress(text.encode(), 6))}
    found = _FETCHED.findall(text)
    if config := _CONFIG.search(text):  # What the theme's own script goes on to fetch.
        settings = json.loads(config[1])
        found += [settings["search"], f"{settings['base']}/search/search_index.json"]
    base = _BASE.search(text)  # A page that is made to be framed leads back to where it is from.
    here = page.parent / base[1] if base else page.parent
    left = [site / url[1:] if url.startswith("/") else here / url for url in found]
    while left:
        path = Path(os.path.normpath(left.pop()))
        if path in fetched:
            continue
        body = path.read_bytes()
        if path not in known:
            known[path] = len(body if path.suffix in PACKED else gzip.compress(body, 6))
        fetched[path] = known[path]
        if path.suffix == ".js":
            left += [path.parent / url for url in _IMPORTED.findall(body.decode())]
    return {path.relative_to(site).as_posix(): size for path, size in fetched.items()}


def test_a_first_view_of_every_page_is_light(real_tree: Path) -> None:
    site, known = real_tree / "_site", dict[Path, int]()
    heavy = {}
    for page in sorted(site.rglob("*.html")):
        sizes = first_view(site, page, known)
        script = sum(size for name, size in sizes.items() if name.endswith(".js"))
        name = page.relative_to(site).as_posix()
        if sum(sizes.values()) > MOST or script > MOST_SCRIPT:
            heavy[name] = sizes
    assert heavy == {}
    assert sum(path.suffix == ".js" for path in known) > 5


def in_pieces(self: Handler, source: BinaryIO, outputfile: BinaryIO) -> None:
    """Answer as a slow line would: the first kilobytes of a page, a few hundred at a time.

    One piece ends in the middle of the period's name, as it may wherever a line is slow.
    """
    data = source.read()
    if str(source.name).endswith(".html"):
        name = data.find(b"<summary>") + len("<summary>2023")
        cuts = sorted({name, *range(PIECE, PIECES * PIECE + 1, PIECE)})
        for start, end in pairwise([0, *cuts]):
            outputfile.write(data[start:end])
            time.sleep(0.03)  # Longer than a frame, so that the browser paints what it has.
        data = data[cuts[-1] :]
    outputfile.write(data)


@pytest.mark.parametrize("size", BOTH.values(), ids=BOTH)
@pytest.mark.parametrize("path", ["2019-2022/tiltak/", "2023-2026/vedtak/"])
def test_nothing_in_the_head_moves_for_what_has_not_arrived(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, path: str, size: ViewportSize
) -> None:
    visit.page.set_viewport_size(size)
    monkeypatch.setattr(Handler, "copyfile", in_pieces)
    visit.go(path)
    visit.still()
    moved = visit.page.evaluate("shifts.filter((shift) => shift[2])")
    assert moved == []
    # The page did arrive in pieces: its head was painted before the rest had come.
    painted, ended = visit.page.evaluate(_WHEN)
    assert painted < ended


def looked_at(visit: Visit, site: Path, paths: list[str]) -> dict[str, object]:
    """What is wrong with first views of pages: what moves, what is asked of whom, what is said."""
    known: dict[Path, int] = {}
    faults: dict[str, object] = {}
    for path in paths:
        file = site / path if path.endswith(".html") else site / path / "index.html"
        told = set(first_view(site, file if file.exists() else site / "404.html", known))
        told = {name.removesuffix("index.html") for name in told}
        for width, size in BOTH.items():
            visit.said.clear()
            visit.asked.clear()
            visit.page.set_viewport_size(size)
            visit.go(path)
            visit.still()
            asked = {url.removeprefix(visit.url) for url in visit.asked}
            if asked - told - {path}:
                faults[f"{path} ({width}): fetches more than it was weighed with"] = asked - told
            if len(asked) < (1 if leads_on(f"{visit.url}{path}") else 2):
                faults[f"{path} ({width}): fetches nothing"] = asked
            shifts = visit.page.evaluate("shifts")
            if sum(value for value, *_ in shifts) >= STILL:
                faults[f"{path} ({width}): moves"] = shifts
            if visit.foreign:
                faults[f"{path}: asks others"] = visit.foreign
            missing = path == "finnes-ikke/"  # The browser tells of the answer 404 itself.
            if visit.said and not missing:
                faults[f"{path}: says"] = list(visit.said)
    return faults


def assert_remembered_by_nobody(visit: Visit) -> None:
    assert visit.page.context.cookies() == []
    assert visit.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


@pytest.mark.parametrize("share", range(2))
def test_a_first_view_is_still_and_quiet(visit: Visit, real_tree: Path, share: int) -> None:
    site = real_tree / "_site"
    assert looked_at(visit, site, [*OTHERS, *all_there_is(site)][share::2]) == {}
    assert_remembered_by_nobody(visit)


@pytest.mark.slow
@pytest.mark.parametrize("share", SHARES)
def test_every_first_view_is_still_and_quiet(visit: Visit, real_tree: Path, share: int) -> None:
    site = real_tree / "_site"
    assert looked_at(visit, site, one_of_each(site)[share :: len(SHARES)]) == {}
    assert_remembered_by_nobody(visit)


def test_the_search_is_fetched_when_it_is_used_and_not_before(visit: Visit) -> None:
    visit.go("2023-2026/")
    visit.still()
    assert [url for url in visit.asked if url.endswith("/search/index.json")] == []
    visit.page.get_by_role("textbox", name="Søk").click()
    visit.page.keyboard.type("beredskap")
    visit.page.locator(".md-search-result__link").first.wait_for()
    assert [url for url in visit.asked if url.endswith("/search/index.json")] != []
    assert visit.foreign == []
    assert visit.said == []


def test_a_visit_leaves_nothing_behind(visit: Visit) -> None:
    visit.go("2023-2026/tiltak/")
    visit.page.get_by_label("Inneholder").first.fill("digital")
    visit.page.get_by_role("button", name="Område", exact=True).first.click()
    visit.page.get_by_role("textbox", name="Søk").click()
    visit.page.keyboard.type("beredskap")
    visit.page.locator(".md-search-result__link").first.click()
    visit.page.wait_for_load_state("networkidle")
    visit.page.locator(".pl-versions summary").click()
    visit.page.locator(".pl-versions a").first.click()
    visit.page.wait_for_url("**/2019-2022/**")
    assert visit.page.context.cookies() == []
    assert visit.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    databases = "indexedDB.databases().then((all) => all.length)"
    workers = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
    assert visit.page.evaluate(databases) == 0
    assert visit.page.evaluate(workers) == 0
    assert visit.foreign == []
    assert visit.said == []
