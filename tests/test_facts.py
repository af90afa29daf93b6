"""What the sources name, date and count stands on the page where a reader looks for it.

tests/facts.yml has one line a fact: the period, the page in it, and a text or an address.
"""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from building import ROOT

FACTS = yaml.safe_load((ROOT / "tests" / "facts.yml").read_text("utf-8"))

_INLINE = frozenset({"a", "abbr", "cite", "code", "em", "small", "span", "strong", "time"})
"""Elements whose edges do not part words; the edges of all others do."""
_NOT_TEXT = frozenset({"script", "style", "svg"})


class Page(NamedTuple):
    """What a reader meets in the content of a page; header, menu and foot are left out."""

    text: str
    """The text without tags, every run of white space as one space."""
    addresses: frozenset[str]
    """The href of every link."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.addresses: set[str] = set()
        self.inside = 0
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside += tag == "article"
        self.hidden += tag in _NOT_TEXT
        if self.inside:
            self.addresses.update(value for name, value in attrs if name == "href" and value)
            self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        self.inside -= tag == "article"
        self.hidden -= tag in _NOT_TEXT

    def handle_data(self, data: str) -> None:
        if self.inside and not self.hidden:
            self.texts.append(data)

    def _part(self, tag: str) -> None:
        if tag not in _INLINE:
            self.texts.append(" ")


@cache
def page_at(file: Path) -> Page:
    reader = _Reader()
    reader.feed(file.read_text("utf-8"))
    reader.close()
    return Page(" ".join("".join(reader.texts).split()), frozenset(reader.addresses))


def _name(fact: dict[str, str]) -> str:
    return f"{fact['period']}/{fact['page']}: {fact['text']}"


@pytest.mark.parametrize("fact", FACTS, ids=_name)
def test_fact_is_on_its_page(real_site: Path, fact: dict[str, str]) -> None:
    page = page_at(real_site / fact["period"] / fact["page"] / "index.html")
    if fact["text"].startswith(("https://", "mailto:")):
        assert fact["text"] in page.addresses
    else:
        assert fact["text"] in page.text


def test_every_fact_is_named_once() -> None:
    names = [_name(fact) for fact in FACTS]
    assert len(set(names)) == len(names)
