"""One period, built by MkDocs in this process, strictly: a warning stops it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import macros.engine  # noqa: F401, I001 – first: it decides which MkDocs the others get
from mkdocs.commands.build import build as build_pages
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from macros.engine.errors import BuildError
from macros.engine.state import Given, current, given

_LOGGERS = ("mkdocs", "properdocs")
_CHATTER = ("Error reading page", "Error building page", "[macros] - ERROR_")
"""What is said again, located, when the build stops."""
_MACROS = "[macros] - ERROR "
_ABORTED = "Aborted with"


def configured(folder: Path) -> MkDocsConfig:
    """What the tree in a folder says of the build.

    Raises:
        BuildError: Where MkDocs refuses it.
    """
    with _strictly(folder), (folder / "mkdocs.yml").open("rb") as handle:
        return load_config(handle)


def build(folder: Path, config: MkDocsConfig, read: Given) -> None:
    """Build the period that has been chosen into the folder that the configuration names.

    What has been read is a tree without problems.

    Raises:
        BuildError: With all that MkDocs and its plugins had to say.
    """
    given[:] = [read]
    try:
        with _strictly(folder):
            build_pages(config)
    finally:
        given.clear()
        current.clear()


@contextmanager
def _strictly(folder: Path) -> Iterator[None]:
    """Let nothing pass that is warned of, and leave the process as it was."""
    told = _Told(logging.WARNING)
    path = sys.path.copy()
    for name in _LOGGERS:
        logging.getLogger(name).addHandler(told)
    stopped = ""
    try:
        yield
    except MkDocsException as error:
        stopped = error.format_message()
        if not stopped.startswith(_ABORTED) or not told.lines:
            told.lines.append(stopped)
    finally:
        sys.path[:] = path
        for name in _LOGGERS:
            logging.getLogger(name).removeHandler(told)
    if told.lines:
        raise BuildError("\n".join(told.lines).replace(f"{folder}/", ""))


class _Told(logging.Handler):
    """Keeps what is warned of."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if not text.startswith(_CHATTER):
            self.lines.append(text.replace(_MACROS, ""))
