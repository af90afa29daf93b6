"""What a shell hands down (variables, ignored signals, umask, limits) decides nothing here."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from building import DEADLINE, ROOT

SHELL = 'trap "" HUP INT; umask 077; ulimit -n 256; exec "$@"'
HANDED_DOWN = {
    "COLUMNS": "20",
    "FORCE_COLOR": "1",
    "GIT_DIR": "/borte",
    "LC_ALL": "C",
    "MAKEFLAGS": "n",
    "MIKE_DOCS_VERSION": "borte",
    "PLAN": "borte",
    "PYTHONIOENCODING": "ascii",
    "SITE_URL": "borte",
    "TZ": "Pacific/Kiritimati",
}
TESTS = [
    "test_cli.py",
    "test_edit.py::test_what_ends_the_preview_ends_the_server_too",
    "test_publish_killed.py::test_an_interrupt_stops_it_whenever_it_comes",
    "test_source.py",
]


@pytest.mark.slow
@pytest.mark.parametrize("name", TESTS)
def test_a_test_passes_whatever_is_handed_down(name: str) -> None:
    words = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider"]
    done = subprocess.run(
        ["sh", "-c", SHELL, "sh", *words, f"tests/engine/{name}"],
        cwd=ROOT,
        env={**os.environ, **HANDED_DOWN},
        capture_output=True,
        text=True,
        timeout=2 * DEADLINE,
        check=False,
    )
    assert done.returncode == 0, done.stdout
