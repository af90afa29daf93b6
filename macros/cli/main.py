"""`plan`: the same things as the make targets, one by one. Exit 0 fine, 1 problems, 2 wrong use.

Each command is a module of its own, of the same name: `arguments` says what may be told it, and
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
from typing import Any, NamedTuple

from macros.cli.arguments import Parser, add_root
from macros.engine.errors import BuildError, describe, describe_system_error
from macros.problems import PartlyWrittenError, ProblemError
from macros.publish import ADDRESS, SITE
from macros.publish.interrupts import interruptible


class Command(NamedTuple):
    """A command: its line in the help, and what is as before where it stops on the way."""

    about: str
    unchanged: str = ""


_NOTHING_WRITTEN = " Ingenting er skrevet."
COMMANDS = {
    "check": Command("sjekk data og tekst; koden er 0 uten feil, 1 med"),
    "compare": Command("vis alt som er endret, fra periode til periode eller mellom to versjoner"),
    "freeze": Command(
        "frys en plan som er over, eller før opp en rettelse i en som er frosset", _NOTHING_WRITTEN
    ),
    "addresses": Command(
        "før nye adresser inn i listen over dem som er publisert, eller se om noen er borte",
        _NOTHING_WRITTEN,
    ),
    "verify": Command("se om et nettsted er slik manifestet sier"),
    "publish": Command(
        f"bygg alle periodene inn i {SITE}/, helt eller ikke",
        f" Den forrige {SITE}/ er ikke rørt.",
    ),
    "serve": Command(f"vis {SITE}/ på {ADDRESS}"),
    "edit": Command("forhåndsvis én periode mens du skriver"),
    "new": Command("lag en ny post eller en ny planperiode", _NOTHING_WRITTEN),
    "schema": Command("lag JSON-skjemaene i schemas/ på nytt, etter modellen", _NOTHING_WRITTEN),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, and return its exit code.

    Args:
        argv: The words after `plan`; those of the process where left out.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal may lack «, å or –
            stream.reconfigure(errors="backslashreplace")
    words = sys.argv[1:] if argv is None else argv
    unchanged, root = "", Path()
    try:
        name = _first_word().parse_args(words[:1]).command
        unchanged = COMMANDS[name].unchanged
        command: Any = import_module(f"macros.cli.{name}")
        options = parser_of(name, command).parse_args(words[1:])
        root = options.root = options.root.resolve()
        with interruptible() if unchanged else nullcontext():
            return int(command.run(options))
    except ProblemError as error:
        _complain(f"{error}\n{len(error.problems)} feil.{unchanged}")
    except BuildError as error:
        _complain(f"{error}\nByggingen stoppet.{unchanged}")
    except OSError as error:
        path = str(error.filename or root)
        text = describe_system_error(error.errno, path, error.strerror or str(error))
        _complain(f"{text}{unchanged}")
    except KeyboardInterrupt:
        _complain(f"Avbrutt.{unchanged}")
    except PartlyWrittenError as error:
        _complain(str(error))
    except Exception as error:
        _complain(f"{describe(error, root)}\nStoppet.{unchanged}")
    return 1


def _first_word() -> Parser:
    """What reads the name of a command, and lists them all."""
    lines = [
        textwrap.fill(f"{name:<9}  {command.about}", 76, subsequent_indent=" " * 11)
        for name, command in COMMANDS.items()
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
    parser = Parser(COMMANDS[name].about, prog=f"plan {name}")
    add_root(parser)
    if hasattr(command, "arguments"):
        command.arguments(parser)
    return parser


def _complain(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
