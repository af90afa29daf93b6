"""Markdown as HTML, for MkDocs: its links are followed, its headings make the list of contents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from itertools import pairwise
from posixpath import dirname, normpath
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents, get_toc

from macros.facts.derive import Facts
from macros.model import routes
from macros.reading.markdown import parse, plain

Tokens = Sequence[Token]
Find = Callable[[str], File | None]
"""Finds the file at a path below docs/."""
_OPTIONS = MarkdownIt("commonmark").options


def render(text: str, page: Page, find: Find, facts: Facts) -> str:
    """The HTML of a page; MkDocs is told its list of contents, and the places it links to.

    Raises:
        PluginError: Where a link leads to no page or file. The check lets none come here.
    """
    tokens = parse(text.strip("\n")).tokens
    html = _Html(page, find, facts)
    page.toc = contents(tokens)
    shown = html.render(tokens, _OPTIONS, {})
    page.links_to_anchors = html.anchors
    return shown.strip()


def contents(tokens: Tokens) -> TableOfContents:
    """The headings of a page, each with those below it."""
    top: list[Any] = []
    above: list[dict[str, Any]] = []
    for heading, words in pairwise(tokens):
        if heading.type == "heading_open":
            level = int(heading.tag[1])
            entry: dict[str, Any] = {"level": level, "id": heading.attrs["id"], "children": []}
            entry["name"] = escape(plain(words), quote=False)
            while above and above[-1]["level"] >= level:
                above.pop()
            (above[-1]["children"] if above else top).append(entry)
            above.append(entry)
    return get_toc(top)


class _Html(RendererHTML):
    """Writes tokens as HTML, with the links of a page as they are on the site."""

    def __init__(self, page: Page, find: Find, facts: Facts) -> None:
        super().__init__()
        self.page, self.find, self.facts = page, find, facts
        self.anchors: dict[File, dict[str, str]] = {}

    def text(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Plain text; quotes are no signs of HTML there."""
        return escape(tokens[idx].content, quote=False)

    def code_inline(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Code in a sentence, likewise; the space that parts it from its signs is not its own."""
        token = tokens[idx].copy(content=tokens[idx].content.strip())
        return super().code_inline([token], 0, options, env).replace("&quot;", '"')

    def link_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """The beginning of a link."""
        return self.renderToken([self._led(tokens[idx], "href")], 0, options, env)

    def image(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """A picture."""
        return super().image([self._led(tokens[idx], "src")], 0, options, env)

    def _led(self, token: Token, name: str) -> Token:
        return token.copy(attrs={**token.attrs, name: self._href(str(token.attrs[name]))})

    def _href(self, url: str) -> str:
        """An address in the Markdown as the site has it: `.md` files as the pages they become."""
        scheme, host, path, query, anchor = urlsplit(url)
        if scheme or host:
            return url
        source = self.page.file
        target: File | None = source
        if path:
            name = normpath(f"{dirname(source.src_uri)}/{unquote(path)}".lstrip("/"))
            if other := routes.in_other_plan(name):
                up, there = "../" * (source.dest_uri.count("/") + 1), self._address(*other)
                return (
                    f"{up}{other[0]}/{there}{f'#{anchor}' if anchor and '#' not in there else ''}"
                )
            target = self.find(name)
            there = self._address(self.facts.period, name)
            if target is None and "#" in there:
                return routes.relative(there, self.page.url)
        if target is None:
            said = f"Lenken «{url}» fører ikke til noen side. Rett lenken, eller legg til siden."
            raise PluginError(f"{source.abs_src_path or source.src_uri}:1:1: {said}")
        if anchor:
            self.anchors.setdefault(target, {}).setdefault(anchor, url)
        path = target.url_relative_to(source) if path else ""
        return urlunsplit(("", "", path, query, anchor))

    def _address(self, period: str, name: str) -> str:
        """Where a page of a plan is; the place in a list of a record that has no page."""
        url = routes.of_page(name)
        entry = self.facts.by_plan.get(period, {}).get(url.rstrip("/").rpartition("/")[2])
        own = entry and url == routes.address(entry.record_type, entry.id)
        return entry.url if entry and own else url
