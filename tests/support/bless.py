"""Rewrites tests/mini_expected/ from the miniature site as it is built now.

Usage: .venv/bin/python tests/support/bless.py

What it writes is a claim that the site is right. Read the diff before you commit it.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path

from building import TESTS, plan, whole_tree

EXPECTED = TESTS / "mini_expected"
PATHS = "paths.txt"
PAGES = [
    "index.html",
    "404.html",
    "gjeldende/omrader/index.html",
    *(
        f"2001-2004/{name}index.html"
        for name in ("", "endringer/", "lokal-plan/", "omrader/akutt/", "oppfolging/")
    ),
    "2001-2004/tiltak/ambulanse/index.html",
    "2005-2008/index.html",
    *(
        f"2005-2008/{name}/index.html"
        for name in (
            *("aktorer", "aktorer/fjord", "dokumenter", "dokumenter/plan-trykt", "endringer"),
            *("frister", "grupper", "grupper/gruppe-akutt", "horinger", "horinger/horing-plan"),
            *("endringer/detaljer", "flyttede-mal"),
            *("indikatorer", "indikatorer/minutter"),
            *("kilder", "mal", "moter", "moter/mote-kai", "motstrid", "omrader", "oppfolging"),
            *("omrader/akutt-og-beredskap", "ordliste", "tidslinje", "tiltak", "tiltak/bat"),
            *("tiltak/helikopter", "vedtak", "vedtak/vedtak-plan"),
        )
    ),
]
"""The files of the site that are compared: one page of each kind at least."""

_KEPT = (
    r"<html[^>]*>",
    r"<title>.*?</title>",
    r'<details class="pl-versions">.*?</details>',
    r'<aside class="pl-notice".*?</aside>',
    r"<article[^>]*>.*</article>",
)
_DATED = re.compile(r'<details class="pl-fold pl-citing".*?</details>', re.DOTALL)
"""How the page is cited: with the day on which it was built."""
_BLOCKS = "p|h[1-6]|[uod]l|li|d[td]|t(?:able|head|body|r|h|d)|caption|div|section|aside|figure"
_DRAWN = "svg|title|desc|g|line|text|rect|details|summary|html|head|meta|link|style|body|main"
_OPENING = re.compile(rf" ?(<(?:{_BLOCKS}|{_DRAWN})\b)")
_CLOSING = re.compile(r" ?(</(?:[uod]l|t(?:able|head|body|r)|div|section|figure|svg|g|article)>)")


def snapshot(site: Path) -> dict[str, str]:
    """Name of a file in mini_expected/ -> what it should hold for a finished site."""
    found = {name: normal(_parts((site / name).read_text("utf-8"))) for name in PAGES}
    files = sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())
    found[PATHS] = "".join(f"{name}\n" for name in files)
    return found


def normal(html: str) -> str:
    """HTML with one space for each run of white space, and a line for each block."""
    text = re.sub(r"\s+", " ", html).strip()
    text = _CLOSING.sub(r"\n\1", _OPENING.sub(r"\n\1", text))
    return f"{text.strip()}\n"


def _parts(page: str) -> str:
    """The title, the language, the way to other periods and the content of a page."""
    if "<article" not in page:
        return page
    page = _DATED.sub("", page)
    hits = (re.search(pattern, page, re.DOTALL) for pattern in _KEPT)
    return "\n".join(hit.group() for hit in hits if hit)


def main() -> int:
    """Build the miniature site and write down how it looks."""
    with tempfile.TemporaryDirectory() as folder:
        done = plan("publish", root=whole_tree(Path(folder) / "mini"))
        if done.returncode:
            sys.stderr.write(f"{done.stdout}{done.stderr}Byggingen ga kode {done.returncode}.\n")
            return 1
        found = snapshot(Path(folder) / "mini" / "_site")
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for name, text in found.items():
        path = EXPECTED / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    print("Les forskjellen før du godtar den: git diff tests/mini_expected")
    return 0


if __name__ == "__main__":
    sys.exit(main())
