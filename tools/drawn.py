"""Makes the pictures that must be raster: the one shown with shared links, and favicon.ico.

Usage: .venv/bin/python tools/drawn.py

Run it when tools/share.svg or overrides/assets/favicon.svg has changed, and commit what it writes:
overrides/assets/share.png (1200 × 630, for Open Graph) and overrides/root/favicon.ico.
"""

from __future__ import annotations

import struct
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
ICON = 48


def drawn(browser: Browser, svg: Path, width: int, height: int) -> bytes:
    """An SVG as PNG, in so many pixels."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_content(
        f"<style>body{{margin:0}}svg{{display:block;width:{width}px;height:{height}px}}</style>"
        + svg.read_text("utf-8")
    )
    return page.screenshot(omit_background=True)


def icon(png: bytes, size: int) -> bytes:
    """A file in the ICO format that holds one square PNG."""
    header = struct.pack("<HHH", 0, 1, 1)
    return header + struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(png), 22) + png


def main() -> None:
    """Write both."""
    program = (ROOT / ".venv/browser-path").read_text().strip()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        share = drawn(browser, ROOT / "tools/share.svg", 1200, 630)
        (ROOT / "overrides/assets/share.png").write_bytes(share)
        small = drawn(browser, ROOT / "overrides/assets/favicon.svg", ICON, ICON)
        (ROOT / "overrides/root/favicon.ico").write_bytes(icon(small, ICON))


if __name__ == "__main__":
    main()
