"""Facts through templates. The templates stand in overrides/plan/ and print, nothing more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup

from macros.calls import answers as queries
from macros.calls.answers import Answer
from macros.calls.catalogue import LISTINGS
from macros.facts.derive import Facts, Place
from macros.facts.entries import Entry
from macros.model import routes
from macros.model.edtf import Edtf
from macros.model.registry import NAMES
from macros.views import dates
from macros.views.bridge import bridge
from macros.views.changes.between import Between
from macros.views.hierarchy import stack
from macros.views.matrix import cross
from macros.views.templates import environment
from macros.views.terms import Glossary
from macros.views.timeline import Timeline, lay_out

INTERFACE = "nb"
"""Language of what the templates themselves say."""


@dataclass(frozen=True, slots=True)
class At:
    """Where something is shown: what templates use to make links and mark languages.

    Attributes:
        facts: The plan.
        base: Address of the page, relative to the root of the period.
        number: Number of this insertion on the page, for ids that must be unique.
        lang: Language of the text around; other languages are marked.
    """

    facts: Facts
    base: str
    number: int = 0
    lang: str = INTERFACE

    def href(self, url: str) -> str:
        """A link from this page to an address of the period."""
        return routes.relative(url, self.base)

    def page(self, path: str) -> str:
        """A link from this page to a page of prose, by its path below docs/<period>/."""
        return self.href(self.facts.now(routes.of_page(path)))

    def home(self, kind: str) -> str:
        """A link from this page to the page that lists records of a type."""
        return self.href(routes.home(kind))

    def other(self, period: str, url: str) -> str:
        """A link from this page to an address of another period."""
        return f"../{routes.relative(f'{period}/{url}', self.base)}"

    def section_in(self, period: str, citation: str) -> str:
        """A link from this page to a cited place, as another period shows it."""
        return self.other(period, routes.section(citation))

    def entry(self, name: str) -> Entry:
        """A record by its id."""
        return self.facts.entries[name]

    def entries(self, names: Iterable[str]) -> list[Entry]:
        """Records by their ids."""
        return [self.facts.entries[name] for name in names]

    def places(self, citations: Iterable[str]) -> list[Place]:
        """Cited places."""
        return [self.facts.places[name] for name in citations]

    def conflict_url(self, name: str) -> str:
        """The link to a contradiction on the page that gathers them."""
        return self.href(routes.conflict(name))

    def label(self, words: str, key: str) -> str:
        """The name readers see for a word of the vocabulary."""
        return self.facts.word(words, key).label

    def plural(self, words: str, key: str) -> str:
        """The name readers see for several of them."""
        word = self.facts.word(words, key)
        return word.plural or word.label

    def kind(self, entry: Entry) -> str:
        """What a record is, for readers: its kind where it has one, else its type."""
        words = f"{entry.record_type}_kind"
        name = str(getattr(entry.record, "kind", ""))
        known = any(word.id == name for word in self.facts.words(words))
        return self.label(words, name) if known else NAMES[entry.record_type]

    def date(self, date: Edtf | str, lang: str | None = None) -> str:
        """A date as prose."""
        return dates.prose(date, lang or self.lang)

    def anchor(self, entry: Entry) -> str:
        """The id of a row, on the page that is the record's own address; empty elsewhere."""
        page, _, name = entry.url.partition("#")
        return name if name and page == self.base else ""

    @property
    def is_home_of(self) -> Any:
        """Whether this page is where records of a type are listed."""
        return lambda kind: routes.home(kind) == self.base


class Views:
    """Renders what macros and record pages show for one plan."""

    def __init__(self, facts: Facts, templates: Path, beside: Sequence[Between] = ()) -> None:
        """Compile lazily, each template once.

        Args:
            facts: The plan.
            templates: Folder of the templates (overrides/plan).
            beside: The comparisons with the plan before and the plan after.
        """
        self.facts = facts
        self.beside = beside
        self._templates = templates

    def show(self, template: str, at: At, **values: Any) -> str:
        """Render one template.

        Args:
            template: File name without ending.
            at: Where it is shown.
            values: What the template documents on top.
        """
        return (
            environment(self._templates)
            .get_template(f"{template}.html")
            .render(at=at, facts=self.facts, **values)
        )

    def macro(self, answer: Answer, at: At) -> str:
        """What one macro call shows.

        Args:
            answer: What was asked, and what there is to show.
            at: Where it is shown.
        """
        name, args, found = answer.name, answer.args, answer.found
        values: dict[str, Any] = {"caption": answer.kwargs.get("caption", "")}
        if name in LISTINGS:
            values["entries"] = found
        if name == "timeline":
            values["picture"] = self.timeline(found)
        elif name == "hierarchy":
            values["entries"], values["picture"] = found, stack(found)
        elif name == "matrix":
            values["picture"] = cross(self.facts, found)
        elif name == "overview":
            values["beside"] = self.beside
        elif name == "changes":
            values["beside"] = [(told, bridge(told.links)) for told in self.beside]
        elif name == "deadlines":
            values["rows"] = found
        elif name == "cite":
            values["places"] = found
        elif name == "link":
            values["entry"], values["text"] = found, "".join(args[1:])
        elif name == "fact":
            values["entry"], values["value"] = queries.entry(self.facts, args[0]), found
        elif name in ("conflicts", "sources"):
            values[name] = found
        return self.show(name, at, **values)

    def page(self, entry: Entry, at: At, prose: str) -> str:
        """The page of one record.

        Args:
            entry: The record.
            at: Its page.
            prose: What an editor wrote about it, as HTML; may be empty.
        """
        key = (self.facts.period, entry.id)
        changed = [told.of_record[key] for told in self.beside if key in told.of_record]
        values = {"entry": entry, "record": entry.record, "prose": prose, "changed": changed}
        return self.show(f"page-{entry.record_type}", at, **values)

    def explain(self, html: str, at: At) -> str:
        """Explain the words of the glossary in a page's content, but for the glossary itself."""
        if at.is_home_of("term"):
            return html
        shown: dict[tuple[str, str, bool], str] = {}

        def show(entry: Entry, text: str, first: bool) -> str:
            key = (entry.id, text, first)
            if key not in shown:
                # The text is already escaped, as it stands in the page.
                values = {"entry": entry, "text": Markup(text), "first": first}
                shown[key] = self.show("_term", at, **values)
            return shown[key]

        return self._glossary.mark(html, show)

    @cached_property
    def _glossary(self) -> Glossary:
        return Glossary(list(self.facts.of("term")))

    def timeline(self, entries: list[Entry]) -> Timeline | None:
        """The picture of some dated records."""
        return lay_out([(e, e.record.date) for e in entries])
