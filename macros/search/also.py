"""Other words for what a text says: full forms of abbreviations, other languages, plain words.

A reader who writes the one finds what says the other. The groups come from the glossary and the
list of actors, where editors keep them, and from a short list of everyday words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from macros.facts.derive import Facts
from macros.search.everyday import EVERYDAY

_WORD = re.compile(r"\w+")
_WANTED = re.compile(r"\*?\w+\*?")


@dataclass(frozen=True, slots=True)
class Group:
    """Words that go together.

    Attributes:
        found: What must stand in a text; a star stands for any beginning or ending of a word,
            and a word without small letters is found only as it is written.
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
        """Sort what is to be found by how it begins.

        Args:
            made: The groups; what a text belongs to is told as their numbers in this order.
        """
        self._starts: dict[str, list[tuple[list[str], int]]] = defaultdict(list)
        self._within: list[tuple[list[str], int]] = []
        self._known: dict[str, list[tuple[list[str], int]]] = {}
        for number, group in enumerate(made):
            for phrase in group.found:
                words = _WANTED.findall(phrase)
                if words and words[0].startswith("*"):
                    self._within.append((words, number))
                elif words:
                    self._starts[words[0][:2].lower()].append((words, number))

    def of(self, text: str) -> list[int]:
        """The numbers of the groups that a text belongs to."""
        words = _WORD.findall(text)
        found: set[int] = set()
        for i, word in enumerate(words):
            for rest, number in self._begun(word):
                if number not in found and _stands(rest, words[i + 1 : i + 1 + len(rest)]):
                    found.add(number)
        return sorted(found)

    def _begun(self, word: str) -> list[tuple[list[str], int]]:
        """What a word may be the beginning of, with the words that must follow. Most: nothing."""
        if word not in self._known:
            starts = [*self._starts.get(word[:2].lower(), ()), *self._within]
            self._known[word] = [(w[1:], number) for w, number in starts if _fits(w[0], word)]
        return self._known[word]


def _stands(wanted: list[str], words: list[str]) -> bool:
    return len(wanted) == len(words) and all(map(_fits, wanted, words))


def _fits(wanted: str, word: str) -> bool:
    if "*" in wanted:
        core, small = wanted.strip("*").lower(), word.lower()
        if wanted.startswith("*"):
            return core in small if wanted.endswith("*") else small.endswith(core)
        return small.startswith(core)
    if wanted == wanted.upper() and not wanted.isdigit():
        return word == wanted
    return word.lower() == wanted.lower()


def _once(texts: Iterable[str]) -> str:
    """The words of some texts, each once."""
    words = (word for text in texts for word in text.split())
    return " ".join(dict.fromkeys(words))
