"""`plan`: the same things as the make targets, one by one. Exit 0 fine, 1 problems, 2 wrong use.

Each command is a module of its own, of the same name: `arguments` adds its arguments, and
`run` does it. Only the one that is asked for is imported, so that the help is there at once.
"""

from __future__ import annotations

import argparse
import io
import sys
import textwrap
from collections.abc import Sequence
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any

from macros.cli.arguments import Parser, add_root
from macros.engine.errors import BuildError, describe, describe_system_error
from macros.problems import PartlyWrittenError, ProblemError
from macros.publish import ADDRESS, SITE
from macros.publish.interrupts import interruptible

COMMANDS = {
    "check": "sjekk data og tekst; koden er 0 uten feil, 1 med",
    "compare": "vis alt som er endret, fra periode til periode eller mellom to versjoner",
    "freeze": "frys en plan som er over, eller før opp en rettelse i en som er frosset",
    "addresses": "før nye adresser inn i listen over dem som er publisert, "
    "eller se om noen er borte",
    "verify": "se om et nettsted er slik manifestet sier",
    "export": "skriv de åpne dataene: tabeller, kalendere, JSON og strømmer",
    "publish": f"bygg alle periodene inn i {SITE}/, helt eller ikke",
    "document": "lag hver plan som ett dokument, i et nettsted som er bygd uten",
    "serve": f"vis {SITE}/ på {ADDRESS}",
    "edit": "forhåndsvis én periode mens du skriver",
    "new": "lag en ny post eller en ny planperiode",
    "schema": "lag JSON-skjemaene i schemas/ på nytt, etter modellen",
}
"""Command → what the help says of it."""
_UNCHANGED = {
    **dict.fromkeys(("addresses", "export", "freeze", "new", "schema"), " Ingenting er skrevet."),
    "publish": f" Den forrige {SITE}/ er ikke rørt.",
}
"""Command that writes → what to say where it stops on the way."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, given by the words after `plan`, and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal may lack «, å or –
            stream.reconfigure(errors="backslashreplace")
    words = sys.argv[1:] if argv is None else argv
    unchanged, root = "", Path()
    try:
        name = _first_word().parse_args(words[:1]).command
        unchanged = _UNCHANGED.get(name, "")
        command: Any = import_module(f"macros.cli.{name}")
        options = parser_of(name, command).parse_args(words[1:])
        root = options.root = options.root.resolve()
        with interruptible() if unchanged else nullcontext():
            return int(command.run(options))
    except (Exception, KeyboardInterrupt) as error:
        print(_complaint(error, root, unchanged), file=sys.stderr)
        return 1


def _complaint(error: BaseException, root: Path, unchanged: str) -> str:
    """What stopped a command, and what is as it was."""
    if isinstance(error, PartlyWrittenError):
        return str(error)
    if isinstance(error, ProblemError):
        return f"{error}\n{len(error.problems)} feil.{unchanged}"
    if isinstance(error, BuildError):
        return f"{error}\nByggingen stoppet.{unchanged}"
    if isinstance(error, KeyboardInterrupt):
        return f"Avbrutt.{unchanged}"
    if isinstance(error, OSError):
        path = str(error.filename or root)
        text = describe_system_error(error.errno, path, error.strerror or str(error))
        return f"{text}{unchanged}"
    return f"{describe(error, root)}\nStoppet.{unchanged}"


def _first_word() -> Parser:
    """What reads the name of a command, and lists them all."""
    lines = [
        textwrap.fill(f"{name:<9}  {about}", 76, subsequent_indent=" " * 11)
        for name, about in COMMANDS.items()
    ]
    parser = Parser(
        "utviklingsplanene: sjekk, bygg og vis dem",
        "\n".join(lines),
        prog="plan",
        usage="plan [-h] KOMMANDO ...",
    )
    parser.add_argument("command", choices=COMMANDS, metavar="KOMMANDO", help=argparse.SUPPRESS)
    return parser


def parser_of(name: str, command: Any) -> Parser:
    """What reads the words after a command, which is given as its module."""
    parser = Parser(COMMANDS[name], prog=f"plan {name}")
    add_root(parser)
    if hasattr(command, "arguments"):
        command.arguments(parser)
    return parser


if __name__ == "__main__":
    sys.exit(main())
