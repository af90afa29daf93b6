"""The one way templates are read: nothing undefined is shown, and a tag leaves no empty line."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from macros.views import dates


@cache
def environment(folder: Path, *, escape: bool = True) -> Environment:
    """The templates of a folder; each is compiled once, and again when its file changes.

    Args:
        folder: Where they lie.
        escape: Whether values are escaped as HTML.
    """
    env = Environment(
        loader=FileSystemLoader(folder),
        autoescape=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=not escape,
    )
    env.filters["machine"] = dates.machine
    env.filters["paragraphs"] = lambda text: [p for p in str(text).split("\n\n") if p.strip()]
    env.filters["line"] = lambda text: " ".join(str(text).split())
    return env
