"""Values that no template shows by itself: those of labelled fields, and of whole types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from macros.facts.entries import Entry
from macros.facts.names import Names
from macros.model.about import Search
from macros.model.base import Part, Record
from macros.model.fields import Field, fields_of

_OF_ALL = frozenset(Record.model_fields) | {"description", "summary", "order"}
"""What the frame of a record page shows of every type, or nobody reads."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One value of a record, or of a part of it: what it is called, and what readers see.

    Attributes:
        label: What it is called.
        text: The value in words; of a part the values in it, each under its own label.
        cites: The places that a part cites.
        refs: The records that it names, by their ids.
    """

    label: str
    text: str = ""
    parts: tuple[tuple[Shown, ...], ...] = ()
    cites: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()


def labelled(entry: Entry, names: Names) -> list[Shown]:
    """The fields of a record that have a label of their own, and state something."""
    return list(_shown(entry, names, [field for field in _fields(entry) if field.about.label]))


def everything(entry: Entry, names: Names) -> list[Shown]:
    """Every field that states something, for a type that has no page template of its own."""
    fields = [f for f in _fields(entry) if f.name not in _OF_ALL and f.search is not Search.TITLE]
    return list(_shown(entry, names, fields))


def besides(entry: Entry, names: Names, shown: Sequence[str]) -> list[Shown]:
    """What a record states in other fields than those that are shown and the labelled ones."""
    fields = [f for f in _fields(entry) if f.name not in shown and not f.about.label]
    own = [f for f in fields if f.name not in _OF_ALL and f.search is not Search.TITLE]
    return list(_shown(entry, names, own))


def labels(entries: Sequence[Entry], names: Names) -> list[str]:
    """The labels under which some of some records of a type state something, in order."""
    found = [shown.label for entry in entries for shown in labelled(entry, names)]
    return list(dict.fromkeys(found))


def _fields(entry: Entry) -> list[Field]:
    return list(fields_of(entry.cls).values())


def _shown(entry: Entry, names: Names, fields: Sequence[Field]) -> Iterator[Shown]:
    for field in fields:
        value = getattr(entry.record, field.name)
        if value in (None, "", ()):
            continue
        if field.part and not field.records:
            held = value if isinstance(value, tuple) else (value,)
            parts = tuple(tuple(_of_part(part, entry.period, names)) for part in held)
            yield Shown(_label(field), parts=parts)
        elif not field.records:
            refs = value if isinstance(value, tuple) else (value,)
            text = names.value(value, field, entry.period)
            yield Shown(_label(field), text, refs=refs if field.refs and not field.earlier else ())


def _of_part(part: Part, period: str, names: Names) -> Iterator[Shown]:
    for field in fields_of(type(part)).values():
        value: Any = getattr(part, field.name)
        if value in (None, "", ()):
            continue
        if field.cites:
            yield Shown(_label(field), cites=tuple(value))
        else:
            yield Shown(_label(field), names.value(value, field, period))


def _label(field: Field) -> str:
    text = field.about.label or field.about.words
    return f"{text[:1].upper()}{text[1:]}"
