"""What the look over the finished site finds, and what it lets be."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from support.looked_over import look_over

from macros.reading.address_list import Listed

URL = "https://plan.example/plan/"
PAGE = "2005-2008/tiltak/index.html"


def complaints(tmp_path: Path, body: str, head: str = "", url: str = URL) -> list[str]:
    """What is said of a small site whose page `PAGE` holds some HTML on its third line."""
    for name in ("index.html", "404.html", "2001-2004/index.html", "2005-2008/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text('<html><h1 id="topp">x</h1></html>', "utf-8")
    (tmp_path / "2005-2008/assets").mkdir()
    (tmp_path / "2005-2008/assets/plan.css").touch()
    (tmp_path / "2005-2008/plan å.pdf").touch()
    (tmp_path / PAGE).parent.mkdir()
    page = f'<html>\n<head>{head}</head>\n<body id="her"><a name="gammel"></a>{body}</body></html>'
    (tmp_path / PAGE).write_text(page, "utf-8")
    return [problem.text() for problem in look_over(tmp_path, url)]


def test_what_stands_inside_a_value_is_no_attribute(tmp_path: Path) -> None:
    text = "&lt;img src=x&gt; href=javascript:x"
    assert complaints(tmp_path, f'<p title="{text}">x</p>', f'<meta content="{text}">') == []


@pytest.mark.parametrize(
    "url",
    [
        "",
        "#",
        "#her",
        "#gammel",
        ".",
        "./",
        "..",
        "../",
        "../#topp",
        "../index.html#topp",
        "../assets/plan.css",
        "../plan%20%C3%A5.pdf",
        "../../2001-2004/",
        "../../",
        "../?q=fly#topp",
        URL,
        f"{URL}2001-2004/#topp",
        "/plan/2001-2004/",
        "/plan/",
        "/plan/2005-2008/.",
        "https://annet.example/",
        "http://annet.example/#sted",
        "mailto:post@fjord.example?subject=Hei",
        "../?a=1&amp;b=2",
    ],
)
def test_a_link_that_leads_somewhere_is_let_be(tmp_path: Path, url: str) -> None:
    assert complaints(tmp_path, f'<a href="{url}">x</a>') == []


@pytest.mark.parametrize(
    "url",
    [
        "borte/",
        "../borte.html",
        "../../2001-2004/tiltak/",
        "../../../../2001-2004/borte/",
        f"{URL}borte/",
        "../assets/",
        "index.htm",
        "/2001-2004/",
        "/annet/2001-2004/",
    ],
)
def test_a_link_to_no_page_is_told_with_its_line(tmp_path: Path, url: str) -> None:
    (line,) = complaints(tmp_path, f'<a\n class="x" href="{url}">x</a>')
    assert re.sub("«.*?»", "«»", line) == (
        f"_site/{PAGE}:3:1: Lenken «» fører ikke til noen side. Rett lenken, eller legg til siden."
    )
    assert url.removeprefix(URL) in line


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("#borte", PAGE),
        ("../#borte", "2005-2008/index.html"),
        ("../../2001-2004/#her", "2001-2004/index.html"),
        (f"{URL}#borte", "index.html"),
    ],
)
def test_a_link_to_no_place_on_a_page_is_told(tmp_path: Path, url: str, page: str) -> None:
    anchor = url.partition("#")[2]
    assert complaints(tmp_path, f'<a href="{url}">x</a>') == [
        f"_site/{PAGE}:3:1: Siden «{page}» har ikke stedet «#{anchor}». Rett lenken."
    ]


@pytest.mark.parametrize(
    ("body", "anchor"),
    [
        ('<p id="a&amp;b">', "a&amp;b"),
        ("<p id='sted'>", "sted"),
        ("<p class=x id=sted>", "sted"),
        ('<P ID="sted">', "sted"),
        ('<p id="så">', "s%C3%A5"),
        ('<a id="sted" name="sted">', "sted"),
    ],
)
def test_a_place_is_found_however_it_is_written(tmp_path: Path, body: str, anchor: str) -> None:
    assert complaints(tmp_path, f'{body}<a href="#{anchor}">x</a>') == []


@pytest.mark.parametrize(
    "body", ['<input name="sted">', "<p title=' id=\"sted\"'>", '<p data-id="sted">', ' id="sted"']
)
def test_what_no_browser_leads_to_is_no_place(tmp_path: Path, body: str) -> None:
    assert complaints(tmp_path, f'{body}<a href="#sted">x</a>', '<meta name="sted">') == [
        f"_site/{PAGE}:3:1: Siden «{PAGE}» har ikke stedet «#sted». Rett lenken."
    ]


@pytest.mark.parametrize(
    "body",
    [
        '<p id="sted">x</p>\n<h2 id="sted">y</h2>',
        '<p id="sted">x</p>\n<a name="sted">y</a>',
        "<p id=sted>x</p>\n<h2 class=\"x\" id='sted'>y</h2>",
    ],
)
def test_a_place_that_stands_twice_on_a_page_is_told(tmp_path: Path, body: str) -> None:
    assert complaints(tmp_path, body) == [
        f"_site/{PAGE}:4:1: Stedet «#sted» finnes to ganger på siden. "
        "Gi den ene et annet navn, eller et eget anker."
    ]


def test_a_page_of_many_links_is_looked_over_in_seconds(tmp_path: Path) -> None:
    """Each of them once: were the lines before each counted, it would take minutes."""
    before = time.process_time()
    assert complaints(tmp_path, '<a href="../">x</a>\n' * 100_000) == []
    assert time.process_time() - before < 15


@pytest.mark.parametrize(
    ("body", "url"),
    [
        ('<script src="https://annet.example/a.js"></script>', "https://annet.example/a.js"),
        ('<script async src="//annet.example/a.js"></script>', "//annet.example/a.js"),
        ('<img alt="" src="http://annet.example/a.png">', "http://annet.example/a.png"),
        ('<iframe src="https://annet.example/"></iframe>', "https://annet.example/"),
        (
            '<link rel="stylesheet" href="https://fonts.example/css?a=1&amp;b=2">',
            "https://fonts.example/css?a=1&b=2",
        ),
        ('<link rel="preconnect" href="https://fonts.example">', "https://fonts.example"),
        ('<link href="https://fonts.example/c" rel="icon">', "https://fonts.example/c"),
        (
            '<link rel="stylesheet" href="https://annet.example/a"><link rel="next" href="./">',
            "https://annet.example/a",
        ),
        ('<video src="https://annet.example/a"></video>', "https://annet.example/a"),
        ('<audio src="https://annet.example/a"></audio>', "https://annet.example/a"),
        ('<embed src="https://annet.example/a">', "https://annet.example/a"),
        ("<img alt='' src='https://annet.example/a'>", "https://annet.example/a"),
        ("<img alt='' src=https://annet.example/a>", "https://annet.example/a"),
        ('<IMG alt="" SRC="https://annet.example/a">', "https://annet.example/a"),
    ],
)
def test_what_a_page_would_fetch_from_others_is_told(tmp_path: Path, body: str, url: str) -> None:
    assert complaints(tmp_path, body) == [
        f"_site/{PAGE}:3:1: Siden henter «{url}» fra et annet nettsted. "
        "Legg filen i overrides/assets/."
    ]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[feil"]
)
def test_an_address_that_cannot_be_used_is_told(tmp_path: Path, url: str) -> None:
    assert complaints(tmp_path, f'<a href="{url}">x</a>') == [
        f"_site/{PAGE}:3:1: Adressen «{url}» kan ikke brukes. Bruk https eller en side her."
    ]


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="canonical" href="https://annet.example/2005-2008/">',
        '<link href="https://annet.example/lisens" rel="license">',
        f'<link rel="canonical" href="{URL}2005-2008/tiltak/">',
        '<link rel="stylesheet" href="../assets/plan.css">',
        '<link rel="icon" href="data:,">',
        '<img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    ],
)
def test_what_is_only_named_or_stands_in_the_page_is_not_fetched(tmp_path: Path, link: str) -> None:
    assert complaints(tmp_path, "", head=link) == []


def test_everything_is_told_at_once_in_the_order_of_the_page(tmp_path: Path) -> None:
    body = '<a href="#en">x</a>\n<img src="borte.png">\n<a href="javascript:x">x</a>'
    assert [line.split(": ")[0] for line in complaints(tmp_path, body)] == [
        f"_site/{PAGE}:3:1",
        f"_site/{PAGE}:4:1",
        f"_site/{PAGE}:5:1",
    ]


def test_the_address_of_the_site_itself_is_not_another_host(tmp_path: Path) -> None:
    assert complaints(tmp_path, f'<script src="{URL}2005-2008/assets/plan.css"></script>') == []


@pytest.mark.parametrize("folder", ["pl%C3%A5n%20er", "pl%c3%a5n", "plån", "a%2Fb", "100%"])
def test_the_address_of_the_site_may_be_written_in_every_way(tmp_path: Path, folder: str) -> None:
    url = f"https://plan.example/{folder}/"
    body = f'<a href="../">x</a><a href="{url}2005-2008/#topp">x</a><a href="{url}404.html">x</a>'
    assert complaints(tmp_path, body, f'<link rel="canonical" href="{url}{PAGE}">', url) == []
    (line,) = complaints(tmp_path / "2", f'<a href="{url}borte/">x</a>', url=url)
    assert "fører ikke til noen side" in line


def test_a_place_on_a_part_of_a_list_is_found_from_the_first_page(tmp_path: Path) -> None:
    pages = {
        "2005-2008/tiltak/": '<html><a href="side-2/">x</a><a href="#__kilde-2">2</a></html>',
        "2005-2008/tiltak/side-2/": '<html><p id="rad"></p><p id="__kilde-2"></p></html>',
        "2001-2004/": '<html><a href="../2005-2008/tiltak/#rad">x</a></html>',
        "2001-2004/side-2/": '<html><p id="andre"></p></html>',
    }
    for name, text in pages.items():
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
        (tmp_path / name / "index.html").write_text(text, "utf-8")
    listed = [Listed("2005-2008/tiltak/#rad", 1), Listed("2005-2008/tiltak/#borte", 2)]
    told = [problem.text() for problem in look_over(tmp_path, URL, listed)]
    assert len(told) == 2
    assert "«2005-2008/tiltak/#borte» er publisert" in told[0]
    assert "har ikke stedet «#__kilde-2»" in told[1]
