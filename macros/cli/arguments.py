"""The command line of `plan`: its words and its complaints are Norwegian, like the rest."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from macros.editing.records import KINDS, wanted
from macros.model.registry import NAMES
from macros.problems import FORMATS
from macros.publish.settings import ADDRESS, PORT

"""Where a site is shown on the machine of who makes it."""
_LAST_PORT = 65535
COMPARE_FORMATS = ("text", "markdown", "json", "html")
_TOLD = [
    (r"the following arguments are required: (.*)", r"det mangler: \1"),
    (r"unrecognized arguments: (.*)", r"ukjent: \1"),
    (r"argument (\S+): invalid choice: (.*?) \(choose from (.*)\)", r"\1: \2 finnes ikke; velg \3"),
    (r"argument (\S+): expected (?:one|at least one) argument", r"\1 trenger en verdi"),
    (r"argument (--port): (.*)", r"\1: \2"),
    (r"argument (\S+): expected 2 arguments", r"\1 trenger to verdier"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 kan bety flere ting: \2"),
]


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # argparse forgets that commands are indented when it looks for the longest name.
        self._action_max_length = 13

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
    _format(check)
    _compare(commands)
    _freeze(commands)
    about = "før nye adresser inn i listen over dem som er publisert, eller se om noen er borte"
    addresses = _command(commands, "addresses", about)
    about = "se bare om alt som var der i denne versjonen, fortsatt svarer; listen blir ikke rørt"
    addresses.add_argument("--since", metavar="REVISJON", help=about)
    _format(addresses)
    verify = _command(commands, "verify", "se om et nettsted er slik manifestet sier")
    verify.add_argument(
        "site",
        type=Path,
        nargs="?",
        metavar="MAPPE",
        help="mappen med manifestet; _site/ ellers",
    )
    _command(commands, "publish", "bygg alle periodene inn i _site/, helt eller ikke")
    serve = _command(commands, "serve", f"vis _site/ på {ADDRESS}")
    serve.add_argument("--port", type=_port, default=PORT, help=f"en annen port enn {PORT}")
    edit = _command(commands, "edit", "forhåndsvis én periode mens du skriver")
    edit.add_argument("--port", type=_port, default=PORT, help=f"en annen port enn {PORT}")
    _new(commands)
    _command(commands, "schema", "lag JSON-skjemaene i schemas/ på nytt, etter modellen")
    return top


def _format(command: Parser) -> None:
    command.add_argument(
        "--format",
        choices=sorted(FORMATS),
        default="text",
        help="text (standard), json, eller github for merknader på en pull request",
    )


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
    compare.add_argument(
        "--names", nargs=2, metavar=("GAMMEL", "NY"), help="hva de to sidene skal kalles"
    )
    compare.add_argument("--preview", default="", metavar="URL", help="forhåndsvisning å lenke til")


def _port(text: str) -> int:
    """A port number; 0 for any that is free."""
    if not text.isdecimal() or int(text) > _LAST_PORT:
        raise argparse.ArgumentTypeError(f"«{text}» er ikke en port; skriv et tall fra 0 til 65535")
    return int(text)


def _new(commands: Any) -> None:
    new = _command(commands, "new", "lag en ny post eller en ny planperiode")
    new.epilog = (
        "Eksempler: plan new measure --area tema-beredskap --title 'Øve' --source kilde#del\n"
        "           plan new period 2027-2030\n"
        "Det som mangler, blir du spurt om. Ingenting blir skrevet hvis det ville gitt feil."
    )
    kinds = new.add_subparsers(dest="kind_of", required=True, metavar="SLAG")
    for kind in KINDS:
        made = _command(kinds, kind, f"ny post: {NAMES[kind]}", below=True)
        made.add_argument("--id", help="den faste id-en; ellers lages den av tittelen")
        for one in wanted(kind):
            names = [f"--{one.name.replace('_', '-')}"]
            names += ["--title"] if one.name == "name" else []
            action = "append" if one.many else "store"
            must = "Må. " if one.needed else ""
            several = " Kan gjentas." if one.many else ""
            about = f"{must}{one.about}{several}"
            made.add_argument(*names, dest=one.name, action=action, metavar="…", help=about)
    period = _command(kinds, "period", "nytt utkast til plan, laget fra den gjeldende", below=True)
    period.add_argument("period", metavar="PERIODE", help="første og siste år: 2027-2030")
    period.add_argument("--title", metavar="…", help="navnet på planen; ellers som den forrige")
    about = "stedet i en kilde som omtaler den nye planen (kan gjentas)"
    period.add_argument("--source", action="append", default=[], metavar="…", help=about)
    about = "et område som ikke skal føres over til utkastet (kan gjentas)"
    period.add_argument("--without", action="append", default=[], metavar="OMRÅDE", help=about)
    _outcomes(kinds)


def _outcomes(kinds: Any) -> None:
    about = "utfallet «ikke oppgitt» på alt som mangler det i en plan som er over"
    outcomes = _command(kinds, "outcomes", about, below=True)
    outcomes.add_argument("period", metavar="PERIODE", help="planen som er over: 2023-2026")


def _freeze(commands: Any) -> None:
    about = "frys en plan som er over, eller før opp en rettelse i en som er frosset"
    freeze = _command(commands, "freeze", about)
    freeze.epilog = (
        "Eksempler: plan freeze 2019-2022\n"
        "           plan freeze 2019-2022 --erratum rett-frist\n"
        "           plan freeze 2019-2022 --erratum rett-frist --title 'Fristen er rettet' \\\n"
        "             --reason 'Vi hadde lest feil linje.' --role Redaksjonen \\\n"
        "             --record tiltak-x --source dokument#del\n"
        "Med --erratum: gjør endringen først. Står rettelsen i errata.yml fra før, holder id-en.\n"
        "Filene som regnes med, er alle i data/<periode>/ og docs/<periode>/. Aktører, kilder,\n"
        "ordliste og docs/felles/ er felles for alle planene, og fryses ikke."
    )
    freeze.add_argument("period", metavar="PERIODE")
    freeze.add_argument("--force", action="store_true", help="frys også en plan som ikke er over")
    freeze.add_argument("--date", metavar="DATO", help="når det ble gjort; i dag er standard")
    freeze.add_argument("--erratum", metavar="ID", help="rettelsen som forklarer det som er endret")
    freeze.add_argument("--title", metavar="TEKST", help="hva som er rettet, på én linje")
    freeze.add_argument("--reason", metavar="TEKST", help="hvorfor det er rettet")
    freeze.add_argument("--role", metavar="TEKST", help="rollen som bestemte det, ikke et navn")
    freeze.add_argument("--body", metavar="ID", help="aktøren eller gruppen som bestemte det")
    repeated = {
        ("--record", "ID"): "posten som er rettet",
        ("--page", "SIDE.md"): "siden som er rettet",
        ("--source", "STED"): "stedet som viser hva som er riktig, dokument#del",
    }
    for (name, word), what in repeated.items():
        about = f"{what}; kan gjentas"
        freeze.add_argument(name, action="append", default=[], metavar=word, help=about)


def _command(commands: Any, name: str, about: str, *, below: bool = False) -> Parser:
    sentence = f"{about[0].upper()}{about[1:]}."  # capitalize() would lower the rest: JSON
    made: Parser = commands.add_parser(name, help=about, description=sentence)
    root = argparse.SUPPRESS if below else Path()  # what the command above was told holds
    made.add_argument("--root", type=Path, default=root, help="mappen med data/ og docs/")
    return made
