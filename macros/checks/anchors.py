"""Rules about places on pages: what a link can lead to has a name that nothing else there has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set

from macros.facts import addresses
from macros.facts.citations import written_pages
from macros.facts.derive import Facts
from macros.facts.workspace import Workspace
from macros.model import routes
from macros.problems import Problem
from macros.reading.prose import anchors

SECTIONS = frozenset(
    {"utfordringer", "tiltak", "grupper", "rolle", "medlemmer", "program", "forventninger"}
    | {"dokumenter", "indikatorer", "mal", "merknader", "motstrid", "linjen", "lenker", "skjedd"}
)
"""Places that the templates make on the pages of records, for prose to link to. What else they
give an id that is no record's begins with `__`, like the theme's own, or stands in `CHANGES`."""

_PERIOD = r"\d{4}-\d{4}"
CHANGES = re.compile(rf"(?:fra-{_PERIOD}-til|(?:omrader|resten|nettstedet)-{_PERIOD})-{_PERIOD}")
"""Places that templates make on the two pages of what changed from plan to plan."""

_RULE = "anchor"


def anchors_free(view: Workspace) -> Iterator[Problem]:
    """What editors call a place on a page is not what data or templates call one there."""
    for plan in view.loaded.library.plans:
        period = plan.plan.id
        taken = made(view, period)
        for old in view.loaded.redirects.get(period, {}):
            url, _, anchor = old.partition("#")
            taken[url].add(anchor)
        for name, path in written_pages(view.loaded, period).items():
            for anchor, line in anchors(view.loaded.tree.by_path[path]):
                if stands(taken, routes.of_page(name), anchor):
                    message = f"Stedet «#{anchor}» finnes fra før på siden, laget fra dataene."
                    hint = (
                        "Kall det noe annet; en overskrift kan få et eget anker: {: #eget-anker }."
                    )
                    yield Problem(path, line, 1, _RULE, message, hint)


def made(view: Workspace, period: str) -> defaultdict[str, set[str]]:
    """Page of a period → the places on it that data and templates make."""
    facts = view.facts(period)
    found = defaultdict(set, addresses.by_page(facts))
    for url in _record_pages(facts):
        found[url] |= SECTIONS
    return found


def _record_pages(facts: Facts) -> set[str]:
    return {facts.entries[name].url for name in facts.pages.values() if facts.entries[name].paged}


def stands(taken: Mapping[str, Set[str]], url: str, anchor: str) -> bool:
    """Whether a place on a page is among those that are taken there, as `made` has them."""
    homes = routes.home("change"), routes.home("field-change")
    changes = url in homes and CHANGES.fullmatch(anchor)
    return bool(changes) or anchor in taken.get(url, ())


def anchors_once(view: Workspace) -> Iterator[Problem]:
    """An anchor of an editor's own is given once on a page."""
    for page in view.loaded.tree.all_pages():
        given = set()
        for anchor, line in anchors(page):
            if anchor in given:
                message = f"Ankeret «#{anchor}» står to ganger på siden."
                yield Problem(page.path, line, 1, _RULE, message, "Gi det ene et annet navn.")
            given.add(anchor)


def ids_free(view: Workspace) -> Iterator[Problem]:
    """A record with its place on the page of another is not called what that page calls a part."""
    for plan in view.loaded.library.plans:
        facts = view.facts(plan.plan.id)
        pages = _record_pages(facts)
        for entry in facts.entries.values():
            if entry.url.partition("#")[0] in pages and entry.url.partition("#")[2] in SECTIONS:
                placed = view.loaded.index[facts.period, entry.record_type, entry.id]
                message = f"Id-en «{entry.id}» er navnet på en del av siden den står på."
                yield placed.problem(("id",), _RULE, message, "Velg en annen id.")


RULES = [anchors_free, anchors_once, ids_free]
