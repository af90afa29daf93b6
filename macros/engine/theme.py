"""The files of the theme that a site has use for, listed for MkDocs, which would publish all.

Its search is not ours, and nobody asks for maps of its scripts. Of its thousands of icons MkDocs
publishes none, for their folder begins with a full stop, and would look them over one by one;
templates get what stands there by its name.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme

_UNUSED = re.compile(r"assets/javascripts/(?:lunr|workers)/|assets/.*\.map$")


class _Loader(FileSystemLoader):
    def list_templates(self) -> list[str]:
        """Every file that MkDocs may publish, or read as a template of a page."""
        every = {name for folder in self.searchpath for name in _below(folder)}
        return sorted(name for name in every if not _UNUSED.match(name))


def _below(top: str) -> Iterator[str]:
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name).relative_to(top).as_posix() for name in names)


def list_what_is_used(theme: Theme) -> None:
    """Let the theme list its files in this way."""
    theirs: Callable[[], Environment] = theme.get_env

    def get_env() -> Environment:
        env = theirs()
        env.loader = _Loader(theme.dirs)
        return env

    theme.get_env = get_env  # type: ignore[method-assign]
