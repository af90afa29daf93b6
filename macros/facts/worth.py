"""Which records have a page of their own, and which are a row in the list of their type.

A page is worth opening where it says something. What is said is counted in words as readers get
them: those of the record's own fields, of what is reported about it, of what it has a part in, and
of what came before and after it. Names of sources and of fields say nothing of the record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set

from macros.facts.names import Names
from macros.model import routes
from macros.model.base import Part, Record
from macros.model.fields import fields_of, party_fields
from macros.model.plan import Library, PlanData
from macros.model.records import Group
from macros.model.registry import TYPES

FEWEST = 30
"""What says less than this many words is a row. Names of fields and sources come to about fifteen
more, so a page has at least some 45 words."""
HOLDING = frozenset(
    name for name, row in TYPES.items() if any(f.records for f in fields_of(row.cls).values())
)
"""The types whose records hold others: what stands on a page of theirs keeps it open."""


def rows(library: Library, written: Set[str], listed: Set[str]) -> frozenset[str]:
    """The records without a page of their own, as `period/id`.

    Args:
        library: All plans.
        written: Addresses of the pages that are written by hand, below the root of the site: a
            record is a row only where its type has a list, and has a page where one is written.
        listed: Those that were published and have not moved: no small change moves one.
    """
    names, kept = Names(library), written | listed
    told = Counter[str]()
    for data in library.plans:
        for key, words in _told(library, data, names):
            told[key] += words
    return frozenset(
        f"{data.plan.id}/{record.id}"
        for data in library.plans
        for record in (*data.records(), *library.shared.actors)
        if record.record_type in routes.PAGES
        and record.record_type not in HOLDING
        and f"{data.plan.id}/{routes.home(record.record_type)}" in written
        and f"{data.plan.id}/{routes.address(record.record_type, record.id)}" not in kept
        and told[f"{data.plan.id}/{record.id}"] + _own(record, data.plan.id, names) < FEWEST
    )


def _told(library: Library, data: PlanData, names: Names) -> Iterator[tuple[str, int]]:
    """What a plan says of records, its own and others', elsewhere than on them, in words."""
    period = data.plan.id
    for record in (*data.records(), *library.shared.actors):
        title = len(names.title(period, record.id).split())
        for name in getattr(record, "concerns", ()) if record.record_type != "document" else ():
            said = _own(record, period, names) if record.record_type == "report" else title
            yield name if "/" in name else f"{period}/{name}", said
        for name in _parties(record):
            yield f"{period}/{name}", title + 1  # and what the part is called
        for name in (*record.continues, *record.same_subject):
            old = f"{data.plan.predecessor}/{name}"
            yield old, title
            yield f"{period}/{record.id}", len(names.title(data.plan.predecessor, name).split())


def _parties(record: Record) -> Iterator[str]:
    for name in party_fields(type(record)):
        value = getattr(record, name) or ()
        yield from (value,) if isinstance(value, str) else value
    if isinstance(record, Group):
        yield from {member.actor for member in record.members if member.actor}


def _own(part: Part, period: str, names: Names) -> int:
    """How many words the fields of a record or a part say."""
    words = 0
    for name, field in fields_of(type(part)).items():
        value = getattr(part, name)
        if field.cites or field.records or name in _CODES or value in (None, "", ()):
            continue
        if field.part:
            held = value if isinstance(value, tuple) else (value,)
            words += sum(_own(one, period, names) for one in held)
        else:
            words += len(names.value(value, field, period).split())
    return words


_CODES = frozenset({"id", "lang", "order", "continues", "same_subject", "standing", "field"})
"""What says nothing by itself, or is counted with what it leads to."""
