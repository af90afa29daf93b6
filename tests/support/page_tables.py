"""The tables of records on the pages, each cell held against what the published data say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Set
from functools import lru_cache
from pathlib import Path

from below_titles import below
from pages import Node, read
from published_data import ANY, ANYBODY, Values, World, title
from table_kinds import KINDS, Kind, newest
from table_pairs import LISTINGS, Listing

from macros.export.encode import LEFT_OUT
from macros.model.registry import TYPES

_BLOCKS = frozenset({"li", "p", "summary", "ul"})
_UNSAID = frozenset({"pl-cites", "pl-flag", "pl-hidden", "pl-count"})
_BESIDE = _UNSAID | {"pl-small", "pl-before"}


# ---------------------------------------------------------------- what a page says


def said(node: Node, but: Collection[str] = (), beside: Set[str] = _BESIDE) -> str:
    """What stands in a cell, without what only stands beside its value, and some elements."""

    def parts(one: Node) -> Iterator[str]:
        for part in one.inside:
            if isinstance(part, str):
                yield part
            elif part.tag not in but and not beside & set(part.attrs.get("class", "").split()):
                apart = " " if part.tag in _BLOCKS else ""
                yield from (apart, *parts(part), apart)

    return " ".join("".join(parts(node)).split())


def cited(node: Node) -> list[str]:
    """The places that a cell cites, by their names."""
    labels = (link.attrs.get("aria-label", "") for link in node.all("a"))
    return [label.partition(": ")[2] for label in labels if label.startswith("Kilde ")]


def named(head: Node) -> str:
    """The title that begins a row, without what is told below it."""
    return said(head, {"p", "div", "dl", "ul", "ol", "details"})


def downloads(page: Path) -> Iterator[tuple[list[str], Path | None]]:
    """Each table of records on a page: its heads, and the first file offered after it."""
    found = read(page).all("table", "a")
    nodes = [n for n in found if n.tag == "a" or n.attrs.get("class") == "pl-grid"]
    after: Path | None = None
    told = []
    for node in reversed(nodes):
        if node.tag == "table":
            told.append(([said(head) for head in next(node.all("tr")).all("th")], after))
        elif node.attrs.get("href", "").endswith(".csv"):
            after = (page.parent / node.attrs["href"]).resolve()
    yield from reversed(told)


def tables(page: Path) -> Iterator[tuple[list[str], list[Node]]]:
    """Each table of a page that a macro or a template has made: its heads, and its rows."""
    for table in read(page).all("table"):
        if table.attrs.get("class") == "pl-grid":
            first, *rows = table.all("tr")
            yield [said(head) for head in first.all("th")], rows


# ---------------------------------------------------------------- one held against the other


def kind_of(heads: list[str]) -> Kind | None:
    """What kind of table has some heads."""
    return next((kind for kind in KINDS if {*kind.heads.split("|")} <= {*heads}), None)


def csv_of(heads: list[str]) -> str:
    """The table among the open data that has what a table with some heads shows."""
    kind = kind_of(heads)
    if kind:
        return kind.csv
    listing = listing_of(heads)
    return listing.csv if listing else ""


def listing_of(heads: list[str]) -> Listing | None:
    """What kind of table, of those that are held as wholes, has some heads."""
    return next((x for x in LISTINGS if re.fullmatch(x.heads, "|".join(heads))), None)


def faults(w: World, page: Path) -> Iterator[str]:
    """Every row of a page that says other than the data, and every table that is not known."""
    seen: dict[tuple[str, ...], list[list[str]]] = {}
    for heads, rows in tables(page):
        if kind := kind_of(heads):
            told = list(kind.rows(w))
            for row in rows:
                name = named(next(row.all("th")))
                meant = [one for one in told if kind.name(w, one) in (name, ANYBODY)]
                wrong = [[*_wrong(w, kind, row, one), *_below(w, kind, row, one)] for one in meant]
                if [] not in wrong:
                    yield f"{page}: {heads}: «{name}»: {min(wrong, key=len, default='not known')}"
        elif listing := listing_of(heads):
            told = [[_whole(cell) for cell in row.all("th", "td")] for row in rows]
            meant = [*listing.rows(w, heads)]
            yield from (f"{page}: {row}: not known" for row in told if not _known(row, meant))
            seen.setdefault((*heads,), []).extend(told)
        else:
            yield f"{page}: no such table is known: {heads}"
    for heads, rows in seen.items():
        listing = listing_of([*heads])
        for one in listing.rows(w, [*heads]) if listing and listing.whole else ():
            if not any(_known(row, [one]) for row in rows):
                yield f"{page}: {one}: not there"


def _below(w: World, kind: Kind, row: Node, one: Values) -> Iterator[str]:
    """What is wrong below the title, where a row is of a record."""
    if "id" in one and "derived" in one:
        columns = {**kind.cells, **kind.within}
        yield from below(w, one, next(row.all("th")), columns)


def _whole(cell: Node) -> str:
    """All that a cell says; of sources, which."""
    if cell.attrs.get("data-label") == "Kilde":
        return "; ".join(cited(cell))
    return said(cell, beside=_UNSAID)


def _known(row: list[str], meant: list[list[str]]) -> bool:
    """Whether a row is one of those that are meant."""
    pairs = (zip(row, one, strict=True) for one in meant)
    return any(all(_named_in(want).fullmatch(text) for text, want in pair) for pair in pairs)


def _wrong(w: World, kind: Kind, row: Node, one: Values) -> Iterator[str]:
    for cell in row.all("td"):
        head = cell.attrs["data-label"]
        if head == "Kilde":
            found, meant = cited(cell), [w.places[name] for name in _sources(w, kind, one)]
            if found != meant:
                yield f"Kilde: {found}, not {meant}"
            continue
        pieces = kind.within[head](w, one) if head in kind.within else ()
        yield from (f"{head}: lacks {p}" for p in pieces if not _named_in(p).search(cell.text))
        if head in kind.cells or not pieces:
            text = said(cell, {"ul", "ol", "details"} if head in kind.within else ())
            whole = kind.cells[head](w, one)
            if whole and not _named_in(whole).fullmatch(text):
                yield f"{head}: {text}, not {whole}"


@lru_cache(maxsize=8192)
def _named_in(text: str) -> re.Pattern[str]:
    """What finds a text of the data on a page, where people are named."""
    words = re.escape(" ".join(text.split())).replace(re.escape(LEFT_OUT), "[^–]+")
    first, *among = words.split(re.escape(ANY))
    return re.compile("".join((first, *(f"(?=.*{part})" for part in among), ".*" if among else "")))


def _sources(w: World, kind: Kind, one: Values) -> list[str]:
    if kind.csv == "indikatorer":
        one = newest(one)
    found: list[str] = (one if "source" in one else w.find(one["id"]))["source"]
    return found


def lacking(w: World, page: Path) -> Iterator[str]:
    """Every record that the page of its type does not list, though it lists others of that."""
    address = page.parent.relative_to(w.site / w.period).as_posix()
    rows = [row for _, rows in tables(page) for row in rows if list(row.all("th"))]
    listed = {named(next(row.all("th"))) for row in rows}
    here = {kind.type for kind in (kind_of(heads) for heads, _ in tables(page)) if kind}
    for name in sorted(here - {""}):
        if (TYPES[name].folder or TYPES[name].page.strip("/")) == address:
            told = (title(record) for record in w.all(name))
            yield from (f"{page}: {one}: not listed" for one in told if one not in listed)
