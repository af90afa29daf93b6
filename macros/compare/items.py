"""Everything there is to compare on one side: records, words of the vocabulary, pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from macros.compare.blocks import Wording, own_words
from macros.compare.changes import Item
from macros.compare.prose import ComparedPage
from macros.facts import addresses
from macros.load.library import Loaded
from macros.model.fields import fields_of
from macros.model.plan import PlanData, Shared
from macros.reading.tree import COMMON

SayOf = Callable[[int, str], Wording]
"""Side (0 before, 1 after) and folder of a page → what `link`s and `fact`s on it say."""


def plan_items(plan: PlanData) -> Iterator[Item]:
    """Every record of a plan, found through the model's own fields."""
    for name, field in fields_of(PlanData).items():
        value = getattr(plan, name)
        top = Item(plan.plan.id, "", "", None, name)
        yield from _listed(top, value if field.many else (value,))


def shared_items(shared: Shared) -> Iterator[Item]:
    """Every record that plans share, and every word of the vocabulary."""
    for name in fields_of(Shared):
        value = getattr(shared, name)
        if isinstance(value, dict):
            for words, entries in value.items():
                yield from _listed(Item(None, "", f"{words}#", None, name, words), entries)
        else:
            yield from _listed(Item(None, "", "", None, name), value)


def _listed(top: Item, records: Iterable[object]) -> Iterator[Item]:
    """The records of a list, each followed by those that stand in it.

    Args:
        top: The place of the list; its id is what the ids of its records begin with.
        records: What stands in it.
    """
    last: str | None = None
    for record in records:
        own = f"{top.id}{record.id}"  # type: ignore[attr-defined]
        kind = getattr(record, "record_type", "word")
        yield Item(top.period, kind, own, record, top.field, top.area, last)
        last = own
        for inner, field in fields_of(type(record)).items():  # type: ignore[arg-type]
            if field.records:
                yield from _listed(
                    Item(top.period, "", "", None, inner, own), getattr(record, inner)
                )


def all_pages(loaded: Loaded, side: int, say: SayOf | None) -> list[Item]:
    """Every page of a tree, those that plans share with no period."""
    found = []
    for folder, pages in sorted(loaded.tree.pages.items()):
        wording = say(side, folder) if say else own_words
        for page in pages:
            path = page.path.removeprefix(f"docs/{folder}/")
            period = None if folder == COMMON else folder
            found.append(Item(period, "page", path, ComparedPage(page, wording)))
    return found


def plan_pages(loaded: Loaded, period: str, side: int, say: SayOf | None) -> dict[str, Item]:
    """Path → page, for every page a reader of a plan finds, shared ones included."""
    wording = say(side, period) if say else own_words
    return {
        path: Item(period, "page", path, ComparedPage(loaded.tree.by_path[file], wording))
        for path, file in addresses.sources(loaded, period).items()
    }
