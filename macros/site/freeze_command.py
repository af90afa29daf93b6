"""`plan freeze`: closes a plan that is over, and opens it again for one erratum at a time."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from macros.checks import check
from macros.checks.frozen import RULE
from macros.checks.view import View
from macros.model.frozen import DELETED
from macros.model.plan import PlanData, PlanStatus
from macros.problems import Problem, as_text
from macros.reading.digests import of_period
from macros.site.writing import write_whole

HEAD = """\
# Hvordan filene var da planen ble frosset (SHA-256), og hva hver rettelse har gjort med dem.
# Skrevet av «plan freeze»; se «Når planen er frosset» i CONTRIBUTING.md.
"""
_STATUS = re.compile(r"^status:.*\n", re.MULTILINE)


class _RefusedError(Exception):
    """Something that is not done; a Norwegian sentence."""


def run_freeze(options: argparse.Namespace) -> int:
    """Freeze a plan, or record what an erratum has changed in a frozen one.

    Returns:
        0 where it is done, 1 where the tree has problems, 2 where it is refused.
    """
    root, period = options.root, options.period
    view = check(root)
    try:
        _known(view, period)
        problems = [p for p in view.problems if p.rule != RULE or not options.erratum]
        if not problems:
            problems = _whole_or_not(view, root / "data" / period, options)
    except _RefusedError as error:
        return _complain(2, f"plan freeze: {error}")
    if problems:
        return _complain(1, f"{as_text(problems)}\n{len(problems)} feil; ingenting er skrevet.")
    done = f"Rettelsen «{options.erratum}» er ført opp" if options.erratum else "Planen er frosset"
    print(f"{done}: data/{period}/frozen.yml. Kjør «plan check», og ta filene med i forslaget.")
    return 0


def _known(view: View, period: str) -> None:
    periods = view.loaded.tree.periods
    if period not in periods:
        known = ", ".join(periods)
        raise _RefusedError(f"«{period}» er ikke en planperiode. Velg blant: {known}.")


def _whole_or_not(view: View, folder: Path, options: argparse.Namespace) -> list[Problem]:
    """Do it; where that gives new problems, return them and leave the files as they were.

    Raises:
        _RefusedError: Where it makes no sense; nothing is written.
    """
    paths = [folder / name for name in ("plan.yml", "errata.yml", "frozen.yml")]
    before = {path: path.read_bytes() if path.exists() else None for path in paths}
    plan = next(p for p in view.loaded.library.plans if p.plan.id == options.period)
    problems: list[Problem] | None = None
    try:
        (_correct if options.erratum else _close)(view, plan, folder, options)
        problems = [p for p in check(options.root).problems if p not in view.problems]
    finally:
        if problems is None or problems:
            for path, data in before.items():
                _restore(path, data)
    return problems


def _restore(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    elif path.read_bytes() != data:
        path.write_bytes(data)


def _close(view: View, plan: PlanData, folder: Path, options: argparse.Namespace) -> None:
    """Say in plan.yml that the plan is frozen, and write down every digest."""
    period = plan.plan.id
    if plan.plan.frozen:
        raise _RefusedError(
            f"{period} er frosset fra før. En endring føres opp med --erratum; se --help."
        )
    if plan.plan.status is not PlanStatus.PAST and not options.force:
        raise _RefusedError(
            f"{period} er ikke over ennå, så den skal kunne endres uten rettelser. "
            "Sett «status: past» først, eller bruk --force."
        )
    path = folder / "plan.yml"
    text = path.read_bytes().decode("utf-8")
    line = f"frozen: {options.date or _today()}\n"
    whole = _STATUS.sub(lambda hit: f"{hit[0]}{line}", text, count=1)
    write_whole(path, whole if whole != text else f"{text}{line}")
    write_whole(folder / "frozen.yml", HEAD + _yaml({"files": of_period(view.loaded.tree, period)}))


def _correct(view: View, plan: PlanData, folder: Path, options: argparse.Namespace) -> None:
    """Write down the erratum, unless an editor has, and what it did to the files."""
    period = plan.plan.id
    frozen = view.loaded.frozen.get(period)
    if frozen is None or not plan.plan.frozen:
        raise _RefusedError(f"{period} er ikke frosset, så det trengs ingen rettelse.")
    was, now = frozen.now(), of_period(view.loaded.tree, period)
    files = {path: now.get(path, DELETED) for path in sorted({*was, *now})}
    files = {path: digest for path, digest in files.items() if digest != was.get(path, DELETED)}
    if not files:
        raise _RefusedError(f"ingenting er endret i filene til {period}. Gjør endringen først.")
    if options.erratum not in {erratum.id for erratum in plan.errata}:
        _append(folder / "errata.yml", _record(options))
    told = frozen.model_dump(mode="json")
    told["corrections"] = [*told["corrections"], {"erratum": options.erratum, "files": files}]
    write_whole(folder / "frozen.yml", HEAD + _yaml(told))


def _record(options: argparse.Namespace) -> dict[str, Any]:
    """The erratum as errata.yml holds it.

    Raises:
        _RefusedError: Where it does not say what, why, who decided, where, or by which source.
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
        raise _RefusedError(
            f"«{options.erratum}» står ikke i data/{options.period}/errata.yml. "
            f"Skriv rettelsen der, eller legg til {', '.join(missing)}."
        )
    found = {
        "id": options.erratum,
        "date": options.date or _today(),
        "title": options.title,
        "reason": options.reason,
        "body": options.body,
        "role": options.role,
        "corrects": options.record,
        "pages": options.page,
        "source": options.source,
    }
    return {name: value for name, value in found.items() if value}


def _append(path: Path, record: dict[str, Any]) -> None:
    before = path.read_bytes().decode("utf-8") if path.exists() else ""
    if before and not before.endswith("\n"):
        before += "\n"
    write_whole(path, f"{before}{_yaml([record])}")


def _yaml(value: Any) -> str:
    return str(yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=100))


def _today() -> str:
    return datetime.now().astimezone().date().isoformat()


def _complain(code: int, text: str) -> int:
    print(text, file=sys.stderr)
    return code
