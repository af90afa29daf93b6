"""What is wrong with a tree, and how it is told.

A `Problem` is one located finding. All of them are collected, sorted and printed at once; the
form (text, JSON, annotations on a forge) is chosen at the door. Messages are Norwegian because
editors read them; rule names are stable English slugs that tests and tools may rely on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

TRACE = "PLAN_TRACE"
"""Set in the environment, this shows Python's own traces, for whoever develops the house."""

MAX_SAID = 700
"""Characters of a message or a cure that are shown: what it quotes may be of any length."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding.

    Attributes:
        path: File, relative to the root of the tree, with forward slashes.
        line: 1-based line; 1 where the file as a whole is meant.
        column: 1-based column, counted in characters.
        rule: Stable slug of the rule that was broken.
        message: Norwegian sentence: what is wrong.
        hint: Norwegian sentence: the cure. Never empty in what the house itself reports.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    hint: str = ""

    def text(self) -> str:
        """Return `path:line:column: message hint`, the form editors can click on."""
        tail = f" {self.hint}" if self.hint else ""
        told = f"{self.path}:{self.line}:{self.column}: {self.message}{tail}"
        return _CONTROL.sub(lambda hit: f"\\u{ord(hit.group()):04x}", told)


class ProblemError(Exception):
    """Raised where work cannot go on; carries the problems that stopped it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems sorted, each once."""
        self.problems = ordered(problems)
        super().__init__("\n".join(p.text() for p in self.problems))


class PartlyWrittenError(Exception):
    """A change that stopped between two of its files; says in Norwegian which were written."""


def unexpected(path: str, line: int, said: str) -> Problem:
    """A fault of the house itself: where in the code it stopped, and what Python said."""
    hint = f"Dette er en feil i programmet. Kjør på nytt med {TRACE}=1, og meld fra."
    return Problem(path, line, 1, "unexpected", f"Uventet feil: «{said}».", hint)


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by place, drop repeats, and cut what is too long to read."""
    return sorted({replace(p, message=_cut(p.message), hint=_cut(p.hint)) for p in problems})


def _cut(said: str) -> str:
    """The beginning and the end: the end of a sentence says what is wrong with what it quotes."""
    half = MAX_SAID // 2
    return said if len(said) <= MAX_SAID else f"{said[:half]} … {said[-half:]}"


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON list of objects with path, line, column, rule, message and hint."""
    return json.dumps([asdict(p) for p in problems], ensure_ascii=False, indent=2)


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that the forge turns into annotations on the lines of a pull request.

    Escaping follows the forge's rules for workflow commands: `%`, CR and LF in the message, and
    also `:` and `,` in properties.
    """
    return "\n".join(
        f"::error file={_property(p.path)},line={p.line},col={p.column}::"
        f"{_data(f'{p.message} {p.hint}'.strip())}"
        for p in problems
    )


def as_text(problems: Iterable[Problem]) -> str:
    """One line a problem."""
    return "\n".join(p.text() for p in problems)


def nothing_built(problems: Sequence[Problem]) -> str:
    """What is wrong with data and prose, where it stops a build before it begins."""
    return f"{as_text(problems)}\n{len(problems)} feil i data og tekst; ingenting er bygd."


FORMATS = {"text": as_text, "json": as_json, "github": as_github}


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
