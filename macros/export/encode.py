"""Values of the model as JSON has them, without the people that records name.

What the fields marked `personal` say is left out, and so are the names in it, in whatever other
text they stand. Whom only a text names is not known to be a person, and stays: to tell names from
other words would be guessing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from itertools import chain
from typing import Any

from macros.compare.items import plan_items, shared_items
from macros.model.base import Part
from macros.model.edtf import Edtf
from macros.model.fields import fields_of
from macros.model.plan import Library
from macros.model.walk import parts

in_json = json.JSONEncoder(ensure_ascii=False).encode
"""A value in one line, as every file has it."""
LEFT_OUT = "[navn utelatt]"
_CALLED, _EMPTY = (Edtf, Enum), (str, tuple, type(None))
_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_NAME = re.compile(rf"{_CAPITAL}(?:\.|[\w'’-]*)(?:\s+{_CAPITAL}(?:\.|[\w'’-]*))+")
"""Two words or more with capitals; an initial ends with a full stop."""


class Encoder:
    """Gives values their form in JSON, and keeps in mind whether it left a person out."""

    def __init__(self, people: re.Pattern[str]) -> None:
        """Take what `people_of` gave."""
        self.people, self.withheld = people, False
        self._clean: dict[str, str] = {}

    def __call__(self, value: Any) -> Any:
        """A value in its form; parts without what says nothing.

        Raises:
            TypeError: Where its type has none: which it is, and where to give it one.
        """
        if isinstance(value, _CALLED):
            value = value.text if isinstance(value, Edtf) else value.value
        if isinstance(value, str):
            return self._text(value)
        match value:
            case tuple():
                return [self(item) for item in value]
            case Part():
                return self._part(value)
            case Decimal():
                return int(value) if value == value.to_integral_value() else float(value)
            case None | bool() | int() | float():
                return value
        raise TypeError(
            f"macros/export/encode.py: verdier av typen {type(value).__name__} har ingen form i "
            "JSON. Gi dem en i Encoder."
        )

    def _text(self, text: str) -> str:
        # Many say the same: ids, places, words of the vocabulary.
        if text not in self._clean:
            self._clean[text] = self.people.sub(LEFT_OUT, text)
        clean = self._clean[text]
        self.withheld = self.withheld or clean != text
        return clean

    def record(self, record: Part) -> dict[str, Any]:
        """A record in its form, without the records that stand in it."""
        return self._part(record, nested=False)

    def _part(self, part: Part, *, nested: bool = True) -> dict[str, Any]:
        encoded = {}
        for name, personal in _told(type(part), nested):
            value = getattr(part, name)
            if personal:
                self.withheld = self.withheld or bool(value)
            elif value or not isinstance(value, _EMPTY):
                encoded[name] = self._text(value) if type(value) is str else self(value)
        return encoded


@lru_cache(maxsize=256)
def _told(cls: type[Part], nested: bool) -> list[tuple[str, bool]]:
    """The fields of a record or part, at need without its records; each, whether it is personal."""
    fields = fields_of(cls).items()
    return [(name, field.about.personal) for name, field in fields if nested or not field.records]


def people_of(libraries: Iterable[Library], records: Iterable[Part] = ()) -> re.Pattern[str]:
    """What finds the people of some libraries in a text, whatever stands around their names.

    `records` are others that name some, as older versions of a library had them.
    """
    names: set[str] = set()
    libraries = list(libraries)
    actors = [actor for library in libraries for actor in library.shared.actors]
    organisations = "|".join(f"{a.name}|{a.short}" for a in actors)
    for part, name in _personal_fields((*chain.from_iterable(map(_records, libraries)), *records)):
        text = str(getattr(part, name))
        # What is known by it has it for a name; else it may stand among other words.
        whole = name in part.known_by
        names |= {text} if whole else {n for n in _names(text) if n not in organisations}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    # In prose a name may be broken over two lines, or held together by a hard space.
    patterns = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    # «Liv» stands in «_Livs_» and, where two have run together, in «BergLiv», but not in «Livet».
    return re.compile(rf"(?<!{_CAPITAL})(?:{patterns or '(?!)'})(?=s?(?![a-zß-öø-ÿ]))")


def _records(library: Library) -> Iterator[Part]:
    items = chain(shared_items(library.shared), *map(plan_items, library.plans))
    return (item.record for item in items)


def _personal_fields(records: Iterable[Part]) -> Iterator[tuple[Part, str]]:
    """Every part of some records with each of its fields that names someone."""
    for part in (part for record in records for part in parts(record)):
        for name, field in fields_of(type(part)).items():
            if field.about.personal and getattr(part, name):
                yield part, name


def _names(text: str) -> Iterator[str]:
    """The people in «direktør Kari Nordmann, leder»: words with capitals after each other.

    The first of them may be a title, so that what is left without it is a name too.
    """
    for run in _NAME.findall(text):
        words = run.split()
        yield from (" ".join(words[start:]) for start in range(len(words) - 1))
