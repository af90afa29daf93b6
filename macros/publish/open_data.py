"""The open data, written into the folder of a site, or into any other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from macros.export.calendar import calendar
from macros.export.files import of_plan, of_site, open_plans
from macros.export.plan_json import Open, OpenPlan
from macros.facts import open_data
from macros.facts.workspace import Workspace
from macros.git.repository import RevisionError
from macros.git.revisions import read_revisions
from macros.history.slips import History
from macros.problems import Problem, ProblemError


def write_open_data(
    folder: Path,
    workspace: Workspace,
    data: Open,
    *,
    period: str = "",
    apart: Callable[[], object] | None = None,
) -> int:
    """Write the open data of a tree without problems, and return how many files it is.

    Args:
        folder: Where to write: the folder of a site.
        workspace: What was read.
        data: Its plans, the address of the site and the history of its deadlines.
        period: The only plan whose files are written; empty for all, with what spans them.
        apart: Makes the files that are made apart, when those of the plans are there.

    Raises:
        OSError: Where it cannot be written.
    """
    facts = {name: workspace.facts(name, data.history) for name in data.library.by_period}
    made: dict[str, bytes] = {}
    for plan in open_plans(data, facts):
        if period in ("", plan.period):
            below = f"{plan.period}/{open_data.FOLDER}"
            made |= {f"{below}/{name}": text for name, text in of_plan(plan).items()}
            made |= _emptied(plan, workspace, made)
    _write(folder, made)
    if apart:
        apart()
    if not period:
        places = [folder / name / open_data.FOLDER for name in facts]
        also = [name for name in open_data.MADE_APART if all((p / name).exists() for p in places)]
        spanning = of_site(data, list(facts.values()), also)
        _write(folder, spanning)
        made |= spanning
    data.kept.clear()  # what pages have shown the beginning of; no page is left to make
    return len(made)


def _write(folder: Path, made: Mapping[str, bytes]) -> None:
    for name, text in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)


def open_of(
    root: Path, workspace: Workspace, history: History, *, url: str, edition: str = ""
) -> Open:
    """The open data of a tree, with its published versions.

    Raises:
        ProblemError: Where git knows the tree, and cannot read all that it should have.
    """
    try:
        revisions = read_revisions(root)
    except RevisionError as error:
        raise ProblemError([Problem(".git", 1, 1, "git", str(error), "")]) from None
    return Open(workspace.loaded.library, url, edition, history, revisions)


def _emptied(plan: OpenPlan, workspace: Workspace, made: dict[str, bytes]) -> dict[str, bytes]:
    """Calendars that were published, and have no deadlines any more: they answer for ever."""
    entries = plan.facts.entries
    below = f"{plan.period}/{open_data.FOLDER}/"
    named = {f"{below}{open_data.calendar(name)}": name for name in entries}
    listed = {one.address for one in workspace.loaded.tree.addresses} - set(made)
    return {at: calendar(plan, (), entries[named[at]]) for at in listed if at in named}
