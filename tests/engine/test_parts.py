"""A list that is too long for a page goes on on others: where it is cut, and where links lead."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from types import SimpleNamespace
from typing import Any
from urllib.parse import urljoin

import pytest

from macros.engine import preview
from macros.engine.parted import Parted
from macros.views import part_links, parts


def listed(count: int, tag: str = "ul", row: str = "li") -> str:
    return f"<{tag}>" + "".join(f'<{row} id="r{n}">{n}</{row}>' for n in range(count)) + f"</{tag}>"


def table(count: int, caption: str = "Ting") -> str:
    rows = "".join(
        f'<tr id="r{n}"><th scope="row"><a href="../ting/{n}/">Nr. {n}</a></th>'
        f'<td data-label="Slag">{n // 7}</td></tr>\n'
        for n in range(count)
    )
    return (
        f'<h1>Liste</h1><h2>Alt</h2>\n<form class="pl-filter"><output class="x">Viser {count} av '
        f'{count}</output></form>\n<div class="pl-table"><table data-name="ting"><caption>{caption}'
        f' <span class="pl-count">({count})</span></caption><thead><tr></tr></thead><tbody>{rows}'
        f'</tbody></table></div>\n<p class="pl-take">CSV</p>'
    )


def show(template: str, *, at: int, **values: Any) -> str:
    """What the templates would print, in short."""
    found = values["list"]
    if template == "_part":
        over = "".join(f"<h2>{heading}</h2>" for heading in values["over"])
        title = f"{values['on']}, side {at + 1} av {len(found.names)}"
        return f"<h1>{title}</h1>{over}{values['part']}{values['below']}"
    return f"[{found.title} {at + 1}/{len(found.names)} {'over' if values['above'] else 'under'}]"


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST", 20)


# ---------------------------------------------------------------- a page


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("html", ["<p>Ingen liste</p>", table(20), listed(20)])
def test_a_page_without_a_long_list_is_left_as_it_is(html: str) -> None:
    assert parts.cut(html, "Liste", show) == (html, [])


@pytest.mark.usefixtures("short")
def test_every_row_is_on_one_page_in_its_order_with_what_belongs_to_it() -> None:
    first, sheets = parts.cut(table(50), "Liste", show)
    pages = [first, *(sheet.html for sheet in sheets)]
    rows = [re.findall(r'<tr id="r(\d+)"', page) for page in pages]
    assert [n for some in rows for n in some] == [str(n) for n in range(50)]
    assert [len(some) for some in rows] == [17, 17, 16]
    assert [sheet.name for sheet in sheets] == ["side-2/", "side-3/"]
    assert [sheet.title for sheet in sheets] == ["Liste, side 2 av 3", "Liste, side 3 av 3"]
    assert [sheet.anchors for sheet in sheets] == [
        tuple(f"r{n}" for n in some) for some in rows[1:]
    ]
    for at, page in enumerate(pages, 1):
        assert page.index(f"[Ting {at}/3 over]") < page.index("<form") < page.index("<caption>")
        assert page.index("</table></div>") < page.index(f"[Ting {at}/3 under]") < page.index("CSV")
        assert page.count("<h2>Alt</h2>") == 1
    assert "Viser 18–34 av 50<" in sheets[0].html
    assert 'Ting <span class="pl-count">(18–34 av 50)</span>' in sheets[0].html


@pytest.mark.usefixtures("short")
def test_what_a_part_is_about_is_told_by_how_the_list_is_grouped_or_by_its_rows() -> None:
    by_group = parts.cut(table(50), "Liste", show)[1]
    assert [sheet.about for sheet in by_group] == ["2 – 4", "4 – 7"]
    all_in_two = re.sub(r'("Slag">)\d+', lambda hit: f"{hit[1]}samme", table(50))
    by_row = parts.cut(all_in_two, "Liste", show)[1]
    assert [sheet.about for sheet in by_row] == ["Nr. 17 – Nr. 33", "Nr. 34 – Nr. 49"]


@pytest.mark.usefixtures("short")
def test_lists_are_told_apart_and_a_list_within_a_row_stays_in_it() -> None:
    within = "<ul>" + "".join(f"<li>{listed(30)}</li>" for _ in range(3)) + "</ul>"
    html = f"<h2>Den første</h2>{listed(30)}<h2>Den andre</h2>{listed(30, 'dl', 'dt')}"
    names = [sheet.name for sheet in parts.cut(html, "Liste", show)[1]]
    assert names == ["side-2/", "liste-2-side-2/"]
    assert [sheet.name for sheet in parts.cut(within, "Liste", show)[1]] == [
        "side-2/", "liste-2-side-2/", "liste-3-side-2/"
    ]  # fmt: skip
    outer = "<ul>" + "".join(f"<li>{listed(11)}</li>" for _ in range(30)) + "</ul>"
    assert [sheet.name for sheet in parts.cut(outer, "Liste", show)[1]] == ["side-2/"]


@pytest.mark.usefixtures("short")
def test_a_picture_goes_on_as_a_picture() -> None:
    html = f'<h1>Tid</h1><figure class="a"><p>x</p>{listed(30, "ol")}<b>y</b></figure><p>z</p>'
    first, sheets = parts.cut(html, "Liste", show)
    for html in (first, sheets[0].html):
        assert re.search(r'<figure class="a"><p>x</p><ol>(<li .*</li>)</ol><b>y</b></figure>', html)
    assert first.endswith("<p>z</p>")
    assert "z</p>" not in sheets[0].html


def test_pages_are_parted_evenly() -> None:
    """A part is never a single row that came last."""
    first, sheets = parts.cut(table(parts.MOST + 1), "Liste", show)
    counts = [page.count("<tr id") for page in (first, *(sheet.html for sheet in sheets))]
    assert all(abs(a - b) <= 1 for a, b in pairwise(counts))
    assert len(counts) == 2


def test_few_rows_that_are_long_are_too_much_for_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LONGEST", 1_000)
    _, sheets = parts.cut(table(40), "Liste", show)
    assert len(sheets) == 3
    monkeypatch.setattr(parts, "IN_ALL", 1_000)
    both = parts.cut(table(40) + table(40), "Liste", show)[1]
    assert len(both) > 2 * len(sheets)


@pytest.mark.parametrize(
    ("href", "ordinary", "part"),
    [
        ("../ting/3/", "../ting/3/", "../../ting/3/"),
        ("#r3", "side-2/#r3", "#r3"),
        ("#r1", "#r1", "../../liste/#r1"),
        ("#__kilde-1", "#__kilde-1", "#__kilde-1"),
        ("../andre/#x", "../andre/side-3/#x", "../../andre/side-3/#x"),
        ("../../2001-2004/liste/#r3", "../../2001-2004/liste/#r3", "../../../2001-2004/liste/#r3"),
        ("../../0/a/#x", "../../0/a/side-2/#x", "../../../0/a/side-2/#x"),
        ("https://x.no/#r3", "https://x.no/#r3", "https://x.no/#r3"),
        ("../", "../", "../../"),
    ],
)
def test_links_lead_to_the_page_that_has_the_place(href: str, ordinary: str, part: str) -> None:
    moved = {"liste/": {"r3": "liste/side-2/"}, "andre/": {"x": "andre/side-3/"}}
    moved |= Parted({"a/": {"x": "a/side-2/"}}).seen_from("0")
    link = f'<a href="{href}">'
    home = "https://fjord.no/p/liste/"

    def same(html: str, at: str, wanted: str) -> bool:
        return urljoin(at, html[9:-2]) == urljoin(at, wanted)

    assert same(part_links.led(link, "liste/", moved), home, ordinary)
    made = part_links.at_place(link, "liste/", "liste/side-2/", moved)
    assert same(made, f"{home}side-2/", part)


class Server:
    """What MkDocs' server is to a preview."""

    builder = staticmethod(lambda: None)

    def set_app(self, app: Any) -> None:
        self.app = app

    def serve_request(self, _environ: dict[str, Any], told: Any) -> list[bytes]:
        told("200 OK", [])
        return []


def test_a_preview_makes_a_part_with_the_page_that_its_list_begins_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []
    waiting = {url: partial(made.append, url) for url in ("tiltak/", "tiltak/x/", "aktorer/")}
    monkeypatch.setattr(preview, "current", [SimpleNamespace(waiting=waiting)])
    server = Server()
    preview.make_when_asked(server)
    for path in ("/tiltak/side-2/", "/tiltak/x/liste-2-side-13/index.html", "/tiltak/side-2/"):
        server.app({"PATH_INFO": path}, lambda *_: None)
    assert made == ["tiltak/", "tiltak/x/"]
