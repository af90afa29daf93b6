"""What a page says of itself to those who only see a link to it: searchers, and who it is sent to.

The title and the description follow the page; structured data are JSON-LD 1.1 with the words of
schema.org.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urljoin

from macros.facts.dates import date_in_words, datetime_attribute
from macros.facts.derive import Facts
from macros.facts.entries import Entry
from macros.model.edtf import Edtf
from macros.model.plan import Plan
from macros.model.registry import NAMES

TITLE = 64
DESCRIPTION = 300
_SHORTEST = 25
_NAME = 40
_ASIDE = re.compile(
    r"<(table|figure|details|aside|nav|section|svg|dl|ol|form|sup|h\d)\b.*?</\1>"
    r'|<p class="pl-.*?</p>|<a class="pl-cite.*?</a>|<span class="pl-hidden">, </span>',
    re.DOTALL,
)
_PARAGRAPH = re.compile(rf"{_ASIDE.pattern}|<p\b[^>]*>(?P<text>.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_END = re.compile(
    r"(?:(?<=[^\W\d_]{2}[.!?])|(?<=[»)%\d][.!?]))\s+(?=[«\"]?[A-ZÆØÅ])|(?<=[^\W\d_]{3}[.!?])\s+(?=\d)"
)
"""Between two sentences; after an ordinal number, or «St.», none ends."""


@dataclass(slots=True)
class Descriptions:
    """The descriptions of a period so far; no two pages have the same."""

    taken: set[str] = field(default_factory=set)

    def of(self, html: str, title: str, facts: Facts, *, entry: Entry | None, given: str) -> str:
        """The first sentence of a page; where another page has it too, it says which page it is.

        Args:
            html: The content of the page.
            title: Its title.
            facts: Its plan. Pages of another plan than the one in force say which it is.
            entry: The record it is about; None for a page of prose.
            given: What an editor says of the page, which goes before its first sentence.
        """
        plan, now = facts.data.plan, facts.library.in_force
        noun = f" – {NAMES[entry.record_type]}" if entry else ""
        said = given or first_sentence(html) or f"{title}{noun} i {plan.title}."
        known = (now and now.plan.id == plan.id) or plan.title in said
        mark = "" if known else f" ({name_of(plan)})"
        texts = (said, f"{title}: {said}", f"{title}{noun}: {said}")
        marked = [f"{cut(text, DESCRIPTION - len(mark))}{mark}" for text in texts]
        found = next((text for text in marked if text not in self.taken), marked[-1])
        self.taken.add(found)
        return found


def first_sentence(html: str) -> str:
    """The first whole sentence of a page's own text; "" where it has none."""
    texts = (hit["text"] for hit in _PARAGRAPH.finditer(html) if hit["text"])
    for inner in texts:
        plain = " ".join(unescape(_TAG.sub("", _ASIDE.sub("", inner))).split())
        if len(plain) >= _SHORTEST:
            ends = (end.start() for end in _END.finditer(plain))
            return plain[: next((end for end in ends if end >= _SHORTEST), None)]
    return ""


def name_of(plan: Plan) -> str:
    """What the plan is called where there is little room."""
    return f"{plan.short} {date_in_words(plan.period)}" if plan.short else cut(plan.title, _NAME)


def cut(text: str, most: int) -> str:
    """A text in so many letters at most, ended after a whole word."""
    if len(text) <= most:
        return text
    return f"{text[: most - 1].rsplit(' ', 1)[0].rstrip(' ,;:–-')}…"


def title_of(title: str, plan: Plan) -> str:
    """The title of a page with the name of the plan, in 64 letters; the name is never cut.

    Without a title, it is that of the front page.
    """
    name = name_of(plan)
    return f"{cut(title, TITLE - len(name) - 3)} – {name}" if title else cut(plan.title, TITLE)


Node = dict[str, Any]
Trail = list[tuple[str, str]]
"""Titles and addresses of the pages on the way to a page, itself last."""


