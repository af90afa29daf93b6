"""The site of what is there, built once for all workers. Only tests of the content may know it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import served
from building import NO_DOCUMENT, ROOT, built_once


@pytest.fixture(scope="session")
def real_tree(shared_folder: Path) -> Path:
    """The repository's own data and prose, published without documents. For reading only."""
    return built_once(shared_folder, "real", ROOT, NO_DOCUMENT)


@pytest.fixture(scope="session")
def real_url(real_tree: Path) -> Iterator[str]:
    """Where the site of the repository's own data is served, ending with a slash."""
    with served(real_tree / "_site") as url:
        yield url
