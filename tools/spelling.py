#!/usr/bin/env python3
"""Checks the spelling of every Norwegian text a reader sees, with hunspell and our own words.

A word is right where

- the data has it in a name, as an abbreviation, or as a glossary term of the same language,
- a note quotes it as a source's spelling: «Kilden skriver «…»»,
- a list in tests/words/ has it: nb.txt, nn.txt, or felles.txt for both, or
- hunspell's dictionary of the language knows it.

The exit code is 0 where all is well, 1 where a word is unknown or a list has a fault, and 2 where
hunspell is missing.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from spelling_texts import Passage, passages

from macros.model.alphabet import alphabetical
from macros.problems import FORMATS, Problem, ProblemError, ordered
from macros.reading.yaml_text import decode

ROOT = Path(__file__).resolve().parent.parent
LISTS = "tests/words"
DICTIONARY = {"nb": "nb_NO", "nn": "nn_NO"}
SHARED = "felles"
MOST_SUGGESTIONS = 8
"""So many words of a language get suggestions; each takes hunspell up to half a second."""


class NoDictionaryError(Exception):
    """Hunspell, or one of its dictionaries, is missing."""


# ---------------------------------------------------------------- words

_WORD = re.compile(r"\w+(?:[-.’']\w+)*-?")


def words(text: str) -> Iterator[tuple[str, int]]:
    """Every word with its offset; what has a digit in it is not a word."""
    for hit in _WORD.finditer(text):
        if not re.search(r"[\d_]", hit.group()):
            yield hit.group(), hit.start()


def forms(word: str) -> Iterator[str]:
    """What a list may call a word.

    As it is; without its capital; a name without its -s; without the hyphen it hangs in.
    """
    yield word
    if word[0].isupper():
        yield word[0].lower() + word[1:]
        if word.endswith("s"):
            yield word[:-1]
    if word.endswith("-"):
        yield word[:-1]


_CAPITALS = re.compile(r"\b[A-ZÆØÅ]{2,}\b")
_NAME = re.compile(r"\b[A-ZÆØÅ][\w.’-]*(?:\s+[A-ZÆØÅ][\w.’-]*)+")
"""Two or more words with a capital: a person, a place, an organisation. One word alone may be no
more than the start of a sentence."""


def learnt(texts: Iterable[Passage]) -> dict[str, set[str]]:
    """What the data teaches: names and abbreviations in both languages, terms in their own."""
    known: dict[str, set[str]] = {lang: set() for lang in DICTIONARY}
    for passage in texts:
        if passage.kind in ("name", "term", "form"):
            found = set(_CAPITALS.findall(passage.text))
            if passage.kind == "name":
                runs = " ".join(_NAME.findall(passage.text))
                found.update(part for word, _ in words(runs) for part in (word, *word.split("-")))
            for taught in known.values():
                taught.update(found)
        if passage.kind == "term":
            known[passage.lang].update(word for word, _ in words(passage.text))
    return known


# ---------------------------------------------------------------- our own lists


@dataclass(slots=True)
class WordList:
    """A file of tests/words: a comment on top, then a word a line."""

    path: str
    lines: dict[str, int] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def has(self, word: str) -> bool:
        """Whether the list has a word; keeps in mind that it was needed."""
        found = [form for form in forms(word) if form in self.lines]
        self.used.update(found)
        return bool(found)

    def add(self, line: int, message: str, hint: str) -> None:
        """Keep a fault of the list."""
        self.problems.append(Problem(self.path, line, 1, "word-list", message, hint))

    def unused(self) -> None:
        """Find the words that no text needs."""
        for word in self.lines.keys() - self.used:
            message = f"«{word}» står i ordlisten, men ingen tekst trenger det."
            self.add(self.lines[word], message, "Slett linjen.")


def read_list(root: Path, name: str) -> WordList:
    """One list, with what is wrong with its form."""
    found = WordList(f"{LISTS}/{name}.txt")
    path = root / found.path
    last = ""
    text, problems = decode(found.path, path.read_bytes() if path.exists() else b"")
    if problems:
        raise ProblemError(problems)
    for number, row in enumerate(map(str.strip, (text or "").splitlines()), 1):
        if row.startswith("#"):
            continue
        if row in found.lines:
            found.add(number, f"«{row}» står to ganger.", "Slett linjen.")
        elif [word for word, _ in words(row)] != [row]:
            found.add(number, f"«{row}» er ikke ett ord.", "Skriv ett ord på hver linje.")
        elif last and alphabetical(row) < alphabetical(last):
            found.add(number, f"«{row}» skal stå før «{last}».", "Hold listen alfabetisk.")
        found.lines.setdefault(row, number)
        last = row
    return found


# ---------------------------------------------------------------- hunspell


def hunspell(lang: str, asked: Set[str]) -> dict[str, tuple[str, ...]]:
    """The words that the dictionary lacks, each with what it suggests instead.

    It may put two of its words together, as Norwegian does, but not three: «helseforetakk» would be
    «helse», «fore» and «takk». It is in Latin-1, so a word with other letters is always lacking.
    Suggestions take long, so they are asked for only where a word is lacking.
    """
    analyses = re.findall(r"^(\S+) +(\S.*)$", _ask(lang, "-m", sorted(asked)), re.MULTILINE)
    known = {word for word, said in analyses if said.count("pa:") < 3 and max(word) <= "ÿ"}
    lacking = sorted(asked - known)
    if not lacking:
        return {}
    answered = _ask(lang, "-a", lacking[:MOST_SUGGESTIONS])
    suggested = dict(re.findall(r"^& (\S+) [^:\n]*: (.*)$", answered, re.MULTILINE))
    return {word: likely(word, suggested.get(word, "")) for word in lacking}


def likely(word: str, suggested: str) -> tuple[str, ...]:
    """The best suggestions. To part a compound is hardly ever right in Norwegian."""
    others = [other for other in suggested.split(", ") if not re.search("[ -]", other)]
    near = [other for other in others if SequenceMatcher(None, word, other).ratio() > 0.75]
    return tuple(near[:3])


def _ask(lang: str, mode: str, rows: list[str]) -> str:
    command = ["hunspell", "-i", "UTF-8", "-d", DICTIONARY[lang], mode]
    try:
        return subprocess.run(
            command, input="\n".join(rows), capture_output=True, encoding="utf-8", check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoDictionaryError(DICTIONARY[lang]) from error


# ---------------------------------------------------------------- the check


@dataclass(slots=True)
class Checker:
    """Asks the data, our lists and hunspell about every word of a tree."""

    root: Path
    count: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    def run(self) -> list[Problem]:
        """All that is wrong, sorted by place."""
        texts = list(passages(self.root))
        known = learnt(texts)
        lists = {name: read_list(self.root, name) for name in (*DICTIONARY, SHARED)}
        for lang, taught in known.items():
            own = [lists[lang], lists[SHARED]]
            checked = [text for text in texts if text.lang == lang and text.kind != "form"]
            self.language(lang, checked, taught, own)
        for found in lists.values():
            found.unused()
            self.problems.extend(found.problems)
        return ordered(self.problems)

    def language(
        self, lang: str, texts: list[Passage], taught: set[str], lists: list[WordList]
    ) -> None:
        """Check all passages of one language with one call of hunspell."""
        asked: defaultdict[str, list[tuple[Passage, int]]] = defaultdict(list)
        for text in texts:
            for word, offset in words(text.text):
                self.count[lang] += 1
                for part, shift in unexplained(word, taught, lists):
                    asked[part].append((text, offset + shift))
        for word, suggested in hunspell(lang, asked.keys()).items():
            for text, offset in asked[word]:
                self.problems.append(unknown(word, suggested, text, offset))


def unexplained(word: str, taught: set[str], lists: list[WordList]) -> Iterator[tuple[str, int]]:
    """The parts of a word, split at hyphens, that neither the data nor a list has."""
    if explained(word, taught, lists):
        return
    for hit in re.finditer(r"[^\W_]{2,}", word):
        if not explained(hit.group(), taught, lists):
            yield hit.group(), hit.start()


def explained(word: str, taught: set[str], lists: list[WordList]) -> bool:
    """Whether the data teaches a word, or else a list has it."""
    return any(form in taught for form in forms(word)) or any(own.has(word) for own in lists)


def unknown(word: str, suggested: tuple[str, ...], text: Passage, offset: int) -> Problem:
    """A word that nobody knows, at its place."""
    line, column = text.place(offset)
    message = f"«{word}» finnes ikke i ordboken ({text.lang})."
    meant = " eller ".join(f"«{other}»" for other in suggested)
    hint = (
        f"Mente du {meant}?" if meant else f"Er ordet riktig, hører det i {LISTS}/{text.lang}.txt."
    )
    return Problem(text.path, line, column, "spelling", message, hint)


def main(arguments: list[str] | None = None) -> int:
    """Check a tree and print what is wrong."""
    parser = argparse.ArgumentParser(description="Sjekker stavingen i alle tekster leserne ser.")
    parser.add_argument("--root", type=Path, default=ROOT, help="mappen med data/ og docs/")
    about = "github gir merknader på en pull request"
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help=about)
    options = parser.parse_args(arguments)
    checker = Checker(options.root)
    try:
        problems = checker.run()
    except ProblemError as error:  # what cannot be read cannot be checked
        problems = error.problems
    except NoDictionaryError as error:
        print(f"Feil: stavekontrollen {error} mangler. Kjør: tools/spelling.sh", file=sys.stderr)
        return 2
    if problems:
        print(FORMATS[options.format](problems))
        tail = f"Riktige ord som ordbøkene mangler, står i {LISTS}/."
        print(f"{len(problems)} feil. {tail}", file=sys.stderr)
        return 1
    print(f"Stavingen er i orden: {checker.count['nb']} ord bokmål, {checker.count['nn']} nynorsk.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
