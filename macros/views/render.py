"""Facts through templates. The templates stand in overrides/plan/ and print, nothing more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from markupsafe import Markup

from macros.facts.derive import Facts, Place
from macros.facts.entries import Entry
from macros.model import routes
from macros.model.registry import NAMES
from macros.views.changes.plans import PlanComparison
from macros.views.cited import number
from macros.views.templates import environment
from macros.views.terms import Glossary

INTERFACE = "nb"
"""Language of what the templates themselves say."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as a file of its own."""

    title: str
    sources: list[str]  # what they are called
    svg: str


@dataclass(slots=True)
class Kept:
    """The pictures of a page, and the places that it cites."""

    address: str = ""  # where the period stands
    drawings: list[Drawing] = field(default_factory=list)
    cited: list[Place] = field(default_factory=list)  # in the order of their numbers


@dataclass(frozen=True, slots=True)
class PageContext:
    """The page that something is shown on: what templates make links and mark languages with."""

    facts: Facts
    base: str  # its address, relative to the root of the period
    number: int = 0  # of this insertion on the page, for ids that must be unique
    lang: str = INTERFACE  # of the text around; other languages are marked
    placed: set[str] = field(default_factory=set, compare=False)  # what has its place by now
    kept: Kept | None = None  # where drawings are kept; None where none are asked for

    def keep(self, title: str, entries: Iterable[Entry], svg: str) -> str:
        """Keep a picture as a file of its own, and return the key of its figure."""
        if self.kept is None:
            return ""
        self.kept.drawings.append(Drawing(title, self.source_names(entries), svg))
        return str(len(self.kept.drawings) - 1)

    def whole(self, url: str) -> str:
        """The whole address of a page of the period, for what is carried off the site."""
        return urljoin(self.kept.address if self.kept else "", url)

    def source_names(self, entries: Iterable[Entry]) -> list[str]:
        """What the sources of some records are called, each once."""
        cited = (name for entry in entries for name in entry.record.source)
        return list(dict.fromkeys(self.facts.places[name].source.short for name in cited))

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
        """The id of a row, the first time the record stands where its type is listed."""
        here = not entry.paged and entry.url.partition("#")[0] == self.base
        if entry.id in self.placed or not (here or self._lists(entry)):
            return ""
        self.placed.add(entry.id)
        return entry.id

    def _lists(self, entry: Entry) -> bool:
        return entry.record_type in routes.PAGES and self.is_home_of(entry.record_type)


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
        self.document = False
        self._templates = templates
        self._numbers: dict[tuple[Any, ...], str] = {}
        self._lists: dict[tuple[Any, ...], str] = {}

    def show(self, template: str, page: PageContext, **values: Any) -> str:
        """Render one template with what it documents on top; for a macro, the one of its name.

        A type, or its macro, that has no template of its own is shown by the general one.
        """
        general = "page-record" if template.startswith("page-") else "records"
        values |= {"page": page, "facts": self.facts, "comparisons": self.comparisons}
        values |= {"site": self.site, "beginnings": self.beginnings, "document": self.document}
        found = environment(self._templates).select_template(
            [f"{template}.html", f"{general}.html"]
        )
        return found.render(values)

    def record_page(self, entry: Entry, page: PageContext, prose: str) -> str:
        """The page of one record; `prose` is what an editor wrote about it, as HTML, or empty."""
        values = {"entry": entry, "record": entry.record, "prose": prose}
        return self.show(f"page-{entry.record_type}", page, **values)

    def explain_terms(self, html: str, page: PageContext) -> str:
        """Explain the words of the glossary where a page has them first, but for the glossary."""
        if page.is_home_of("term"):
            return html

        def render(entry: Entry, text: str) -> str:
            # The text is already escaped, as it stands in the page.
            return self.show("_term", page, entry=entry, text=Markup(text)).strip()

        return self._glossary.mark(html, render)

    def number_sources(self, html: str, page: PageContext, numbers: dict[str, int]) -> str:
        """Give the places that a finished page cites their numbers, and list them at its foot.

        `numbers` are those that places have already, on the pages that it goes on from.
        """
        html, names = number(html, partial(self._cited, page), numbers)
        if page.kept is not None:
            page.kept.cited = page.places(names)
        listed = sorted((numbers[name], name) for name in names)
        return html + self._sources(page, listed) if names else html

    def _cited(self, page: PageContext, *of: Any) -> str:
        """The number of a place, which is alike on every page."""
        if of not in self._numbers:
            values = dict(zip(("place", "number", "again"), of, strict=True))
            values["place"] = self.facts.places[values["place"]]
            self._numbers[of] = self.show("_cited", page, **values).strip()
        return self._numbers[of]

    def _sources(self, page: PageContext, listed: Sequence[tuple[int, str]]) -> str:
        """The list at the foot, alike on all pages that are as deep, and cite the same."""
        own = any(routes.section(name).startswith(page.base) for _, name in listed)
        key = page.base if own else page.base.count("/"), page.lang, *listed
        if key not in self._lists:
            places = [(number, self.facts.places[name]) for number, name in listed]
            self._lists[key] = self.show("_sources", page, places=places)
        return self._lists[key]

    @cached_property
    def _glossary(self) -> Glossary:
        return Glossary(list(self.facts.of("term")))