def structured(
    facts: Facts, home: str, trail: Trail, *, entry: Entry | None, about: Mapping[str, str]
) -> Node:
    """The structured data of a page: the way to it, and what it is about.

    Args:
        facts: The plan.
        home: The whole address of its front page.
        trail: The way to it.
        entry: The record it is about; None for a page of prose.
        about: The `url`, `description` and `inLanguage` of the page.
    """
    crumbs = [
        {"@type": "ListItem", "position": i, "name": name, "item": urljoin(home, url)}
        for i, (name, url) in enumerate(trail, 1)
    ]
    graph: list[Node] = []
    if len(crumbs) > 1:
        graph.append({"@type": "BreadcrumbList", "itemListElement": crumbs})
    if not trail[-1][1]:
        graph.append(_plan(facts, home, about))
    elif entry and entry.record_type in _MADE:
        made = _MADE[entry.record_type](facts, entry, home)
        node = {**about, "name": entry.title, **made}
        if entry.record_type == "actor":
            del node["inLanguage"]  # which is a property of works and events
        graph.append(_clean(node))
    return {"@context": "https://schema.org", "@graph": graph}


def _plan(facts: Facts, home: str, about: Mapping[str, str]) -> Node:
    plan = facts.data.plan
    return _clean(
        {
            **about,
            "@type": "Report",
            "name": plan.title,
            "publisher": _organisation(facts, facts.entries[plan.owner], home),
            "temporalCoverage": _interval(plan.period),
            "sameAs": [link.url for link in plan.links],
        }
    )


def _organisation(facts: Facts, entry: Entry, home: str) -> Node:
    """The owner of a plan is an authority; what others are, no field says."""
    record = entry.record
    kind = "GovernmentOrganization" if entry.id == facts.data.plan.owner else "Organization"
    above = facts.entries.get(record.part_of or "")
    parent = above and {
        "@type": "Organization",
        "name": above.title,
        "url": urljoin(home, above.url),
    }
    return _clean(
        {
            "@type": kind,
            "name": entry.title,
            "alternateName": record.short,
            "url": urljoin(home, entry.url),
            "parentOrganization": parent,
        }
    )


def _event(facts: Facts, entry: Entry, home: str) -> Node:
    record = entry.record
    when = getattr(record, "date", None) or getattr(record, "period", None)
    due = getattr(record, "deadline", None)
    place = getattr(record, "place", None)
    organiser = facts.entries.get(record.organiser or "")
    return {
        "@type": "Event",
        "startDate": _day(when, first=True),
        "endDate": _day(when, first=False) or _day(due, first=False),
        "location": place and {"@type": "Place", "name": place},
        "organizer": organiser and _organisation(facts, organiser, home),
    }


def _document(facts: Facts, entry: Entry, home: str) -> Node:
    record = entry.record
    by = facts.entries.get(record.publisher or "")
    return {
        "@type": "Report" if record.kind == "plan" else "DigitalDocument",
        "datePublished": _day(record.date, first=True),
        "publisher": _organisation(facts, by, home) if by and by.record_type == "actor" else None,
        "sameAs": [link.url for link in record.links],
    }


def _dataset(facts: Facts, entry: Entry, home: str) -> Node:
    record = entry.record
    dates = [value.date for value in record.values]
    begun, ended = min(d.first for d in dates), max(d.last for d in dates)
    return {
        "@type": "Dataset",
        "description": record.definition,
        "variableMeasured": f"{entry.title} ({record.unit})",
        "temporalCoverage": f"{begun}/{ended}",
        "isAccessibleForFree": True,
    }


_MADE = {
    "actor": _organisation,
    "event": _event,
    "consultation": _event,
    "document": _document,
    "indicator": _dataset,
}
"""Record type → what a page of one is about, in the words of schema.org."""


def _day(when: Edtf | None, *, first: bool) -> str | None:
    """One end of a date, as ISO 8601 has it; None where that is not known."""
    if when is None:
        return None
    point = when.start if first else when.end
    return datetime_attribute(point.text) if point else None


def _interval(when: Edtf) -> str | None:
    """A whole interval (ISO 8601); None where an end is not known."""
    ends = [_day(when, first=True), _day(when, first=False)]
    return "/".join(filter(None, ends)) if all(ends) else None


def _clean(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, [], "", {})}
