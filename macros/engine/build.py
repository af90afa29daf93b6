"""The beginning of a build: the tree is read and checked, and one period of it chosen."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from time import time

from mkdocs.exceptions import PluginError

from macros.checks import check
from macros.compare.comparison import compare_periods
from macros.engine.embeds import Embeds
from macros.engine.menu import with_nothing_to_show
from macros.engine.moved import moved_in_period
from macros.engine.state import Build, Given, build, current, given
from macros.export.files import beginnings
from macros.export.plan_json import Open
from macros.facts import addresses
from macros.facts.between import neighbours
from macros.facts.citations import written_pages
from macros.facts.derive import Facts
from macros.facts.open_data import MADE_APART
from macros.facts.workspace import Workspace
from macros.git.history import read_history
from macros.git.repository import RevisionError
from macros.history.slips import History
from macros.problems import nothing_built
from macros.reading.prose import calls
from macros.reading.tree import COMMON
from macros.views.changes.plans import PlanComparison, lay_out_plans
from macros.views.render import INTERFACE, Views
from macros.views.templates import environment


def start(root: Path, url: str) -> Build:
    """Begin the build of a period.

    Args:
        root: The tree.
        url: The address of the site, ending with a slash.

    Raises:
        PluginError: Where anything is wrong with the tree, or no period is chosen. A live preview
            that has begun goes on, and shows the problems.
    """
    period = _chosen_period(root)
    read = given[0] if given else _read(root, url)
    view = read.workspace
    if view.problems:
        if current and os.environ.get("PLAN_EDIT"):
            build().problems = view.problems
            build().waiting.clear()
            return build()
        raise PluginError(nothing_built(view.problems))
    facts = replace(view.facts(period, read.opened.history), today=_build_day())
    # What a publication builds does not change meanwhile; a preview looks for every page.
    environment(root / "overrides" / "plan").auto_reload = not given
    views = Views(facts, root / "overrides" / "plan", _comparisons(read, facts), url)
    views.beginnings = partial(_beginnings, read, facts)
    views.document = read.document
    names = [plan.plan.id for plan in view.loaded.library.plans]
    pages = {name: addresses.all_of(view.loaded, view.facts(name)) for name in names}
    edition = read.opened.edition
    state = Build(root, period, facts, views, pages, Embeds(root, edition))
    state.edition, state.advance = edition, read.advance
    state.moved, state.left = moved_in_period(view, period)
    state.empty = with_nothing_to_show(view.loaded, facts)
    state.corrected = addresses.corrected(facts)
    _know_pages(view, state)
    current[:] = [state]
    return state


def _chosen_period(root: Path) -> str:
    """The period to build: mike's version, or PLAN; fails where neither has data."""
    name = os.environ.get("MIKE_DOCS_VERSION") or os.environ.get("PLAN", "")
    known = sorted(p.name for p in (root / "data").glob("????-????") if p.is_dir())
    if name not in known:
        said = f"«{name}» er ikke en planperiode" if name else "Ingen planperiode er valgt"
        raise PluginError(f"{said}. Sett PLAN til en av: {', '.join(known)}.")
    return name


def _build_day() -> date:
    """The day of what is built, never of the reader's clock."""
    return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", time())), tz=UTC).date()


def _read(root: Path, url: str) -> Given:
    """What a publication would have read, for a build that is none."""
    view = check(root)
    try:
        history = History() if view.problems else read_history(root, view.loaded)
    except RevisionError:  # a preview says that nothing is known; a publication stops
        history = History()
    return Given(view, Open(view.loaded.library, url, "", history))


def _beginnings(read: Given, facts: Facts) -> dict[str, str]:
    """How the files of the open data begin that the publication makes."""
    plans = {p: read.workspace.facts(p, read.opened.history) for p in facts.by_plan}
    also = MADE_APART if read.document else ()
    return beginnings(read.opened, plans, facts.period, also)


def _comparisons(read: Given, facts: Facts) -> list[PlanComparison]:
    """The comparisons with the plan before this one and the plan after, if that is no draft."""
    pairs, library = neighbours(facts), read.workspace.loaded.library
    for pair in pairs:
        if pair not in read.compared:
            read.compared[pair] = lay_out_plans(compare_periods(read.workspace, *pair), library)
    return [read.compared[pair] for pair in pairs]


def _know_pages(view: Workspace, state: Build) -> None:
    """Which pages are in nynorsk, and which common pages are only our own text."""
    by_path = view.loaded.tree.by_path
    for name, path in written_pages(view.loaded, state.period).items():
        lang = by_path[path].meta.value.get("lang", INTERFACE)
        if lang != INTERFACE:
            state.languages[name] = lang
        if path.startswith(f"docs/{COMMON}/") and not calls(by_path[path])[0]:
            state.shared_text.add(name)
