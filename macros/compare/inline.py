"""What the `link`s and `fact`s in running text say, so that prose is compared as it is read."""

from __future__ import annotations

from collections.abc import Sequence

from macros.compare.blocks import Wording, canonical
from macros.compare.items import SayOf
from macros.facts.derive import Facts
from macros.facts.names import Names
from macros.facts.workspace import Workspace
from macros.model.base import Record
from macros.model.fields import fields_of
from macros.reading.calls import Call
from macros.reading.tree import COMMON


def say_of(sides: Sequence[Workspace]) -> SayOf:
    """What running text says, on each side (before and after) and in each folder of docs/."""
    names = [Names(side.loaded.library) for side in sides]

    def say_in(side: int, folder: str) -> Wording:
        library = sides[side].loaded.library
        period = folder
        if folder == COMMON:
            # A page that all plans share is read as the plan in force shows it.
            assert library.in_force, "only what has passed the check is compared"
            period = library.in_force.plan.id
        return _say(sides[side].facts(period), names[side])

    return say_in


def _say(facts: Facts, names: Names) -> Wording:
    def say(call: Call) -> str:
        entry = facts.entries.get(str(call.args[0])) if call.args else None
        if entry is None:
            return canonical(call)
        if call.name == "link":
            return str(call.args[1]) if len(call.args) > 1 else entry.title
        name = str(call.args[1])
        cls: type[Record] = type(entry.record)
        value = getattr(entry.record, name, None)
        text = names.value(value, fields_of(cls).get(name), facts.period)
        return text or "ikke fastsatt i kilden"

    return say
