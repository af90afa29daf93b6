"""The deadlines of a file, in whatever version it is: raw values, read as they are today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath

from macros.history.slips import Key
from macros.load.library import NESTED, TYPES, Placed, raw_records
from macros.model.edtf import EdtfError, parse
from macros.model.fields import due_fields
from macros.reading.tree import DataFile, classify
from macros.reading.yaml_text import read_yaml


@dataclass(slots=True)
class Deadlines:
    """Deadlines with their dates (EDTF, empty for none), and whether all of it could be read."""

    dates: dict[Key, str] = field(default_factory=dict)
    readable: bool = True


def deadlines_of(records: Iterable[Placed]) -> Deadlines:
    """The deadlines of records as they are written; a date that cannot be read is left out."""
    result = Deadlines()
    for placed in records:
        for name in due_fields(TYPES[placed.record_type]) if placed.period and placed.id else ():
            key = Key(placed.period or "", placed.record_type, placed.id, name)
            value = placed.raw.get(name)
            try:
                result.dates[key] = parse(value).text if isinstance(value, str) else ""
            except EdtfError:
                result.readable = False
    return result


def deadlines_in(path: str, data: bytes) -> Deadlines | None:
    """The deadlines of one version of a file, at its path then; None if it can hold none."""
    parts = PurePosixPath(path).parts[1:]
    classified = classify(parts) if parts else None
    if classified is None or classified[1] is None or not _may_be_due(classified[0]):
        return None
    doc, problems = read_yaml(path, data)
    if problems:
        return Deadlines(readable=False)
    return deadlines_of(raw_records(DataFile(*classified, PurePosixPath(path).stem, doc)))


@cache
def _may_be_due(record_type: str) -> bool:
    """Whether what stands in a file of a type, or within that, has fields for deadlines."""
    nested = NESTED.values() if record_type == "area" else ()
    return any(due_fields(TYPES[name]) for name in (record_type, *nested) if name in TYPES)
