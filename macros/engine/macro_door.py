"""The macros as mkdocs-macros sees them: each call is checked, and shown after Markdown."""

from __future__ import annotations

import traceback
from typing import Any

from jinja2 import UndefinedError
from mkdocs.structure.pages import Page
from mkdocs_macros import context as plugin_context
from mkdocs_macros.errors import format_error

from macros.calls.catalogue import MACROS, answer
from macros.calls.macro import MacroError
from macros.engine.state import build
from macros.views.render import INTERFACE, PageContext


def keep_out_of_git() -> None:
    """Let the plugin tell nothing of a commit: it would run git twelve times, for an author's name.

    To be called before the plugin begins. No page asks, and the author is no one's business.
    """
    plugin_context.get_git_info = dict


def register(env: Any) -> None:
    """Give the plugin every macro, and tell it how our errors look."""
    for name in MACROS:
        env.macro(_macro(env, name), name)
    # The plugin would run what looks like calls in titles too, which are text from the data.
    env.has_j2 = lambda _title: False
    format_error.register(MacroError, _located)
    format_error.register(UndefinedError, _located)


def _macro(env: Any, name: str) -> Any:
    macro = MACROS[name]

    def call(*args: Any, **kwargs: Any) -> str:
        state = build()
        values = answer(state.facts, name, args, kwargs)
        base, lang = env.page.url, env.page.meta.get("lang", INTERFACE)
        around = lang if macro.own_words else INTERFACE

        def render(number: int) -> str:
            page = PageContext(state.facts, base, number, around, state.placed, state.kept)
            html = state.views.show(name, page, **values)
            if macro.export and "<table" in html:
                html += state.views.show("_download", page, table=macro.export)
            if around == lang:
                return html
            return state.views.show("_wrapped", page, shown=html, inline=macro.inline)

        return state.set_aside(render, inline=macro.inline)

    return call


def _located(error: Exception, markdown: str, page: Page) -> str:
    """One line with page and line, as `plan check` would say it."""
    frames = traceback.extract_tb(error.__traceback__)
    line = next((f.lineno or 1 for f in reversed(frames) if f.filename == "<template>"), 1)
    text = page.file.content_string
    shift = max(0, text.count("\n") - markdown.count("\n"))
    return f"{page.file.abs_src_path or page.file.src_uri}:{line + shift}:1: {error}"
