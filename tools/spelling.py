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
from dataclasses import replace
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
_CAPITALS = re.compile(r"\b[A-ZÆØÅ]{2,}\b")
_NAME = re.compile(r"\b[A-ZÆØÅ][\w.’-]*(?:\s+[A-ZÆØÅ][\w.’-]*)+")
"""Two or more words with a capital: a person, a place, an organisation. One word alone may be no
more than the start of a sentence."""


def words(text: str) -> Iterator[tuple[str, int]]:
    """Every word with its offset; what has a digit in it is not a word."""
    for hit in _WORD.finditer(text):
        if not re.search(r"[\d_]", hit.group()):
            yield hit.group(), hit.start()


def forms(word: str) -> set[str]:
    """What a list may call a word.

    As it is; without its capital; a name without its -s; without the hyphen it hangs in.
    """
    found = {word, word.removesuffix("-")}
    if word[0].isupper():
        found |= {word[0].lower() + word[1:], word.removesuffix("s")}
    return found


def learnt(texts: Iterable[Passage]) -> dict[str, set[str]]:
    """What the data teaches: names and abbreviations in both languages, terms in their own."""
    both: set[str] = set()
    terms: dict[str, set[str]] = {lang: set() for lang in DICTIONARY}
    for passage in texts:
        if passage.kind in ("name", "term", "form"):
            both.update(_CAPITALS.findall(passage.text))
        if passage.kind == "name":
            runs = " ".join(_NAME.findall(passage.text))
            both.update(part for word, _ in words(runs) for part in (word, *word.split("-")))
        if passage.kind == "term":
            terms[passage.lang].update(word for word, _ in words(passage.text))
    return {lang: own | both for lang, own in terms.items()}


# ---------------------------------------------------------------- our own lists


def read_list(root: Path, name: str) -> tuple[dict[str, int], list[Problem]]:
    """Each word of a file of tests/words with its line, and what is wrong with the file's form.

    It has a comment on top, then a word a line.
    """
    path = root / LISTS / f"{name}.txt"
    text, undecodable = decode(f"{LISTS}/{name}.txt", path.read_bytes() if path.exists() else b"")
    if undecodable:
        raise ProblemError(undecodable)
    lines: dict[str, int] = {}
    problems = []
    last = ""
    for number, row in enumerate(map(str.strip, (text or "").splitlines()), 1):
        if row.startswith("#"):
            continue
        if row in lines:
            problems.append(_fault(name, number, f"«{row}» står to ganger.", "Slett linjen."))
        elif [word for word, _ in words(row)] != [row]:
            message = f"«{row}» er ikke ett ord."
            problems.append(_fault(name, number, message, "Skriv ett ord på hver linje."))
        elif last and alphabetical(row) < alphabetical(last):
            message = f"«{row}» skal stå før «{last}»."
            problems.append(_fault(name, number, message, "Hold listen alfabetisk."))
        lines.setdefault(row, number)
        last = row
    return lines, problems


def _fault(name: str, line: int, message: str, hint: str) -> Problem:
    return Problem(f"{LISTS}/{name}.txt", line, 1, "word-list", message, hint)


# ---------------------------------------------------------------- hunspell


def hunspell(lang: str, asked: Set[str]) -> dict[str, tuple[str, ...]]:
    """The words that the dictionary lacks, each with what it suggests instead.

    It may put two of its words together, as Norwegian does, but not three: «helseforetakk» would be
    «helse», «fore» and «takk». It is in Latin-1, so a word with other letters is always lacking.
    Suggestions take long, so they are asked for only where a word is lacking.
    """
    analyses = re.findall(r"^(\S+) +(\S.*)$", _ask(lang, "-m", sorted(asked)), re.MULTILINE)
    known = {word for word, parts in analyses if parts.count("pa:") < 3 and max(word) <= "ÿ"}
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


def check_spelling(root: Path) -> tuple[list[Problem], Counter[str]]:
    """Every word of a tree that nobody knows, and the faults of our lists, sorted by place.

    And how many words of each language were read.
    """
    texts = list(passages(root))
    taught, counts = learnt(texts), Counter[str]()
    problems: list[Problem] = []
    lists: dict[str, dict[str, int]] = {}
    for name in (*DICTIONARY, SHARED):
        lists[name], faults = read_list(root, name)
        problems += faults
    unused = {(name, word) for name, listed in lists.items() for word in listed}

    def explained(word: str, lang: str) -> bool:
        """Whether the data teaches a word, or else a list has it."""
        spelt = forms(word)
        if spelt & taught[lang]:
            return True
        listed = {(name, form) for name in (lang, SHARED) for form in spelt & lists[name].keys()}
        unused.difference_update(listed)
        return bool(listed)

    asked: dict[str, dict[str, list[Problem]]] = {lang: defaultdict(list) for lang in DICTIONARY}
    for text in (text for text in texts if text.kind != "form"):
        for word, offset in words(text.text):
            counts[text.lang] += 1
            if explained(word, text.lang):
                continue
            for hit in re.finditer(r"[^\W_]{2,}", word):
                if not explained(hit.group(), text.lang):
                    place = text.place(offset + hit.start())
                    message = f"«{hit.group()}» finnes ikke i ordboken ({text.lang})."
                    problem = Problem(text.path, *place, "spelling", message)
                    asked[text.lang][hit.group()].append(problem)
    for lang, places in asked.items():
        for word, suggested in hunspell(lang, places.keys()).items():
            meant = " eller ".join(f"«{other}»" for other in suggested)
            own = f"Er ordet riktig, hører det i {LISTS}/{lang}.txt."
            hint = f"Mente du {meant}?" if meant else own
            problems += [replace(problem, hint=hint) for problem in places[word]]
    for name, word in unused:
        message = f"«{word}» står i ordlisten, men ingen tekst trenger det."
        problems.append(_fault(name, lists[name][word], message, "Slett linjen."))
    return ordered(problems), counts


def main(arguments: list[str] | None = None) -> int:
    """Check a tree and print what is wrong."""
    parser = argparse.ArgumentParser(description="Sjekker stavingen i alle tekster leserne ser.")
    parser.add_argument("--root", type=Path, default=ROOT, help="mappen med data/ og docs/")
    about = "github gir merknader på en pull request"
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help=about)
    options = parser.parse_args(arguments)
    counts = Counter[str]()
    try:
        problems, counts = check_spelling(options.root)
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
    print(f"Stavingen er i orden: {counts['nb']} ord bokmål, {counts['nn']} nynorsk.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
