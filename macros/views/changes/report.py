"""A comparison laid out for readers: by period, by page, a line for each change.

The templates stand in overrides/compare/, one for each format, and print what stands here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment

from macros.compare.changes import UNCHANGED_KINDS, ComparedRow, Comparison, Item
from macros.model import routes
from macros.model.change_kinds import ChangeKind
from macros.model.plan import Library
from macros.views.changes.names import Names, item_title
from macros.views.changes.phrases import Sentence
from macros.views.changes.sentences import Teller
from macros.views.changes.wording import type_of
from macros.views.templates import environment

TEMPLATES = Path(__file__).parents[3] / "overrides" / "compare"
SHARED = "Felles for alle planene"
WORDS = "Navn på slag og statuser"
MOST_BYTES = 900_000
"""The job summary of a pull request takes one megabyte; what is longer is cut, and says so."""


@dataclass(frozen=True, slots=True)
class Line:
    """One change: what it is about, and what is said of it.

    Attributes:
        type: What the record is, as the first word of the sentence; empty for none.
        title: What it is called.
        lang: The language of the title.
        url: Its address below the root of the site; empty where it is gone or has none.
        sentence: What is said of it.
    """

    type: str
    title: str
    lang: str
    url: str
    sentence: Sentence


@dataclass(slots=True)
class Page:
    """A page that changed.

    Attributes:
        title: What it is called.
        url: Its address below the root of the site; empty where it is gone or there is none.
        lines: What changed on it.
    """

    title: str
    url: str
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """Everything a reader is told of a comparison.

    Attributes:
        old: What the first side is called.
        new: What the second side is called.
        across: Whether two plans are compared.
        groups: Period, or what all plans share → its pages that changed.
        records: How many records changed.
        pages: How many pages of prose changed.
        kinds: Kind of change → how many there are.
        unchanged: How many records and pages did not change.
    """

    old: str
    new: str
    across: bool
    groups: dict[str, list[Page]]
    records: int
    pages: int
    kinds: list[tuple[str, int]]
    unchanged: int

    @property
    def changed(self) -> str:
        """How much changed, as a reader is told it."""
        counted = ((self.records, "post", "poster"), (self.pages, "side", "sider"))
        return " og ".join(f"{n} {one if n == 1 else many}" for n, one, many in counted if n)


def report(comparison: Comparison, old: Library, new: Library) -> Report:
    """Lay out a comparison.

    Args:
        comparison: What changed.
        old: The library of the first side.
        new: The library of the second side.
    """
    layout = _Layout(comparison, old, new)
    for row in comparison.rows:
        if row.kind not in UNCHANGED_KINDS:
            layout.row(row)
    counted = Counter(change.kind for change in comparison.changes())
    kinds = [(kind.value, counted[kind]) for kind in ChangeKind if counted[kind]]
    changed = [
        row.item.record_type == "page" for row in comparison.rows if row.kind not in UNCHANGED_KINDS
    ]
    pages = sum(changed)
    groups = {name: list(pages.values()) for name, pages in layout.groups.items() if pages}
    sides = comparison.old, comparison.new, comparison.across
    return Report(*sides, groups, len(changed) - pages, pages, kinds, comparison.unchanged)


class _Layout:
    """Puts each line on its page."""

    def __init__(self, comparison: Comparison, old: Library, new: Library) -> None:
        self.teller = Teller(comparison, Names(old), Names(new))
        self.groups: dict[str, dict[str, Page]] = {SHARED: {}}
        newest = new.plans[-1] if new.plans else None
        now = new.in_force or newest
        self.in_force = now.plan.id if now else ""

    def row(self, row: ComparedRow) -> None:
        became = self.teller.became(row)
        if became and became[0].text:
            # What is divided is told of the one that was; what came of it stands in the sentence.
            item = row.old[0] if row.kind is ChangeKind.SPLIT else row.item
            self.add(row.item, self.line(item, became, gone=not row.new))
        for change, sentence in self.teller.changes(row):
            self.add(change.item, self.line(change.item, sentence, gone=change.new_item is None))

    def line(self, item: Item, sentence: Sentence, *, gone: bool) -> Line:
        title, lang = item_title(item), getattr(item.record, "lang", "nb")
        return Line(type_of(item), title, lang, "" if gone else self.url(item), sentence)

    def add(self, item: Item, line: Line) -> None:
        pages = self.groups.setdefault(item.period or SHARED, {})
        address = (item.url or "").partition("#")[0]
        key = WORDS if item.record_type == "word" else address
        if key not in pages:
            url = self.url(item).partition("#")[0] if line.url else ""
            pages[key] = Page(self.title(item, address), url)
        pages[key].lines.append(line)

    def title(self, item: Item, address: str) -> str:
        """What a page is called: after its record, or as the menu calls it."""
        if item.record_type == "word":
            return WORDS
        if item.record_type in routes.PAGES:
            return item_title(item)
        period = item.period or self.in_force
        if item.record_type == "challenge" and item.area:
            return self.teller.names[1].title(period, item.area)
        old, new = (names.page(period, address) for names in self.teller.names)
        return new or old or (item_title(item) if item.record_type == "page" else address)

    def url(self, item: Item) -> str:
        """The address of a record below the root of the site; empty where it has none."""
        url = item.url
        return "" if url is None else f"{item.period or self.in_force}/{url}"


# ---------------------------------------------------------------- formats


def render(told: Report, form: str, preview: str = "") -> str:
    """A report in one format.

    Args:
        told: What to print.
        form: `text`, `markdown` or `html`.
        preview: Address of a site whose pages the lines shall link to; none where left out.
    """
    env = environment(TEMPLATES, escape=form == "html")
    env.filters["md"] = _markdown
    base = f"{preview.rstrip('/')}/" if preview else ""
    name = {"text": "changes.txt", "markdown": "changes.md", "html": "changes.html"}[form]
    found = env.get_template(name).render(report=told, base=base)
    return _cut(found, env) if form == "markdown" else found


def _cut(text: str, env: Environment) -> str:
    """A summary no longer than a pull request can show; says where it was cut."""
    data = text.encode()
    if len(data) <= MOST_BYTES:
        return text
    kept = data[:MOST_BYTES].decode(errors="ignore").rpartition("\n")[0]
    left = text.count("\n") - kept.count("\n")
    return env.get_template("cut.md").render(kept=kept, left=left)


def _markdown(text: Any) -> str:
    """A text that Markdown shows as it is: nothing in it is markup, a mention or a link."""
    plain = " ".join(str(text).split())
    plain = re.sub(r"([\\`*_\[\]|~])", r"\\\1", plain)
    plain = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # The forge makes links of bare addresses, and of what looks like one.
    return re.sub(r"@|(?<=http):(?=//)|(?<=https):(?=//)|(?<=www)\.", _reference, plain, flags=re.I)


def _reference(hit: re.Match[str]) -> str:
    return f"&#{ord(hit[0])};"
