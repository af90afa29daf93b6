"""Lists of attributes, `{: .egen #anker }`, as Python-Markdown, which renders pages, reads them.

What stands between braces is such a list in some places and text in others, and the rules for
which are many. So Python-Markdown is asked, and only about pages on which braces hold other words
than classes and anchors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.reading.anchors import lists_of_attributes
from macros.reading.front_matter import Page
from macros.reading.prose import covered, place

_WORD = re.compile(r"[.#][\w-]+")
# Without its end: a thousand that are not closed are looked through once.
_BRACES = re.compile(r"(?<!\\)\{(:?)([^}\n]*)")
_CODE = ("```", "~~~")


def odd_attributes(page: Page) -> Iterator[tuple[str, int, int]]:
    """Every list of attributes that holds more than classes and anchors.

    What has a = in it is told whether it is such a list or not, and is not among these.

    Returns:
        The first word that is neither, and the line and the column of the list.
    """
    text = covered(page)
    closed = (hit for hit in _BRACES.finditer(text) if text.startswith("}", hit.end()))
    odd = [hit for hit in closed if _odd(_words(hit))]
    if not odd:
        return
    taken = {tuple(said.split()) for said in lists_of_attributes(text)}
    # With signs that Markdown writes otherwise in between, nobody knows which list it was.
    unknown = any(_odd(words) for words in taken - set(map(_words, odd)))
    for hit in odd:
        line = text[text.rfind("\n", 0, hit.start()) + 1 : hit.start()]
        if unknown or _words(hit) in taken or line.lstrip().startswith(_CODE):
            yield _odd(_words(hit)), *place(page, hit.start())


def _words(braces: re.Match[str]) -> tuple[str, ...]:
    """What stands between braces, word by word; a colon alone is one to Python-Markdown."""
    return tuple(braces[2].split()) or (braces[1],)


def _odd(words: tuple[str, ...]) -> str:
    """The first that is no class and no anchor; nothing where there is a =, which is told."""
    if "=" in "".join(words):
        return ""
    return next((word for word in words if not _WORD.fullmatch(word)), "")
