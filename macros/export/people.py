"""Takes the people that the records name out of a comparison.

Left out are the fields of `PERSONAL`, and every name read in one of them, wherever else it is
written: in other fields, in prose, in the reasons of moves. A person whom no such field names, only
a text, is not known here and stays: to tell names from other words would be guessing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any

from macros.model.base import Part
from macros.model.fields import fields_of
from macros.model.plan import Library
from macros.model.proceedings import Slot
from macros.model.records import Actor, Member

PERSONAL: dict[type[Part], str] = {Member: "name", Slot: "by"}
"""Part → its field that names a person. Shown on pages, left out of every export."""

LEFT_OUT = "[navn utelatt]"

_PHRASE_END = re.compile(r"[^\w\s.'’-]|(?<=\w{3})\.")
"""What no name goes across; a full stop after an initial or a short title is part of it."""

_LATIN = [chr(code) for code in range(0x250)]
_LOWER, _UPPER = ("".join(filter(case, _LATIN)) for case in (str.islower, str.isupper))
_BEGIN = rf"(?:(?<![{_LOWER}{_UPPER}])|(?<![{_UPPER}])(?=[{_UPPER}]))"
_END = rf"(?=s?(?![{_LOWER}]))"
"""A name is a word of its own or its genitive: «Liv» stands in «_Livs_» and not in «Livet». Where
two names have run together, as in «LivPer Berg», a capital begins the next."""


class Hide:
    """Takes the names of people out of texts."""

    def __init__(self, values: Iterable[Any], libraries: Iterable[Library] = ()) -> None:
        """Learn whom the records name.

        Args:
            values: Records and pages of a comparison.
            libraries: Where the comparison is from; people and organisations named anywhere in
                them are known too.
        """
        known: list[Any] = [*values, *libraries]
        told = [found for value in known for found in names_in(value)]
        actors = {name for value in known for name in _organisations(value)}
        names = {name for cls, name in told if cls is Member}
        names |= {name for cls, by in told if cls is Slot for name in led_by(by, actors)}
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        # In prose a name may be broken over two lines, or held together by a hard space.
        patterns = (r"\s+".join(map(re.escape, name.split())) for name in longest_first)
        known_names = "|".join(patterns) or "(?!)"
        self.pattern = re.compile(f"{_BEGIN}(?:{known_names}){_END}")

    def __call__(self, value: Any) -> Any:
        """A value of JSON without the names, in whatever text of it they stood."""
        if isinstance(value, str):
            return self.pattern.sub(LEFT_OUT, value)
        if isinstance(value, list):
            return [self(item) for item in value]
        return {k: self(v) for k, v in value.items()} if isinstance(value, dict) else value


def led_by(text: str, actors: Iterable[str] = ()) -> list[str]:
    """The people in what a programme says of who leads a point: «direktør Kari Nordmann, leder».

    A person is two or more words with capitals after each other, unless an actor's name has them;
    the first of them may be a title, so that what is left without it is a name too.

    Args:
        text: What the programme says.
        actors: Names of organisations and bodies.
    """
    found = []
    for phrase in _PHRASE_END.split(text):
        for capital, group in groupby(phrase.split(), key=lambda word: word[0].isupper()):
            words = list(group) if capital else []
            name = " ".join(words)
            if not any(name in actor for actor in actors):
                found += [" ".join(words[start:]) for start in range(len(words) - 1)]
    return found


def names_in(value: Any) -> Iterator[tuple[type[Part], str]]:
    """What fields that name people say in a value, each with the part that holds it."""
    if isinstance(value, tuple):
        for item in value:
            yield from names_in(item)
    elif isinstance(value, Part) and _has_people(type(value)):
        for name in fields_of(type(value)):
            inner = getattr(value, name)
            if PERSONAL.get(type(value)) == name and inner:
                yield type(value), inner
            yield from names_in(inner)


@lru_cache(maxsize=256)
def _has_people(cls: type[Part]) -> bool:
    parts = (field.part for field in fields_of(cls).values())
    return cls in PERSONAL or any(part is not cls and _has_people(part) for part in parts if part)


def _organisations(value: Any) -> Iterator[str]:
    actors = value.shared.actors if isinstance(value, Library) else (value,)
    for actor in actors:
        if isinstance(actor, Actor):
            yield from filter(None, (actor.name, actor.short))
