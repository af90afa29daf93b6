"""Walks through any part of any record: its parts, citations and references.

What is a record of its own in a list of another (the measures of an area) is not gone into: it is
walked by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from macros.model.base import Part
from macros.model.fields import Field, fields_of


@lru_cache(maxsize=256)
def _holding_parts(cls: type[Part]) -> tuple[str, ...]:
    fields = fields_of(cls).values()
    return tuple(field.name for field in fields if field.part and not field.records)


@lru_cache(maxsize=256)
def _holding(cls: type[Part], what: str) -> tuple[Field, ...]:
    return tuple(field for field in fields_of(cls).values() if getattr(field, what))


def parts(record: Part) -> Iterator[Part]:
    """A record, and every part in it, however deep."""
    yield record
    for name in _holding_parts(type(record)):
        held = getattr(record, name)
        for part in held if isinstance(held, tuple) else (held,):
            if part is not None:
                yield from parts(part)


def citations(record: Part) -> list[str]:
    """Every place in a source that a record or a part of it cites, each once."""
    found: dict[str, None] = {}
    for part in parts(record):
        for field in _holding(type(part), "cites"):
            found.update(dict.fromkeys(getattr(part, field.name)))
    return list(found)


def references(record: Part) -> Iterator[tuple[Field, str]]:
    """Every id that a record or a part of it refers to, with the field that holds it."""
    for part in parts(record):
        for field in _holding(type(part), "refs"):
            value = getattr(part, field.name)
            for name in value if isinstance(value, tuple) else (value,):
                if name is not None:
                    yield field, name
