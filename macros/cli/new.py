"""`plan new`: a new record, or a new period, written where it belongs, whole or not at all."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Any

from macros.checks import check
from macros.cli.arguments import Parser, add_root
from macros.cli.asking import ask, wrong
from macros.editing.change import Change, Seen, make, new_problems, seen, still
from macros.editing.ids import proposed, taken
from macros.editing.outcomes import not_stated
from macros.editing.period import PeriodError, Wish, draft
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
from macros.problems import ProblemError

_NOTHING = "Ingenting er endret."
_EXAMPLES = """\
Eksempler: plan new measure --area tema-beredskap --title 'Øve' --source kilde#del
           plan new period 2027-2030
Det som mangler, blir du spurt om. Ingenting blir skrevet hvis det ville gitt feil."""


class WrongUseError(Exception):
    """What was asked for cannot be; a line for each reason."""


def arguments(parser: Parser) -> None:
    """What may be told it: a record type with its fields, a period, or the outcomes of one."""
    parser.epilog = _EXAMPLES
    below = parser.add_subparsers(dest="kind_of", required=True, metavar="SLAG", title="Slag")

    def add_parser(name: str, about: str) -> Parser:
        made: Parser = below.add_parser(name, help=about, about=about)
        add_root(made, argparse.SUPPRESS)  # what stands before the name holds
        return made

    for kind in KINDS:
        made = add_parser(kind, f"ny post: {NAMES[kind]}")
        made.add_argument("--id", help="den faste id-en; ellers lages den av tittelen")
        for one in wanted(kind):
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
        before = seen(options.root)
        view = check(options.root)
        gone = [problem for problem in view.problems if problem.rule == "missing-folder"]
        if gone:
            raise ProblemError(gone)
        if options.kind_of == "period":
            return _period(options, view, before)
        if options.kind_of == "outcomes":
            return _outcomes(options, view, before)
        return _record(options, view, before)
    except (WrongUseError, PeriodError) as error:
        print(f"{error}\n{_NOTHING}", file=sys.stderr)
        return 2
    except ProblemError as error:
        print(f"{error}\n{len(error.problems)} feil. {_NOTHING}", file=sys.stderr)
    except (EOFError, KeyboardInterrupt):
        print(f"\nAvbrutt. {_NOTHING}", file=sys.stderr)
    return 1


def _record(options: argparse.Namespace, view: Workspace, before: Seen) -> int:
    kind: str = options.kind_of
    told = _told(options, view)
    used = taken(view.loaded)
    title = str(told.get("title") or told.get("name"))
    name = options.id or proposed(title, used)
    if sys.stdin.isatty() and not options.id:
        about = "Id-en. Den endres aldri, og er en del av adressen."
        name = ask(about, None, lambda text: _id_told(view, kind, text), name)
    if fault := _id_told(view, kind, name):
        raise WrongUseError(f"--id: {fault}")
    new = New(kind, name, told)
    if seen(options.root) != before:  # somebody has saved something while the questions were asked
        before = seen(options.root)
        view = check(options.root)
    _write(view, change_for(new, view), before)
    print(
        f"Skrevet i {new.path}: {new.word} «{name}». Fyll ut det kilden sier, og kjør «make check»."
    )
    return 0


def _id_told(view: Workspace, kind: str, name: str) -> str:
    """What is wrong with an id for a new record; empty for nothing."""
    used = taken(view.loaded)
    if name in used:
        return f"«{name}» er brukt før. Prøv for eksempel «{proposed(name, used)}»."
    if not re.fullmatch(forms.ID, name):
        return f"«{name}» har ikke riktig form. Skriv {forms.WORDS[forms.ID]}."
    return mistaken(view.loaded, kind, {"id": name}, "")


def _period(options: argparse.Namespace, view: Workspace, before: Seen) -> int:
    known = choices(view.loaded, "measure", "source", "") or {}
    lines = [f"--source: {told}" for one in options.source if (told := wrong(one, known))]
    if lines:
        raise WrongUseError("\n".join(lines))
    title = (options.title or "").strip()
    change = draft(view.loaded, Wish(options.period, title, options.source, options.without))
    _write(view, change, before)
    print(f"Skrevet: {len(change)} filer i data/{options.period}/ og docs/{options.period}/.")
    print(f"Se utkastet med «PLAN={options.period} make edit».")
    return 0


def _outcomes(options: argparse.Namespace, view: Workspace, before: Seen) -> int:
    change = not_stated(view.loaded, options.period)
    _write(view, change, before)
    print(
        f"Skrevet i {len(change)} filer: «not-stated» der planen {options.period} manglet utfall."
    )
    print("Bytt det ut der en kilde sier hva det ble. Kjør «make check» for å se hva som gjenstår.")
    return 0


def _write(view: Workspace, change: Change, before: Seen) -> None:
    """Make a change that brings no new problems.

    Raises:
        ProblemError: With the problems that it would have brought, or the files that have been
            edited since the tree was read.
        OSError: Where something could not be written.
    """
    root = view.loaded.tree.root
    still(root, change, before)  # or what is new would be judged with what somebody else has done
    problems = new_problems(root, change, view.problems)
    if problems:
        raise ProblemError(problems)
    make(root, change, before)


def _told(options: argparse.Namespace, view: Workspace) -> dict[str, Any]:
    """What was told on the command line, and what was missing, asked for where one can ask.

    Raises:
        WrongUseError: Where something is missing or wrong, and nobody can be asked.
    """
    kind, loaded = options.kind_of, view.loaded
    found: dict[str, Any] = {}
    lines: list[str] = []
    missing: list[Wanted] = []
    open_ones = list(periods(loaded))
    for one in wanted(kind):
        value = getattr(options, one.name)
        if not value and one.name == "period" and len(open_ones) == 1:
            value = open_ones[0]
        values = [text.strip() for text in ([value] if isinstance(value, str) else value or [])]
        valid = choices(loaded, kind, one.name, found.get("period", ""))
        told = [wrong(text, valid) or _unreadable(text) for text in values]
        lines += [f"{_option(one)}: {text}" for text in told if text]
        if not any(values) and one.needed and sys.stdin.isatty() and not lines:
            values = [_asked(loaded, kind, one, found.get("period", ""))]
        elif not any(values) and one.needed:
            missing.append(one)
        if any(values):
            found[one.name] = values if one.many else values[0]
    period = found.get("period", "")
    lines += [
        f"{_option(one)} mangler. {one.about}{_valid(view, kind, one, period)}" for one in missing
    ]
    if lines:
        raise WrongUseError("\n".join(lines))
    return found


def _asked(loaded: Loaded, kind: str, one: Wanted, period: str) -> str:
    def fault(text: str) -> str:
        raw = {one.name: [text] if one.many else text}
        return _unreadable(text) or mistaken(loaded, kind, raw, period)

    return ask(one.about, choices(loaded, kind, one.name, period), fault)


def _unreadable(text: str) -> str:
    broken = any("\ud800" <= character <= "\udfff" for character in text)
    return "Verdien inneholder tegn som ikke kan leses." if broken else ""


def _option(one: Wanted) -> str:
    return f"--{one.name.replace('_', '-')}"


def _valid(view: Workspace, kind: str, one: Wanted, period: str) -> str:
    """The choices that there are for something that is missing."""
    found = choices(view.loaded, kind, one.name, period)
    shown = ", ".join(list(found or ())[:12])
    more = f" (og {len(found) - 12} til)" if found and len(found) > 12 else ""
    return f" Gyldig: {shown}{more}." if shown else ""
