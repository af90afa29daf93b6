"""The one way templates are read: nothing undefined is shown, and a tag leaves no empty line."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from macros.facts.dates import date_in_words, datetime_attribute
from macros.views.diagrams import layout_bridge, layout_hierarchy
from macros.views.matrix import layout_matrix
from macros.views.timeline import layout_timeline

_FILTERS = (
    date_in_words,
    datetime_attribute,
    layout_bridge,
    layout_hierarchy,
    layout_matrix,
    layout_timeline,
)
"""What templates ask for by its name: dates, and the geometry of a picture that they print."""


@cache
def environment(folder: Path, *, escape: bool = True) -> Environment:
    """The templates of a folder; each is compiled once, and again when its file changes."""
    env = Environment(
        loader=FileSystemLoader(folder),
        autoescape=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=not escape,
    )
    env.filters["paragraphs"] = lambda text: [p for p in str(text).split("\n\n") if p.strip()]
    env.filters["line"] = lambda text: " ".join(str(text).split())
    env.filters |= {function.__name__: function for function in _FILTERS}
    return env
