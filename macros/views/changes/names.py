"""What things are called: parts, records, pages, words of the vocabulary, places in sources."""

from __future__ import annotations

import posixpath
import re
from enum import StrEnum
from typing import Any

from macros.calls.catalogue import MACROS
from macros.compare.changes import Item
from macros.facts.entries import title_of
from macros.model import routes
from macros.model.base import Outcome, Part
from macros.model.edtf import Edtf
from macros.model.fields import Field, plain
from macros.model.plan import Library, PlanStatus, Source, Word
from macros.model.proceedings import Basis, Slot
from macros.model.registry import words_of
from macros.views import dates
from macros.views.changes.phrases import in_one_line
from macros.views.changes.wording import LANGUAGES

_CALL = re.compile(r"\{\{ (\w+)\((.*?)\) \}\}")
_VALUE = re.compile(r'(?:(\w+)=)?\[?"([^"]*)"')
_TITLES = ("title", "name", "text", "says", "email", "url", "use")
"""The fields that a part may be called by, the first that it has."""


class Names:
    """What the things of one library are called."""

    def __init__(self, library: Library) -> None:
        """Collect the names once."""
        shared = library.shared
        self._titles: dict[tuple[str | None, str], str] = {
            (None, source.id): source.short for source in shared.sources
        }
        for plan in library.plans:
            self._titles |= {(plan.plan.id, r.id): title_of(r) for r in plan.records()}
        for record in (*shared.actors, *shared.terms):
            self._titles[None, record.id] = title_of(record)
        for name, words in shared.vocabulary.items():
            self._titles |= {(None, f"{name}#{word.id}"): word.label for word in words}
        self._places = {
            f"{source.id}#{section.id}": f"{source.short}: {section.title}"
            for source in shared.sources
            for section in source.sections
        }
        self._pages: dict[tuple[str | None, str], str] = {}
        for plan in library.plans:
            for chapter in (c for top in plan.plan.chapters for c in top.walk() if c.page):
                address = routes.of_page(chapter.page or "")
                # A page that all plans share is called what the newest plan calls it.
                self._pages[plan.plan.id, address] = chapter.title
                self._pages[None, address] = chapter.title

    def title(self, period: str | None, name: str) -> str:
        """What a record is called; its id where it is not known."""
        return self._titles.get((period, name)) or self._titles.get((None, name)) or name

    def label(self, words: str, name: str) -> str:
        """What a word of the vocabulary is called."""
        return self._titles.get((None, f"{words}#{name}"), name)

    def page(self, period: str | None, address: str) -> str:
        """What the menu calls the page at an address; empty where it does not have it."""
        return self._pages.get((period, address), "")

    def link(self, target: str, item: Item) -> str:
        """Where a link on a page leads: to a record, a page, or an address."""
        path, _, anchor = target.partition("#")
        if anchor and "://" not in target:
            page = self.link(path, item) if path else "denne siden"
            return f"{page} ({anchor})"
        if "://" in target or not path.endswith(".md"):
            return self.title(item.period, target)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(item.id), path))
        folder, _, stem = path.removesuffix(".md").rpartition("/")
        if folder in routes.PAGES.values() and stem != "index":
            title = self.title(item.period, stem)
            return title if title != stem else target
        return self.page(item.period, routes.of_page(path)) or target

    def call(self, text: str, period: str | None) -> str:
        """A macro call in its one form (`compare.blocks.canonical`), as what it puts in."""

        def said(hit: re.Match[str]) -> str:
            told: list[str] = []
            argument = ""
            for name, value in _VALUE.findall(hit[2]):
                # The values of a list belong to the argument before it.
                argument = name or argument
                told.append(self._argument(hit[1], argument, value, period))
            what = MACROS[hit[1]].called if hit[1] in MACROS else hit[1]
            return f"{what} ({', '.join(told)})" if told else what

        return _CALL.sub(said, text)

    def _argument(self, macro: str, name: str, value: str, period: str | None) -> str:
        if name == "kind":
            return self.label(MACROS[macro].words, value) if macro in MACROS else value
        if name == "status":
            return self.label("measure_status", value)
        if name in ("from", "to"):
            return f"{'fra' if name == 'from' else 'til'} {value}"
        title = self.title(period, value)
        return title if title != value else self.place(value)

    def place(self, citation: str) -> str:
        """What a place in a source is called."""
        return self._places.get(citation, citation)

    def value(self, value: Any, field: Field | None, period: str | None) -> str:
        """A value as a reader would say it; empty for what says nothing."""
        if value in (None, "", ()):
            return ""
        if isinstance(value, str):
            return self._text(value, field, period)
        if isinstance(value, tuple):
            return ", ".join(self.value(item, field, period) for item in value)
        if isinstance(value, Part):
            return part_title(value, self, period)
        if isinstance(value, bool):
            return "ja" if value else "nei"
        return dates.prose(value) if isinstance(value, Edtf) else str(value)

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


def part_title(part: Part, names: Names, period: str | None) -> str:
    """What a part is called: by its title, or by what it says."""
    if isinstance(part, Basis):
        return names.title(period, part.document)
    if isinstance(part, Slot):
        return f"{part.start}–{part.end} {part.title}"
    if isinstance(part, Outcome):
        label = names.label("outcome", part.kind.value)
        return f"{label}. {part.reason}" if part.reason else label
    return in_one_line(str(getattr(part, titled_by(part), "")))


def titled_by(part: Part) -> str:
    """The field that a part is called by; empty where it has none."""
    return next((name for name in _TITLES if getattr(part, name, None)), "")


def item_title(item: Item) -> str:
    """What a record, word, source or page is called."""
    record = item.record
    if item.record_type == "page":
        return record.title or item.id
    if isinstance(record, (Source, Word)):
        return record.short if isinstance(record, Source) else record.label
    return title_of(record)
