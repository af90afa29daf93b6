"""The fields of a record, and when two values mean the same.

The fields come from the model, so that none can be forgotten, and what is said of each from the
`About` that stands on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic.fields import FieldInfo

from macros.model.about import About, Search
from macros.model.base import Part
from macros.model.change_kinds import ChangeKind
from macros.model.edtf import Edtf
from macros.model.text import CitedPlace, RefTo, WordOf, inside

Rename = Mapping[str, tuple[str, ...]]
"""Id in the old plan → the ids that carry it on in the new one."""

LINEAGE_FIELDS = frozenset({"id", "continues", "outcome", "predecessor", "frozen"})
"""What a record is, where it comes from and whether it is closed: no change between two plans."""


class UntoldFieldError(TypeError):
    """A field of the model of which something is not said: which, and where to say it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record type or part.

    Attributes:
        name: Its name.
        about: What is said of it.
        many: Whether it holds a list.
        part: What it holds, where that is a part or a list of parts.
        refs: Record type it refers to; empty for none.
        earlier: Whether what it refers to stands in the plan before.
        words: Vocabulary list it takes its words from; empty for none.
        cites: Whether it holds places in sources.
        dated: Whether it holds a date.
        records: Whether what it holds are records with rows of their own.
    """

    name: str
    about: About
    many: bool
    part: type[Part] | None
    refs: str
    earlier: bool
    words: str
    cites: bool
    dated: bool
    records: bool

    @property
    def kind(self) -> ChangeKind:
        """The kind of change it gives."""
        return self.about.change or ChangeKind.DETAIL

    @property
    def search(self) -> Search:
        """How the search takes it in."""
        return self.about.search or Search.TEXT


@lru_cache(maxsize=256)
def fields_of(cls: type[Part]) -> dict[str, Field]:
    """Every field of a record type or part, in the order of the model."""
    return {
        name: _field(name, [*inside(info.annotation), *info.metadata], info)
        for name, info in cls.model_fields.items()
    }


def _field(name: str, marks: list[Any], info: FieldInfo) -> Field:
    about = About(help=" ".join((info.description or "").split()))
    for mark in info.metadata:
        about = about.over(mark) if isinstance(mark, About) else about
    parts = (x for x in marks if isinstance(x, type) and issubclass(x, Part))
    part = next(parts, None)
    ref = next((x for x in marks if isinstance(x, RefTo)), None)
    return Field(
        name,
        about,
        many=tuple in marks,
        part=part,
        refs=ref.record_type if ref else "",
        earlier=ref is not None and ref.earlier,
        words=next((x.list for x in marks if isinstance(x, WordOf)), ""),
        cites=any(isinstance(x, CitedPlace) for x in marks),
        dated=Edtf in marks,
        records=hasattr(part, "record_type"),
    )


def described(cls: type[Part], name: str) -> About:
    """What is said of a field, all that editors need of it.

    Raises:
        UntoldFieldError: Where its words, its help or its example are not given.
    """
    about = fields_of(cls)[name].about
    for what, given in (("words", about.words), ("help", about.help), ("example", about.example)):
        if given in ("", None):
            file = f"{cls.__module__.replace('.', '/')}.py"
            raise UntoldFieldError(
                f"{file}: feltet «{name}» i {cls.__name__} mangler «{what}». "
                "Skriv ord og eksempel i explain(…) på feltet, og hjelpen som tekst under det."
            )
    return about


@lru_cache(maxsize=256)
def due_fields(cls: type[Part]) -> tuple[str, ...]:
    """The fields of a record type that hold a date by which something is due."""
    return tuple(name for name, field in fields_of(cls).items() if field.about.due)


@lru_cache(maxsize=256)
def party_fields(cls: type[Part]) -> dict[str, str]:
    """The fields that name whoever has a part in a record → what that part is called."""
    fields = fields_of(cls).items()
    return {name: field.about.party for name, field in fields if field.about.party}


@lru_cache(maxsize=256)
def when_fields(cls: type[Part]) -> tuple[str, ...]:
    """The fields of a record type that say when it happens or is due."""
    return tuple(name for name, field in fields_of(cls).items() if field.about.when)


_BROKEN = re.compile(r"[^\S ]|  ")


def plain(text: str) -> str:
    """A text without what no reader sees: how its lines are broken, and which space it has."""
    if not _BROKEN.search(text):
        return text.strip()
    parts = (re.sub(r"\s+", " ", part) for part in re.split(r"\n[^\S\n]*\n\s*", text.strip()))
    return "\n\n".join(part.strip() for part in parts)


def canonical(value: Any, field: Field | None = None, rename: Rename | None = None) -> Any:
    """Anything that a field holds, or a record, in the form that equals all that means the same.

    `rename` is what the ids in it are called on the other side.
    """
    if isinstance(value, Part):
        fields = fields_of(type(value)).values()
        return tuple((f.name, canonical(getattr(value, f.name), f, rename)) for f in fields)
    if isinstance(value, tuple):
        found = [canonical(item, field, rename) for item in value]
        if field is None or not field.refs or rename is None:
            return tuple(found)
        # What was split is several now, and what was merged is one.
        several = (n for item in found for n in (item if isinstance(item, tuple) else (item,)))
        return tuple(dict.fromkeys(several))
    if not isinstance(value, str):
        return value
    if field is not None and field.refs and rename is not None:
        names = rename.get(value, (value,))
        return names[0] if len(names) == 1 else names
    return plain(value)


def types_within(cls: type[Part]) -> Iterator[type[Part]]:
    """A type, and the types of all that it holds, however deep."""
    yield cls
    for field in fields_of(cls).values():
        if field.part is not None and field.part is not cls:
            yield from types_within(field.part)
