"""Questions in the terminal, asked until there is an answer that can be used."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from macros.model.text import suggest

_MOST = 20
"""So many choices are listed; of more, the nearest one is named after a wrong answer."""


def meant(value: str, choices: Mapping[str, str] | None) -> str:
    """The choice that readers call so, where one is; else the answer as it is."""
    called = [name for name, label in (choices or {}).items() if label.lower() == value.lower()]
    return called[0] if len(called) == 1 and value not in (choices or {}) else value


def wrong(value: str, choices: Mapping[str, str] | None) -> str:
    """What is wrong with an answer, with the nearest choice; empty for nothing."""
    if choices is None:
        broken = any("\ud800" <= character <= "\udfff" for character in value)
        return "Verdien inneholder tegn som ikke kan leses." if broken else ""
    return "" if value in choices else f"«{value}» finnes ikke. {suggest(value, tuple(choices))}"


def ask(
    about: str,
    fault: Callable[[str], str],
    choices: Mapping[str, str] | None = None,
    proposal: str = "",
) -> str:
    """Ask until there is an answer that can be used.

    Args:
        about: What it is for.
        fault: What is wrong with an answer; empty for nothing.
        choices: Answers to list → what readers see.
        proposal: The answer that an empty line gives; empty for none.

    Raises:
        EOFError: Where nobody answers any more.
    """
    print(about)
    for name, label in (choices or {}).items() if len(choices or ()) <= _MOST else ():
        print(f"  {name} – {label}" if label else f"  {name}")
    while True:
        answer = input(f"[{proposal}] > " if proposal else "> ").strip() or proposal
        answer = meant(answer, choices)
        problem = fault(answer) if answer else "Skriv et svar, eller stopp med Ctrl-C."
        if not problem:
            return answer
        print(problem)
