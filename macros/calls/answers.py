"""What each macro of a page is answered with: the values that its template prints.

`plan check` asks about every call on every page before anything is built; the build asks again
for the values. Both get the same errors. Every function here is the `answer` of an entry in the
catalogue, and gets the plan, that entry, and the filter or the texts that were written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from macros.calls.filters import Filter
from macros.calls.macro import Macro, MacroError, Values
from macros.facts.between import known, neighbours, relations, side_by_side
from macros.facts.between import themes as themes_between
from macros.facts.derive import Facts
from macros.facts.due import dues
from macros.facts.entries import Entry, grouped
from macros.facts.followup import newest, told_moves, weakened
from macros.model.fields import Field, fields_of
from macros.model.plan import PlanStatus, Source
from macros.model.registry import NAMES
from macros.model.text import place_hint, suggest

_ALL = 10**6
DEFAULT_KIND = "theme"
"""The kind of area that `matrix` shows where it is not told which."""
COMPARED_KIND = "instrument"
"""The kind of area that `between` shows where it is not told which."""

FEW_SOURCES = 3
"""A publisher of fewer sources than this stands among the others."""

FORMATS = ("csv", "ics", "document", "json", "changes", "catalog")
"""The formats of the open data that `downloads` can tell of."""

_SHOWN_OTHERWISE = {
    "source": "Vis hvor det står med cite(…).",
    "continues": "Lenk til siden om posten med link(…). Der står det hva den fører videre.",
}
"""Field of ids that mean nothing to a reader → what to write instead of a `fact`."""

Texts = tuple[str, ...]


def nothing(facts: Facts, macro: Macro, wanted: Filter) -> Values:
    """Nothing but what every template has: the plan, and its comparisons with its neighbours."""
    return {}


def records(facts: Facts, macro: Macro, wanted: Filter) -> Values:
    """The records of the macro's type that the filters let through, in the order shown."""
    return {"entries": [entry for entry in facts.of(macro.record_type) if wanted.matches(entry)]}


def contacts(facts: Facts, macro: Macro, wanted: Filter) -> Values:
    """The actors that can be reached."""
    matches = records(facts, macro, wanted)["entries"]
    return {"entries": [entry for entry in matches if entry.record.contacts]}


def deadlines(facts: Facts, macro: Macro, wanted: Filter) -> Values:
    """Every date by which something is due, earliest first."""
    rows = dues(facts)
    return {"rows": [r for r in rows if wanted.concerns(r.entry) and wanted.allows_dates(r.date)]}


def downloads(facts: Facts, macro: Macro, wanted: Filter) -> Values:
    """The formats of the open data that are asked for."""
    return {"formats": wanted.values.get("format", FORMATS)}


def sources(facts: Facts, macro: Macro, wanted: Filter) -> Values:
    """The documents that facts come from: those the site began with, then by who published them."""
    ids = wanted.values.get("id")
    found = [s for s in facts.library.shared.sources if ids is None or s.id in ids]
    told = Counter(source.publisher for source in found)
    others = "Andre utgivere"

    def heading(source: Source) -> str:
        if not source.external:
            return "Dokumentene om planene"
        if not source.publisher or told[source.publisher] < FEW_SOURCES:
            return others
        return facts.entries[source.publisher].title

    groups = grouped((heading(source), source) for source in found)
    return {"groups": dict(sorted(groups.items(), key=lambda group: group[0] == others))}


def hierarchy(facts: Facts, macro: Macro, wanted: Filter) -> Values:
    """The documents that build on others, or that others build on."""
    above = {basis.document for e in facts.of("document") for basis in e.record.builds_on}
    linked = (e for e in facts.of("document") if e.record.builds_on or e.id in above)
    return {"entries": [entry for entry in linked if wanted.matches(entry)]}


def matrix(facts: Facts, macro: Macro, wanted: Filter) -> Values:
    """Each area of some kinds with each group that works on it."""
    kinds = wanted.values.get("kind", (DEFAULT_KIND,))
    areas = (entry for entry in facts.of("area") if entry.record.kind in kinds)
    return {"pairs": [(area, group) for area in areas for group in facts.groups_of(area.id)]}


def conflicts(facts: Facts, macro: Macro, wanted: Filter) -> Values:
    """The contradictions of the plan, or those of some records, each once."""
    ids = wanted.values.get("record")
    if ids is None:
        return {"conflicts": facts.conflicts()}
    found = (conflict for name in ids for conflict in facts.entries[name].conflicts)
    return {"conflicts": list({at.conflict.id: at for at in found}.values())}


def reports(facts: Facts, macro: Macro, wanted: Filter) -> Values:
    """What has happened to what this plan holds, whichever plan tells it, and what this one tells.

    The newest first.
    """
    # What a plan tells of another has its address here.
    told = {entry.key: entry for entry in (*facts.latest_reports(_ALL), *facts.of("report"))}
    found = sorted(told.values(), key=newest, reverse=True)
    return {"entries": _about(facts, found, wanted)}


def indicators(facts: Facts, macro: Macro, wanted: Filter) -> Values:
    """The indicators that the filters let through, in the order shown."""
    return {"entries": _about(facts, facts.of("indicator"), wanted)}


def _about(facts: Facts, entries: Iterable[Entry], wanted: Filter) -> list[Entry]:
    """Those of some records that are about what is asked for, or about what stands in it."""
    areas = set(wanted.values.get("area", ()))
    rest = replace(wanted, values={n: v for n, v in wanted.values.items() if n != "area"})

    def within(entry: Entry) -> bool:
        """Whether it is about one of the areas of this plan, or a record that stands in one."""
        return not areas or any(
            other.period == facts.period and areas & {other.id, other.area and other.area.id}
            for other in facts.concerned(entry)
        )

    return [entry for entry in entries if rest.matches(entry) and within(entry)]


