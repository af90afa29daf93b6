"""`plan freeze`: closes a plan that is over, and opens it again for one erratum at a time."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from typing import Any

from macros.checks import check
from macros.checks.frozen import RULE
from macros.cli.arguments import Parser, something
from macros.editing.change import Change, RefusedError, make, snapshot
from macros.editing.freezing import closing, correcting, plan_of, touched
from macros.facts.workspace import Workspace
from macros.problems import ProblemError

_EXAMPLES = """\
Eksempler: plan freeze 2019-2022
           plan freeze 2019-2022 --erratum rett-frist
           plan freeze 2019-2022 --erratum rett-frist --title 'Fristen er rettet' \\
             --reason 'Vi hadde lest feil linje.' --role Redaksjonen \\
             --record tiltak-x --source dokument#del
Med --erratum: gjør endringen først. Står rettelsen i errata.yml fra før, holder id-en.
Filene som regnes med, er alle i data/<periode>/ og docs/<periode>/. Aktører, kilder,
ordliste og docs/felles/ er felles for alle planene, og fryses ikke."""


def arguments(parser: Parser) -> None:
    """Its arguments."""
    parser.epilog = _EXAMPLES
    add = parser.add_argument
    add("period", metavar="PERIODE")
    add("--force", action="store_true", help="frys også en plan som ikke er over")
    add("--date", type=something, metavar="DATO", help="når det ble gjort; i dag er standard")
    add("--erratum", type=something, metavar="ID", help="rettelsen som forklarer det som er endret")
    add("--title", type=something, metavar="TEKST", help="hva som er rettet, på én linje")
    add("--reason", type=something, metavar="TEKST", help="hvorfor det er rettet")
    add("--role", type=something, metavar="TEKST", help="rollen som bestemte det, ikke et navn")
    add("--body", type=something, metavar="ID", help="aktøren eller gruppen som bestemte det")
    for name, metavar, about in (
        ("--record", "ID", "posten som er rettet"),
        ("--page", "SIDE.md", "siden som er rettet"),
        ("--source", "STED", "stedet som viser hva som er riktig, dokument#del"),
    ):
        add(name, action="append", default=[], metavar=metavar, help=f"{about}; kan gjentas")


def run(options: argparse.Namespace) -> int:
    """Freeze a plan, or record what an erratum has changed in a frozen one."""
    before = snapshot(options.root)
    workspace = check(options.root)
    try:
        make(workspace, _change(workspace, options), before)
    except RefusedError as error:
        print(f"plan freeze: {error}", file=sys.stderr)
        return 2
    except ProblemError as error:
        print(f"{error}\n{len(error.problems)} feil; ingenting er skrevet.", file=sys.stderr)
        return 1
    done = f"Rettelsen «{options.erratum}» er ført opp" if options.erratum else "Planen er frosset"
    where = f"data/{options.period}/frozen.yml"
    print(f"{done}: {where}. Kjør «plan check», og ta filene med i forslaget.")
    return 0


def _change(workspace: Workspace, options: argparse.Namespace) -> Change:
    """What is to be written; raises where it makes no sense, or the tree has other problems."""
    period, name = options.period, options.erratum
    date = options.date or datetime.now().astimezone().date().isoformat()
    if period not in workspace.loaded.tree.periods:  # Told of before what else is wrong.
        plan_of(workspace, period)
    problems = [p for p in workspace.problems if p.rule != RULE or not name]
    if problems:
        raise ProblemError(problems)
    if not name:
        return closing(workspace, period, date, force=options.force)
    files = touched(workspace, period)
    known = name in {erratum.id for erratum in plan_of(workspace, period).errata}
    return correcting(workspace, period, {"id": name} if known else _record(options, date), files)


def _record(options: argparse.Namespace, date: str) -> dict[str, Any]:
    """The erratum as errata.yml holds it.

    Raises:
        RefusedError: Where it does not say what, why, who decided, where, or by which source.
    """
    needed = {
        "--title": options.title,
        "--reason": options.reason,
        "--role eller --body": options.role or options.body,
        "--record eller --page": options.record or options.page,
        "--source": options.source,
    }
    missing = [name for name, value in needed.items() if not value]
    if missing:
        raise RefusedError(
            f"«{options.erratum}» står ikke i data/{options.period}/errata.yml. "
            f"Skriv rettelsen der, eller legg til {', '.join(missing)}."
        )
    record = {
        "id": options.erratum,
        "date": date,
        "title": options.title,
        "reason": options.reason,
        "body": options.body,
        "role": options.role,
        "corrects": options.record,
        "pages": options.page,
        "source": options.source,
    }
    return {name: value for name, value in record.items() if value}
