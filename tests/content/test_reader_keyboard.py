"""The keyboard alone: every stop on pages that are least alike can be seen."""

from __future__ import annotations

import pytest
from browsing import BOTH, visiting
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGES = [
    *("frister/", "omrader/tema-beredskap/"),
    *(
        pytest.param(n, marks=pytest.mark.slow)
        for n in ("", "tiltak/", "tidslinje/", "ordliste/", "404.html")
    ),
]
STOPS = 700
"""More than any page has: a reader who has pressed Tab so often is caught in a ring."""
_STOP = """
() => {
  const stop = document.activeElement;
  if (stop === document.body) return null;
  // Of a link over two lines the first: between them may be another.
  const { x, y, width, height } = stop.getClientRects()[0] ?? stop.getBoundingClientRect();
  const look = getComputedStyle(stop);
  const middle = [Math.max(x, 0) + 1, Math.max(y, 0) + 1].map((at, i) =>
    Math.min(at + [width, height][i] / 2, [innerWidth, innerHeight][i] - 1));
  const [top] = document.elementsFromPoint(...middle);
  const faults = [];
  if (width < 4 || height < 4) faults.push("no size");
  if (x < -1 || x + width > innerWidth + 1 || y + height < 0 || y > innerHeight)
    faults.push("off screen");
  if (look.outlineStyle === "none" || parseFloat(look.outlineWidth) < 2) faults.push("no outline");
  if (look.visibility !== "visible" || Number(look.opacity) === 0) faults.push("invisible");
  if (!top || !(stop.contains(top) || top.contains(stop))) faults.push("covered");
  const name = stop.getAttribute("aria-label") ?? stop.textContent.trim().slice(0, 40);
  return { what: `${stop.tagName} ${stop.className}: ${name}`, faults };
}
"""


@pytest.mark.parametrize("width", BOTH)
@pytest.mark.parametrize("path", PAGES)
def test_every_stop_can_be_seen(browser: Browser, real_url: str, path: str, width: str) -> None:
    with visiting(browser, real_url, viewport=BOTH[width], reduced_motion="reduce") as visit:
        visit.go(f"2023-2026/{path}")
        stops = []
        for _ in range(STOPS):
            visit.page.keyboard.press("Tab")
            stop = visit.page.evaluate(_STOP)
            if stop is None:
                break
            if stop["faults"]:
                visit.page.wait_for_timeout(200)  # The theme moves its columns after a scroll.
                stop = visit.page.evaluate(_STOP)
            stops.append(stop)
    assert 8 < len(stops) < STOPS
    assert [stop for stop in stops if stop["faults"]] == []
