"""Feeds (Atom, RFC 4287): what changed in the data, and what has happened to what the plans want.

Ids are addresses of the site with what names the version or the report: the same in every build.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from macros.export.changes import Line
from macros.export.plan_json import Open
from macros.facts import open_data
from macros.facts.dates import date_in_words
from macros.facts.entries import Entry
from macros.facts.followup import newest
from macros.facts.names import Names
from macros.history.revisions import Revision
from macros.model.fields import fields_of
from macros.model.registry import TYPES

_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01"
"""When a feed was updated that has no entries."""
_SHOWN = 50
"""How many changes of a version are told one by one."""


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry: its id, what it is called, where it leads, its day (ISO), and what it says."""

    id: str
    title: str
    url: str
    day: str
    text: str
    lang: str = "nb"


def changed(data: Open, told: Mapping[str, Sequence[Line]]) -> bytes:
    """What each published version changed; `told` is commit → its changes."""
    names = Names(data.library)
    file = f"{data.url}{open_data.FOLDER}/{open_data.CHANGES}.jsonl"
    items = [
        _Item(
            f"{file}#{one.commit[:12]}",
            f"Endringer {date_in_words(one.day)}",
            file,
            one.day,
            "\n".join(_told(data, names, one, told[one.commit])),
        )
        for one in data.revisions
        if told[one.commit]
    ]
    return _feed(data, open_data.FEED, "Endringer i dataene om planene", items)


def _told(data: Open, names: Names, revision: Revision, lines: Sequence[Line]) -> Iterator[str]:
    for line in lines[:_SHOWN]:
        period, name = line.get("period"), line.get("new") or line.get("old") or ""
        row = TYPES[line["type"]]
        field = fields_of(row.cls).get(line.get("field", ""))
        what = f" ({field.about.words})" if field and field.about.words else ""
        title = data.people(names.title(period, name))
        plan = f" ({period})" if period else ""
        yield f"{row.name.capitalize()} «{title}»{plan}: {line['label']}{what}."
    if len(lines) > _SHOWN:
        yield f"Og {len(lines) - _SHOWN} endringer til. Alle står i {open_data.CHANGES}.jsonl."
    if revision.unread:
        files = ", ".join(revision.unread)
        yield f"Ikke med, fordi en eldre utgave ikke kan leses som dataene er nå: {files}."


def followed(data: Open, reports: Sequence[Entry]) -> bytes:
    """What has happened, the newest first."""
    items = [
        _Item(
            f"{data.url}{entry.period}/{entry.url}",
            data.people(entry.title),
            f"{data.url}{entry.period}/{entry.url}",
            (entry.record.date.end or entry.record.date.start).last.isoformat(),
            data.people("\n".join(filter(None, (_when(entry), entry.record.description)))),
            entry.lang,
        )
        for entry in sorted(reports, key=newest, reverse=True)
    ]
    return _feed(data, open_data.FOLLOWED, "Hva har skjedd", items)


def _when(entry: Entry) -> str:
    words = date_in_words(entry.record.date, entry.lang)
    return f"{words[:1].upper()}{words[1:]}."


def _feed(data: Open, name: str, title: str, items: Sequence[_Item]) -> bytes:
    address = f"{data.url}{open_data.FOLDER}/{name}"
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": "nb"})
    catalog = data.catalog
    _add(root, "id", address)
    _add(root, "title", title)
    _add(root, "updated", _instant(max((item.day for item in items), default=_NEVER)))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": address})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": data.url})
    _add(SubElement(root, "author"), "name", catalog.publisher if catalog else title)
    if catalog:
        _add(root, "rights", catalog.licence)
    for item in items:
        entry = SubElement(root, "entry", {"xml:lang": item.lang})
        _add(entry, "id", item.id)
        _add(entry, "title", item.title)
        _add(entry, "updated", _instant(item.day))
        SubElement(entry, "link", {"rel": "alternate", "href": item.url})
        _add(entry, "content", item.text)
    indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, "unicode")}\n'.encode()


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _instant(day: str) -> str:
    """The beginning of a day (RFC 3339): an hour is not known."""
    return f"{day}T00:00:00Z"
