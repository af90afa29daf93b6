"""Whose word a statement is: what follows from the place it cites, and may be said of a record."""

from __future__ import annotations

from collections.abc import Mapping

from macros.model.base import Record
from macros.model.plan import Library

HAPPENED = "happened"
ADOPTED = "adopted"
_REPORT = "report"


def standings(library: Library) -> dict[str, str]:
    """`document#section` → its standing; empty where neither it nor its source says."""
    return {
        f"{source.id}#{section.id}": section.standing or source.standing or ""
        for source in library.shared.sources
        for section in source.sections
    }


def standing_of(record: Record, by_place: Mapping[str, str]) -> str:
    """The standing of a record: its own word, else that of the first place it cites.

    A report is by its nature something that has happened.
    """
    if record.standing:
        return record.standing
    if record.record_type == _REPORT:
        return HAPPENED
    return next((by_place[place] for place in record.source if by_place.get(place)), "")
