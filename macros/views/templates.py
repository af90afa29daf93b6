"""The one way templates are read: nothing undefined is shown, and a tag leaves no empty line."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote as urlquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context

from macros.facts.dates import date_in_words, datetime_attribute, years
from macros.facts.followup import by_date, latest, progress
from macros.facts.open_data import calendar, calendars, is_told_of, tables, tells
from macros.model import routes
from macros.views.compiled import keep_compiled
from macros.views.diagrams import layout_hierarchy
from macros.views.indicator import layout_indicator, number
from macros.views.matrix import layout_matrix
from macros.views.sheet import layout_sheet
from macros.views.timeline import layout_timeline

_ARCHIVE = "https://web.archive.org/web/*/"


def at_place(url: str, quote: str | None) -> str:
    """An address at the words that find the place: a text fragment (WICG Scroll to Text)."""
    # A comma, a hyphen and an ampersand mean something in a fragment.
    return f"{url}#:~:text={urlquote(quote, safe='').replace('-', '%2D')}" if quote else url


def archived(url: str) -> str:
    """Where the Internet Archive lists its copies of an address."""
    return f"{_ARCHIVE}{url}"


_FILTERS = (
    calendar,
    calendars,
    is_told_of,
    tables,
    tells,
    archived,
    routes.source,
    at_place,
    date_in_words,
    datetime_attribute,
    by_date,
    latest,
    layout_hierarchy,
    layout_indicator,
    number,
    progress,
    layout_matrix,
    layout_sheet,
    layout_timeline,
    years,
)
"""What templates ask for by its name: dates, and the geometry of a picture that they print."""


class _Context(Context):
    """Calls what a template calls; ours never want the context, which Jinja asks of each."""

    def call(
        self,
        called: Any,
        /,
        *args: Any,
        _loop_vars: Any = None,
        _block_vars: Any = None,
        **named: Any,
    ) -> Any:
        return called(*args, **named)


class _Environment(Environment):
    context_class = _Context


@cache
def environment(folder: Path, *, escape: bool = True) -> Environment:
    """The templates of a folder; each is compiled once, and again when its file changes."""
    env = _Environment(
        loader=FileSystemLoader(folder),
        autoescape=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=not escape,
        cache_size=-1,  # all of them; to know which was asked for last, takes longer
    )
    env.filters["paragraphs"] = lambda text: [p for p in str(text).split("\n\n") if p.strip()]
    env.filters["line"] = lambda text: " ".join(str(text).split())
    env.filters |= {function.__name__: function for function in _FILTERS}
    keep_compiled(env, f"{folder.name}-{'escaped' if escape else 'plain'}")
    return env
