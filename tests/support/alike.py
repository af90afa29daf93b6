"""A text read by Python-Markdown and by CommonMark: which blocks it has, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from macros.reading.anchors import markdown
from macros.reading.front_matter import Page, read_page
from macros.reading.otherwise import read_otherwise
from macros.reading.prose import CALLS, reader

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


def assert_read_alike(page: Page) -> None:
    """Both read a page alike, and nothing is told of it."""
    assert list(read_otherwise(page)) == []
    assert alike(page.body)
