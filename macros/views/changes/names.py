"""What things are called: fields, parts, records, words of the vocabulary, places in sources."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

from macros.compare.changes import Item
from macros.compare.fields import Field
from macros.entries import title_of
from macros.model.base import Outcome, Part
from macros.model.edtf import Edtf
from macros.model.plan import Library, PlanStatus, Source, Word
from macros.model.records import Basis, Slot
from macros.model.text import KIND_WORDS
from macros.views import dates

TYPE_WORDS = {**KIND_WORDS, "word": "ord", "page": "side", "milestone": "milepæl"}
"""Record type → what a sentence calls it."""


CALL_WORDS = {
    "actors": "aktørene",
    "aims": "målene",
    "areas": "områdene",
    "cards": "områdene som kort",
    "challenges": "utfordringene",
    "changes": "det som er endret fra plan til plan",
    "cite": "kildehenvisningen",
    "conflicts": "det kildene ikke er enige om",
    "consultations": "høringene",
    "contacts": "kontaktpunktene",
    "deadlines": "fristene",
    "decisions": "vedtakene",
    "documents": "dokumentene",
    "events": "møtene",
    "fact": "opplysningen",
    "groups": "gruppene",
    "hierarchy": "tegningen av hvordan planer bygger på hverandre",
    "link": "lenken",
    "matrix": "tegningen av hvem som er med på hvilket tema",
    "measures": "tiltakene",
    "milestones": "trinnene i tidsplanen",
    "overview": "planen i korte trekk",
    "sources": "kildene",
    "terms": "ordlisten",
    "timeline": "tidslinjen",
}
"""Macro → what a sentence calls what it puts in. A test asks for every macro."""

_CALL = re.compile(r"\{\{ (\w+)\((.*?)\) \}\}")
_VALUE = re.compile(r'"([^"]*)"')


class Names:
    """What the things of one library are called."""

    def __init__(self, library: Library) -> None:
        """Collect the names once."""
        shared = library.shared
        self._titles: dict[tuple[str | None, str], str] = {
            (plan.plan.id, record.id): title_of(record)
            for plan in library.plans
            for record in plan.records()
        }
        for record in (*shared.actors, *shared.terms):
            self._titles[None, record.id] = title_of(record)
        self._called = {
            word.id: word.label for words in shared.vocabulary.values() for word in words
        }
        self._words = {
            (name, word.id): word.label
            for name, words in shared.vocabulary.items()
            for word in words
        }
        self._places = {
            f"{source.id}#{section.id}": f"{source.short}: {section.title}"
            for source in shared.sources
            for section in source.sections
        }

    def title(self, period: str | None, name: str) -> str:
        """What a record is called; its id where it is not known."""
        return self._titles.get((period, name)) or self._titles.get((None, name)) or name

    def label(self, words: str, name: str) -> str:
        """What a word of the vocabulary is called."""
        return self._words.get((words, name), name)

    def call(self, text: str, period: str | None) -> str:
        """A macro call in its one form (`compare.blocks.canonical`), as what it puts in."""

        def said(hit: re.Match[str]) -> str:
            names = _VALUE.findall(hit[2])
            told = [self._known(name, period) for name in names]
            what = CALL_WORDS.get(hit[1], hit[1])
            return f"{what} ({', '.join(told)})" if told else what

        return _CALL.sub(said, text)

    def _known(self, name: str, period: str | None) -> str:
        title = self.title(period, name)
        return title if title != name else self._called.get(name, self.place(name))

    def place(self, citation: str) -> str:
        """What a place in a source is called."""
        return self._places.get(citation, citation)

    def value(self, value: Any, field: Field | None, period: str | None) -> str:
        """A value as a reader would say it; empty for what says nothing."""
        if value is None or isinstance(value, str):
            return self._text(value or "", field, period)
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
        if field is not None and field.words:
            return self.label(field.words, value)
        if field is not None and field.refs:
            return self.title(period, value)
        return self.place(value) if field is not None and field.name == "source" else value


def part_title(part: Part, names: Names, period: str | None) -> str:
    """What a part is called: by its title, or by what it says."""
    if isinstance(part, Basis):
        return names.title(period, part.document)
    if isinstance(part, Slot):
        return f"{part.start}–{part.end} {part.title}"
    if isinstance(part, Outcome):
        label = names.label("outcome", part.kind.value)
        return f"{label}. {part.reason}" if part.reason else label
    for name in ("title", "name", "text", "says", "email", "url", "use"):
        value = getattr(part, name, None)
        if value:
            return str(value)
    return ""


def item_title(item: Item) -> str:
    """What a record, word, source or page is called."""
    record = item.record
    if item.type == "page":
        return record.title or item.id
    if isinstance(record, (Source, Word)):
        return record.short if isinstance(record, Source) else record.label
    return title_of(record)
