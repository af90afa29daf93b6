"""All that is said of a field beside its type, in one marker that stands on it.

Schemas, skeletons, the editors' guide, the comparison, the search, filters, pages and exports take
what they need from here, so that a new field is told of in one place.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import Enum
from typing import Any

from pydantic import Field

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
    """What is said of a field. Of two on one field, what the first one gives counts.

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
        untold: What a sentence says that the sources do not tell, where it is left open.
        personal: Whether it names a person: shown on pages, left out of every export.
        table: The name of the table among the open data that its parts have for themselves.
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
    untold: str = ""
    table: str = ""

    def over(self, earlier: About) -> About:
        """This one, with what it leaves open from an earlier one."""
        given = {f.name: getattr(self, f.name) or getattr(earlier, f.name) for f in fields(self)}
        return About(**given)


_IN_ORDER = ("words", "example", "change", "search")


def explain(*told: Any, default: Any = ..., min_length: int | None = None, **more: Any) -> Any:
    """A field of the model, with what is said of it; its docstring is what editors are told.

    Args:
        told: An `About` that several fields share; then its words, example, change and search.
        default: Its value where nothing stands; such a field need not stand in a file.
        min_length: How many it must hold at least.
        more: What `About` takes, by name.
    """
    shared = told[0] if told and isinstance(told[0], About) else About()
    given = [one for one in told if not isinstance(one, About)]
    own = About(**dict(zip(_IN_ORDER, given, strict=False)), **more)
    info = Field(default) if min_length is None else Field(default, min_length=min_length)
    info.metadata.append(own.over(shared))
    return info
