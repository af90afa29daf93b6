"""Sites that many tests look at, built once for all workers, a server for them, and a browser."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import FLAGS, served
from building import KEPT, MINI, NO_DOCUMENT, ROOT, built_once
from hypothesis import settings
from many import tree_of_many
from playwright.sync_api import Browser, Page, expect, sync_playwright
from strategies import QUICK

_OUT_OF_TIME = time.monotonic() + float(os.environ.get("SLOW_SECONDS", "inf"))


def pytest_configure(config: pytest.Config) -> None:
    """Draw fewer examples where the slow tests are left out."""
    if "not slow" in config.option.markexpr:
        settings.load_profile(QUICK)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out slow tests when the time that they may take is over (.ci/run)."""
    if time.monotonic() > _OUT_OF_TIME and item.get_closest_marker("slow"):
        pytest.skip("no time left")


@pytest.fixture(scope="session", autouse=True)
def plain_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing that a shell hands down decides: variables, somebody's settings, umask, limits."""
    with pytest.MonkeyPatch.context() as patch:
        for name in set(os.environ) - KEPT | {"XDG_CONFIG_HOME"}:
            if not name.startswith("PYTEST_"):
                patch.delenv(name, raising=False)
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        os.umask(0o022)
        for limit in (resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
            _, most = resource.getrlimit(limit)
            resource.setrlimit(limit, (most, most))
        yield


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
def mini_url(mini_site: Path) -> Iterator[str]:
    """Where the miniature site is served, ending with a slash."""
    with served(mini_site) as url:
        yield url


@pytest.fixture(scope="session")
def many_url(shared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site with a hundred measures is served, ending with a slash."""
    content = tree_of_many(tmp_path_factory.mktemp("many-content"))
    with served(built_once(shared_folder, "many", content, NO_DOCUMENT) / "_site") as url:
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


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """An empty page; an engine put into it takes the place of the one before."""
    made = browser.new_page()
    yield made
    made.close()
