"""The changes that freeze a plan, and that record what an erratum did to a frozen one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from macros.editing.change import Change, RefusedError, line_end, text_of
from macros.editing.yaml_out import written
from macros.facts.workspace import Workspace
from macros.model.forms import DELETED
from macros.model.plan import PlanData, PlanStatus
from macros.reading.digests import digest, of_period

HEAD = """\
# Hvordan filene var da planen ble frosset (SHA-256), og hva hver rettelse har gjort med dem.
# Skrevet av «plan freeze»; se guide/frosset.md.
"""
_STATUS = re.compile(r"^status:[^\r\n]*(?:\r?\n[ \t]+[^\r\n]+)*", re.MULTILINE)


def closing(workspace: Workspace, period: str, date: str, *, force: bool) -> Change:
    """Say in plan.yml that a plan is frozen, and write down the digest of each of its files.

    Raises:
        RefusedError: Where it is frozen before, or not over and nobody forces it.
    """
    plan = plan_of(workspace, period).plan
    if plan.frozen:
        raise RefusedError(
            f"{period} er frosset fra før. En endring føres opp med --erratum; se --help."
        )
    if plan.status is not PlanStatus.PAST and not force:
        raise RefusedError(
            f"{period} er ikke over ennå, så den skal kunne endres uten rettelser. "
            "Sett «status: past» først, eller bruk --force."
        )
    name = f"data/{period}/plan.yml"
    text = text_of(workspace.loaded.tree.root, name)
    status, end = _STATUS.search(text), line_end(text)
    at = status.end() if status else len(text.rstrip())
    whole = f"{text[:at]}{end}frozen: {date}{text[at:] or end}"
    files = {**of_period(workspace.loaded.tree, period), name: digest(name, whole.encode("utf-8"))}
    return {name: whole, f"data/{period}/frozen.yml": HEAD + written({"files": files})}


def touched(workspace: Workspace, period: str) -> dict[str, str]:
    """The files of a frozen plan that are not as they were: path → digest, or `DELETED`.

    Raises:
        RefusedError: Where the plan is not frozen, or nothing is changed in it.
    """
    frozen = workspace.loaded.frozen.get(period)
    if frozen is None or not plan_of(workspace, period).plan.frozen:
        raise RefusedError(f"{period} er ikke frosset, så det trengs ingen rettelse.")
    was, now = frozen.now(), of_period(workspace.loaded.tree, period)
    changed = [path for path in sorted({*was, *now}) if was.get(path) != now.get(path)]
    if not changed:
        raise RefusedError(f"ingenting er endret i filene til {period}. Gjør endringen først.")
    return {path: now.get(path, DELETED) for path in changed}


def correcting(
    workspace: Workspace, period: str, erratum: Mapping[str, Any], files: Mapping[str, str]
) -> Change:
    """Write down an erratum, unless an editor has, and what it did to the files of its plan.

    Args:
        workspace: The tree, with the files as the erratum left them.
        period: The plan; it is frozen.
        erratum: The erratum as errata.yml holds it; its id alone where it stands there already.
        files: What it changed, as `touched` has it.
    """
    record = workspace.loaded.frozen[period].model_dump(mode="json")
    record["corrections"] = [*record["corrections"], {"erratum": erratum["id"], "files": {**files}}]
    change = {f"data/{period}/frozen.yml": HEAD + written(record)}
    if len(erratum) > 1:
        path = f"data/{period}/errata.yml"
        before = text_of(workspace.loaded.tree.root, path)
        end = line_end(before)
        gap = end if before and not before.endswith("\n") else ""
        change[path] = before + gap + written([{**erratum}]).replace("\n", end)
    return change


def plan_of(workspace: Workspace, period: str) -> PlanData:
    """The plan of a period.

    Raises:
        RefusedError: Where there is none.
    """
    plan = workspace.loaded.library.by_period.get(period)
    if plan is None:
        known = ", ".join(workspace.loaded.tree.periods)
        raise RefusedError(f"«{period}» er ikke en planperiode. Velg blant: {known}.")
    return plan
