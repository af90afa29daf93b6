"""`plan publish`: check, build every period with mike, look over the whole, and swap it in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from macros.checks import check
from macros.engine.moved import only_in_older_plans
from macros.engine.moved import write as write_moved
from macros.engine.root_pages import root_page
from macros.engine.state import Given
from macros.facts.open_data import MADE_APART
from macros.facts.workspace import Workspace
from macros.git.history import read_history
from macros.git.line import rewritten
from macros.git.repository import RevisionError
from macros.history.slips import History
from macros.load.garbage import collecting_later, set_apart
from macros.load.library import Loaded
from macros.model import routes
from macros.model.plan import Library
from macros.problems import Problem, ProblemError
from macros.publish import SITE, manifest
from macros.publish.builder import Builder
from macros.publish.interrupts import interruptibly
from macros.publish.links import Site, check_site
from macros.publish.open_data import open_of, write_open_data
from macros.publish.settings import forge, missing_contact, site_url
from macros.publish.steps import Steps
from macros.publish.swap import environment_lock, new_site, publication_lock, work_folder
from macros.reading.tree import COMMON


def publish(root: Path, *, document: bool = True) -> Path:
    """Build the whole site of a tree, with its documents or without, and return its folder.

    Raises:
        ProblemError: Where the tree or the finished site has problems; nothing is swapped in.
        BuildError: Where MkDocs, mike or git stopped; nothing is swapped in.
        KeyboardInterrupt: Where it was asked to stop; nothing is swapped in.
        OSError: Where the disk is full or the folder cannot be written; nothing is swapped in.
    """
    if not (root / "data").is_dir():
        raise ProblemError(check(root).problems)
    url = site_url()
    steps = Steps(len([*(root / "data").glob("????-????")]) + 4)
    waiting = "En annen bygging pågår; venter til den er ferdig …"
    with (
        environment_lock(),
        publication_lock(root, lambda: steps.note(waiting)),
        work_folder(root) as folder,
    ):
        with steps.step("Kopierer treet"):
            builder = Builder(root, folder, url)
        with steps.step("Sjekker data og tekst"), collecting_later():
            workspace = check(folder)
            if workspace.problems:
                raise ProblemError(workspace.problems)
            workspace.loaded.tree.forget_places()
            history, lost = _history(root, workspace.loaded)
            named = builder.source.edition
            opened = open_of(root, workspace, history, url=url, edition=named)
        library, listed = workspace.loaded.library, workspace.loaded.tree.addresses
        read = Given(workspace, opened, document)
        with set_apart(), new_site(root) as site:
            for data in library.plans:
                title = f"{data.plan.id} ({_status_labels(library)[data.plan.status.value]})"
                alias = routes.ALIAS if data is library.in_force else None
                with steps.step(f"Bygger {data.plan.id}") as advance:
                    read.advance = interruptibly(advance)
                    builder.build(site, data.plan.id, read, title=title, alias=alias)
            with steps.step("Samler periodene"):
                builder.export(site)
                _write_root_pages(root, site, library, url)
                write_moved(
                    root, site, only_in_older_plans(site, library, listed), library, url=url
                )
                edition = manifest.edition(builder.source, history.state, url, forge(root))
                apart = _documents(root, site, workspace, edition) if document else None
                write_open_data(site, workspace, opened, apart=apart)
                whole = Site(url)
                manifest.write(site, edition, whole.add)
            with steps.step("Følger alle lenker"):
                left = () if document else tuple(f"/{name}" for name in MADE_APART)
                asked = [one for one in listed if not one.address.endswith(left)]
                problems = check_site(site, whole, asked)
                if problems:
                    raise ProblemError(problems)
            # Asked for here: what stops after this block stops with the new site in its place.
            note = missing_contact(root, workspace.loaded.tree.pages.get(COMMON, ()))
    for text in filter(None, (lost, note)):
        steps.note(text)
    return root / SITE


def _documents(
    root: Path, site: Path, workspace: Workspace, edition: manifest.Edition
) -> Callable[[], object]:
    """What makes the documents. Typst is large, and brought in by those who want them."""
    module: Any = import_module("macros.publish.document")
    return partial(module.write_documents, root, site, workspace, edition)


def _history(root: Path, loaded: Loaded) -> tuple[History, str]:
    """The history of deadlines, and what to say where the former `_site/` told another one.

    Raises:
        ProblemError: Where git lacks something of it, or of what was published from `PUBLISHED`.
    """
    try:
        history = read_history(root, loaded)
        published = os.environ.get("PUBLISHED", "")
        lost = rewritten(root, loaded, history, published or manifest.commit_of(root / SITE))
    except RevisionError as error:
        raise ProblemError([Problem(".git", 1, 1, "git", str(error), "")]) from None
    if lost and published:
        raise ProblemError([Problem(".git", 1, 1, "git", lost, "")])
    return history, lost and f"Merk: {lost}"


def _status_labels(library: Library) -> dict[str, str]:
    return {word.id: word.label for word in library.shared.vocabulary["plan_status"]}


def _write_root_pages(root: Path, site: Path, library: Library, url: str) -> None:
    """What stands above the periods: front door, 404, and what searchers and hosts ask for."""
    values = {
        "plans": [data.plan for data in reversed(library.plans)],
        "labels": _status_labels(library),
        "site_url": url,
        "base": urlsplit(url).path,
        "alias": routes.ALIAS,
    }
    for name in ("root.css", "onward.js", "favicon.ico"):
        shutil.copyfile(root / "overrides" / "root" / name, site / name)
    for name in ("index.html", "404.html", "robots.txt", "sitemap.xml", "_headers"):
        (site / name).write_text(root_page(root, name, library, **values), encoding="utf-8")
