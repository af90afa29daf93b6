"""The finished site, looked over as a whole: no link leads astray, nothing is fetched from others.

Read with patterns, not with a parser: the pages are our own templates' and Material's, always
with quoted attributes, and a parser would take longer than the build of all of them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from macros.problems import Problem

_LINK = re.compile(r'<(\w+)[^>]*?\s(href|src)="([^"]*)"')
_ID = re.compile(r'\s(?:id|name)="([^"]+)"')
_FETCHED = frozenset({"link", "script", "img", "iframe", "source", "use", "image", "object"})
_NOT_FETCHED_REL = re.compile(r'rel="(?:canonical|prev|next|alternate|license)"')


@dataclass(frozen=True, slots=True)
class _Site:
    """What can be linked to."""

    url: str
    files: frozenset[str]
    anchors: dict[str, frozenset[str]]


def check_site(site: Path, site_url: str) -> list[Problem]:
    """Follow every link inside a finished site, across its periods.

    Args:
        site: The site's folder.
        site_url: Its address, ending with a slash.

    Returns:
        A problem for each link to a page or an anchor that does not exist, and for each thing a
        page would fetch from another host.
    """
    pages = {p.relative_to(site).as_posix(): p.read_text("utf-8") for p in site.rglob("*.html")}
    whole = _Site(
        site_url,
        frozenset(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()),
        {name: frozenset(_ID.findall(text)) for name, text in pages.items()},
    )
    problems = []
    for name, text in sorted(pages.items()):
        for tag, url, line in _links(text):
            problem = _follow(whole, name, tag, url)
            if problem:
                message, hint = problem
                problems.append(Problem(f"_site/{name}", line, 1, "site-link", message, hint))
    return problems


def _links(text: str) -> Iterator[tuple[str, str, int]]:
    for hit in _LINK.finditer(text):
        tag = hit.group(1)
        if tag == "link" and _NOT_FETCHED_REL.search(text[hit.start() : hit.end() + 40]):
            tag = "a"
        yield tag, html.unescape(hit.group(3)), text.count("\n", 0, hit.start()) + 1


def _follow(site: _Site, name: str, tag: str, url: str) -> tuple[str, str] | None:
    if url.startswith(site.url):
        url = "/" + url.removeprefix(site.url)
    parts = urlsplit(url)
    if parts.scheme or parts.netloc:
        if tag in _FETCHED:
            return f"Siden henter «{url}» fra et annet nettsted.", "Legg filen i overrides/assets/."
        if parts.scheme not in ("http", "https", "mailto"):
            return f"Adressen «{url}» kan ikke brukes.", "Bruk https eller en side her."
        return None
    base = name.rpartition("/")[0]
    path = unquote(parts.path)
    whole = path if path.startswith("/") else f"{base}/{path}"
    target = normpath(whole.lstrip("/"))
    target = "" if target == "." else target
    if not path:
        target = name
    elif path.endswith(("/", "..", "/.")) or path == ".":
        target = f"{target}/index.html".lstrip("/").replace("//", "/")
    if target not in site.files:
        return f"Lenken «{url}» fører ikke til noen side.", "Rett lenken, eller legg til siden."
    if (
        parts.fragment
        and target in site.anchors
        and unquote(parts.fragment) not in site.anchors[target]
    ):
        return f"Siden «{target}» har ikke stedet «#{parts.fragment}».", "Rett lenken."
    return None
