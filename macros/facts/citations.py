"""Who stands on which place in a source: records and pages, in this plan and in the others."""

from __future__ import annotations

from collections import defaultdict

from macros.facts import addresses
from macros.facts.derive import Facts, PageRef
from macros.load.library import Loaded
from macros.model import routes
from macros.model.walk import citations
from macros.reading.front_matter import Page
from macros.reading.prose import calls


def add_pages(loaded: Loaded, facts: Facts) -> None:
    """Fill in which pages of prose cite which places, and which places only other plans use.

    Args:
        loaded: The tree.
        facts: The facts of one plan, which are completed.
    """
    for cite, pages in citing_pages(loaded, facts).items():
        facts.cited_pages[cite].extend(pages)
    in_prose = prose_cites(loaded)
    for plan in loaded.library.plans:
        period = plan.plan.id
        if period == facts.period:
            continue
        used = {cite for record in plan.records() for cite in citations(record)}
        used |= {cite for cite, folders in in_prose.items() if period in folders}
        for cite in used:
            facts.elsewhere[cite].append(period)


def citing_pages(loaded: Loaded, facts: Facts) -> dict[str, list[PageRef]]:
    """`document#section` → the pages of a plan whose prose cites it."""
    found: dict[str, list[PageRef]] = defaultdict(list)
    for name, path in addresses.sources(loaded, facts.period).items():
        page = loaded.tree.by_path[path]
        title = str(page.meta.value.get("title", name))
        lang = str(page.meta.value.get("lang", "nb"))
        ref = PageRef(title, routes.of_page(name), lang)
        names = _cited(page)
        for cite in dict.fromkeys(names):
            found[cite].append(ref)
    return found


def prose_cites(loaded: Loaded) -> dict[str, set[str]]:
    """`document#section` → the folders of docs/ whose prose cites it."""
    found: dict[str, set[str]] = defaultdict(set)
    for folder, pages in loaded.tree.pages.items():
        for page in pages:
            for cite in _cited(page):
                found[cite].add(folder)
    return found


def _cited(page: Page) -> list[str]:
    args = (arg for call in calls(page)[0] if call.name == "cite" for arg in call.args)
    return [arg for arg in args if isinstance(arg, str)]
