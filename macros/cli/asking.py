"""Questions in the terminal, asked until there is an answer that can be used."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from macros.model.text import suggest

_MOST = 20
"""So many choices are listed; of more, the nearest one is named after a wrong answer."""


def wrong(value: str, choices: Mapping[str, str] | None) -> str:
    """What is wrong with an answer, with the nearest choice; empty for nothing."""
    if choices is None or value in choices:
        return ""
    return f"«{value}» finnes ikke. {suggest(value, tuple(choices))}"


def ask(
    about: str,
    choices: Mapping[str, str] | None,
    mistaken: Callable[[str], str],
    proposal: str = "",
) -> str:
    """Ask until there is an answer that can be used.

    Args:
        about: What it is for.
        choices: Valid answer → what readers see; None where any answer will do.
        mistaken: What is wrong with an answer where any may do; empty for nothing.
        proposal: The answer that an empty line gives; empty for none.

    Raises:
        EOFError: Where nobody answers any more.
    """
    print(about)
    if choices and len(choices) <= _MOST:
        for name, label in choices.items():
            print(f"  {name} – {label}" if label else f"  {name}")
    while True:
        answer = input(f"[{proposal}] > " if proposal else "> ").strip() or proposal
        told = "Skriv et svar, eller stopp med Ctrl-C."
        if answer:
            told = wrong(answer, choices) if choices is not None else mistaken(answer)
        if not told:
            return answer
        print(told)
