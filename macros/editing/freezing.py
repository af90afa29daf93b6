"""The changes that freeze a plan, and that record what an erratum did to a frozen one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from macros.editing.change import Change, line_end, text_of
from macros.editing.yaml_out import written
from macros.facts.workspace import Workspace
from macros.model.forms import DELETED
from macros.model.plan import PlanData, PlanStatus
from macros.reading.digests import digest, of_period

HEAD = """\
# Hvordan filene var da planen ble frosset (SHA-256), og hva hver rettelse har gjort med dem.
# Skrevet av «plan freeze»; se «Når planen er frosset» i CONTRIBUTING.md.
"""
_STATUS = re.compile(r"^status:[^\r\n]*(?:\r?\n[ \t]+[^\r\n]+)*", re.MULTILINE)


class FreezeError(Exception):
    """Something that makes no sense to do; a Norwegian sentence."""


def closing(view: Workspace, period: str, date: str, *, force: bool) -> Change:
    """Say in plan.yml that a plan is frozen, and write down the digest of each of its files.

    Args:
        view: The tree.
        period: The plan.
        date: The day it is frozen (EDTF).
        force: Whether a plan that is not over may be frozen.

    Raises:
        FreezeError: Where it is frozen before, or not over.
    """
    plan = plan_of(view, period).plan
    if plan.frozen:
        raise FreezeError(
            f"{period} er frosset fra før. En endring føres opp med --erratum; se --help."
        )
    if plan.status is not PlanStatus.PAST and not force:
        raise FreezeError(
            f"{period} er ikke over ennå, så den skal kunne endres uten rettelser. "
            "Sett «status: past» først, eller bruk --force."
        )
    name = f"data/{period}/plan.yml"
    text = text_of(view.loaded.tree.root, name)
    status, end = _STATUS.search(text), line_end(text)
    at = status.end() if status else len(text.rstrip())
    whole = f"{text[:at]}{end}frozen: {date}{text[at:] or end}"
    files = {**of_period(view.loaded.tree, period), name: digest(name, whole.encode("utf-8"))}
    return {name: whole, f"data/{period}/frozen.yml": HEAD + written({"files": files})}


def touched(view: Workspace, period: str) -> dict[str, str]:
    """The files of a frozen plan that are not as they were: path → digest, or `DELETED`.

    Raises:
        FreezeError: Where the plan is not frozen, or nothing is changed in it.
    """
    frozen = view.loaded.frozen.get(period)
    if frozen is None or not plan_of(view, period).plan.frozen:
        raise FreezeError(f"{period} er ikke frosset, så det trengs ingen rettelse.")
    was, now = frozen.now(), of_period(view.loaded.tree, period)
    files = {path: now.get(path, DELETED) for path in sorted({*was, *now})}
    files = {path: found for path, found in files.items() if found != was.get(path, DELETED)}
    if not files:
        raise FreezeError(f"ingenting er endret i filene til {period}. Gjør endringen først.")
    return files


def correcting(
    view: Workspace, period: str, erratum: Mapping[str, Any], files: Mapping[str, str]
) -> Change:
    """Write down an erratum, unless an editor has, and what it did to the files of its plan.

    Args:
        view: The tree, with the files as the erratum left them.
        period: The plan; it is frozen.
        erratum: The erratum as errata.yml holds it; its id alone where it stands there already.
        files: What it changed, as `touched` has it.
    """
    record = view.loaded.frozen[period].model_dump(mode="json")
    record["corrections"] = [*record["corrections"], {"erratum": erratum["id"], "files": {**files}}]
    change = {f"data/{period}/frozen.yml": HEAD + written(record)}
    if len(erratum) > 1:
        path = f"data/{period}/errata.yml"
        before = text_of(view.loaded.tree.root, path)
        end = line_end(before)
        gap = end if before and not before.endswith("\n") else ""
        change[path] = before + gap + written([{**erratum}]).replace("\n", end)
    return change


def plan_of(view: Workspace, period: str) -> PlanData:
    """The plan of a period.

    Raises:
        FreezeError: Where there is none.
    """
    plan = view.loaded.library.by_period.get(period)
    if plan is None:
        known = ", ".join(view.loaded.tree.periods)
        raise FreezeError(f"«{period}» er ikke en planperiode. Velg blant: {known}.")
    return plan
