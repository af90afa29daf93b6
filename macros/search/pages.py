"""Pages of prose as hits: one for the page, one for each of its sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from macros.search.hits import Hit

SECTION_BOOST = 0.85

_HEADINGS = frozenset({"h1", "h2", "h3"})
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_LEFT_OUT = frozenset({"script", "style", "svg", "table"})
_CITES = "pl-cites"


@dataclass(slots=True)
class Section:
    """A heading and the text under it; the first section of a page may have no heading."""

    id: str = ""
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Cuts a page at its headings; leaves out pictures, tables and references to sources."""

    def __init__(self) -> None:
        super().__init__()
        self.sections = [Section()]
        self.heading = ""
        self.stack: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a section at a heading, and remember whether we are inside what is left out."""
        given = dict(attrs)
        if tag in _VOID:
            self._now.append(" ")
            return
        hidden = tag in _LEFT_OUT or _CITES in (given.get("class") or "").split()
        self.stack.append((tag, hidden))
        if tag in _HEADINGS:
            self.heading = tag
            if tag != "h1":
                self.sections.append(Section(given.get("id") or ""))

    def handle_endtag(self, tag: str) -> None:
        """End what was begun last under this name."""
        if tag == self.heading:
            self.heading = ""
        while self.stack:
            name, _ = self.stack.pop()
            if name == tag:
                break
        self.sections[-1].text.append(" " if tag in ("p", "li", "dt", "dd", "div") else "")

    def handle_data(self, data: str) -> None:
        """Keep a text, unless it is inside what is left out."""
        if not any(hidden for _, hidden in self.stack):
            self._now.append(data)

    @property
    def _now(self) -> list[str]:
        section = self.sections[-1]
        return section.title if self.heading else section.text


def sections(html: str) -> list[Section]:
    """The sections of a page, from its own prose without tables and what else macros put in."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.sections


def plain(html: str) -> str:
    """All text of some prose, headings included."""
    return " ".join(
        _text([*section.title, " ", *section.text]) for section in sections(html)
    ).strip()


def of_page(url: str, title: str, html: str, *, about: str = "", lang: str = "nb") -> Iterator[Hit]:
    """The hits of one page: its address below the root of the period, and what is written on it."""
    first, *rest = sections(html)
    yield Hit(url, title, text=f"{about} {_text(first.text)}".strip(), lang=lang)
    for section in rest:
        if section.id:
            yield Hit(
                f"{url}#{section.id}",
                _text(section.title),
                detail=title,
                text=_text(section.text),
                lang=lang,
                boost=SECTION_BOOST,
                page=url,
            )


def _text(parts: list[str]) -> str:
    return " ".join("".join(parts).split())
