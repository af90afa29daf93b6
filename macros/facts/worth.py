"""Which records have a page of their own, and which are a row in the list of their type.

A page is worth opening where it says something. What is said is counted in words as readers get
them: those of the record's own fields, of what is reported about it, of what it has a part in, and
of what came before and after it. Names of sources and of fields say nothing of the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from functools import lru_cache, partial

from macros.facts.entries import parties
from macros.facts.names import Names
from macros.model import routes
from macros.model.base import Part, Record
from macros.model.fields import Field, fields_of
from macros.model.plan import Library, PlanData

FEWEST = 30
"""What says less than this many words is a row. Names of fields and sources come to about fifteen
more, so a page has at least some 45 words."""


def rows(library: Library, written: Set[str], listed: Set[str]) -> frozenset[str]:
    """The records without a page of their own, as `period/id`.

    Args:
        library: All plans.
        written: Addresses of the pages that are written by hand, below the root of the site: a
            record is a row only where its type has a list, and has a page where one is written.
        listed: Those that were published and have not moved: no small change moves one.
    """
    names, kept = Names(library), written | listed
    said = {
        f"{data.plan.id}/{record.id}": _own_words(record, data.plan.id, names)
        for data in library.plans
        for record in (*data.records(), *library.shared.actors)
        if record.record_type in routes.PAGES
        and not _holds(record)
        and f"{data.plan.id}/{routes.home(record.record_type)}" in written
        and f"{data.plan.id}/{routes.address(record.record_type, record.id)}" not in kept
    }
    short = {key for key, words in said.items() if words < FEWEST}
    for data in library.plans:
        for key, words in _elsewhere(library, data, names):
            if key in short:
                said[key] += words()
    return frozenset(key for key in short if said[key] < FEWEST)


def _elsewhere(
    library: Library, data: PlanData, names: Names
) -> Iterator[tuple[str, Callable[[], int]]]:
    """Each time that a plan says something of a record, and what counts its words."""
    period = data.plan.id
    for record in (*data.records(), *library.shared.actors):
        title = partial(_words, names, period, record.id)
        for name in getattr(record, "concerns", ()) if record.record_type != "document" else ():
            report = record.record_type == "report"
            own = partial(_own_words, record, period, names)
            yield name if "/" in name else f"{period}/{name}", own if report else title
        for name, _ in parties(record):
            # And what the part is called.
            yield f"{period}/{name}", partial(_words, names, period, record.id, more=1)
        before = data.plan.predecessor
        for name in (*record.continues, *record.same_subject):
            yield f"{before}/{name}", title
            yield f"{period}/{record.id}", partial(_words, names, before, name)


def _words(names: Names, period: str | None, name: str, *, more: int = 0) -> int:
    """How many words a record is called by, and some more."""
    return len(names.title(period, name).split()) + more


def _holds(record: Record) -> bool:
    """Whether others stand in a record: they have their place on its page."""
    return any(f.records and getattr(record, f.name) for f in fields_of(type(record)).values())


def _own_words(record: Record, period: str, names: Names) -> int:
    """How many words the fields of a record say; once they are enough, they are not counted on."""
    words = 0
    for count in _own(record, period, names):
        words += count
        if words >= FEWEST:
            break
    return words


def _own(part: Part, period: str, names: Names) -> Iterator[int]:
    """How many words the fields of a record or a part say, one after another."""
    for field in _telling(type(part)):
        value = getattr(part, field.name)
        if value is None or value in ("", ()):
            continue
        if field.part:
            for one in value if isinstance(value, tuple) else (value,):
                yield from _own(one, period, names)
        else:
            yield len(names.value(value, field, period).split())


@lru_cache(maxsize=256)
def _telling(cls: type[Part]) -> tuple[Field, ...]:
    fields = fields_of(cls).values()
    return tuple(f for f in fields if not (f.cites or f.records or f.name in _CODES))


_CODES = frozenset({"id", "lang", "order", "continues", "same_subject", "standing", "field"})
"""What says nothing by itself, or is counted with what it leads to."""
