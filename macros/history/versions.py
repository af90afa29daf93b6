"""Which deadlines a file says, in whatever version it is: raw values, read as they are today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from macros.history.slips import Key
from macros.load.library import TYPES, Placed, raw_records
from macros.model.edtf import EdtfError, parse
from macros.model.fields import due_fields
from macros.reading.tree import DataFile, classify
from macros.reading.yaml_text import read_yaml


@dataclass(slots=True)
class Said:
    """What a file says of deadlines.

    Attributes:
        values: Deadline → date as EDTF; empty where the record gives none.
        doubtful: Deadlines whose date cannot be read.
        whole: Whether the file could be read at all.
    """

    values: dict[Key, str] = field(default_factory=dict)
    doubtful: set[Key] = field(default_factory=set)
    whole: bool = True


def said(records: Iterable[Placed]) -> Said:
    """The deadlines of some records."""
    found = Said()
    for placed in records:
        for name in due_fields(TYPES[placed.kind]) if placed.period and placed.id else ():
            key = Key(placed.period or "", placed.kind, placed.id, name)
            value = placed.raw.get(name)
            try:
                found.values[key] = parse(value).text if isinstance(value, str) else ""
            except EdtfError:
                found.doubtful.add(key)
    return found


def said_by(path: str, data: bytes) -> Said | None:
    """The deadlines of one version of a file.

    Args:
        path: File below the root, as it was called then.
        data: Its bytes.

    Returns:
        What it says; None for a file that can hold none.
    """
    parts = PurePosixPath(path).parts[1:]
    found = classify(parts) if parts else None
    if found is None or found[1] is None:
        return None
    doc, problems = read_yaml(path, data)
    if problems:
        return Said(whole=False)
    return said(raw_records(DataFile(*found, PurePosixPath(path).stem, doc)))
