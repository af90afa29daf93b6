"""What each published version changed in the records: those in its files, before and after."""

from __future__ import annotations

import re
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
Records = dict[Key, "Kept"]
_ITEM = re.compile(rb"^(?=- )", re.MULTILINE)
_NO_ITEM = re.compile(rb"(?:[ \t]*(?:#.*)?\r?\n)*")


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
        unread: Files in which something that changed cannot be read as the data are read today.
    """

    commit: str
    previous: str
    day: str
    before: dict[Key, Kept]
    after: dict[Key, Kept]
    unread: tuple[str, ...] = ()


def touched(path: str, before: bytes, after: bytes) -> tuple[Records, Records] | None:
    """The records of a file that a version changed, as they were and became, and some that it left.

    Args:
        path: Where the file was then.
        before: What stood in it; empty for no file.
        after: What came to stand in it; empty for no file.

    Returns:
        None where something that it changed cannot be read, before or after.
    """
    found: list[Records] = []
    for side in _without_what_is_alike(before, after):
        records = _records_in(path, side) if side else {}
        if records is None:
            return None
        found.append(records)
    old, new = found
    return old, new


def _without_what_is_alike(before: bytes, after: bytes) -> tuple[bytes, bytes]:
    """Two versions of a list without the items that both have, byte for byte.

    To read all of a long list, of which one item was changed, takes most of the time.
    """
    (head, *old), (other, *new) = _ITEM.split(before), _ITEM.split(after)
    if not (_NO_ITEM.fullmatch(head) and _NO_ITEM.fullmatch(other)):
        return before, after  # no list, or none at the margin
    both = {*old} & {*new}
    first, second = (b"".join(one for one in side if one not in both) for side in (old, new))
    return first, second


def _records_in(path: str, data: bytes) -> Records | None:
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
