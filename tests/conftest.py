"""The two sites that many tests look at, built once for all workers, and a server for them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import FLAGS, served
from building import MINI, ROOT, built_once
from many import tree_of_many
from playwright.sync_api import Browser, expect, sync_playwright

# The gate holds what has been seen to pass on its own machine. What is still being built or was
# last run on a crowded machine stands outside it, is run with OPEN=1, and joins the gate with the
# work it belongs to.
collect_ignore_glob = (
    []
    if os.environ.get("OPEN")
    else [
        "test_broken.py",
        "test_browser.py",
        "test_cli.py",
        "test_compare_*.py",
        "test_edit.py",
        "test_mini_site.py",
        "test_publish*.py",
        "test_reader_*.py",
        "test_search*.py",
        "test_serve.py",
        "test_site_real.py",
        "test_spelling.py",
    ]
)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers of this run see."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def mini_tree(shared_folder: Path) -> Path:
    """The miniature tree, published. For reading only."""
    return built_once(shared_folder, "mini", MINI)


@pytest.fixture(scope="session")
def mini_site(mini_tree: Path) -> Path:
    """The published site of the miniature tree. For reading only."""
    return mini_tree / "_site"


@pytest.fixture(scope="session")
def real_tree(shared_folder: Path) -> Path:
    """The repository's own data and prose, published. For reading only."""
    return built_once(shared_folder, "real", ROOT)


@pytest.fixture(scope="session")
def mini_url(mini_site: Path) -> Iterator[str]:
    """Where the miniature site is served, ending with a slash."""
    with served(mini_site) as url:
        yield url


@pytest.fixture(scope="session")
def real_url(real_tree: Path) -> Iterator[str]:
    """Where the site of the repository's own data is served, ending with a slash."""
    with served(real_tree / "_site") as url:
        yield url


@pytest.fixture(scope="session")
def many_url(shared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site with hundreds of measures is served, ending with a slash."""
    content = tree_of_many(tmp_path_factory.mktemp("many-content"))
    with served(built_once(shared_folder, "many", content) / "_site") as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for each worker."""
    path = (ROOT / ".venv" / "browser-path").read_text("utf-8").strip()
    expect.set_options(timeout=30_000)  # A machine may be busy; a page that hangs still fails.
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield found
        found.close()
