"""axe-core on a page in a real browser: which rules are broken, and where."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that light and dark can tell apart."""
_RUN = """
async (only) => {
  const found = await axe.run(document, { runOnly: only, resultTypes: ["violations"] });
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)}`));
}
"""

_SETTLE = """
async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const end = performance.now() + 2000;
  do for (let i = 0; i < 3; i += 1) await frame();
  while (document.getAnimations().length && performance.now() < end);
}
"""


_SHORTEN = """
() => {
  for (const parent of document.querySelectorAll("main *")) {
    const alike = {};
    for (const part of [...parent.children]) {
      const kind = part.tagName + part.className;
      alike[kind] = (alike[kind] ?? 0) + 1;
      if (alike[kind] > 12) part.remove();
    }
  }
}
"""


def shorten(page: Page) -> None:
    """Leave the first dozen parts that are alike: what follows is made by the same template."""
    page.evaluate(_SHORTEN)


def settled(page: Page) -> None:
    """Wait until nothing moves: what fades in has no colour of its own yet.

    A change of colours begins with the next frame, and one fading can begin another. What lies in
    a closed fold never begins to move, so the wait has an end.
    """
    page.evaluate(_SETTLE)


def broken(page: Page, rules: list[str] | None = None) -> list[str]:
    """The places where a page breaks a rule.

    Args:
        page: The page, as it stands just now.
        rules: The rules to look for; all that carry one of the tags where left out.

    Returns:
        For each place the rule and the beginning of the element.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    found: list[str] = page.evaluate(_RUN, only)
    return found


def in_light(page: Page) -> list[str]:
    """The places where a page breaks a rule, in light."""
    page.emulate_media(color_scheme="light")
    settled(page)
    return broken(page)


def in_both_colours(page: Page) -> list[str]:
    """The same in light and in dark, where only the rules of colour can differ."""
    found = in_light(page)
    page.emulate_media(color_scheme="dark")
    settled(page)
    return found + [f"dark: {place}" for place in broken(page, COLOURS)]
