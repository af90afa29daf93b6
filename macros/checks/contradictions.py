"""Facts of one record that cannot all be true. What sources contradict belongs in `conflicts`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import pairwise

from macros.checks.written import repeated
from macros.facts.entries import Entry
from macros.facts.followup import FINISHED, concerned_keys
from macros.facts.workspace import Workspace
from macros.model.base import OutcomeKind
from macros.model.edtf import Edtf
from macros.problems import Problem

Finding = tuple[str, str, str]
"""Field that a contradiction is told at, the message and its cure."""
_BOTH = "Rett det som er feil; sier kildene begge deler, før det opp i «conflicts»."


def contradictions(workspace: Workspace) -> Iterator[Problem]:
    """Every contradiction within a record of a plan, where all records could be built."""
    loaded = workspace.loaded
    for data in loaded.library.plans if loaded.whole else ():
        facts = workspace.facts(data.plan.id)
        for record in data.records():
            entry = facts.entries[record.id]
            disputed = {conflict.field for conflict in record.conflicts}
            for find in _WITHIN.get(record.record_type, ()):
                for field, message, hint in find(entry, workspace):
                    if field not in disputed:
                        placed = loaded.index[data.plan.id, record.record_type, record.id]
                        yield placed.problem((field,), "contradiction", message, hint, key=True)


_MAY_SHARE_A_NAME = {"plan", "source", "erratum", "report", "term"}
"""Record types that readers tell apart by a date, or of which another rule tells it (terms)."""


def names_once(workspace: Workspace) -> Iterator[Problem]:
    """No two records of a type and a kind have one name in a plan: readers could not tell."""
    loaded = workspace.loaded
    for data in loaded.library.plans if loaded.whole else ():
        entries = workspace.facts(data.plan.id).entries.values()
        named = ((_name(e), e) for e in entries if e.record_type not in _MAY_SHARE_A_NAME)
        for first, again in repeated(named):
            key = (data.plan.id, again.record_type, again.id)
            placed = loaded.index.get(key) or loaded.index[None, *key[1:]]
            message = f"«{again.title}» heter det samme som «{first.id}»."
            hint = "Gi den ene et navn som sier hva som skiller dem, eller slå dem sammen."
            yield placed.problem(("id",), "same-name", message, hint)


def _name(entry: Entry) -> tuple[str, ...]:
    record = entry.record
    when = getattr(record, "date", None)
    kind = str(getattr(record, "kind", ""))
    area = entry.area.id if entry.area else ""
    return entry.record_type, area, kind, entry.title.casefold(), when.text if when else ""


def _twice(entry: Entry, _workspace: Workspace) -> Iterator[Finding]:
    both = set(entry.record.responsible) & set(entry.record.participants)
    for actor in sorted(both):
        yield "participants", f"«{actor}» er både ansvarlig og deltaker.", "Behold «responsible»."


def _early(entry: Entry, _workspace: Workspace) -> Iterator[Finding]:
    due, period = entry.record.deadline, entry.record.period
    if due and period and period.start and due.last < period.start.first:
        yield "deadline", f"Fristen {due.text} er før perioden {period.text} begynner.", _BOTH


def _finished(entry: Entry, workspace: Workspace) -> Iterator[Finding]:
    report = workspace.facts(entry.period).followed.state_of(entry.key)
    if report is None or report.record.state != FINISHED:
        return
    due, when = entry.record.deadline, report.record.date
    if due and due.first > when.last:
        message = f"Fristen er {due.text}, men tiltaket er meldt gjennomført {when.text}."
        yield "deadline", message, _BOTH
    if entry.record.standing == "proposed":
        message = "Tiltaket er ført som bare foreslått, men er meldt gjennomført."
        yield "standing", message, "Rett «standing», eller meldingen i reports.yml."


def _outside(entry: Entry, _workspace: Workspace) -> Iterator[Finding]:
    due, period = entry.record.deadline, entry.record.period
    if due and period:
        after = period.end and due.first > period.end.last
        before = period.start and due.last < period.start.first
        if after or before:
            yield "deadline", f"Fristen {due.text} er utenfor høringen {period.text}.", _BOTH


def _late_sign_up(entry: Entry, _workspace: Workspace) -> Iterator[Finding]:
    due, date = entry.record.registration_deadline, entry.record.date
    if due and due.first > date.last:
        message = f"Påmeldingsfristen {due.text} er etter møtet {date.text}."
        yield "registration_deadline", message, _BOTH


_OVER = {FINISHED, "stopped"}
"""States that nothing follows, unless sources disagree."""


def _reopened(entry: Entry, workspace: Workspace) -> Iterator[Finding]:
    """What was told to be over is not told to go on later."""
    report, followed = entry.record, workspace.facts(entry.period).followed
    if report.part or report.state in (None, *_OVER):
        return
    for key in concerned_keys(entry):
        for older in (e.record for e in followed.reports[key]):
            if older.state in _OVER and not older.part and older.date.last < report.date.first:
                message = f"«{key}» er meldt avsluttet {older.date.text} («{older.id}»)."
                yield "state", message, f"Skriv «part» på den ene av dem. {_BOTH}"


def _ended_otherwise(entry: Entry, workspace: Workspace) -> Iterator[Finding]:
    """What became of a record is what was last reported of it."""
    outcome = entry.record.outcome
    report = workspace.facts(entry.period).followed.state_of(entry.key) if outcome else None
    if outcome is None or report is None:
        return
    finished = report.record.state == FINISHED
    if outcome.kind is (OutcomeKind.DROPPED if finished else OutcomeKind.COMPLETED):
        message = f"Utfallet er «{outcome.kind.value}», men «{report.id}» er meldingen som gjelder."
        yield "outcome", message, "Rett «outcome», eller «state» i meldingen."


def _moved(entry: Entry, _workspace: Workspace) -> Iterator[Finding]:
    """Moves follow each other, and none is told after the step has come."""
    moves, actual = entry.record.moves, entry.record.actual
    for before, after in pairwise(moves):
        if before.became and after.was and before.became.text != after.was.text:
            message = f"En flytting er til {before.became.text}, den neste fra {after.was.text}."
            yield "moves", message, "Skriv dem i rekkefølge, og ta med dem som mangler."
    for move in moves:
        if actual and move.told and move.told.first > actual.last:
            message = f"Flyttingen er fortalt {move.told.text}, etter at trinnet kom {actual.text}."
            yield "moves", message, _BOTH


def _untold(entry: Entry, workspace: Workspace) -> Iterator[Finding]:
    """No source tells what had not yet happened when it was written."""
    record = entry.record
    told: Iterable[tuple[str, Edtf | None, tuple[str, ...]]]
    if record.record_type == "report":
        told = [("date", record.date, record.source)]
    elif record.record_type == "milestone":
        told = [("actual", record.actual, record.actual_source)]
    else:
        counted = (v for v in record.values if v.kind in ("measured", "baseline"))
        told = (("values", value.date, value.source) for value in counted)
    for field, when, places in told:
        written = _written(places, workspace)
        if when and written and when.first > written:
            message = f"{when.text} er etter den siste av kildene, som er fra {written}."
            yield field, message, "Rett datoen, eller vis til en kilde som er skrevet etterpå."


def _written(places: Iterable[str], workspace: Workspace) -> date | None:
    """The day by which all of some places were written; None where one does not say."""
    dates = {
        source.id: source.updated or source.date
        for source in workspace.loaded.library.shared.sources
    }
    days = [dates.get(place.partition("#")[0]) for place in places]
    return None if None in days else max((day.last for day in days if day), default=None)


_WITHIN: dict[str, tuple[Callable[[Entry, Workspace], Iterator[Finding]], ...]] = {
    "measure": (_twice, _early, _finished, _ended_otherwise),
    "area": (_twice, _ended_otherwise),
    "consultation": (_outside,),
    "event": (_late_sign_up,),
    "milestone": (_moved, _untold),
    "report": (_reopened, _untold),
    "indicator": (_untold,),
}
"""Record type → what cannot all be true of one."""

RULES = (contradictions, names_once)
