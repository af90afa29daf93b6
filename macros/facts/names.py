"""What the things of a library are called, and how their values read, in plain Norwegian."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from macros.facts.dates import date_in_words
from macros.facts.entries import title_of
from macros.model import routes
from macros.model.base import Outcome, Part
from macros.model.edtf import Edtf
from macros.model.fields import Field, plain
from macros.model.plan import Library, PlanStatus
from macros.model.proceedings import Basis, Slot
from macros.model.registry import words_of

LANGUAGES = {"nb": "bokmål", "nn": "nynorsk", "en": "engelsk"}
"""Code of a language → what it is called."""

_PARAGRAPH = " ¶ "
"""Shown where a new paragraph begins, so that a break that came or went can be seen."""
_TITLES = ("title", "name", "text", "says", "email", "url", "use")
"""The fields that a part may be called by, the first that it has."""


class Names:
    """What the records, words, pages and places of one library are called."""

    def __init__(self, library: Library) -> None:
        """Collect the names once."""
        shared = library.shared
        self._titles: dict[tuple[str | None, str], str] = {
            (None, source.id): source.short for source in shared.sources
        }
        self._titles |= {(None, r.id): title_of(r) for r in (*shared.actors, *shared.terms)}
        for name, words in shared.vocabulary.items():
            self._titles |= {(None, f"{name}#{word.id}"): word.label for word in words}
        self._places = {
            f"{source.id}#{section.id}": f"{source.short}: {section.title}"
            for source in shared.sources
            for section in source.sections
        }
        self._pages: dict[tuple[str | None, str], str] = {}
        for plan in library.plans:
            period = plan.plan.id
            self._titles |= {(period, record.id): title_of(record) for record in plan.records()}
            for chapter in (c for top in plan.plan.chapters for c in top.walk() if c.page):
                address = routes.of_page(chapter.page or "")
                # A page that all plans share is called what the newest plan calls it.
                self._pages[period, address] = self._pages[None, address] = chapter.title

    def title(self, period: str | None, name: str) -> str:
        """What a record is called; its id where it is not known."""
        return self._titles.get((period, name)) or self._titles.get((None, name)) or name

    def label(self, words: str, name: str) -> str:
        """What a word of the vocabulary is called."""
        return self._titles.get((None, f"{words}#{name}"), name)

    def page(self, period: str | None, address: str) -> str:
        """What the menu calls the page at an address; empty where it does not have it."""
        return self._pages.get((period, address), "")

    def place(self, citation: str) -> str:
        """What a place in a source is called."""
        return self._places.get(citation, citation)

    def part(self, part: Part, period: str | None) -> str:
        """What a part is called: by its title, or by what it says."""
        if isinstance(part, Basis):
            return self.title(period, part.document)
        if isinstance(part, Slot):
            return f"{part.start}–{part.end} {part.title}"
        if isinstance(part, Outcome):
            label = self.label("outcome", part.kind.value)
            return f"{label}. {part.reason}" if part.reason else label
        return in_one_line(str(getattr(part, title_field(part), "")))

    def value(self, value: Any, field: Field | None, period: str | None) -> str:
        """A value as a reader would say it; empty for what says nothing."""
        if value in (None, "", ()):
            return ""
        if isinstance(value, str):
            return self._text(value, field, period)
        if isinstance(value, tuple):
            return ", ".join(self.value(item, field, period) for item in value)
        if isinstance(value, Part):
            return self.part(value, period)
        if isinstance(value, bool):
            return "ja" if value else "nei"
        return date_in_words(value) if isinstance(value, Edtf) else str(value)

    def _text(self, value: str, field: Field | None, period: str | None) -> str:
        if isinstance(value, StrEnum):
            return self.label("plan_status" if isinstance(value, PlanStatus) else "outcome", value)
        if field is not None and (field.words or field.refs):
            return self.label(field.words, value) if field.words else self.title(period, value)
        match field.name if field else "":
            case "source":
                return self.place(value)
            case "page" | "pages" | "continues":
                address = routes.of_page(value)
                return self.page(period, address) or self.page(None, address) or value
            case "lang" | "field" as name:
                return LANGUAGES.get(value, value) if name == "lang" else words_of(value)
        return in_one_line(plain(value))


def title_field(part: Part) -> str:
    """The field that a part is called by; empty where it has none."""
    return next((name for name in _TITLES if getattr(part, name, None)), "")


def in_one_line(text: str) -> str:
    """A text with its paragraphs after each other, and a sign between them."""
    return _PARAGRAPH.join(" ".join(part.split()) for part in text.split("\n\n"))
