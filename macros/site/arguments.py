"""The command line of `plan`: its words and its complaints are Norwegian, like the rest."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from macros.problems import FORMATS

COMPARE_FORMATS = ("text", "markdown", "json", "html")
_TOLD = [
    (r"the following arguments are required: (.*)", r"det mangler: \1"),
    (r"unrecognized arguments: (.*)", r"ukjent: \1"),
    (r"argument (\S+): invalid choice: (.*?) \(choose from (.*)\)", r"\1: \2 finnes ikke; velg \3"),
    (r"argument (\S+): expected (?:one|at least one) argument", r"\1 trenger en verdi"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 kan bety flere ting: \2"),
]


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[Any], groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "Bruk: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """argparse in Norwegian. Wrong use ends with exit code 2."""

    def __init__(self, **options: Any) -> None:
        """As argparse, with Norwegian headings."""
        super().__init__(add_help=False, formatter_class=_Formatter, **options)
        self._positionals.title, self._optionals.title = "Kommandoer", "Valg"
        self.add_argument("-h", "--help", action="help", help="vis denne hjelpen")

    def error(self, message: str) -> NoReturn:
        """Say what was wrong and where the help is."""
        for pattern, told in _TOLD:
            message = re.sub(f"^{pattern}$", told, message)
        self.exit(2, f"{self.prog}: {message}\nSkriv «{self.prog} --help» for hjelp.\n")


def parser() -> Parser:
    """Every command with its options."""
    top = Parser(prog="plan", description="Utviklingsplanene: sjekk, bygg og vis dem.")
    commands = top.add_subparsers(dest="command", required=True, metavar="KOMMANDO")
    check = _command(commands, "check", "sjekk data og tekst; koden er 0 uten feil, 1 med")
    check.add_argument(
        "--format",
        choices=sorted(FORMATS),
        default="text",
        help="text (standard), json, eller github for merknader på en pull request",
    )
    _compare(commands)
    _command(commands, "publish", "bygg alle periodene inn i _site/, helt eller ikke")
    serve = _command(commands, "serve", "vis _site/ på http://127.0.0.1:8000/")
    serve.add_argument("--port", type=int, default=8000, help="en annen port enn 8000")
    edit = _command(commands, "edit", "forhåndsvis én periode mens du skriver")
    edit.add_argument("--port", type=int, default=8000, help="en annen port enn 8000")
    return top


def _compare(commands: Any) -> None:
    about = "vis alt som er endret, fra periode til periode eller mellom to versjoner"
    compare = _command(commands, "compare", about)
    compare.epilog = (
        "Eksempler: plan compare 2019-2022 2023-2026\n"
        "           plan compare --rev main\n"
        "           plan compare --rev main --rev min-gren --format markdown\n"
        "Koden er 0 enten noe er endret eller ikke, 1 når en side har feil, 2 ved feil bruk."
    )
    compare.add_argument("periods", nargs="*", metavar="PERIODE", help="den eldste først")
    compare.add_argument(
        "--rev",
        action="append",
        default=[],
        metavar="REVISJON",
        help="gren, merke eller innsending; én gang til gir den andre siden, ellers arbeidskopien",
    )
    compare.add_argument(
        "--format", choices=COMPARE_FORMATS, default="text", help="text er standard"
    )
    compare.add_argument("--preview", default="", metavar="URL", help="forhåndsvisning å lenke til")


def _command(commands: Any, name: str, about: str) -> Parser:
    made: Parser = commands.add_parser(name, help=about, description=about.capitalize() + ".")
    made.add_argument("--root", type=Path, default=Path(), help="mappen med data/ og docs/")
    return made
