"""The menu and the foot of a page, and the way to it: drawn with what has something to show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.calls.catalogue import MACROS, answer
from macros.facts.citations import written_pages
from macros.facts.derive import Facts
from macros.load.library import Loaded
from macros.model import routes
from macros.model.plan import Chapter
from macros.reading.front_matter import Page
from macros.reading.prose import calls


@dataclass(frozen=True, slots=True)
class Item:
    """A page of the menu: its name, its address below the root of the period, and its language."""

    title: str
    url: str
    lang: str = ""
    here: str = ""  # as aria-current has it: "page", "true" for what the page is in, or empty


@dataclass(frozen=True, slots=True)
class Group:
    """Pages under a heading; a page without one has none."""

    title: str
    items: tuple[Item, ...]
    foot: bool  # whether it stands at the foot of the page, unless the reader is in it

    @property
    def here(self) -> bool:
        """Whether the reader is on one of its pages."""
        return any(item.here for item in self.items)


@dataclass(frozen=True, slots=True)
class Menu:
    """What leads on from a page."""

    groups: tuple[Group, ...]

    @property
    def drawn(self) -> list[Group]:
        """What stands in the menu."""
        return [group for group in self.groups if group.items and (not group.foot or group.here)]

    @property
    def foot(self) -> list[Item]:
        """What stands at the foot."""
        return [item for group in self.groups if group.foot for item in group.items]

    @property
    def heading(self) -> str:
        """The heading that the page stands under."""
        return next((group.title for group in self.groups if group.here), "")

    @property
    def above(self) -> Item | None:
        """The page of the menu that the page is found through; None where it is one itself."""
        items = (item for group in self.groups for item in group.items)
        return next((item for item in items if item.here == "true"), None)


def menu(facts: Facts, url: str, languages: dict[str, str], empty: set[str]) -> Menu:
    """The menu of a page.

    Args:
        facts: The plan.
        url: The address of the page, below the root of the period.
        languages: Path of a page → its language, for those in another than the menu's.
        empty: The paths of pages with nothing to show.
    """
    listed = {
        routes.of_page(c.page) for top in facts.data.plan.chapters for c in top.walk() if c.page
    }

    def item(chapter: Chapter, path: str) -> Item:
        here = routes.of_page(path)
        within = url not in listed and here and url.startswith(here)
        current = "page" if here == url else "true" if within else ""
        return Item(chapter.title, here, languages.get(path, ""), current)

    def items(chapter: Chapter) -> Iterator[Item]:
        """The pages under a heading; of a manual of many the first, but for who reads it."""
        for below in chapter.pages:
            paths = [one.page for one in below.walk() if one.page and one.page not in empty]
            inside = [item(one, one.page) for one in below.pages if one.page in paths]
            if any(one.here == "page" for one in inside):
                yield from inside
            else:
                yield from (item(below, path) for path in paths[:1])

    def group(chapter: Chapter) -> Group:
        if chapter.page:
            return Group("", (item(chapter, chapter.page),), chapter.foot)
        return Group(chapter.title, tuple(items(chapter)), chapter.foot)

    return Menu(tuple(map(group, facts.data.plan.chapters)))


def with_nothing_to_show(loaded: Loaded, facts: Facts) -> set[str]:
    """The pages, by path below the root of the period, whose macros all list nothing."""
    pages = written_pages(loaded, facts.period)
    return {name for name, path in pages.items() if _empty(loaded.tree.by_path[path], facts)}


def _empty(page: Page, facts: Facts) -> bool:
    listing = [call for call in calls(page)[0] if not MACROS[call.name].inline]
    answers = [answer(facts, call.name, call.args, call.kwargs) for call in listing]
    lists = [[v for name, v in values.items() if name != "caption"] for values in answers]
    return bool(lists) and all(found and not any(found) for found in lists)
