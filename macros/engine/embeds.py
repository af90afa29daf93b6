"""Pictures and tables at addresses of their own, made to be framed on the sites of others.

A piece is taken from the finished page as it stands there, so the two cannot differ; `<base>` leads
its links back to that page. Pictures are files of their own too, in SVG.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Set
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

from markupsafe import Markup

from macros.editing.ids import proposed
from macros.engine.root_pages import root_page
from macros.facts.derive import Facts, PageRef
from macros.model import routes
from macros.views.render import PageContext, Views

FOLDER = "PLAN_EMBEDS"
"""Where a publication gathers them. Without it, as in a preview, none are made."""

_PIECE = re.compile(
    r'<figure class="pl-figure" data-picture="(\d+)">.*?</figure>'
    r'|<div class="pl-table">\s*<table.*?</table>\s*</div>',
    re.DOTALL,
)
_CAPTION = re.compile(r"<caption>(.*?)(?:<span class=\"pl-count\">.*?)?</caption>", re.DOTALL)
_CITED = re.compile(r'href="#__kilde-(\d+)"')


@dataclass(frozen=True, slots=True)
class Embed:
    """One piece: its address below the root of the site, and what it is taken from."""

    address: str
    title: str
    page: PageRef  # that it stands on
    html: Markup
    sources: list[str]
    drawing: str  # the SVG; empty for a table

    @property
    def picture(self) -> str:
        """The address of the SVG."""
        return f"{self.address.rstrip('/')}.svg" if self.drawing else ""


@dataclass(slots=True)
class Embeds:
    """What writes all pieces of a period."""

    root: Path  # of the tree
    edition: str  # short name of what is built
    site: str = ""  # the address of the root of the site
    _waiting: list[tuple[Embed, Facts]] = field(default_factory=list)

    def offer(self, html: str, context: PageContext, views: Views, page: PageRef) -> str:
        """Take the pieces of a page's content, and say at its foot how they are used elsewhere."""
        if not os.environ.get(FOLDER):
            return html
        embeds: list[Embed] = []
        for hit in _PIECE.finditer(html):
            used = {one.address.split("/")[-2] for one in embeds}
            embeds.append(_embed(hit, context, page, used))
            self._waiting.append((embeds[-1], context.facts))
        if not embeds:
            return html
        up = "../" * (context.base.count("/") + 1)
        values = {"embeds": embeds, "up": up, "site": self.site, "on": page}
        return html + views.show("_embed", context, **values)

    def write(self, led: Callable[[str, str], str]) -> None:
        """Write the pieces that wait for it, each as a page, and a picture as a file.

        `led` makes the links of a page lead to where places on other pages are now.
        """
        while self._waiting:
            self._write(*self._waiting.pop(), led)

    def _write(self, one: Embed, facts: Facts, led: Callable[[str, str], str]) -> None:
        target = Path(os.environ[FOLDER]) / one.address.removeprefix(f"{routes.EMBEDDED}/")
        target.mkdir(parents=True, exist_ok=True)
        values = {
            "one": one,
            "facts": facts,
            "edition": self.edition,
            "back": f"{'../' * one.address.count('/')}{facts.period}/{one.page.url}",
            "home": "../" * one.page.url.count("/"),
        }
        text = root_page(self.root, "embed.html", facts.library, **values)
        (target / "index.html").write_text(led(text, one.page.url), encoding="utf-8")
        if one.drawing:
            target.with_suffix(".svg").write_text(one.drawing, encoding="utf-8")


def _embed(hit: re.Match[str], context: PageContext, page: PageRef, used: Set[str]) -> Embed:
    facts, caption = context.facts, _CAPTION.search(hit[0])
    drawn = context.kept.drawings[int(hit[1])] if hit[1] and context.kept else None
    title = drawn.title if drawn else Markup(caption[1] if caption else "").striptags()
    cited = context.kept.cited if context.kept else []
    numbers = sorted(map(int, {*_CITED.findall(hit[0])}))
    places = ((number, cited[number - 1]) for number in numbers)
    names = [f"{n} {place.source.short}, {place.section.title}" for n, place in places]
    return Embed(
        f"{routes.EMBEDDED}/{facts.period}/{page.url}{proposed(title, used)}/",
        title,
        page,
        Markup(hit[0]),
        drawn.sources if drawn else names,
        drawn.svg.strip() if drawn else "",
    )


def site_of(period_address: str) -> str:
    """The root of the site, from the address of a period in it."""
    return urljoin(period_address, "../")
