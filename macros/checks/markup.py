"""Rules about what prose may be written with: Markdown and macro calls, and no HTML of its own.

What Markdown lets through would reach readers as it stands: scripts, styles, frames, addresses
that run. The policy of the pages would stop most of it, but nobody would be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from macros.facts.workspace import Workspace
from macros.problems import Problem
from macros.reading.attributes import odd_attributes
from macros.reading.misread import definitions, half_links, open_code, out_of_place
from macros.reading.otherwise import read_otherwise
from macros.reading.prose import blanked, headings, tokens

_HTML = re.compile(r"<(?=[A-Za-z/!?])(?!(?:https?://|mailto:)[^<>\s]*>)[A-Za-z/!?][\w-]*")
_ATTRIBUTE = re.compile(r"\{[^{\n=]*=")
_MARK = re.compile("⟦plan:")
_MERGE = re.compile(r"^(?:<{7}|>{7})(?= )")


def no_html(view: Workspace) -> Iterator[Problem]:
    """A page is Markdown: no HTML, no attributes but classes and anchors, no marks of the build."""
    for page in view.loaded.tree.all_pages():
        for number, line in enumerate(blanked(page).split("\n"), page.shift + 1):
            for column, message, hint in _odd(line):
                yield Problem(page.path, number, column, "html", message, hint)
        for word, number, column in odd_attributes(page):
            yield Problem(page.path, number, column, "html", *_no_attribute(word))


def _no_attribute(said: str) -> tuple[str, str]:
    hint = "Bare klasse og anker kan stå der: {: .egen #anker }."
    return f"«{said}» kan ikke stå i krøllparenteser.", hint


def _odd(line: str) -> Iterator[tuple[int, str, str]]:
    """Column, message and cure of all in a line that is no Markdown."""
    for hit in _HTML.finditer(line):
        message = f"«{hit[0]}» er HTML, som ikke kan stå i teksten."
        yield hit.start() + 1, message, "Skriv det med Markdown; skal tegnet < vises, skriv &lt;."
    last = line.rfind("}")
    for hit in _ATTRIBUTE.finditer(line, 0, max(last, 0)):
        yield hit.start() + 1, *_no_attribute(hit[0])
    for hit in _MERGE.finditer(line):
        message = f"«{hit[0]}» står igjen etter en fletting i git."
        yield 1, message, "Behold den ene utgaven, og slett merkene."
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


def calls_in_place(view: Workspace) -> Iterator[Problem]:
    """What a call gives has a form of its own: it stands in running text, not in names of things.

    In a heading, the list of contents and the anchor would get its mark instead.
    """
    for page in view.loaded.tree.all_pages():
        for where, line, column in out_of_place(page):
            yield Problem(page.path, line, column, "macro", *_ONLY_TEXT[where])


_HALF = {
    "address": (
        "Dette er ingen hel lenke: adressen har mellomrom, eller slutter ikke.",
        "Skriv [lenketekst](sti), med en sti uten mellomrom.",
    ),
    "gap": ("Dette er ingen lenke: det er mellomrom foran adressen.", "Fjern mellomrommet."),
    "unknown": (
        "Dette er ingen lenke: adressen mangler.",
        "Skriv [lenketekst](sti), med adressen i vanlige parenteser.",
    ),
    "note": (
        "Fotnoter kan ikke brukes her.",
        'Skriv det i teksten, eller vis til kilden med {{ cite("dokument#del") }}.',
    ),
    "definition": (
        "En adresse kan ikke stå for seg selv, med [navn]: foran.",
        "Skriv [lenketekst](adresse) der lenken skal være. Er det vanlig tekst, skriv \\[ først.",
    ),
}
"""What is wrong with half a link → message and cure."""


def links_whole(view: Workspace) -> Iterator[Problem]:
    """What looks like a link is one, and has its address with it."""
    for page in view.loaded.tree.all_pages():
        for what, line, column in chain(half_links(page), definitions(page)):
            yield Problem(page.path, line, column, "link", *_HALF[what])


def code_ends(view: Workspace) -> Iterator[Problem]:
    """A block of code ends: what stands below it is no code."""
    for page in view.loaded.tree.all_pages():
        for line in open_code(page):
            message = "Kodeblokken som begynner her, slutter ikke."
            hint = "Skriv de samme tegnene på en egen linje under den."
            yield Problem(page.path, line, 1, "markup", message, hint)


def text_not_indented(view: Workspace) -> Iterator[Problem]:
    """No text is shown as code because it is indented; that also takes it past its source."""
    for page in view.loaded.tree.all_pages():
        for token in tokens(page.body):
            if token.type == "code_block" and token.map:
                message = "Teksten er rykket inn, og blir vist som kode."
                hint = "Fjern innrykket. Er det kode, setter du ``` på linjen over og under."
                yield Problem(page.path, token.map[0] + 1 + page.shift, 1, "markup", message, hint)


_OTHERWISE = {
    "text": ("Avsnittet blir en del av det som står over.", "Sett inn en tom linje her."),
    "item": ("Punktet blir en del av det som står over.", "Sett inn en tom linje her."),
    "list": ("Listen blir en del av det som står over.", "Sett inn en tom linje her."),
    "table": ("Tabellen blir en del av det som står over.", "Sett inn en tom linje her."),
    "quote": ("Sitatet blir en del av det som står over.", "Sett inn en tom linje her."),
    "heading": ("Overskriften blir en del av det som står over.", "Sett inn en tom linje her."),
    "rule": ("Streken blir en del av det som står over.", "Sett inn en tom linje her."),
    "code": ("Kodeblokken blir en del av det som står over.", "Sett inn en tom linje her."),
    "mixed": (
        "Listen blir en del av listen over, som er av et annet slag.",
        "Skriv en setning mellom dem.",
    ),
    "bracket": (
        "Listen blir vanlig tekst, fordi det står en parentes etter tallet.",
        "Skriv 1. og ikke 1).",
    ),
    "shallow": (
        "Innrykket er for lite til at dette hører til punktet over.",
        "Bruk fire mellomrom for hvert nivå.",
    ),
    "hash": (
        "Linjen blir en overskrift, fordi den begynner med #.",
        "Skriv \\# først. Skal det være en overskrift, setter du mellomrom etter #.",
    ),
    "point": (
        "Linjen blir et eget punkt i listen.",
        "Flytt begynnelsen til linjen over; skal det være et punkt, bruker du fire mellomrom.",
    ),
    "indented": (
        "Overskriften blir vanlig tekst, fordi linjen er rykket inn.",
        "Fjern mellomrommene foran #.",
    ),
    "underlined": (
        "Dette blir ikke en overskrift.",
        "Skriv den på én linje med # foran. Skal det være en strek, setter du en tom linje over.",
    ),
    "fence": (
        "Kodeblokken blir vanlig tekst.",
        "Sett tegnene helt til venstre, like mange før og etter, med høyst ett ord på linjen.",
    ),
}
"""What the site shows otherwise than Markdown is read elsewhere → message and cure."""


def read_alike(view: Workspace) -> Iterator[Problem]:
    """What the check and the comparison take for lists, tables and headings, the site does too."""
    for page in view.loaded.tree.all_pages():
        for what, line in read_otherwise(page):
            yield Problem(page.path, line, 1, "markup", *_OTHERWISE[what])


def headings_in_order(view: Workspace) -> Iterator[Problem]:
    """A page has one heading at the top, and each other one lies right below one above it."""
    for page in view.loaded.tree.all_pages():
        above, tops = 1, 0
        for level, line in headings(page):
            tops += level == 1
            if tops > 1 and level == 1:
                message = "Siden har to overskrifter med én #."
                yield Problem(page.path, line, 1, "heading", message, "Bruk ## her.")
            elif level > above + 1:
                message = f"Overskriften hopper fra {'#' * above} til {'#' * level}."
                hint = f"Bruk {'#' * (above + 1)} her."
                yield Problem(page.path, line, 1, "heading", message, hint)
            above = level


RULES = [
    no_html,
    calls_in_place,
    links_whole,
    code_ends,
    text_not_indented,
    read_alike,
    headings_in_order,
]
