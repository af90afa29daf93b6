"""`plan publish`: check, build every period with mike, look over the whole, and swap it in."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from macros import routes
from macros.checks import check
from macros.history.slips import dump
from macros.model.plan import Library, Plan, PlanStatus
from macros.problems import ProblemError
from macros.site import manifest, moved, shell
from macros.site.arguments import ADDRESS
from macros.site.clone import Clone, source_date
from macros.site.links import check_site
from macros.site.steps import Steps
from macros.site.swap import SITE, new_site, only_one, workshop
from macros.site.walk import read_history


def publish(root: Path, steps_to: Steps | None = None) -> Path:
    """Build the whole site of a tree.

    Args:
        root: Folder of the tree.
        steps_to: Where to tell how it goes; the terminal where left out.

    Returns:
        The folder of the site.

    Raises:
        ProblemError: Where the tree or the finished site has problems; nothing is swapped in.
        BuildError: Where MkDocs, mike or git stopped; nothing is swapped in.
        KeyboardInterrupt: Where it was asked to stop; nothing is swapped in.
        OSError: Where the disk is full or the folder cannot be written; nothing is swapped in.
    """
    if not root.is_dir():
        raise ProblemError(check(root).problems)
    periods = sorted(p.name for p in (root / "data").glob("????-????"))
    steps = steps_to or Steps(len(periods) + 4)
    with only_one(root, lambda: steps.say("En annen bygging pågår; venter til den er ferdig …")):
        with steps.step("Sjekker data og tekst"):
            view = check(root)
            if view.problems:
                raise ProblemError(view.problems)
        library = view.loaded.library
        with workshop(root) as folder, new_site(root) as site:
            with steps.step("Kopierer treet"):
                clone = Clone(root, folder, source_date(root))
                clone.hand_over(dump(read_history(root, view.loaded)))
            for data in library.plans:
                with steps.step(f"Bygger {data.plan.id}") as advance:
                    now = data.plan.status is PlanStatus.IN_FORCE
                    alias = routes.ALIAS if now else None
                    clone.deploy(data.plan.id, _title(library, data.plan), alias, advance)
            with steps.step("Samler periodene"):
                clone.export(site)
                _root_pages(root, site, library)
                listed = view.loaded.tree.addresses
                lost = moved.older(site, library, listed)
                moved.write(root, site, lost, library, url=_site_url())
                manifest.write(site, manifest.made_from(root))
            with steps.step("Følger alle lenker"):
                problems = check_site(site, _site_url(), listed)
                if problems:
                    raise ProblemError(problems)
    return root / SITE


def _site_url() -> str:
    return f"{os.environ.get('SITE_URL', ADDRESS).rstrip('/')}/"


def _title(library: Library, plan: Plan) -> str:
    return f"{plan.id} ({_labels(library)[plan.status.value]})"


def _labels(library: Library) -> dict[str, str]:
    return {word.id: word.label for word in library.shared.vocabulary["plan_status"]}


def _root_pages(root: Path, site: Path, library: Library) -> None:
    """The front door and the 404 above the periods, from templates of our own."""
    plans = [data.plan for data in reversed(library.plans)]
    values = {
        "plans": plans,
        "in_force": next(plan for plan in plans if plan.status is PlanStatus.IN_FORCE),
        "labels": _labels(library),
        "site_url": _site_url(),
        "base": urlsplit(_site_url()).path,
    }
    for name in ("root.css", "onward.js"):
        shutil.copy2(root / "overrides" / "root" / name, site / name)
    for name in ("index.html", "404.html"):
        (site / name).write_text(shell.page(root, name, **values), encoding="utf-8")
