"""What the `link`s and `fact`s in running text say, so that prose is compared as it is read."""

from __future__ import annotations

from macros.compare.blocks import Wording, canonical
from macros.facts.workspace import Workspace
from macros.model.base import Record
from macros.model.fields import fields_of
from macros.reading.calls import Call
from macros.reading.tree import COMMON


def wording_in(workspace: Workspace, folder: str) -> Wording:
    """What running text in a folder of docs/ says; shared pages as the plan in force shows them."""
    if folder == COMMON:
        in_force = workspace.loaded.library.in_force
        assert in_force, "only what has passed the check is compared"
        folder = in_force.plan.id

    def wording(call: Call) -> str:
        facts = workspace.facts(folder)
        period, slash, own = str(call.args[0] if call.args else "").rpartition("/")
        entry = facts.by_plan.get(period if slash else facts.period, {}).get(own)
        if entry is None:
            return canonical(call)
        if call.name == "link":
            return str(call.args[1]) if len(call.args) > 1 else entry.title
        name = str(call.args[1])
        cls: type[Record] = type(entry.record)
        value = getattr(entry.record, name, None)
        text = workspace.names.value(value, fields_of(cls).get(name), facts.period)
        return text or "ikke fastsatt i kilden"

    return wording
