"""Walks through a record and all its parts, made from the model: no part can be forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import get_args

from macros.model.base import Part
from macros.model.text import Cite, inside

_CITE = get_args(Cite)[-1]


@lru_cache(maxsize=256)
def _holders(cls: type[Part]) -> tuple[str, ...]:
    """The fields that hold parts; records inside a record stand for themselves."""
    fields = {name: [*inside(info.annotation)] for name, info in cls.model_fields.items()}
    return tuple(
        name
        for name, types in fields.items()
        if any(isinstance(x, type) and issubclass(x, Part) for x in types)
        and not any(hasattr(x, "record_type") for x in types)
    )


@lru_cache(maxsize=256)
def _citing(cls: type[Part]) -> tuple[str, ...]:
    """The fields that hold places in sources."""
    fields = cls.model_fields.items()
    return tuple(name for name, info in fields if _CITE in inside(info.annotation))


def parts(part: Part) -> Iterator[Part]:
    """A record or part, and every part in it, however deep."""
    yield part
    values = vars(part)
    for name in _holders(type(part)):
        held = values.get(name)
        for inner in held if isinstance(held, tuple) else (held,) if held else ():
            yield from parts(inner)


def citations(part: Part) -> list[str]:
    """Every place that a record or one of its parts cites, each once, in the order of the model."""
    found: dict[str, None] = {}
    for one in parts(part):
        for name in _citing(type(one)):
            found.update(dict.fromkeys(vars(one).get(name, ())))
    return list(found)
