"""What each published version changed in the records: those in its files, before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from pydantic import ValidationError

from macros.load.library import TYPES, raw_records
from macros.model.base import Part
from macros.reading.tree import DataFile, classify
from macros.reading.yaml_text import read_yaml

Key = tuple[str | None, str, str]
"""Plan (None for what all plans share), record type and id."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as one version has it, and the area it stands in."""

    record: Part
    area: str | None


@dataclass(frozen=True, slots=True)
class Revision:
    """One published version, and the records of the files that it touched.

    Attributes:
        commit: Whole name of the commit.
        previous: That of the published version before.
        day: When it was published (ISO, UTC).
        before: Those records as they were.
        after: Those records as they became.
        unread: Files of which a version cannot be read as the data are read today.
    """

    commit: str
    previous: str
    day: str
    before: dict[Key, Kept]
    after: dict[Key, Kept]
    unread: tuple[str, ...] = ()


def records_in(path: str, data: bytes) -> dict[Key, Kept] | None:
    """The records of one version of a file, at its path then; None where they cannot be read."""
    parts = PurePosixPath(path).parts[1:]
    classified = classify(parts) if parts else None
    if classified is None:
        return {}
    doc, problems = read_yaml(path, data)
    if problems:
        return None
    file = DataFile(*classified, PurePosixPath(path).stem, doc)
    try:
        return dict(_records(file))
    except ValidationError:
        return None


def _records(file: DataFile) -> Iterator[tuple[Key, Kept]]:
    area = None
    for placed in raw_records(file):
        # What it refers to stands in other files, and was checked when it was published.
        record = TYPES[placed.record_type].model_validate(placed.raw)
        nested = placed.record_type != "area" and len(placed.loc) > 1
        area = placed.id if placed.record_type == "area" else area
        yield (placed.period, placed.record_type, placed.id), Kept(record, area if nested else None)
