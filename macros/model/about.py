"""All that is said of a field beside its type, in one marker that stands on it.

Schemas, skeletons, the editors' guide, the comparison, the search, filters, pages and exports take
what they need from here, so that a new field is told of in one place.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import Enum
from typing import Any

from macros.model.change_kinds import ChangeKind


class Search(Enum):
    """How the search takes a field in."""

    TITLE = "title"
    """What the record is called."""
    NAME = "name"
    """What it is called besides: a short name, another form."""
    TEXT = "text"
    """What it says."""
    HIDDEN = "hidden"
    """Found by, but not shown in a hit."""
    NONE = "none"
    """A code, or what is found elsewhere."""


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a field. Of two on one field, what the later one gives counts.

    Attributes:
        words: What a sentence calls it, in the definite form of bokmål.
        help: What it is for, to those who write it.
        example: A value as it would stand in a file. All examples are made up and hang together.
        change: The kind of change that it gives.
        search: How the search takes it in.
        found_by: Other words that readers look for it with, where it is filled in.
        label: What tables and pages call it, where no template shows it by itself.
        party: What an actor's page calls the part that whoever it names has.
        due: What the table of deadlines calls it; such a date is one by which something is due.
        when: Whether it says when the record happens: the filters `from` and `to` ask for it.
        personal: Whether it names a person: shown on pages, left out of every export.
    """

    words: str = ""
    help: str = ""
    example: Any = None
    change: ChangeKind | None = None
    search: Search | None = None
    found_by: str = ""
    label: str = ""
    party: str = ""
    due: str = ""
    when: bool = False
    personal: bool = False

    def over(self, earlier: About) -> About:
        """This one, with what it leaves open from an earlier one."""
        given = {f.name: getattr(self, f.name) or getattr(earlier, f.name) for f in fields(self)}
        return About(**given)
