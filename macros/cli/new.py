"""`plan new`: a new record, or a new period, written where it belongs."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Any

from macros.checks import check
from macros.cli.arguments import Parser, add_root
from macros.cli.asking import ask, meant, wrong
from macros.editing.change import RefusedError, Snapshot, make, snapshot
from macros.editing.ids import proposed, taken
from macros.editing.outcomes import outcomes
from macros.editing.period import draft
from macros.editing.records import (
    KINDS,
    New,
    Wanted,
    change_for,
    choices,
    mistaken,
    periods,
    wanted,
)
from macros.facts.workspace import Workspace
from macros.load.library import Loaded
from macros.model import forms
from macros.model.registry import NAMES
from macros.model.text import some
from macros.problems import ProblemError

_NOTHING = "Ingenting er endret."
_EXAMPLES = """\
Eksempler: plan new measure --area tema-beredskap --title 'Øve' --source kilde#del
           plan new period 2027-2030
Det som mangler, blir du spurt om. Ingenting blir skrevet hvis det ville gitt feil."""


def arguments(parser: Parser) -> None:
    """Its arguments: a record type with its fields, a period, or the outcomes of one."""
    parser.epilog = _EXAMPLES
    below = parser.add_subparsers(dest="kind_of", required=True, metavar="SLAG", title="Slag")

    def add_parser(name: str, about: str) -> Parser:
        made: Parser = below.add_parser(name, help=about, about=about)
        add_root(made, argparse.SUPPRESS)  # what stands before the name holds
        return made

    for record_type in KINDS:
        made = add_parser(record_type, f"ny post: {NAMES[record_type]}")
        made.add_argument("--id", help="den faste id-en; ellers lages den av tittelen")
        for one in wanted(record_type):
            names = [_option(one), *(["--title"] if one.name == "name" else [])]
            action = "append" if one.many else "store"
            about = f"{'Må. ' if one.needed else ''}{one.about}{' Kan gjentas.' * one.many}"
            made.add_argument(*names, dest=one.name, action=action, metavar="…", help=about)
    period = add_parser("period", "nytt utkast til plan, laget fra den gjeldende")
    period.add_argument("period", metavar="PERIODE", help="første og siste år: 2027-2030")
    period.add_argument("--title", metavar="…", help="navnet på planen; ellers som den forrige")
    about = "stedet i en kilde som omtaler den nye planen (kan gjentas)"
    period.add_argument("--source", action="append", default=[], metavar="…", help=about)
    about = "et område som ikke skal føres over til utkastet (kan gjentas)"
    period.add_argument("--without", action="append", default=[], metavar="OMRÅDE", help=about)
    about = "utfallet «ikke oppgitt» på alt som mangler det i en plan som er over"
    outcomes = add_parser("outcomes", about)
    outcomes.add_argument("period", metavar="PERIODE", help="planen som er over: 2023-2026")


def run(options: argparse.Namespace) -> int:
    """Make a new record or period. Nothing is changed where it would not be valid."""
    try:
        before = snapshot(options.root)
        workspace = check(options.root)
        gone = [problem for problem in workspace.problems if problem.rule == "missing-folder"]
        if gone:
            raise ProblemError(gone)
        run = {"period": _period, "outcomes": _outcomes}.get(options.kind_of, _record)
        print(run(options, workspace, before))
    except RefusedError as error:
        print(f"{error}\n{_NOTHING}", file=sys.stderr)
        return 2
    except ProblemError as error:
        print(f"{error}\n{len(error.problems)} feil. {_NOTHING}", file=sys.stderr)
    except (EOFError, KeyboardInterrupt):
        print(f"\nAvbrutt. {_NOTHING}", file=sys.stderr)
    else:
        return 0
    return 1


def _record(options: argparse.Namespace, workspace: Workspace, before: Snapshot) -> str:
    record_type: str = options.kind_of
    values = _values(options, workspace)
    used = taken(workspace.loaded)

    def fault(name: str) -> str:
        if name in used:
            return f"«{name}» er brukt før. Prøv for eksempel «{proposed(name, used)}»."
        if not re.fullmatch(forms.ID, name):
            return f"«{name}» har ikke riktig form. Skriv {forms.WORDS[forms.ID]}."
        return mistaken(workspace.loaded, record_type, {"id": name}, "")

    name = options.id or proposed(str(values.get("title") or values.get("name")), used)
    if sys.stdin.isatty() and not options.id:
        about = "Id-en. Den endres aldri, og er en del av adressen."
        name = ask(about, fault, proposal=name)
    if problem := fault(name):
        raise RefusedError(f"--id: {problem}")
    new = New(record_type, name, values)
    now = snapshot(options.root)
    if now != before:  # somebody has saved something while the questions were asked
        workspace = check(options.root)
    make(workspace, change_for(new, workspace), now)
    return (
        f"Skrevet i {new.path}: {new.word} «{name}». Fyll ut det kilden sier, og kjør «make check»."
    )


def _period(options: argparse.Namespace, workspace: Workspace, before: Snapshot) -> str:
    places = choices(workspace.loaded, "measure", "source", "")
    faults = [f"--source: {fault}" for one in options.source if (fault := wrong(one, places))]
    if faults:
        raise RefusedError("\n".join(faults))
    period, title = options.period, (options.title or "").strip()
    change = draft(
        workspace.loaded, period, title=title, source=options.source, without=options.without
    )
    make(workspace, change, before)
    return (
        f"Skrevet: {len(change)} filer i data/{period}/ og docs/{period}/.\n"
        f"Se utkastet med «PLAN={period} make edit»."
    )


def _outcomes(options: argparse.Namespace, workspace: Workspace, before: Snapshot) -> str:
    change = outcomes(workspace.loaded, options.period)
    make(workspace, change, before)
    return (
        f"Skrevet i {len(change)} filer: «not-stated» der planen {options.period} manglet utfall.\n"
        "Bytt det ut der en kilde sier hva det ble. Kjør «make check» for å se hva som gjenstår."
    )


def _values(options: argparse.Namespace, workspace: Workspace) -> dict[str, Any]:
    """What the command line says of a record, and what it lacks, asked for where one can ask.

    Raises:
        RefusedError: Where something is missing or wrong, and nobody can be asked.
    """
    record_type, loaded = options.kind_of, workspace.loaded
    values: dict[str, Any] = {}
    faults: list[str] = []
    missing: list[str] = []
    for one in wanted(record_type):
        option, period = _option(one), values.get("period", "")
        valid = choices(loaded, record_type, one.name, period)
        given = getattr(options, one.name) or ()
        given = [given] if isinstance(given, str) else given
        given = [meant(text.strip().replace("\t", " "), valid) for text in given]
        if not given and one.name == "period" and len(periods(loaded)) == 1:
            given = [*periods(loaded)]
        faults += [f"{option}: {fault}" for text in given if (fault := wrong(text, valid))]
        if one.needed and not any(given):
            if sys.stdin.isatty() and not faults:
                given = [_asked(loaded, record_type, one, period)]
            else:
                known = f" Gyldig: {some(tuple(valid))}." if valid else ""
                missing.append(f"{option} mangler. {one.about}{known}")
        if any(given):
            values[one.name] = given if one.many else given[0]
    if faults or missing:
        raise RefusedError("\n".join([*faults, *missing]))
    return values


def _option(one: Wanted) -> str:
    return f"--{one.name.replace('_', '-')}"


def _asked(loaded: Loaded, record_type: str, one: Wanted, period: str) -> str:
    valid = choices(loaded, record_type, one.name, period)

    def fault(text: str) -> str:
        if valid is not None or wrong(text, None):
            return wrong(text, valid)
        return mistaken(loaded, record_type, {one.name: [text] if one.many else text}, period)

    return ask(one.about, fault, valid)
