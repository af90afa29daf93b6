"""The files of the theme, without its thousands of icons, which MkDocs would look over one by one.

MkDocs publishes nothing that stands in a folder whose name begins with a full stop; templates get
what stands there by its name, and are not listed for it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme


class _Loader(FileSystemLoader):
    def list_templates(self) -> list[str]:
        """Every file that MkDocs may publish, or read as a template of a page."""
        return sorted({name for folder in self.searchpath for name in _below(folder)})


def _below(top: str) -> Iterator[str]:
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name).relative_to(top).as_posix() for name in names)


def list_without_icons(theme: Theme) -> None:
    """Let the theme list its files in this way."""
    theirs: Callable[[], Environment] = theme.get_env

    def get_env() -> Environment:
        env = theirs()
        env.loader = _Loader(theme.dirs)
        return env

    theme.get_env = get_env  # type: ignore[method-assign]
