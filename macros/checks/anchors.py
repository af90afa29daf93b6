"""Rules about places on pages: what a link can lead to has a name that nothing else there has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set

from markdown.extensions.toc import slugify_unicode  # type: ignore[import-untyped]

from macros.facts import addresses
from macros.facts.citations import written_pages
from macros.facts.workspace import Workspace
from macros.model import routes
from macros.problems import Problem
from macros.reading.anchors import anchors
from macros.reading.front_matter import Page
from macros.reading.prose import headings, tokens

SECTIONS = frozenset(
    {"utfordringer", "tiltak", "grupper", "rolle", "medlemmer", "program", "forventninger"}
    | {"dokumenter", "mal", "merknader", "motstrid", "linjen", "lenker"}
)
"""Places that the templates make on the pages of records, for prose to link to. What else they
give an id that is no record's begins with `__`, like the theme's own, or stands in `CHANGES`."""

_PERIOD = r"\d{4}-\d{4}"
CHANGES = re.compile(rf"(?:fra-{_PERIOD}-til|(?:omrader|resten|nettstedet)-{_PERIOD})-{_PERIOD}")
"""Places that the template makes on the page of changes."""

_RULE = "anchor"
_GIVEN = re.compile(r"(?<!\{)\{:?(?:[^{}\n]*\s)?#([\w-]+)(?=[\s}])")
_OTHER = "Kall det noe annet; en overskrift kan få et eget anker: {: #eget-anker }."


def anchors_free(view: Workspace) -> Iterator[Problem]:
    """What editors call a place on a page is not what data or templates call one there."""
    for plan in view.loaded.library.plans:
        period = plan.plan.id
        taken = made(view, period)
        for old in view.loaded.redirects.get(period, {}):
            url, _, anchor = old.partition("#")
            taken[url].add(anchor)
        for name, path in written_pages(view.loaded, period).items():
            url, page = routes.of_page(name), view.loaded.tree.by_path[path]
            busy = url in taken or url == routes.home("change")
            for anchor in sorted(anchors(page)) if busy else ():
                if stands(taken, url, anchor):
                    message = f"Stedet «#{anchor}» finnes fra før på siden, laget fra dataene."
                    yield Problem(path, _line(page, anchor), 1, _RULE, message, _OTHER)


def made(view: Workspace, period: str) -> defaultdict[str, set[str]]:
    """Page of a period → the places on it that data and templates make."""
    facts = view.facts(period)
    found = defaultdict(set, addresses.by_page(facts))
    for name in facts.pages:
        found[routes.of_page(name)] |= SECTIONS
    return found


def stands(taken: Mapping[str, Set[str]], url: str, anchor: str) -> bool:
    """Whether a place on a page is among those that are taken there.

    Args:
        taken: Page → places, as `made` has them.
        url: The page.
        anchor: The place.
    """
    changes = url == routes.home("change") and CHANGES.fullmatch(anchor)
    return bool(changes) or anchor in taken.get(url, ())


def anchors_once(view: Workspace) -> Iterator[Problem]:
    """An anchor of an editor's own is given once on a page."""
    for page in view.loaded.tree.all_pages():
        seen = set()
        for anchor, line in _given(page):
            if anchor in seen:
                message = f"Ankeret «#{anchor}» står to ganger på siden."
                yield Problem(page.path, line, 1, _RULE, message, "Gi det ene et annet navn.")
            seen.add(anchor)


def ids_free(view: Workspace) -> Iterator[Problem]:
    """A record with its place on the page of another is not called what that page calls a part."""
    for plan in view.loaded.library.plans:
        facts = view.facts(plan.plan.id)
        pages = {routes.of_page(name) for name in facts.pages}
        for entry in facts.entries.values():
            if entry.url.partition("#")[0] in pages and entry.url.partition("#")[2] in SECTIONS:
                placed = view.loaded.index[facts.period, entry.record_type, entry.id]
                message = f"Id-en «{entry.id}» er navnet på en del av siden den står på."
                yield placed.problem(("id",), _RULE, message, "Velg en annen id.")


def _line(page: Page, anchor: str) -> int:
    """The line on which a page gives an anchor: where it is written, or the heading it is of."""
    given = dict(_given(page))
    lines = page.body.split("\n")
    names = {anchor, re.sub(r"_\d+$", "", anchor)}  # the second of a name gets a number
    called = (
        line
        for _, line in headings(page)
        if slugify_unicode(lines[line - page.shift - 1], "-") in names
    )
    return given.get(anchor) or next(called, page.shift + 1)


def _given(page: Page) -> Iterator[tuple[str, int]]:
    """Every anchor that stands in braces, on headings and on paragraphs, and its line."""
    for token in tokens(page.body):
        line = (token.map or [0])[0] + 1 + page.shift
        for child in token.children or ():
            for hit in _GIVEN.finditer(child.content if child.type == "text" else ""):
                yield hit[1], line
            line += child.type in ("softbreak", "hardbreak")


RULES = [anchors_free, anchors_once, ids_free]
