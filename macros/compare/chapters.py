"""Pages of prose: the same page in two versions, or corresponding pages of two plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.compare.changes import Item
from macros.compare.lineage import Family, Lineage, families
from macros.model import routes
from macros.model.plan import Plan


def corresponding(
    old: dict[str, Item], new: dict[str, Item], plan: Plan, lineage: Lineage
) -> list[Family]:
    """The pages of two plans, those that correspond together.

    A page corresponds to the one that its chapter `continues`, the page of a record to those of
    the records it continues, and any other to the one of the same path.

    Args:
        old: Path → page of the earlier plan.
        new: Path → page of the later plan.
        plan: The later plan.
        lineage: What carries what on.
    """
    kept = {p for p in old if p in new and old[p].record.page.path == new[p].record.page.path}
    chapters = [chapter for top in plan.chapters for chapter in top.walk()]
    said = {c.page: c.continues for c in chapters if c.page and c.continues}
    after: dict[str, list[str]] = {}
    before: dict[str, list[str]] = {}
    for path in new:
        for name in _of_record(path, lineage) or [said.get(path, path)]:
            if name in old:
                after.setdefault(name, []).append(path)
                before.setdefault(path, []).append(name)
    # One file that both plans show is not two pages to compare.
    alone = {p for p in kept if after.get(p) == [p] and before.get(p) == [p]}
    olds, news = ([path for path in side if path not in alone] for side in (old, new))
    return families(olds, news, after, before)


def _of_record(path: str, lineage: Lineage) -> list[str]:
    """The pages of the records that the record of this page continues."""
    folder, _, stem = path.removesuffix(".md").rpartition("/")
    if folder not in routes.PAGES.values() or stem == "index":
        return []
    return [f"{folder}/{name}.md" for name in lineage.before.get(stem, ())]


def same(old: Iterable[Item], new: Iterable[Item]) -> Iterator[tuple[Item | None, Item | None]]:
    """Each page of two versions with itself; alone where the other side does not have it."""
    before = {(item.period or "", item.id): item for item in old}
    after = {(item.period or "", item.id): item for item in new}
    for key in sorted({*before, *after}):
        yield before.get(key), after.get(key)
