"""A sheet of every kind of page: 390 and 1280 px, light and dark, and on paper.

Usage: .venv/bin/python tools/shots.py [ADDRESS...]

Pictures _site/ as it stands, into .cache/shots/ with an index.html. Without addresses, one page of
each kind of the newest period: the front page, every page of the menu, one record of each type, one
that can be framed.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from macros.cli.serve import server  # noqa: E402
from macros.model import routes  # noqa: E402
from macros.publish import HOST  # noqa: E402
from macros.views.templates import environment  # noqa: E402

SITE, OUT = ROOT / "_site", ROOT / ".cache" / "shots"
WIDTHS = (390, 1280)
WORDS = {"light": "lys", "dark": "mørk", "print": "papir"}
TALLEST = 12000
"""In pixels; Chromium does not picture more, and nobody looks at it."""


def addresses() -> Iterator[str]:
    """One page of each kind, below the address of the site."""
    period = max(p.name for p in SITE.iterdir() if (p / "sitemap.xml").is_file())
    folders = {name.rstrip("/") for name in routes.PAGES.values()}
    seen: set[str] = set()
    for path in sorted((SITE / period).rglob("index.html")):
        name = path.parent.relative_to(SITE / period).as_posix()
        kind, _, record = name.partition("/")
        if 'http-equiv="refresh"' in path.read_text("utf-8"):
            continue
        if record and kind in folders:
            if kind in seen:
                continue
            seen.add(kind)
        yield f"{period}/" if name == "." else f"{period}/{name}/"
    yield from (f"{p.parent.relative_to(SITE).as_posix()}/" for p in _framed(period))


def _framed(period: str) -> list[Path]:
    return sorted((SITE / routes.EMBEDDED / period).glob("*/index.html"))[:1]


def pictured(browser: Browser, base: str, pages: list[str], *, width: int, mode: str) -> list[str]:
    """Picture pages in one width and mode, and return the names of the files."""
    scheme = "dark" if mode == "dark" else "light"
    page = browser.new_page(color_scheme=scheme)
    names = []
    for address in pages:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{base}/{address}", wait_until="load")
        names.append(f"{address.strip('/').replace('/', '_')}-{width}-{mode}")
        if mode == "print":
            page.pdf(path=OUT / f"{names[-1]}.pdf", prefer_css_page_size=True)
            page.emulate_media(media="print")
        height = min(int(page.evaluate("document.documentElement.scrollHeight")), TALLEST)
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=OUT / f"{names[-1]}.png")
        page.emulate_media(media="screen")
    page.close()
    return names


def main() -> int:
    """Picture the pages, and write the sheet of them."""
    if not (SITE / "index.html").is_file():
        print("Det finnes ingen _site/ å ta bilder av. Kjør «make site» først.", file=sys.stderr)
        return 1
    OUT.mkdir(parents=True, exist_ok=True)
    program, shots = (ROOT / ".venv/browser-path").read_text().strip(), []
    pages = sys.argv[1:] or list(addresses())
    with server(SITE, port=0) as http, sync_playwright() as playwright:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for width, mode in ((width, mode) for mode in WORDS for width in WIDTHS):
            base = f"http://{HOST}:{http.server_port}"
            names = pictured(browser, base, pages, width=width, mode=mode)
            shots.append([(name, width, mode) for name in names])
            print(f"{width} {WORDS[mode]}: {len(names)} sider", flush=True)
        http.shutdown()
    rows = [(page, [kind[i] for kind in shots]) for i, page in enumerate(pages)]
    sheet = environment(ROOT / "tools").get_template("shots.html").render(rows=rows, words=WORDS)
    (OUT / "index.html").write_text(sheet, "utf-8")
    print(f"Ferdig: {OUT / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
