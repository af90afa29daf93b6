"""The words of sentences about changes: types of record, and what became of a record."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from macros.compare.changes import Item
from macros.facts.entries import title_of
from macros.model.change_kinds import ChangeKind
from macros.model.plan import Source, Word
from macros.model.text import KIND_WORDS
from macros.views.changes.phrases import enumerated

TYPE_WORDS = {**KIND_WORDS, "word": "ord", "page": "side"}
"""Record type → what a sentence calls it."""

NEUTER = frozenset({"aim", "area", "decision", "document", "event", "measure", "term", "word"})
"""The types whose word is neuter: one of them is «nytt», not «ny»."""

_PLURALS = {"area": "områder", "challenge": "utfordringer", "measure": "tiltak"}
"""What a plan holds, in the order it is counted → what several of them are called."""

LIST_WORDS = {
    "actor_kind": "slag aktør",
    "aim_kind": "slag mål",
    "area_kind": "slag område",
    "challenge_kind": "slag utfordring",
    "document_kind": "slag dokument",
    "group_kind": "slag gruppe",
    "measure_status": "status på tiltak",
    "milestone_kind": "slag milepæl",
    "outcome": "utfall",
    "plan_status": "status på planer",
    "source_kind": "slag kilde",
}
"""List of the vocabulary → what its words are for. A test asks for every list."""

_K = ChangeKind


class RowOutcome(StrEnum):
    """What became of a thing between two plans, in the order it is told, as readers see it.

    Only an outcome with a source says that something was done or fell away. Where no source
    tells, that is one of its own, and counted apart: nobody has said that the plan left it out.
    """

    KEPT = "ført videre"
    SUCCEEDED = _K.SUCCEEDED.value
    NEW = "nytt"
    COMPLETED = _K.COMPLETED.value
    DROPPED = "falt bort"
    ENDED = _K.ENDED.value
    UNKNOWN = _K.NOT_STATED.value


_OUTCOMES = {
    _K.SUCCEEDED: RowOutcome.SUCCEEDED,
    _K.ADDED: RowOutcome.NEW,
    _K.COMPLETED: RowOutcome.COMPLETED,
    _K.DROPPED: RowOutcome.DROPPED,
    _K.ENDED: RowOutcome.ENDED,
    _K.NOT_STATED: RowOutcome.UNKNOWN,
    _K.UNACCOUNTED: RowOutcome.UNKNOWN,
}
_COUNTED = {
    RowOutcome.KEPT: "{} er ført videre.",
    RowOutcome.SUCCEEDED: "{} er avløst av neste plan.",
    # Not that it is new: the sources may have known it long before, as the challenges of 2021.
    RowOutcome.NEW: "{} står bare i den nye planen.",
    RowOutcome.COMPLETED: "{} er gjennomført.",
    RowOutcome.DROPPED: "{} falt bort.",
    RowOutcome.ENDED: "{} hørte bare til den forrige planen.",
    RowOutcome.UNKNOWN: "Kildene sier ikke hva det ble av {}.",
}


def outcome_of(kind: ChangeKind) -> RowOutcome:
    """What became of a row, from what a comparison of two plans says of it."""
    return _OUTCOMES.get(kind, RowOutcome.KEPT)


def labels(kind: ChangeKind) -> tuple[str, ...]:
    """What a row is marked with: its outcome, and how it was carried on where it was."""
    outcome = outcome_of(kind)
    if outcome is not RowOutcome.KEPT:
        return (outcome.value,)
    return outcome.value, kind.value.removeprefix("videreført ")


def counted(outcome: RowOutcome, tally: Mapping[str, int]) -> str:
    """How many areas, challenges and measures have an outcome, as a sentence.

    Args:
        outcome: What became of them.
        tally: Record type → how many; at least one of all together.
    """
    present = [(n, name) for name in _PLURALS if (n := tally.get(name, 0))]
    words = [f"{n} {TYPE_WORDS[name] if n == 1 else _PLURALS[name]}" for n, name in present]
    return _COUNTED[outcome].format(enumerated(words))


def type_of(item: Item) -> str:
    """What a sentence calls the type of a record; of a word it says what it is for."""
    if item.type == "word":
        return f"ord for {LIST_WORDS.get(item.area or '', item.area)}"
    return TYPE_WORDS[item.type]


def new(record_type: str) -> str:
    """«ny» or «nytt», as a type of record asks for."""
    return "nytt" if record_type in NEUTER else "ny"


def item_title(item: Item) -> str:
    """What a record, word, source or page is called."""
    record = item.record
    if item.type == "page":
        return record.title or item.id
    if isinstance(record, (Source, Word)):
        return record.short if isinstance(record, Source) else record.label
    return title_of(record)
