"""A number that readers meet stands in a source, or says in the same breath what it counts.

What this site has recorded is no measure of the plan: «38 tiltak i alt» would be read as what the
plan holds. A number may stand where its row, paragraph or list cites a source, in a date, a name
or a link's own title; else its sentence must say what is counted, and where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import Node, parse, read
from real import periods

from macros.checks import check
from macros.model.registry import TYPES

LISTS = sorted({row.folder or row.page.rstrip("/") for row in TYPES.values()} - {""})
"""The folders of the pages that list records."""
_MORE = ("", "endringer", "frister", "motstrid", "flyttede-mal", "helseplattformen")
FRONT = (*_MORE, *(name for name in LISTS if name not in ("kilder", "ordliste")))

_BLOCKS = ("p", "li", "dt", "dd", "td", "th", "caption", "figcaption", "summary", "desc")
_HEADS = ("h1", "h2", "h3", "h4")
_WHOLE = {*_BLOCKS, *_HEADS}
_SHOWN_ELSEWHERE = {"time", "svg", "form", "button", "script", "style", "code"}
"""Dates; drawings, whose numbers stand in the table after them; what only a script shows."""
_CITES = "pl-cites"
_YEAR = r"(?:19|20)\d\d"
_NO_COUNT = re.compile(
    rf"\b{_YEAR}\s?[–-]\s?{_YEAR}\b|\b{_YEAR}(?:-årene)?\b|\b\d{{1,2}}\. (?:januar|februar|mars|april|"
    r"mai|juni|juli|august|september|oktober|november|desember)\b|\b\d+[./]\d+\b|[A-Za-z]\d+\b|"
    r"\bSak \S+"
)
_NUMBER = re.compile(r"(?<![\w/#-])\d[\d\u00a0]*(?:,\d+)?(?![\w/-])")
_WHERE = re.compile(
    r"\b(?:kilde|nettsted|nyhet|notat|avtale|tabell|liste|side|dokument|dataene|vedtak|memo|brev|"
    r"nevner|står|ført her|saks)",
    re.IGNORECASE,
)
"""What tells where something is counted."""


def uncited(node: Node, cited: bool = False) -> Iterator[str]:
    """The text of every block below an element that no source is given for."""
    for part in node.inside:
        if not isinstance(part, Node) or part.tag in _SHOWN_ELSEWHERE:
            continue
        mine = cited or (part.tag in ("tr", "section", "article", *_BLOCKS) and _has_source(part))
        if part.tag in _WHOLE and not mine and not any(part.all(*_BLOCKS)):
            yield _own(part)
        else:
            yield from uncited(part, mine and part.tag != "article" and part.tag != "section")


def _has_source(node: Node) -> bool:
    return any(_CITES in n.attrs.get("class", "") for n in node.all("span"))


def _own(node: Node) -> str:
    """What a block says, without dates and without names that are links."""
    parts = []
    for part in node.inside:
        if isinstance(part, str):
            parts.append(part)
        elif part.tag not in {*_SHOWN_ELSEWHERE, "a"} and "pl-count" not in part.attrs.get(
            "class", ""
        ):
            parts.append(_own(part))
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def unexplained(article: Node) -> list[str]:
    """The texts with a number that neither stands in a source nor says what it counts."""
    return [
        text
        for text in uncited(article)
        if _NUMBER.search(_NO_COUNT.sub("", text)) and not _WHERE.search(text)
    ]
