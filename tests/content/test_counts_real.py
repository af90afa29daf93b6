"""A number that readers meet stands in a source, or says in the same breath what it counts.

What this site has recorded is no measure of the plan: «38 tiltak i alt» would be read as what the
plan holds. A number may stand where its row, item or paragraph cites a source, in a date or in a
name that is a link; else its sentence must say where it is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import Node, parse, read
from real import periods

from macros.model.registry import TYPES

LISTS = {row.folder or row.page.rstrip("/") for row in TYPES.values()} - {""}
FRONT = {"", "endringer", "frister", "motstrid", "flyttede-mal", "helseplattformen"}
PAGES = sorted((LISTS | FRONT) - {"data", "kilder", "ordliste"})
"""The front pages and the pages that list records; each place of a source is its own citation, and
the page of the open data tells of files."""

_PIECES = ("p", "li", "dt", "dd", "td", "th", "figcaption", "summary", "caption")
_BLOCKS = (*_PIECES, "h1", "h2", "h3", "h4")
_ASIDE = {"time", "svg", "form", "button", "script", "style", "code", "a"}
"""Dates, drawings (whose numbers stand in a table), what only a script shows, names with a page."""
_ASIDE_CLASSES = {"pl-cites", "pl-count", "pl-flag"}
"""Citations; how many rows a caption stands over (tried by itself); the number of a dispute."""
_YEAR = r"(?:19|20)\d\d"
_MONTH = "(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)"
_NO_COUNT = re.compile(
    rf"{_YEAR}\s?[–-]\s?{_YEAR}|\b{_YEAR}\b|\b\d\d?\.(?:–\d\d?\.)? {_MONTH}|\b\d+/\d+\b"
    r"|[A-Za-z]\d+|[Tt]rinn \d+"
)
_NUMBER = re.compile(r"(?<![\w#-])\d[\d\u00a0]*(?:,\d+)?(?![\w-])")
_WHERE = re.compile(
    r"kilde|kjeld|nettsted|nyhet|notat|avtale|tabell|liste|siden|dokument|dataene|vedtaket|memo|"
    r"fremdriftsplan|framdriftsplan|nevner|nemner|ført her",
    re.IGNORECASE,
)
"""What tells where something is counted."""
_COLUMNS = {"Svar", "Trinn", "Verdi", "Nyeste verdi", ""}
"""The columns whose cells may be nothing but a number: facts of the records themselves."""


def _classes(node: Node) -> set[str]:
    return set(node.attrs.get("class", "").split())


def _has_source(node: Node) -> bool:
    """Whether a row, an item or a paragraph cites a source; a programme is its meeting's."""
    cells = (cell.attrs.get("data-label") for cell in node.all("td"))
    return any("pl-cites" in _classes(n) for n in node.all("sup")) or "Klokken" in cells


def _uncited(node: Node) -> Iterator[str]:
    """What stands below an element in a block that no source is given for."""
    for part in node.inside:
        if not isinstance(part, Node) or part.tag in _ASIDE:
            continue
        if part.tag in ("tr", *_PIECES) and _has_source(part):
            continue
        if part.tag in _BLOCKS:
            yield _said(part)
        else:
            yield from _uncited(part)


def _said(node: Node) -> str:
    """What a block says itself."""
    parts = (
        part if isinstance(part, str) else f" {_said(part)} "
        for part in node.inside
        if isinstance(part, str) or not (part.tag in _ASIDE or _classes(part) & _ASIDE_CLASSES)
    )
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def unexplained(page: Node) -> list[str]:
    """The sentences with a number that neither stands in a source nor says what it counts."""
    sentences = (s for text in _uncited(page) for s in re.split(r"(?<=[.:!?]) (?=[A-ZÆØÅ«])", text))
    bare = (s for s in sentences if _NUMBER.search(_NO_COUNT.sub("", s)) and not _WHERE.search(s))
    return [*bare, *_bare_cells(page)]


def _bare_cells(page: Node) -> Iterator[str]:
    """Cells that hold nothing but a number: a source of the row is none for a count of ours."""
    for cell in page.all("td"):
        label = cell.attrs.get("data-label", "")
        if re.fullmatch(r"\d+", _said(cell)) and label not in _COLUMNS:
            yield f"{label}: {_said(cell)}"


