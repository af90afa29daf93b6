"""argparse in Norwegian, and the options that several commands share."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any, NoReturn

from macros.problems import FORMATS
from macros.publish import PORT

_LAST_PORT = 65535
_COMPLAINTS = [
    (r"the following arguments are required: (.*)", r"det mangler: \1"),
    (r"unrecognized arguments: (.*)", r"ukjent: \1"),
    (r"argument (\S+): invalid choice: (.*?) \(choose from (.*)\)", r"\1: \2 finnes ikke; velg \3"),
    (r"argument (\S+): expected (?:one|at least one) argument", r"\1 trenger en verdi"),
    (r"argument (\S+): expected 2 arguments", r"\1 trenger to verdier"),
    (r"argument (\S+): (.*)", r"\1: \2"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 kan bety flere ting: \2"),
]
"""What argparse complains of → the same in Norwegian."""


class Parser(argparse.ArgumentParser):
    """argparse in Norwegian. Wrong use ends with exit code 2."""

    def __init__(self, about: str, commands: str = "", **settings: Any) -> None:
        """As argparse, with Norwegian headings.

        Args:
            about: What it is for, as the help of what stands above says it in a line.
            commands: The lines of help for what its first word may be; empty for no such word.
            settings: What else argparse takes.
        """
        sentence = f"{about[0].upper()}{about[1:]}."  # capitalize() would lower the rest: JSON
        super().__init__(
            description=sentence,
            add_help=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            **settings,
        )
        title = "Kommandoer" if commands else "Verdier"
        self._values = self.add_argument_group(title, commands or None)
        self._options = self.add_argument_group("Valg")
        self.add_argument("-h", "--help", action="help", help="vis denne hjelpen")

    def add_argument(self, *names: Any, **settings: Any) -> argparse.Action:
        """As argparse, below the Norwegian heading it belongs to."""
        group = self._options if names[0].startswith("-") else self._values
        return group.add_argument(*names, **settings)

    def format_help(self) -> str:
        """As argparse, but for its first word, which is a letter shorter."""
        usage, rest = super().format_help().split("\n\n", 1)
        usage = usage.replace("usage: ", "Bruk: ", 1).replace("\n ", "\n")
        return f"{usage}\n\n{rest}"

    def error(self, message: str) -> NoReturn:
        """Say what was wrong and where the help is."""
        for pattern, complaint in _COMPLAINTS:
            message = re.sub(f"^{pattern}$", complaint, message)
        self.exit(2, f"{self.prog}: {message}\nSkriv «{self.prog} --help» for hjelp.\n")


def folder(text: str) -> Path:
    """A folder; nothing would be the one that one stands in."""
    return Path(something(text))


def something(text: str) -> str:
    """A value, which says something."""
    if not text.strip() or "\0" in text:
        raise argparse.ArgumentTypeError("verdien er tom")
    return text


def add_root(parser: Parser, default: Any = Path()) -> None:
    """`--root`, which every command has."""
    about = "mappen med data/ og docs/"
    parser.add_argument("--root", type=folder, default=default, metavar="MAPPE", help=about)


def add_format(parser: Parser) -> None:
    """`--format`, of problems."""
    about = "text (standard), json, eller github for merknader på en pull request"
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help=about)


def add_port(parser: Parser) -> None:
    """`--port`; 0 is any that is free."""
    parser.add_argument("--port", type=_port, default=PORT, help=f"en annen port enn {PORT}")


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > _LAST_PORT:
        raise argparse.ArgumentTypeError(f"«{text}» er ikke en port; skriv et tall fra 0 til 65535")
    return int(text)
