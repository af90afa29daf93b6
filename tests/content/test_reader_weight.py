"""A first view of every type of page: light, from one place only, still, quiet, and remembered
by nobody. `ALLE_SIDER=1` looks at every page instead of one of each type."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

import pytest
from browsing import BOTH, SHARES, Visit, addresses, leads_on, stay, visiting
from playwright.sync_api import Browser, Response, ViewportSize

from macros.cli.serve import Handler

pytestmark = pytest.mark.browser

MOST, MOST_SCRIPT = 100_000, 40_000
"""Bytes, gzipped, of everything a first view fetches, and of the scripts in it."""
STILL = 0.005
"""Layout shift (CLS) that is 0.00 with two decimals, as it is reported."""
PACKED = {".png", ".gz"}
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


def weigh(answer: Response, known: dict[str, int]) -> int:
    """The size of an answer, as a host that packs would send it."""
    if answer.url not in known:
        body = answer.body()
        packed = Path(answer.url).suffix in PACKED
        known[answer.url] = len(body if packed else gzip.compress(body, 6))
    return known[answer.url]


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
    moved = visit.page.evaluate("shifts.filter((shift) => shift[2])")
    assert moved == []
    # The page did arrive in pieces: its head was painted before the rest had come.
    painted, ended = visit.page.evaluate(_WHEN)
    assert painted < ended


@pytest.mark.parametrize("share", SHARES)
def test_a_first_view_is_light_still_and_quiet(visit: Visit, real_tree: Path, share: int) -> None:
    answers: list[Response] = []
    known: dict[str, int] = {}
    faults: dict[str, object] = {}

    def heard_of(answer: Response) -> None:
        answers.append(answer)

    visit.page.context.on("response", heard_of)
    for path in addresses(real_tree / "_site")[share :: len(SHARES)]:
        for width, size in BOTH.items():
            for heard in (answers, visit.said, visit.asked):
                heard.clear()
            visit.page.set_viewport_size(size)
            visit.go(path)
            sizes = {answer.url: weigh(answer, known) for answer in answers}
            script = sum(size for url, size in sizes.items() if url.endswith(".js"))
            least = 1 if leads_on(f"{visit.url}{path}") else 2
            if len(sizes) < least or sum(sizes.values()) > MOST or script > MOST_SCRIPT:
                faults[f"{path} ({width}): bytes"] = sizes
            shifts = visit.page.evaluate("shifts")
            if sum(value for value, *_ in shifts) >= STILL:
                faults[f"{path} ({width}): moves"] = shifts
            if visit.foreign:
                faults[f"{path}: asks others"] = visit.foreign
            missing = path == "finnes-ikke/"  # The browser tells of the answer 404 itself.
            if visit.said and not missing:
                faults[f"{path}: says"] = list(visit.said)
    assert faults == {}
    assert visit.page.context.cookies() == []
    assert visit.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_the_search_is_fetched_when_it_is_used_and_not_before(visit: Visit) -> None:
    visit.go("2023-2026/")
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
    visit.page.get_by_role("button", name="Frist", exact=True).first.click()
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
