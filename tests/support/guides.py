"""The documents at the top of the repository, cut in pieces for the tests that hold them."""

from __future__ import annotations

import re

from building import ROOT

DOCS = {
    name: (ROOT / name).read_text("utf-8")
    for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
}
GUIDE = DOCS["CONTRIBUTING.md"]
GUIDE_PAGE = "---\ntitle: Slik endrer du planene\ninclude: CONTRIBUTING.md\n---\n"
"""A page that shows the guide."""

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"^ *# .*\n| +# .*", re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")


def section(text: str, title: str) -> str:
    """What stands below a heading, down to the next one of its level or above."""
    level = title.partition(" ")[0]
    start = f"\n{text}".index(f"\n{title}\n")
    below = text[start + len(title) :]
    end = re.search(rf"^#{{1,{len(level)}}} ", FENCE.sub(blank, below), re.MULTILINE)
    return below[: end.start()] if end else below


def blank(block: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", block[0])


def rows_of(text: str) -> list[list[str]]:
    """The cells of every table row, heads left out."""
    lines = [line.strip("|").split(" | ") for line in text.split("\n") if line.startswith("| ")]
    rows = [[cell.strip() for cell in line] for line in lines]
    return [row for row in rows if "`" in row[0]]


def written_code(text: str) -> str:
    """Everything that stands in code spans and plain blocks, a piece a line."""
    blocks = [block for form, block in FENCE.findall(text) if form in ("", "text", "sh")]
    return "\n".join([*CODE.findall(FENCE.sub(blank, text)), *blocks])
