"""Deadlines as calendars (RFC 5545), for programs that people subscribe with.

What a deadline is called, UID and all, never changes between builds. A date that the sources give
as a month or a year spans it; one without an end is left out, and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from macros.export.plan_json import OpenPlan
from macros.facts.dates import date_in_words
from macros.facts.due import Due, due_date, may_be_due
from macros.facts.entries import Entry
from macros.model.edtf import Edtf
from macros.model.registry import TYPES

_OCTETS = 75
_SPECIAL = re.compile(r"[\\;,]")
_EVERY = "P1D"
"""How often a program may look for what is new."""

Property = tuple[str, str]
"""A property with its parameters, and its value as it stands in the file."""


def calendar(plan: OpenPlan, rows: Sequence[Due], of: Entry | None = None) -> bytes:
    """The calendar of a plan, or of an actor or area in it, which all its deadlines concern."""
    title = plan.facts.data.plan.title if of is None else f"{of.title} – {plan.period}"
    events = list(filter(None, (_event(plan, due) for due in rows)))
    missing = _undated(plan, of) + len(rows) - len(events)
    about = f"Frister i {plan.facts.data.plan.title}, slik kildene sier dem."
    if missing:
        about += f" {missing} poster i dataene har ingen fast frist i kildene, og er ikke med."
    head: list[Property] = [
        ("VERSION", "2.0"),
        ("PRODID", "-//utviklingsplan//plan export//NB"),
        ("CALSCALE", "GREGORIAN"),
        *((name, _text(f"Frister: {title}")) for name in ("NAME", "X-WR-CALNAME")),
        *((name, _text(about)) for name in ("DESCRIPTION", "X-WR-CALDESC")),
        ("URL", f"{plan.url}{of.url if of else 'frister/'}"),
        ("REFRESH-INTERVAL;VALUE=DURATION", _EVERY),
        ("X-PUBLISHED-TTL", _EVERY),
    ]
    lines = [("BEGIN", "VCALENDAR"), *head, *(() if events else _nothing())]
    return "".join((*map(_folded, lines), *events, _folded(("END", "VCALENDAR")))).encode()


def span(when: Edtf) -> tuple[date, date] | None:
    """The first and the last day of a date; None where it has no end.

    Of what only has an end, that alone is known.
    """
    start = when.start or when.end
    return (start.first, when.end.last) if start and when.end else None


def _undated(plan: OpenPlan, of: Entry | None) -> int:
    """How many records could have a deadline, and have none, among those of an actor or area."""
    entries = plan.facts.entries.values() if of is None else plan.may_be_due.get(of.id, ())
    return sum(due_date(e, f) is None for e in entries for f in may_be_due(e))


def _component(name: str, properties: Iterable[Property]) -> Iterator[Property]:
    yield "BEGIN", name
    yield from properties
    yield "END", name


def _nothing() -> Iterator[Property]:
    """What a calendar holds that has no events any more: it must hold something."""
    offsets = (("TZOFFSETFROM", "+0000"), ("TZOFFSETTO", "+0000"))
    standard = _component("STANDARD", (("DTSTART", "19700101T000000"), *offsets))
    yield from _component("VTIMEZONE", (("TZID", "UTC"), *standard))


def _event(plan: OpenPlan, due: Due) -> str:
    """A deadline as it stands in every calendar that has it; empty where it has no days."""
    days, key = span(due.date), f"{due.entry.key}/{due.field}"
    known, text = plan.events.get(key, (None, ""))
    if known is not due:
        lines = _component("VEVENT", _told(plan, due, key, days)) if days else ()
        text = "".join(map(_folded, lines))
        plan.events[key] = due, text
    return text


def _told(plan: OpenPlan, due: Due, name: str, days: tuple[date, date]) -> Iterator[Property]:
    entry, slip = due.entry, due.slip
    told = getattr(entry.record, "moves", ())
    moves = slip.moves if slip else ()
    plan_dates = plan.facts.data.plan
    stamp = next((move.day for move in reversed(moves) if move.day), slip.day if slip else "")
    first = (plan_dates.published or plan_dates.period).first
    area = (entry.area.title,) if entry.area else ()
    yield "UID", name
    yield "DTSTAMP", f"{(stamp or first.isoformat()).replace('-', '')}T000000Z"
    yield "SEQUENCE", str(len(moves) + len(told))
    yield "DTSTART;VALUE=DATE", f"{days[0]:%Y%m%d}"
    yield "DTEND;VALUE=DATE", f"{days[1] + timedelta(1):%Y%m%d}"
    yield "SUMMARY", _text(plan.data.people(entry.title))
    yield "DESCRIPTION", _text("\n".join(map(plan.data.people, _about(due))))
    yield "CATEGORIES", ",".join(map(_text, (TYPES[entry.record_type].name, *area)))
    yield "URL", f"{plan.url}{entry.url}"
    yield "TRANSP", "TRANSPARENT"


def _about(due: Due) -> Iterator[str]:
    """What is told of a deadline: when it is, in words, and how it was moved, with the reasons."""
    label = due.label
    yield f"{label[:1].upper()}{label[1:]}: {date_in_words(due.date)}."
    for move in due.slip.moves if due.slip else ():
        yield _moved(move.kind.value, move.old, move.new, move.reasons)
    for told in getattr(due.entry.record, "moves", ()):
        reasons = (told.reason,) if told.reason else ()
        yield _moved("flyttet, sier kilden", told.was, told.became, reasons)


def _moved(what: str, old: Edtf | str | None, new: Edtf | str | None, why: Sequence[str]) -> str:
    dates = " ".join(
        f"{word} {date_in_words(value)}" for word, value in (("fra", old), ("til", new)) if value
    )
    text = f"{what[:1].upper()}{what[1:]} {dates}".strip()
    return f"{text}. {' '.join(f'Grunn: {reason}' for reason in why)}".strip()


def _text(value: str) -> str:
    """A text as a value (RFC 5545, 3.3.11)."""
    return _SPECIAL.sub(r"\\\g<0>", value).replace("\r", "").replace("\n", r"\n")


def _folded(line: Property) -> str:
    """A line of at most 75 octets, with what is over it on lines that begin with a space."""
    text = ":".join(line)
    if len(text) <= _OCTETS and text.isascii():
        return f"{text}\r\n"
    rest = text.encode()
    parts: list[bytes] = []
    while len(rest) > (most := _OCTETS - bool(parts)):
        while rest[most] & 0xC0 == 0x80:  # in the middle of a character
            most -= 1
        parts.append(rest[:most])
        rest = rest[most:]
    return b"\r\n ".join((*parts, rest)).decode() + "\r\n"
