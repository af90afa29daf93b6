"""The words of sentences about changes: types of record, and what became of a record."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from macros.compare.changes import Item
from macros.facts.entries import title_of
from macros.model.change_kinds import ChangeKind as Kind
from macros.model.plan import Source, Word
from macros.model.registry import NAMES, TYPES
from macros.views.changes.phrases import enumerated

_COUNTED_TYPES = ("area", "challenge", "measure")
"""What a plan holds, in the order it is counted."""


class RowOutcome(StrEnum):
    """What became of a thing between two plans, in the order it is told, as readers see it.

    Only an outcome with a source says that something was done or fell away. Where no source
    tells, that is one of its own, and counted apart: nobody has said that the plan left it out.
    Likewise a record that continues nothing is not called new: the sources may have known it long
    before.
    """

    KEPT = "ført videre"
    SUCCEEDED = Kind.SUCCEEDED.value
    SAME = Kind.SAME_SUBJECT.value
    NEW = "ikke knyttet til noe før"
    COMPLETED = Kind.COMPLETED.value
    DROPPED = "falt bort"
    ENDED = Kind.ENDED.value
    UNKNOWN = Kind.NOT_STATED.value


_OUTCOMES = {
    Kind.SUCCEEDED: RowOutcome.SUCCEEDED,
    Kind.SAME_SUBJECT: RowOutcome.SAME,
    Kind.ADDED: RowOutcome.NEW,
    Kind.COMPLETED: RowOutcome.COMPLETED,
    Kind.DROPPED: RowOutcome.DROPPED,
    Kind.ENDED: RowOutcome.ENDED,
    Kind.NOT_STATED: RowOutcome.UNKNOWN,
    Kind.UNACCOUNTED: RowOutcome.UNKNOWN,
}
_COUNTED = {
    RowOutcome.KEPT: "{} er ført videre.",
    RowOutcome.SUCCEEDED: "{} er avløst av neste plan.",
    RowOutcome.SAME: "{} har samme tema som noe i den forrige planen.",
    RowOutcome.NEW: "{} er ikke knyttet til noe i den forrige planen.",
    RowOutcome.COMPLETED: "{} er gjennomført.",
    RowOutcome.DROPPED: "{} falt bort.",
    RowOutcome.ENDED: "{} er ikke knyttet til noe i den neste planen.",
    RowOutcome.UNKNOWN: "Kildene sier ikke hva det ble av {}.",
}


def outcome_of(kind: Kind) -> RowOutcome:
    """What became of a row, from what a comparison of two plans says of it."""
    return _OUTCOMES.get(kind, RowOutcome.KEPT)


def labels(kind: Kind) -> tuple[str, ...]:
    """What a row is marked with: its outcome, and how it was carried on where it was."""
    outcome = outcome_of(kind)
    if outcome is not RowOutcome.KEPT:
        return (outcome.value,)
    return outcome.value, kind.value.removeprefix("videreført ")


def counted(outcome: RowOutcome, tally: Mapping[str, int]) -> str:
    """How many areas, challenges and measures have an outcome, as a sentence; some have it."""
    present = [(n, TYPES[name]) for name in _COUNTED_TYPES if (n := tally.get(name, 0))]
    words = [f"{n} {row.name if n == 1 else row.plural}" for n, row in present]
    return _COUNTED[outcome].format(enumerated(words))


def noun(record_type: str) -> str:
    """What a sentence calls a record, a word or a page."""
    return {**NAMES, "word": "ord", "page": "side"}[record_type]


_WORD_LISTS = {
    "standing": "avsenderen",
    "source_origin": "opphavet til kilder",
    "report_state": "tilstanden i meldinger",
    "value_kind": "slag verdi",
    "outcome": "utfall",
}
"""List of the vocabulary that is no kind or status of a type → what its words are for."""


def item_noun(item: Item) -> str:
    """What a sentence calls a record; of a word it says what it is for."""
    if item.record_type != "word":
        return noun(item.record_type)
    name = item.area or ""
    record_type, _, what = name.rpartition("_")
    if name in _WORD_LISTS or record_type not in TYPES:
        return f"ord for {_WORD_LISTS.get(name, name)}"
    row = TYPES[record_type]
    return f"ord for slag {row.name}" if what == "kind" else f"ord for status på {row.plural}"


def new(record_type: str) -> str:
    """«ny» or «nytt», as a type of record asks for."""
    neuter = record_type == "word" or (record_type in TYPES and TYPES[record_type].neuter)
    return "nytt" if neuter else "ny"


def item_title(item: Item) -> str:
    """What a record, word, source or page is called."""
    record = item.record
    if item.record_type == "page":
        return record.title or item.id
    if isinstance(record, (Source, Word)):
        return record.short if isinstance(record, Source) else record.label
    return title_of(record)
