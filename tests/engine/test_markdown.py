"""Markdown as the check reads it and as MkDocs gets it: one reading, and links that lead."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from macros.engine.rendering import render
from macros.reading.front_matter import read_page
from macros.reading.mistakes import mistakes
from macros.reading.prose import anchors, calls, headings, links, read, statements


def _files(*names: str) -> Callable[[str], File | None]:
    files = Files([File(name, "docs", "site", use_directory_urls=True) for name in names])
    return files.get_file_from_path


def _page(name: str = "om/index.md") -> Any:
    file = File(name, "docs", "site", use_directory_urls=True)
    return SimpleNamespace(file=file, url=file.url)


_ENTRY = SimpleNamespace(record_type="measure", id="bat", url="tiltak/#bat")
FACTS: Any = SimpleNamespace(
    period="2005-2008", by_plan={"2001-2004": {"bat": _ENTRY}, "2005-2008": {"bat": _ENTRY}}
)


def html(text: str) -> str:
    return render(text, _page(), _files("om/index.md"), FACTS)


DATED = [
    "15. mars 2006 vedtok styret planen.",
    "2006. Da var alt klart.",
    "Det var i\n2006. Da var alt klart.",
    "Det var den\n1. mars 2006.",
    "Det var den\n2. mars 2006.\nDa var alt klart.",
    "1. mars 2006 vedtok styret planen.",
    "1. Mars og 2. mars.",
    "1. halvår 2006.",
    "01. juni 2006.",
    "1.",
]


@pytest.mark.parametrize("text", DATED)
@pytest.mark.parametrize(
    ("before", "lines", "around"),
    [
        ("", "", "<p>{}</p>"),
        ("> ", "> ", "<blockquote>\n<p>{}</p>\n</blockquote>"),
        ("- ", "  ", "<ul>\n<li>{}</li>\n</ul>"),
        ("> - ", ">   ", "<blockquote>\n<ul>\n<li>{}</li>\n</ul>\n</blockquote>"),
    ],
)
def test_a_text_may_begin_with_a_date_or_a_year(
    text: str, before: str, lines: str, around: str
) -> None:
    assert html(before + text.replace("\n", f"\n{lines}")) == around.format(text)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("1. a\n2. b", "ol li a li b"),
        ("1) a\n2) b", "ol li a li b"),
        ("Tekst\n\n1. a\n2. b", "p Tekst ol li a li b"),
        ("- a\n    1. b\n    2. c\n- d", "ul li a ol li b li c li d"),
        ("1. a\n    1. b\n    2. c\n2. d", "ol li a ol li b li c li d"),
        ("1. a\n\n    b\n2. c", "ol li p a p b li p c"),
        ("> 1. a\n> 2. b", "blockquote ol li a li b"),
        ("- a\n\n1. b\n2. c", "ul li a ol li b li c"),
        ("Tekst\n- a", "p Tekst ul li a"),
        ("2. a\n\n3. b", "p 2. a p 3. b"),
        ("1. a\n\n    b\n\n- c", "p 1. a p b ul li c"),
        ("1. mars a\n2. mars b", "p 1. mars a 2. mars b"),
        ("1. 1. a\n2. b", "ol li 1. a li b"),
        ("- i\n2006. Da\n- b", "ul li i 2006. Da li b"),
        ("> i\n2006. Da", "blockquote p i 2006. Da"),
    ],
)
def test_lists_are_lists(text: str, shape: str) -> None:
    shown = html(text).replace("\n", " ").replace("<", " ").replace(">", " ")
    assert " ".join(word for word in shown.split() if word[0] != "/") == shape


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Å *øve*", '<h1 id="å-øve">Å <em>øve</em></h1>'),
        ("## Nå {: #da .egen }", '<h2 id="da" class="egen">Nå</h2>'),
        ("tekst\n{: .egen }", '<p class="egen">tekst</p>'),
        ("- a\n- b\n{: .egen }", '<ul>\n<li>a</li>\n<li class="egen">b</li>\n</ul>'),
        ("- a\n\n    b\n    {:.c}", '<ul>\n<li>\n<p>a</p>\n<p class="c">b</p>\n</li>\n</ul>'),
        ("a {: .b }", "<p>a {: .b }</p>"),
        ("*a*{.b} {c}", "<p><em>a</em>{.b} {c}</p>"),
        ("    a\n    b", "<p>a\nb</p>"),
        ("<b>a</b> <!-- b -->", "<p>&lt;b&gt;a&lt;/b&gt; &lt;!-- b --&gt;</p>"),
        ('a "b" & `c "d" `', '<p>a "b" &amp; <code>c "d"</code></p>'),
        ("```yaml\na: <b>\n```", '<pre><code class="language-yaml">a: &lt;b&gt;\n</code></pre>'),
        ("a  \nb\n\n---", "<p>a<br />\nb</p>\n<hr />"),
    ],
)
def test_markdown_becomes_html(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("#sted", "#sted"),
        ("index.md", "./"),
        ("mer.md#sted", "mer/#sted"),
        ("../tiltak/b%C3%A5t.md?a=1&b=2#x", "../tiltak/b%C3%A5t/?a=1&amp;b=2#x"),
        ("../kart.svg", "../kart.svg"),
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("mailto:post@fjord.example", "mailto:post@fjord.example"),
    ],
)
def test_a_link_leads_to_the_page_that_a_file_becomes(url: str, expected: str) -> None:
    files = _files("om/index.md", "om/mer.md", "tiltak/båt.md", "kart.svg")
    page = _page()
    assert render(f"[x]({url})", page, files, FACTS) == f'<p><a href="{expected}">x</a></p>'
    assert render(f"![x]({url})", page, files, FACTS) == f'<p><img src="{expected}" alt="x" /></p>'
    linked = {file.src_uri: set(anchors) for file, anchors in page.links_to_anchors.items()}
    assert linked in (
        {},
        {"om/index.md": {"sted"}},
        {"om/mer.md": {"sted"}},
        {"tiltak/båt.md": {"x"}},
    )
    assert bool(linked) == ("#" in url)


@pytest.mark.parametrize("url", ["borte.md", "../index.md", "/om/", "mer/"])
def test_a_link_to_nowhere_stops_the_build(url: str) -> None:
    with pytest.raises(PluginError, match=r"om/index.md:1:1: Lenken «.*» fører ikke til noen side"):
        render(f"[x]({url})", _page(), _files("om/index.md", "om/mer.md"), FACTS)


def test_headings_make_the_list_of_contents() -> None:
    page = _page()
    render("# A\n\n## B & `c`\n\n#### D\n\n### E\n\n## A\n\n# F", page, _files(), FACTS)
    assert str(page.toc).splitlines() == [
        "A - #a",
        "    B &amp; c - #b-c",
        "        D - #d",
        "        E - #e",
        "    A - #a_1",
        "F - #f",
    ]
    assert [item.active for item in page.toc if hasattr(item, "active")] == [True]


def test_what_stands_after_a_call_of_several_lines_is_at_its_place() -> None:
    text = '\nEn {{ link(\n  "a"\n) }} og {{ cite(\n"b#c") }}\n[x](y.md)\n\n## Z\n\nTo.'
    page, _ = read_page("docs/felles/x.md", f"---\ntitle: x\n---\n\n{text}".encode())
    assert [(call.name, call.line, call.column) for call in calls(page)[0]] == [
        ("link", 6, 7),
        ("cite", 8, 12),
    ]
    assert [(link.url, link.line, link.column) for link in links(page)] == [("y.md", 10, 5)]
    assert list(headings(page)) == [(2, 12)]
    assert [(one.line, one.cited) for one in statements(page)] == [(6, True), (14, False)]


def test_what_is_rendered_is_what_was_checked() -> None:
    """MkDocs hands over the text without the blank lines around it, with the same marks."""
    page, _ = read_page("docs/felles/x.md", b'---\ntitle: x\n---\n\nA {{ cite("b#c") }} b.\n\n')
    assert read(page).parsed.tokens[1].content == "A \ue0000\ue001 b."
    assert render("A \ue0000\ue001 b.", _page(), _files(), FACTS) == "<p>A \ue0000\ue001 b.</p>"


@pytest.mark.parametrize(
    "piece", ["## a\n\n", "x\n1. ", "- a\n", '{{ "', "[a](", "1. a\n", "{: .a "]
)
def test_a_text_of_many_pieces_is_read_in_seconds(piece: str) -> None:
    """Time grows with the text alone: were it with the square, each would take minutes."""
    page, _ = read_page("docs/felles/x.md", (piece * 10_000).encode())
    before = time.process_time()
    assert sum(1 for _ in (*calls(page)[1], *anchors(page), *statements(page), *mistakes(page)))
    assert time.process_time() - before < 15


@pytest.mark.parametrize(
    ("page", "link", "leads"),
    [
        ("index.md", "../2001-2004/vedtak.md#dag", "../2001-2004/vedtak/#dag"),
        ("index.md", "../2001-2004/index.md", "../2001-2004/"),
        ("om/index.md", "../../2001-2004/tiltak/buss.md", "../../2001-2004/tiltak/buss/"),
        ("om/index.md", "../../2001-2004/tiltak/bat.md", "../../2001-2004/tiltak/#bat"),
        ("om/index.md", "../tiltak/bat.md", "../tiltak/#bat"),
    ],
)
def test_a_page_of_another_plan_or_a_record_without_one_is_written_as_its_file_lies(
    page: str, link: str, leads: str
) -> None:
    assert f'href="{leads}"' in render(f"[a]({link})", _page(page), _files(page), FACTS)