def wrong_captions(page: Node) -> list[str]:
    """The captions whose number is not the number of rows below it, or which name nothing."""
    found = []
    for table in page.all("table"):
        for caption in table.all("caption"):
            count = next((n.text for n in caption.all("span") if "pl-count" in _classes(n)), None)
            rows = sum(len(list(body.all("tr"))) for body in table.all("tbody"))
            if count is not None and (count != f"({rows})" or caption.text == count):
                found.append(caption.text)
    return found


@pytest.mark.parametrize("period", periods())
def test_no_number_is_shown_as_if_it_were_the_plans(real_tree: Path, period: str) -> None:
    paths = [real_tree / "_site" / period / name / "index.html" for name in PAGES]
    articles = {p.parent.name: next(read(p).all("article")) for p in paths if p.is_file()}
    assert len(articles) > 15
    found = {name: unexplained(article) for name, article in articles.items()}
    assert {name: said for name, said in found.items() if said} == {}, (
        "Si i samme setning hva tallet teller og hvor, eller vis til kilden det står i."
    )
    captions = {name: wrong_captions(article) for name, article in articles.items()}
    assert {name: said for name, said in captions.items() if said} == {}


OPEN = re.compile("ikke fastsatt i kilden|ikkje fastsett i kjelda")
MOST = 60
"""How often readers of a period may meet an open fact; what a whole table leaves open, once."""


@pytest.mark.parametrize("period", periods())
def test_open_facts_are_told_once(real_tree: Path, period: str) -> None:
    pages = (real_tree / "_site" / period).rglob("*.html")
    found = {str(path): len(OPEN.findall(path.read_text("utf-8"))) for path in pages}
    assert 0 < sum(found.values()) <= MOST, {path: n for path, n in found.items() if n}


CITE = '<sup class="pl-cites"><a href="#">1</a></sup>'


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<ul><li><strong>38</strong> tiltak i alt</li></ul>", ["38 tiltak i alt"]),
        ('<p><a href="#">Alle</a> <strong>16</strong> uten frist</p>', ["16 uten frist"]),
        ("<summary>1 tiltak er gjennomført.</summary>", ["1 tiltak er gjennomført."]),
        ("<p>Planen har 12\u00a0000 mål.</p>", ["Planen har 12 000 mål."]),
        ("<h2>Tiltak (38)</h2>", ["Tiltak (38)"]),
        ("<table><tr><td data-label='Tiltak'>38</td></tr></table>", ["38", "Tiltak: 38"]),
        (f"<table><tr><td data-label='Tiltak'>38</td><td>{CITE}</td></tr></table>", ["Tiltak: 38"]),
        # A source of one sentence is none for the next paragraph.
        (f"<div><p>Det er 5 mål. {CITE}</p><p>Vi har 6.</p></div>", ["Vi har 6."]),
        ("<p>Nyheten nevner 9 tiltak. Vi har 38.</p>", ["Vi har 38."]),
        ("<p>9 tiltak som nyheten om vedtaket nevner</p>", []),
        (f"<p>29 høringssvar {CITE}</p>", []),
        (f"<table><tr><td data-label='Svar'>29</td><td>{CITE}</td></tr></table>", []),
        ("<p>Planen 2023–2026 ble vedtatt <time>15. desember 2022</time>.</p>", []),
        ("<p>Høringen varte fra 9. september til 1. november 2022.</p>", []),
        ('<p><a href="#">De 5 virkemidlene</a> hører hit.</p>', []),
    ],
)
def test_a_number_of_our_own_would_be_found(html: str, found: list[str]) -> None:
    assert unexplained(parse(html)) == found


def test_a_caption_counts_the_rows_below_it() -> None:
    table = "<table><caption>{}</caption><tbody><tr><td>a</td></tr></tbody></table>"
    for caption, good in (
        ('Tiltak <span class="pl-count">(1)</span>', True),
        ('Tiltak <span class="pl-count">(2)</span>', False),
        ('<span class="pl-count">(1)</span>', False),
        ("Tiltak", True),
    ):
        assert (wrong_captions(parse(table.format(caption))) == []) is good
