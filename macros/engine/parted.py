"""Pages of the parts of long lists: each in the frame of every page, in the sitemap, linked to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page

from macros.search.hits import Hit
from macros.views.part_links import at_place, led
from macros.views.parts import Sheet, cut
from macros.views.render import PageContext, Views


@dataclass(slots=True)
class Parted:
    """What long lists of a period have been cut into so far."""

    moved: dict[str, dict[str, str]] = field(default_factory=dict)  # page → place → page now
    pages: dict[str, Page] = field(default_factory=dict)  # address of a part → its page
    _waiting: list[tuple[Sheet, Page]] = field(default_factory=list)

    def cut(
        self, html: str, page: Page, context: PageContext, views: Views
    ) -> tuple[str, list[Sheet]]:
        """The content of a page with the first part of each long list, and the other parts."""
        title = str(page.meta.get("title") or page.title)
        html, sheets = cut(html, title, lambda name, **values: views.show(name, context, **values))
        for sheet in sheets:
            there = dict.fromkeys(sheet.anchors, f"{page.url}{sheet.name}")
            self.moved.setdefault(page.url, {}).update(there)
            self._waiting.append((sheet, page))
        return html, sheets

    def seen_from(self, period: str) -> dict[str, dict[str, str]]:
        """What has moved in this period, as other periods reach it."""
        above = f"../{period}/"
        return {
            f"{above}{page}": {place: f"{above}{there}" for place, there in places.items()}
            for page, places in self.moved.items()
            if not page.startswith("../")
        }

    def led(self, html: str, url: str) -> str:
        """A page whose links lead to the parts where their places are."""
        return led(html, url, self.moved)

    def found(self, hits: Iterable[Hit]) -> Iterator[Hit]:
        """What can be found, each where it is."""
        for hit in hits:
            page, _, anchor = hit.location.partition("#")
            there = self.moved.get(page, {}).get(anchor)
            yield replace(hit, location=f"{there}#{anchor}") if there else hit

    def made(self, config: MkDocsConfig, titles: dict[str, str]) -> Iterator[tuple[Page, str]]:
        """The pages that no one has written yet, each with its content.

        Raises:
            PluginError: Where a record has the address of one.
        """
        while self._waiting:
            sheet, above = self._waiting.pop(0)
            url = f"{above.url}{sheet.name}"
            if url in titles and url not in self.pages:
                said = f"Adressen «{url}» er både en post og en del av en lang liste."
                raise PluginError(f"data:1:1: {said} Gi posten en annen id.")
            made = File.generated(config, f"{url.rstrip('/')}.md", content="", inclusion=_UNLISTED)
            page: Any = Page(None, made, config)
            page.markdown = page.content = ""
            about = f"{sheet.title}: {sheet.about}." if sheet.about else f"{sheet.title}."
            page.meta = {"title": sheet.title, "description": about, "hide": ["toc"]}
            titles[url], self.pages[url] = sheet.title, page
            yield page, at_place(sheet.html, above.url, url, self.moved)


_UNLISTED = InclusionLevel.NOT_IN_NAV
