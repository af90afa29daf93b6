"""Other words for what a text says: full forms of abbreviations, other languages, plain words.

A reader who writes the one finds what says the other. The groups come from the glossary and the
list of actors, where editors keep them, and from a short list of everyday words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from macros.derive import Facts
from macros.search.everyday import EVERYDAY

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Group:
    """Words that go together.

    Attributes:
        found: What must stand in a text; a star at the end of a word stands for any ending, and
            a word without small letters is found only as it is written.
        also: What the text is found by, besides.
    """

    found: tuple[str, ...]
    also: str


def groups(facts: Facts) -> list[Group]:
    """The groups of a plan."""
    made = []
    for entry in facts.of("term"):
        term = entry.record
        full = [str(text) for text in (term.term, term.nb, term.nn, *term.forms) if text]
        made.append(Group(tuple(full), _once([*full, term.en or ""])))
    for entry in facts.of("actor"):
        short = entry.record.short
        if short:
            made.append(Group((short, entry.title), _once([short, entry.title])))
    for also, said in EVERYDAY.items():
        made.append(Group(tuple(text.strip() for text in said.split(",")), also))
    return made


class Finder:
    """Tells which groups a text belongs to."""

    def __init__(self, made: Iterable[Group]) -> None:
        """Sort what is to be found by how it begins, so that each word of a text is asked once.

        Args:
            made: The groups; what a text belongs to is told as their numbers in this order.
        """
        self._starts: dict[str, list[tuple[list[str], int]]] = defaultdict(list)
        for number, group in enumerate(made):
            for phrase in group.found:
                words = re.findall(r"\w+\*?", phrase)
                if words:
                    self._starts[words[0][:2].lower()].append((words, number))

    def of(self, text: str) -> list[int]:
        """The numbers of the groups that a text belongs to."""
        words = _WORD.findall(text)
        found: set[int] = set()
        for i, word in enumerate(words):
            for wanted, number in self._starts.get(word[:2].lower(), ()):
                if number not in found and _stands(wanted, words[i : i + len(wanted)]):
                    found.add(number)
        return sorted(found)


def _stands(wanted: list[str], words: list[str]) -> bool:
    return len(wanted) == len(words) and all(map(_fits, wanted, words))


def _fits(wanted: str, word: str) -> bool:
    if wanted.endswith("*"):
        return word.lower().startswith(wanted[:-1].lower())
    if wanted == wanted.upper() and not wanted.isdigit():
        return word == wanted
    return word.lower() == wanted.lower()


def _once(texts: Iterable[str]) -> str:
    """The words of some texts, each once."""
    words = (word for text in texts for word in text.split())
    return " ".join(dict.fromkeys(words))
