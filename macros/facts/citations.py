"""Who stands on which place in a source: records and pages, in this plan and in the others.

A place is written `document#section`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from macros.facts.derive import PageRef
from macros.load.library import Loaded
from macros.model import routes
from macros.model.walk import citations
from macros.reading.front_matter import Page
from macros.reading.prose import calls
from macros.reading.tree import COMMON


def written_pages(loaded: Loaded, period: str) -> dict[str, str]:
    """Path below the root of the period → file, for every page that is written by hand.

    A page of the period stands before the common page of the same name.
    """
    return {
        page.path.removeprefix(f"docs/{folder}/"): page.path
        for folder in (COMMON, period)
        for page in loaded.tree.pages.get(folder, ())
    }


def citing_pages(loaded: Loaded, period: str) -> Iterator[tuple[str, PageRef]]:
    """Each place that the prose of a plan cites, with the page."""
    for name, path in written_pages(loaded, period).items():
        page = loaded.tree.by_path[path]
        title, lang = page.meta.value.get("title", name), page.meta.value.get("lang", "nb")
        ref = PageRef(str(title), routes.of_page(name), str(lang))
        yield from ((place, ref) for place in dict.fromkeys(_cited(page)))


def citing_plans(loaded: Loaded, but: str) -> Iterator[tuple[str, str]]:
    """Each place that another plan than one uses, in records or in prose, with the plan."""
    in_prose = prose_cites(loaded)
    for plan in loaded.library.plans:
        period = plan.plan.id
        if period != but:
            used = {place for record in plan.records() for place in citations(record)}
            used |= {place for place, folders in in_prose.items() if period in folders}
            yield from ((place, period) for place in used)


def prose_cites(loaded: Loaded) -> dict[str, set[str]]:
    """Place → the folders of docs/ whose prose cites it."""
    folders: dict[str, set[str]] = defaultdict(set)
    for folder, pages in loaded.tree.pages.items():
        for place in (place for page in pages for place in _cited(page)):
            folders[place].add(folder)
    return folders


def _cited(page: Page) -> list[str]:
    args = (arg for call in calls(page)[0] if call.name == "cite" for arg in call.args)
    return [arg for arg in args if isinstance(arg, str)]
