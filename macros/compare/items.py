"""Everything there is to compare on one side: records, words of the vocabulary, pages.

Prose is compared as it is read: with what the `link`s and `fact`s in it say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from macros.compare.blocks import Wording
from macros.compare.changes import Item
from macros.compare.prose import ComparedPage
from macros.facts.citations import written_pages
from macros.facts.workspace import Workspace
from macros.model.fields import fields_of
from macros.model.plan import PlanData, Shared
from macros.reading.calls import Call
from macros.reading.tree import COMMON


def plan_items(plan: PlanData, rows: Set[str] = frozenset()) -> Iterator[Item]:
    """Every record of a plan, found through the model's own fields; `rows` have no page."""
    for name, field in fields_of(PlanData).items():
        value = getattr(plan, name)
        yield from _listed(plan.plan.id, name, None, value if field.many else (value,), rows=rows)


def shared_items(shared: Shared, rows: Set[str] = frozenset()) -> Iterator[Item]:
    """Every record that plans share, and every word of the vocabulary; `rows` have no page."""
    for name in fields_of(Shared):
        value = getattr(shared, name)
        lists = value if isinstance(value, dict) else {None: value}
        for words, records in lists.items():
            yield from _listed(None, name, words, records, rows=rows)


def _listed(
    period: str | None, field: str, area: str | None, records: Iterable[object], *, rows: Set[str]
) -> Iterator[Item]:
    """The records of a list, each followed by those that stand in it; arguments as in `Item`."""
    last: str | None = None
    for record in records:
        record_type = getattr(record, "record_type", "word")
        name = str(record.id)  # type: ignore[attr-defined]
        name = f"{area}#{name}" if record_type == "word" else name
        yield Item(period, record_type, name, record, field, area, last, name in rows)
        last = name
        for inner, about in fields_of(type(record)).items():  # type: ignore[arg-type]
            if about.records:
                yield from _listed(period, inner, name, getattr(record, inner), rows=rows)


def _wording_in(workspace: Workspace, folder: str) -> Wording:
    """What running text in a folder of docs/ says; shared pages as the plan in force shows them."""
    if folder == COMMON:
        in_force = workspace.loaded.library.in_force
        assert in_force, "only what has passed the check is compared"
        folder = in_force.plan.id

    def wording(call: Call) -> str:
        facts = workspace.facts(folder)
        period, _, own = call.args[0].rpartition("/")
        entry = facts.by_plan[period or facts.period][own]
        if call.name == "link":
            return call.args[1] if len(call.args) > 1 else entry.title
        name = call.args[1]
        value = getattr(entry.record, name)
        text = workspace.names.value(value, fields_of(entry.cls)[name], facts.period)
        return text or "ikke fastsatt i kilden"

    return wording


def all_pages(workspace: Workspace) -> dict[tuple[str, str], Item]:
    """Period and path → page, for every page of a tree; those that plans share have no period."""
    pages = {}
    for folder, written in workspace.loaded.tree.pages.items():
        period = None if folder == COMMON else folder
        wording = _wording_in(workspace, folder)
        for page in written:
            path = page.path.removeprefix(f"docs/{folder}/")
            pages[period or "", path] = Item(period, "page", path, ComparedPage(page, wording))
    return pages


def plan_pages(workspace: Workspace, period: str) -> dict[str, Item]:
    """Path → page, for every page a reader of a plan finds, shared ones included."""
    by_path, wording = workspace.loaded.tree.by_path, _wording_in(workspace, period)
    return {
        path: Item(period, "page", path, ComparedPage(by_path[file], wording))
        for path, file in written_pages(workspace.loaded, period).items()
    }
