"""Rules about what prose may be written with: Markdown and macro calls, and no HTML of its own.

What Markdown lets through would reach readers as it stands: scripts, styles, frames, addresses
that run. The policy of the pages would stop most of it, but nobody would be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.checks.view import View
from macros.problems import Problem
from macros.reading.prose import blanked, out_of_place

_HTML = re.compile(r"<(?=[A-Za-z/!?])(?!(?:https?://|mailto:)[^<>\s]*>)[A-Za-z/!?][\w-]*")
_ATTRIBUTE = re.compile(r"\{[^{\n=]*=")
_MARK = re.compile("⟦plan:")


def no_html(view: View) -> Iterator[Problem]:
    """A page is Markdown: no HTML, no attributes but classes and anchors, no marks of the build."""
    for pages in view.loaded.tree.pages.values():
        for page in pages:
            for number, line in enumerate(blanked(page).split("\n"), page.shift + 1):
                for column, message, hint in _odd(line):
                    yield Problem(page.path, number, column, "html", message, hint)


def _odd(line: str) -> Iterator[tuple[int, str, str]]:
    """Column, message and cure of all in a line that is no Markdown."""
    for hit in _HTML.finditer(line):
        message = f"«{hit[0]}» er HTML, som ikke kan stå i teksten."
        yield hit.start() + 1, message, "Skriv det med Markdown; skal tegnet < vises, skriv &lt;."
    last = line.rfind("}")
    for hit in _ATTRIBUTE.finditer(line, 0, max(last, 0)):
        message = f"«{hit[0]}» kan ikke stå i krøllparenteser."
        yield hit.start() + 1, message, "Bare klasse og anker kan stå der: {: .egen #anker }."
    for hit in _MARK.finditer(line):
        message = "«⟦plan:» er et merke som programmet selv bruker."
        yield hit.start() + 1, message, "Bruk andre parenteser."


_ONLY_TEXT = {
    "heading": (
        "Et makrokall kan ikke stå i en overskrift.",
        "Skriv overskriften med vanlige ord, og sett kallet i teksten under.",
    ),
    "picture": (
        "Et makrokall kan ikke stå i teksten eller adressen til et bilde.",
        "Skriv det med vanlige ord.",
    ),
    "link": (
        "Et makrokall kan ikke stå i adressen eller tittelen til en lenke.",
        'Skriv det helt ut, eller bruk {{ link("id", "lenketekst") }}.',
    ),
    "braces": (
        "Et makrokall kan ikke stå inne i andre krøllparenteser.",
        "Bare klasse og anker kan stå der: {: .egen #anker }.",
    ),
}
"""Where only text can stand → message and cure."""


def calls_in_place(view: View) -> Iterator[Problem]:
    """What a call gives has a form of its own: it stands in running text, not in names of things.

    In a heading, the list of contents and the anchor would get its mark instead.
    """
    for pages in view.loaded.tree.pages.values():
        for page in pages:
            for where, line, column in out_of_place(page):
                yield Problem(page.path, line, column, "macro", *_ONLY_TEXT[where])


RULES = [no_html, calls_in_place]
