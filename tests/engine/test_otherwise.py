"""What the check lets pass, Python-Markdown and CommonMark read alike.

Both make HTML of a text here, and what is compared is which blocks it has, and what they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from building import MINI, ROOT
from helpers import SMALL
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros.reading.anchors import markdown
from macros.reading.front_matter import Page, read_page
from macros.reading.otherwise import read_otherwise
from macros.reading.prose import CALLS, reader
from macros.reading.tree import read_tree

BLOCKS = {"ul", "ol", "li", "blockquote", "pre", "table", "tr", "td", "th", "hr"}
BLOCKS |= {f"h{level}" for level in range(1, 7)}
APART = {"p", "div", "thead", "tbody"}
"""What parts texts, and says nothing else: the points of a list may be paragraphs or not."""
BEGUN = {"li", "tr", "td", "th", "hr"}
"""What there may be several of, one after the other, or that has no text."""
ATTRIBUTES = re.compile(r"\s*\{:[^{}\n]*\}")


def _page(text: str) -> Page:
    return read_page("docs/felles/x.md", f"\n{text}".encode())[0]


def told(text: str) -> list[tuple[str, int]]:
    return list(read_otherwise(_page(text)))


def _shape(html: str) -> list[tuple[tuple[str, ...], str]]:
    """Every block with what it stands in, and its text."""
    return list(_walk(ElementTree.fromstring(f"<div>{html}</div>"), (), []))


def _walk(
    element: ElementTree.Element, path: tuple[str, ...], said: list[str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    block, inner = element.tag in BLOCKS | APART, said
    if block:
        yield from _flushed(path, said)
        path = path if element.tag in APART else (*path, element.tag)
        inner = []
    if element.tag in BEGUN:
        yield path, ""
    inner.append(element.text or "")
    for child in element:
        yield from _walk(child, path, inner)
        inner.append(child.tail or "")
    if block:
        yield from _flushed(path, inner)


def _flushed(path: tuple[str, ...], said: list[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    text = "".join("".join(said).split())
    said.clear()
    if text:
        yield path, text


def alike(text: str) -> bool:
    text = ATTRIBUTES.sub("", CALLS.sub("x", text))
    site = markdown()[0].reset().convert(text)
    elsewhere = reader().use(_xhtml).render(text)
    return _shape(site) == _shape(elsewhere)


def _xhtml(made: object) -> None:
    made.options["xhtmlOut"] = True  # type: ignore[attr-defined]


PAGES = [
    page
    for root in (ROOT, MINI, SMALL)
    for pages in read_tree(root).pages.values()
    for page in pages
]
PAGES.append(read_page("CONTRIBUTING.md", (ROOT / "CONTRIBUTING.md").read_bytes())[0])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_page_is_read_alike(page: Page) -> None:
    assert list(read_otherwise(page)) == []
    assert alike(page.body)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tekst {{ cite() }}\n- øve", ["list"]),
        ("Tekst\n1. øve", ["list"]),
        ("Tekst\n| a |\n|---|\n| b |", ["table"]),
        ("> Sitat\n- øve", ["list"]),
        ("| a |\n|---|\n| b |\n- øve", ["list"]),
        ("- øve\n> Sitat", ["quote"]),
        ("- øve\n\n    Tekst\n    - i juni", ["list"]),
        ("- øve\n    | a |\n    |---|\n    | b |", ["table"]),
        ("- øve\n\n    | a |\n    |---|\n    | b |", []),
        ("## Frister\n- øve", []),
        ("Tekst\n## Frister", []),
        ("Tekst\n> Sitat", []),
        ("Tekst\n```\n- a\n```\nTekst", []),
        ("Tekst\n***\n- øve", []),
        ("- øve\n***", []),
        ("- øve\n- varsle\n---", []),
        ("- øve\n---", ["rule"]),
        ("> Sitat\n---", ["rule"]),
        ("- øve\n  - i juni\n  - i juli", ["shallow"]),
        ("- øve\n   - i juni", ["shallow"]),
        ("- øve\n    - i juni\n        - den første", []),
        ("- øve\n    - i juni\n      - den første", ["shallow"]),
        ("- øve\n    - i juni\n\n    og juli", []),
        ("- øve\n  i juni\n    - den første", []),
        ("- øve\n\n  i juni", ["shallow"]),
        ("1. øve\n\n    i juni\n2. varsle", ["item"]),
        ("1. øve\n\n    i juni\n\n2. varsle", []),
        ("- øve\n    - i juni\n- varsle", []),
        ("- øve\n\n    - i juni\n    - i juli\n- varsle", ["item"]),
        ("- øve\n\n    i juni\n## Varsle", ["heading"]),
        ("- øve\n\n    ## Varsle\nTekst", ["text"]),
        ("   - øve\n   - varsle", []),
        ("> - øve\n>   - varsle", ["shallow"]),
        ("> - øve\n>     - varsle", []),
        ("- - øve", []),
        ("- i\n  2004. Da", ["point"]),
        ("I\n2004. Da", []),
        ("- øve\n* varsle", []),
        ("- øve\n\n1. varsle", ["mixed"]),
        ("1) øve", ["bracket"]),
        ("#1 i planen", ["hash"]),
        ("> #1 i planen", ["hash"]),
        ("- #1 i planen", ["hash"]),
        ("Tekst\n#1", ["hash"]),
        ("Tekst\n  #1", []),
        ("\\#1 i planen", []),
        ("####### Dypt", ["hash"]),
        ("  ## Frister", ["indented"]),
        ("-  ## Frister", []),
        ("En\nto\n---", ["underlined"]),
        ("En\n---\nto", []),
        ("#1\n---", ["underlined"]),
        ("- øve\n\n    ```\n    kode\n    ```", ["fence"]),
        ("```text og mer\nkode\n```", ["fence"]),
        ("```\nkode\n````", ["fence"]),
        ("```text\n#1\n- a\n```", []),
        ("| #1 | a |\n|---|---|\n| - b | c |", []),
    ],
)
def test_only_what_is_read_otherwise_is_told(text: str, found: list[str]) -> None:
    assert [what for what, _ in told(text)] == found
    assert alike(text) == (not found)


def test_nothing_in_a_call_or_a_remark_begins_a_block() -> None:
    assert told("Tekst {# husk:\n- dette\n#1 #} og {{ link(\n'a',\n'- b') }}") == []


PIECES = ["Tekst", "mer", "", "", "", "- a", "- b", "1. c", "2) d", "  - e", "    - f", "  tekst"]
PIECES += ["## H", "#1", " ## I", "> q", "> - r\n> - s", "| a | b |\n|---|---|\n| 1 | 2 |"]
PIECES += ["```\nkode\n```", "    ```\n    kode\n    ```", "---", "\n    tekst\n"]


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES), max_size=6).map("\n".join))
@example("- a\n    - b\n\n    tekst\n\n- c")
def test_what_is_not_told_is_read_alike(text: str) -> None:
    assert told(text) or alike(text)
