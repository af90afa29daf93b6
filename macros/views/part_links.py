"""Where links lead once a list has gone on on other pages, and what the list was as a whole."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from posixpath import normpath

from macros.model import routes
from macros.views.parts import every_list

_LINK = re.compile(r'(?<=\s)(href|src)="([^"#]*)(?:#([^"]*))?"')
_TO_PLACE = re.compile(r'(?<=\s)(href)="([^":#]*)#(?!__kilde)([^"]+)"')
_PAGER = re.compile(r'<nav class="pl-pager"[^>]* data-list="([^"]*)".*?</nav>', re.DOTALL)
_CITED = re.compile(r'<li id="(__kilde-\d+)".*?</li>', re.DOTALL)
_ID = re.compile(r'\sid="((?!__)[^"]+)"')

Moved = Mapping[str, Mapping[str, str]]
"""Page → place that has left it → the page where it is now; below the root of the period."""


def led(html: str, base: str, moved: Moved) -> str:
    """A page whose links to what has left another page, or itself, lead to where it is now."""

    def lead(hit: re.Match[str]) -> str:
        gone = any(hit[3] in places for places in moved.values())
        return _led(hit, base, base, moved) if gone else hit[0]

    return _TO_PLACE.sub(lead, html) if moved else html


def at_place(html: str, base: str, at: str, moved: Moved) -> str:
    """What was made for one page, as it stands on another."""
    return _LINK.sub(lambda hit: _led(hit, base, at, moved), html)


def _led(hit: re.Match[str], base: str, at: str, moved: Moved) -> str:
    name, path, anchor = hit.groups()
    if "://" in path or path.startswith(("/", "mailto:", "data:", "webcal:")):
        return hit[0]
    if anchor and anchor.startswith("__kilde") and not path:
        return hit[0]  # each page has its own at its foot
    page = _page(path, base)
    there = moved.get(page, {}).get(anchor, page) if anchor else page
    if there == page and base == at:
        return hit[0]
    return f'{name}="{routes.relative(f"{there}#{anchor}" if anchor else there, at)}"'


def _page(path: str, base: str) -> str:
    """Where a link leads, below the root of the period; out of it with `../`."""
    if not path:
        return base
    plain = normpath(f"{base}{path}")
    return "" if plain == "." else f"{plain}/" if path.endswith(("/", ".")) else plain


def joined(html: str, url: str, parts: Sequence[tuple[str, str]]) -> str:
    """A page as it would be if no list were too long for it: with the rows of all their parts.

    Args:
        html: The page that lists begin on.
        url: Its address.
        parts: The pages of their other parts, in their order, each with its address.
    """
    moved = {at: dict.fromkeys(_ID.findall(part), url) for at, part in parts}
    html = led(html, url, moved)
    for at, part in parts:
        here = at_place(part, at, url, moved)
        for name, (begins, ends) in _listed(here).items():
            _, before = _listed(html)[name]
            html = html[:before] + here[begins:ends] + html[before:]
        known = {hit[1] for hit in _CITED.finditer(html)}
        more = [hit[0] for hit in _CITED.finditer(here) if hit[1] not in known]
        last = [hit.end() for hit in _CITED.finditer(html)][-1:]
        html = "".join((html[: last[0]], *more, html[last[0] :])) if last else html
    return html


def _listed(html: str) -> dict[str, tuple[int, int]]:
    """The long lists of a page, each by its name: where its rows begin, and where they end."""
    found = {}
    for above, under in zip(*([*_PAGER.finditer(html)][at::2] for at in (0, 1)), strict=True):
        inner = html[above.end() : under.start()]
        rows = min(every_list(inner), key=lambda rows: rows.start)
        found[above[1]] = (above.end() + rows.rows[0], above.end() + rows.end)
    return found
