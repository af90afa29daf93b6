"""Facts through templates. The templates stand in overrides/plan/ and print, nothing more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup

from macros.facts.derive import Facts, Place
from macros.facts.entries import Entry
from macros.model import routes
from macros.model.registry import NAMES
from macros.views.changes.plans import PlanComparison
from macros.views.templates import environment
from macros.views.terms import Glossary

INTERFACE = "nb"
"""Language of what the templates themselves say."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """The page that something is shown on: what templates make links and mark languages with."""

    facts: Facts
    base: str  # its address, relative to the root of the period
    number: int = 0  # of this insertion on the page, for ids that must be unique
    lang: str = INTERFACE  # of the text around; other languages are marked

    def href(self, url: str) -> str:
        """A link from this page to an address of the period."""
        return routes.relative(url, self.base)

    def href_to_page(self, path: str) -> str:
        """A link from this page to a page of prose, by its path below docs/<period>/."""
        return self.href(self.facts.now(routes.of_page(path)))

    def home(self, record_type: str) -> str:
        """A link from this page to the page that lists records of a type."""
        return self.href(routes.home(record_type))

    def is_home_of(self, record_type: str) -> bool:
        """Whether this page is where records of a type are listed."""
        return routes.home(record_type) == self.base

    def other(self, period: str, url: str) -> str:
        """A link from this page to an address of another period."""
        return f"../{routes.relative(f'{period}/{url}', self.base)}"

    def conflict_url(self, name: str) -> str:
        """A link from this page to a contradiction on the page that gathers them."""
        return self.href(routes.conflict(name))

    def entries(self, names: Iterable[str]) -> list[Entry]:
        """Records by their ids."""
        return [self.facts.entries[name] for name in names]

    def places(self, citations: Iterable[str]) -> list[Place]:
        """Cited places."""
        return [self.facts.places[name] for name in citations]

    def label(self, words: str, key: str) -> str:
        """The name readers see for a word of the vocabulary."""
        return self.facts.word(words, key).label

    def type_label(self, entry: Entry) -> str:
        """What a record is, for readers: its kind where it has one, else its type."""
        words = f"{entry.record_type}_kind"
        name = str(getattr(entry.record, "kind", ""))
        known = any(word.id == name for word in self.facts.words(words))
        return self.label(words, name) if known else NAMES[entry.record_type]

    def anchor(self, entry: Entry) -> str:
        """The id of a row, on the page that is the record's own address; empty elsewhere."""
        page, _, name = entry.url.partition("#")
        return name if name and page == self.base else ""


class Views:
    """Renders what macros and record pages show for one plan."""

    def __init__(
        self,
        facts: Facts,
        templates: Path,
        comparisons: Sequence[PlanComparison] = (),
        site: str = "",
    ) -> None:
        """With the folder of the templates, the comparisons before and after, and the address."""
        self.facts = facts
        self.comparisons = comparisons
        self.site = site
        self.beginnings: Callable[[], Mapping[str, str]] = dict
        self._templates = templates

    def show(self, template: str, page: PageContext, **values: Any) -> str:
        """Render one template with what it documents on top; for a macro, the one of its name.

        A type, or its macro, that has no template of its own is shown by the general one.
        """
        general = "page-record" if template.startswith("page-") else "records"
        values |= {"page": page, "facts": self.facts, "comparisons": self.comparisons}
        values |= {"site": self.site, "beginnings": self.beginnings}
        found = environment(self._templates).select_template(
            [f"{template}.html", f"{general}.html"]
        )
        return found.render(values)

    def record_page(self, entry: Entry, page: PageContext, prose: str) -> str:
        """The page of one record; `prose` is what an editor wrote about it, as HTML, or empty."""
        values = {"entry": entry, "record": entry.record, "prose": prose}
        return self.show(f"page-{entry.record_type}", page, **values)

    def explain_terms(self, html: str, page: PageContext) -> str:
        """Explain the words of the glossary in a page's content, but for the glossary itself."""
        if page.is_home_of("term"):
            return html
        rendered: dict[tuple[str, str, bool], str] = {}

        def render(entry: Entry, text: str, first: bool) -> str:
            key = (entry.id, text, first)
            if key not in rendered:
                # The text is already escaped, as it stands in the page.
                values = {"entry": entry, "text": Markup(text), "first": first}
                rendered[key] = self.show("_term", page, **values)
            return rendered[key]

        return self._glossary.mark(html, render)

    @cached_property
    def _glossary(self) -> Glossary:
        return Glossary(list(self.facts.of("term")))
