"""Other words for what a text says: full forms of abbreviations, other languages, plain words.

A reader who writes the one finds what says the other. The groups come from the glossary and the
list of actors, where editors keep them, and from a list of everyday words (everyday.txt).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from macros.facts.derive import Facts

_WORD = re.compile(r"\w+")
_PATTERN = re.compile(r"\*?\w+\*?")


@dataclass(frozen=True, slots=True)
class WordGroup:
    """Words that go together."""

    # What must stand in a text. A star stands for any beginning or ending of a word, and a word
    # without small letters is found only as it is written.
    phrases: tuple[str, ...]
    also: str  # what the text is found by, besides


def word_groups(facts: Facts) -> list[WordGroup]:
    """The groups of a plan."""
    groups = []
    for entry in facts.of("term"):
        term = entry.record
        full = [str(text) for text in (term.term, term.nb, term.nn, *term.forms) if text]
        groups.append(WordGroup(tuple(full), _once([*full, term.en or ""])))
    for entry in facts.of("actor"):
        short = entry.record.short
        if short:
            groups.append(WordGroup((short, entry.title), _once([short, entry.title])))
    return [*groups, *everyday()]


@cache
def everyday() -> tuple[WordGroup, ...]:
    """The groups of words that people use for what plans call something else."""
    lines = Path(__file__).with_name("everyday.txt").read_text("utf-8").splitlines()
    pairs = (line.split(" = ") for line in lines if line and not line.startswith("#"))
    return tuple(WordGroup(tuple(text.split(", ")), _once([also])) for also, text in pairs)


class GroupFinder:
    """Tells which groups a text belongs to, as their numbers in the order given."""

    def __init__(self, groups: Iterable[WordGroup]) -> None:
        """Sort what is to be found by how it begins."""
        self._starts: dict[str, list[tuple[list[str], int]]] = defaultdict(list)
        self._within: list[tuple[list[str], int]] = []
        for number, group in enumerate(groups):
            for phrase in group.phrases:
                words = _PATTERN.findall(phrase)
                if words and words[0].startswith("*"):
                    self._within.append((words, number))
                elif words:
                    self._starts[words[0][:2].lower()].append((words, number))
        cores = {re.escape(words[0].strip("*").lower()) for words, _ in self._within}
        self._any_within = re.compile("|".join(cores) or "(?!)")
        self._begun = cache(self._beginning)  # most words stand in many texts

    def groups_of(self, text: str) -> list[int]:
        """The numbers of the groups that a text belongs to."""
        words = _WORD.findall(text)
        numbers: set[int] = set()
        for i, word in enumerate(words):
            for rest, number in self._begun(word):
                following = words[i + 1 : i + 1 + len(rest)]
                if number not in numbers and len(rest) == len(following):
                    numbers |= {number} if all(map(_fits, rest, following)) else set()
        return sorted(numbers)

    def _beginning(self, word: str) -> list[tuple[list[str], int]]:
        """What a word may be the beginning of, with the words that must follow. Most: nothing."""
        within = self._within if self._any_within.search(word.lower()) else ()
        starts = [*self._starts.get(word[:2].lower(), ()), *within]
        return [(w[1:], number) for w, number in starts if _fits(w[0], word)]


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