def between(facts: Facts, macro: Macro, wanted: Filter) -> Values:
    """The areas of some kinds of this plan and its neighbours, side by side."""
    kinds = wanted.values.get("kind", (COMPARED_KIND,))
    pairs = [relations(facts, *pair) for pair in neighbours(facts)]
    return {"pairs": [(links, side_by_side(facts, links, kinds)) for links in pairs]}


def became(facts: Facts, macro: Macro, wanted: Filter) -> Values:
    """What is known of each measure of the older one of two plans."""
    pairs = [relations(facts, *pair) for pair in neighbours(facts)]
    return {"pairs": [(links, list(known(facts, links))) for links in pairs]}


def themes(facts: Facts, macro: Macro, wanted: Filter) -> Values:
    """What hangs together with each area of the older one of two plans."""
    pairs = [relations(facts, *pair) for pair in neighbours(facts)]
    return {"pairs": [(links, *themes_between(facts, links)) for links in pairs]}


def parts(facts: Facts, macro: Macro, wanted: Filter) -> Values:
    """The owner of the plan, and all that is part of it, and of that again."""
    return {"rows": list(facts.within(facts.data.plan.owner))}


def moved(facts: Facts, macro: Macro, wanted: Filter) -> Values:
    """Every date moved and target weakened that sources tell, in all plans, and our history."""
    rows = deadlines(facts, macro, wanted)["rows"]
    slips = [due for due in rows if due.slip and due.slip.moved]
    weaker = weakened(facts.by_plan)
    return {"told": told_moves(facts.by_plan), "weaker": weaker, "slips": slips}


# ---------------------------------------------------------------- what stands in a sentence


def cite(facts: Facts, macro: Macro, names: Texts) -> Values:
    """The places that are cited, in the order given."""
    for name in names:
        if name not in facts.places:
            hint = place_hint(name, list(facts.places))
            raise MacroError(f"Ukjent kildested: «{name}».", hint, name, ("source",))
    if not names:
        raise MacroError("cite() mangler sted.", f"Skriv {macro.example}.")
    return {"places": [facts.places[name] for name in names]}


def link(facts: Facts, macro: Macro, texts: Texts) -> Values:
    """A record, and the text of the link to it; empty for its title.

    The record is one of this plan, or `period/id` of another.
    """
    _check_count(macro, texts, 1, 2)
    period, slash, name = texts[0].rpartition("/")
    if not slash:
        return {"entry": _entry(facts, name), "text": "".join(texts[1:])}
    if period not in facts.by_plan:
        message = f"Ukjent plan i «{texts[0]}»: «{period}»."
        raise MacroError(message, suggest(period, list(facts.by_plan)))
    entries = facts.by_plan[period]
    if name not in entries:
        message = f"Ukjent id i planen {period}: «{name}»."
        raise MacroError(message, suggest(name, list(entries)), name)
    return {"entry": entries[name], "text": "".join(texts[1:])}


def fact(facts: Facts, macro: Macro, texts: Texts) -> Values:
    """A record, and the value of one of its fields.

    The value is None where the sources leave it open; the entry where it is the id of a record, and
    the label where it is a word of the vocabulary; else as it is. A list is a tuple.
    """
    _check_count(macro, texts, 2, 2)
    entry, name = _entry(facts, texts[0]), texts[1]
    fields = fields_of(entry.cls)
    if name not in fields:
        word = NAMES.get(entry.record_type, "posten")
        raise MacroError(f"{word} har ikke feltet «{name}».", suggest(name, list(fields)))
    if name in _SHOWN_OTHERWISE:
        message = f"«{name}» er ikke noe leserne kan lese, og kan ikke stå i en setning."
        raise MacroError(message, _SHOWN_OTHERWISE[name])
    if fields[name].part:
        message = f"«{name}» er mer enn én verdi, og kan ikke stå i en setning."
        raise MacroError(message, "Lenk til siden om posten med link(…).")
    return {"entry": entry, "value": _shown(facts, fields[name], getattr(entry.record, name))}


def _entry(facts: Facts, name: str) -> Entry:
    if name not in facts.entries:
        raise MacroError(f"Ukjent id: «{name}».", _meant(facts, name), name)
    return facts.entries[name]


def _meant(facts: Facts, name: str) -> str:
    """The record that was meant: as its id is written, or in another plan."""
    if name.casefold() in facts.entries:
        return f"Skriv id-en med små bokstaver: «{name.casefold()}»."
    called = [e.id for e in facts.entries.values() if name.casefold() == e.title.casefold()]
    if called:
        return f"Skriv id-en, ikke navnet: «{called[0]}»."
    periods = [period for period, entries in facts.by_plan.items() if name in entries]
    if periods:
        return f'Den står i en annen plan: {{{{ link("{periods[-1]}/{name}", "lenketekst") }}}}.'
    return suggest(name, list(facts.entries))


def _check_count(macro: Macro, texts: Texts, least: int, most: int) -> None:
    if not least <= len(texts) <= most:
        message = f"{macro.name}() fikk {len(texts)} verdier."
        raise MacroError(message, f"Skriv som {macro.example}.")


def _shown(facts: Facts, field: Field, value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_shown(facts, field, one) for one in value)
    if isinstance(value, PlanStatus):
        return facts.word("plan_status", value.value).label
    if value and field.words:
        return facts.word(field.words, value).label
    # The predecessor of a plan is named too, and is no record of this one.
    return facts.entries.get(value, value) if field.refs and not field.earlier else value
