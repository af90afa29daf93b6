"""A live preview makes a page when it is asked for, and begins anew where the code has changed.

A rebuild reads and checks the whole tree, and makes no page. Whoever asks for one gets it made of
what was read last, so nothing that is shown can be older than that.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from macros.engine.errors import describe
from macros.engine.state import current
from macros.model.routes import PART
from macros.problems import Problem

_CODE = Path(__file__).parent.parent
_INDEX = "index.html"
_PART = re.compile(rf"{PART}/$")


def is_preview() -> bool:
    """Whether what is built is shown while somebody writes (`plan edit`)."""
    return bool(os.environ.get("PLAN_EDIT"))


def _as_it_stands() -> dict[Path, tuple[int, int]]:
    stats = ((path, path.stat()) for path in _CODE.rglob("*.py"))
    return {path: (stat.st_mtime_ns, stat.st_size) for path, stat in stats}


_begun_with = _as_it_stands() if is_preview() else {}


def begin_anew_with_new_code(config: MkDocsConfig) -> list[Problem]:
    """Start the whole process again where the code is another than what it was begun with.

    Returns:
        What keeps it from that.
    """
    now = _as_it_stands() if is_preview() else {}
    problems = []
    for path in now if now != _begun_with else ():
        try:
            compile(path.read_bytes(), path, "exec")
        except SyntaxError as error:
            name, said = (
                path.relative_to(_CODE.parent).as_posix(),
                f"Koden er ugyldig: {error.msg}.",
            )
            problems.append(Problem(name, error.lineno or 1, 1, "code", said, "Rett den."))
    if now != _begun_with and not problems:
        shutil.rmtree(config.site_dir, ignore_errors=True)
        os.execv(sys.executable, sys.orig_argv)
    return problems


def make_when_asked(server: Any) -> None:
    """Let MkDocs' server make the page that it is asked for, before it shows it.

    Args:
        server: The server, which builds when a file has changed, in a thread of its own.
    """
    lock, build = Lock(), server.builder

    def builder(*args: Any) -> None:
        with lock:
            build(*args)

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        url = path.removeprefix("/").removesuffix(_INDEX)
        told: list[tuple[Any, ...]] = []
        answer: Iterable[bytes] = ()
        while not told or (current and url in current[0].waiting):
            # What was built anew while the server answered, has the page yet to make.
            with lock:
                _make(url)
            answer = server.serve_request(environ, lambda *said: told.append(said))
        start_response(*told[-1])
        return answer

    server.builder = builder
    server.set_app(app)


def _make(url: str) -> None:
    """Make a page; a part of a long list is made with the page that the list begins on."""
    for name in {url, _PART.sub("", url)}:
        if current and name in current[0].waiting:
            current[0].waiting.pop(name)()


def problem_of(error: Exception, root: Path) -> Problem:
    """What keeps a page from being made, for instance a template that is being written."""
    path, line, column, said = describe(error, root).split(":", 3)
    return Problem(path, int(line), int(column), "page", said.strip(), "")
