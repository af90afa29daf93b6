"""A comparison laid out for readers: by period, by page, a line for each change.

The templates stand in overrides/compare/, one for each format, and print what stands here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.compare.changes import UNCHANGED_KINDS, ComparedRow, Comparison, Item
from macros.compare.copies import Copy
from macros.facts.names import Names
from macros.model import routes
from macros.model.change_kinds import ChangeKind
from macros.model.plan import Library
from macros.views.changes.phrases import Sentence
from macros.views.changes.sentences import ChangeSentences
from macros.views.changes.wording import item_noun, item_title
from macros.views.templates import environment

TEMPLATES = Path(__file__).parents[3] / "overrides" / "compare"
SHARED = "Felles for alle planene"
WORDS = "Navn på slag og statuser"
MOST_BYTES = 900_000
"""The job summary of a pull request takes one megabyte; what is longer is cut, and says so."""


@dataclass(frozen=True, slots=True)
class Line:
    """One change: what it is about, and what is said of it."""

    noun: str  # what the record is, as the first word of the sentence
    title: str
    lang: str
    url: str  # below the root of the site; empty where the record is gone or has none
    sentence: Sentence


@dataclass(slots=True)
class Page:
    """A page that changed; its address is empty where it is gone or there is none."""

    title: str
    url: str
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """Everything a reader is told of a comparison."""

    old: str
    new: str
    groups: dict[str, list[Page]]  # period, or what all plans share → its pages that changed
    records: int  # how many changed
    pages: int
    kinds: list[tuple[str, int]]  # kind of change, and how many there are
    unchanged: int  # how many records and pages did not change
    copies: Sequence[Copy] = ()  # texts that still say a date as it was

    @property
    def changed(self) -> str:
        """How much changed, as a reader is told it."""
        counted = ((self.records, "post", "poster"), (self.pages, "side", "sider"))
        return " og ".join(f"{n} {one if n == 1 else many}" for n, one, many in counted if n)


def report(
    comparison: Comparison, old: Library, new: Library, copies: Sequence[Copy] = ()
) -> Report:
    """Lay out a comparison of something in one library with something in another, or the same."""
    layout = _Layout(comparison, old, new)
    rows = [row for row in comparison.rows if row.kind not in UNCHANGED_KINDS]
    for row in rows:
        layout.add_row(row)
    counted = Counter(change.kind for change in comparison.changes())
    kinds = [(kind.value, counted[kind]) for kind in ChangeKind if counted[kind]]
    pages = sum(row.item.record_type == "page" for row in rows)
    groups = {name: list(pages.values()) for name, pages in layout.groups.items() if pages}
    counts = len(rows) - pages, pages, kinds, comparison.unchanged
    return Report(comparison.old, comparison.new, groups, *counts, copies)


class _Layout:
    """Puts each line on its page."""

    def __init__(self, comparison: Comparison, old: Library, new: Library) -> None:
        self.names = Names(old), Names(new)
        self.sentences = ChangeSentences(comparison, *self.names)
        self.groups: dict[str, dict[str, Page]] = {SHARED: {}}
        newest = new.plans[-1] if new.plans else None
        now = new.in_force or newest
        self.in_force = now.plan.id if now else ""

    def add_row(self, row: ComparedRow) -> None:
        outcome = self.sentences.outcome(row)
        if outcome:
            # What is divided is told of the one that was; what came of it stands in the sentence.
            item = row.old[0] if row.kind is ChangeKind.SPLIT else row.item
            self.add_line(row.item, item, outcome, gone=not row.new)
        for change, text in self.sentences.changes(row):
            self.add_line(change.item, change.item, text, gone=change.new_item is None)

    def add_line(self, on: Item, about: Item, text: Sentence, *, gone: bool) -> None:
        """A line about one record on the page of another, or of the same."""
        pages = self.groups.setdefault(on.period or SHARED, {})
        address = (on.url or "").partition("#")[0]
        key = WORDS if on.record_type == "word" else address
        url = "" if gone else self.url(about)
        if key not in pages:
            page_url = self.url(on).partition("#")[0] if url else ""
            pages[key] = Page(self.title(on, address), page_url)
        lang = getattr(about.record, "lang", "nb")
        pages[key].lines.append(Line(item_noun(about), item_title(about), lang, url, text))

    def title(self, item: Item, address: str) -> str:
        """What a page is called: after its record, or as the menu calls it."""
        if item.record_type == "word":
            return WORDS
        if item.record_type in routes.PAGES and not item.row:
            return item_title(item)
        period = item.period or self.in_force
        if item.record_type == "challenge" and item.area:
            return self.names[1].title(period, item.area)
        old, new = (names.page(period, address) for names in self.names)
        return new or old or (item_title(item) if item.record_type == "page" else address)

    def url(self, item: Item) -> str:
        """The address of a record below the root of the site; empty where it has none."""
        return "" if item.url is None else f"{item.period or self.in_force}/{item.url}"


# ---------------------------------------------------------------- formats


def render(report: Report, form: str, preview: str = "") -> str:
    """A report as `text`, `markdown` or `html`, its lines linked to a preview if there is one."""
    env = environment(TEMPLATES, escape=form == "html")
    env.filters["md"] = _markdown
    base = f"{preview.rstrip('/')}/" if preview else ""
    name = {"text": "changes.txt", "markdown": "changes.md", "html": "changes.html"}[form]
    text = env.get_template(name).render(report=report, base=base)
    data = text.encode()
    if form != "markdown" or len(data) <= MOST_BYTES:
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
    linking = r"@|(?<=http):(?=//)|(?<=https):(?=//)|(?<=www)\."
    return re.sub(linking, lambda sign: f"&#{ord(sign[0])};", plain, flags=re.IGNORECASE)
