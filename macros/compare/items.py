"""Everything there is to compare on one side: records, words of the vocabulary, pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from macros.compare.changes import Item
from macros.compare.inline import wording_in
from macros.compare.prose import ComparedPage
from macros.facts.citations import written_pages
from macros.facts.workspace import Workspace
from macros.model.fields import fields_of
from macros.model.plan import PlanData, Shared
from macros.reading.tree import COMMON

_NONE: Set[str] = frozenset()


def plan_items(plan: PlanData, rows: Set[str] = _NONE) -> Iterator[Item]:
    """Every record of a plan, found through the model's own fields; `rows` have no page."""
    for name, field in fields_of(PlanData).items():
        value = getattr(plan, name)
        yield from _listed(plan.plan.id, name, None, value if field.many else (value,), rows=rows)


def shared_items(shared: Shared, rows: Set[str] = _NONE) -> Iterator[Item]:
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


def all_pages(workspace: Workspace) -> dict[tuple[str, str], Item]:
    """Period and path → page, for every page of a tree; those that plans share have no period."""
    pages = {}
    for folder, written in workspace.loaded.tree.pages.items():
        period = None if folder == COMMON else folder
        wording = wording_in(workspace, folder)
        for page in written:
            path = page.path.removeprefix(f"docs/{folder}/")
            pages[period or "", path] = Item(period, "page", path, ComparedPage(page, wording))
    return pages


def plan_pages(workspace: Workspace, period: str) -> dict[str, Item]:
    """Path → page, for every page a reader of a plan finds, shared ones included."""
    by_path, wording = workspace.loaded.tree.by_path, wording_in(workspace, period)
    return {
        path: Item(period, "page", path, ComparedPage(by_path[file], wording))
        for path, file in written_pages(workspace.loaded, period).items()
    }
