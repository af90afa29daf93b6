"""`plan publish`: check, build every period with mike, look over the whole, and swap it in."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import urlsplit

from macros.checks import check
from macros.engine import moved
from macros.engine import root_pages as shell
from macros.git.walk import read_history
from macros.history.slips import dump
from macros.model import routes
from macros.model.plan import Library, Plan
from macros.problems import ProblemError
from macros.publish import manifest
from macros.publish.clone import Clone
from macros.publish.links import check_site
from macros.publish.settings import forge, nobody_to_tell, site_url
from macros.publish.steps import Steps
from macros.publish.swap import SITE, new_site, only_one, packages_kept, workshop
from macros.reading.tree import COMMON


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
    url = site_url()
    periods = sorted(p.name for p in (root / "data").glob("????-????"))
    steps = steps_to or Steps(len(periods) + 4)
    told = "En annen bygging pågår; venter til den er ferdig …"
    with packages_kept(), only_one(root, lambda: steps.say(told)):
        with steps.step("Sjekker data og tekst"):
            view = check(root)
            if view.problems:
                raise ProblemError(view.problems)
        library = view.loaded.library
        with workshop(root) as folder, new_site(root) as site:
            with steps.step("Kopierer treet"):
                clone = Clone(root, folder, url)
                history = read_history(root, view.loaded)
                clone.hand_over(dump(history))
            for data in library.plans:
                with steps.step(f"Bygger {data.plan.id}") as advance:
                    alias = routes.ALIAS if data is library.in_force else None
                    clone.deploy(data.plan.id, _title(library, data.plan), alias, advance)
            with steps.step("Samler periodene"):
                clone.export(site)
                _root_pages(root, site, library, url)
                listed = view.loaded.tree.addresses
                lost = moved.older(site, library, listed)
                moved.write(root, site, lost, library, url=url)
                made = manifest.edition(clone.source, history.state, url, forge(root))
                manifest.write(site, made)
            with steps.step("Følger alle lenker"):
                problems = check_site(site, url, listed)
                if problems:
                    raise ProblemError(problems)
            # Asked for here: what stops after this block stops with the new site in its place.
            note = nobody_to_tell(root, view.loaded.tree.pages.get(COMMON, ()))
    if note:
        steps.say(note)
    return root / SITE


def _title(library: Library, plan: Plan) -> str:
    return f"{plan.id} ({_labels(library)[plan.status.value]})"


def _labels(library: Library) -> dict[str, str]:
    return {word.id: word.label for word in library.shared.vocabulary["plan_status"]}


def _root_pages(root: Path, site: Path, library: Library, url: str) -> None:
    """The front door and the 404 above the periods, from templates of our own."""
    values = {
        "plans": [data.plan for data in reversed(library.plans)],
        "labels": _labels(library),
        "site_url": url,
        "base": urlsplit(url).path,
    }
    for name in ("root.css", "onward.js"):
        shutil.copy2(root / "overrides" / "root" / name, site / name)
    for name in ("index.html", "404.html"):
        (site / name).write_text(shell.page(root, name, library, **values), encoding="utf-8")
