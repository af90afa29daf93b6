"""One period, built by MkDocs in this process, strictly: a warning stops it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


def configured(folder: Path, site: Path) -> MkDocsConfig:
    """What the tree in a folder says of the build, which goes into a folder of its own.

    Raises:
        BuildError: Where MkDocs refuses it.
    """
    path = str(folder / "mkdocs.yml")
    with _strictly(folder):
        return load_config(path, config_file_path=path, site_dir=str(site))


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
