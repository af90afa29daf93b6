"""What became of things between two plans, in the words that readers are told.

Only an outcome with a source says that something was done or fell away. Where no source tells,
that is a fate of its own, and counted apart: nobody has said that the plan left it out.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from macros.model.change_kinds import ChangeKind
from macros.views.changes import wording

_K = ChangeKind


class Fate(StrEnum):
    """What may have become of a thing, in the order it is told. The value is what readers see."""

    KEPT = "ført videre"
    SUCCEEDED = _K.SUCCEEDED.value
    NEW = "nytt"
    COMPLETED = _K.COMPLETED.value
    DROPPED = "falt bort"
    ENDED = _K.ENDED.value
    UNKNOWN = _K.NOT_STATED.value


_FATES = {
    _K.SUCCEEDED: Fate.SUCCEEDED,
    _K.ADDED: Fate.NEW,
    _K.COMPLETED: Fate.COMPLETED,
    _K.DROPPED: Fate.DROPPED,
    _K.ENDED: Fate.ENDED,
    _K.NOT_STATED: Fate.UNKNOWN,
    _K.UNACCOUNTED: Fate.UNKNOWN,
}
_SENTENCES = {
    Fate.KEPT: "{} er ført videre.",
    Fate.SUCCEEDED: "{} er avløst av neste plan.",
    # Not that it is new: the sources may have known it long before, as the challenges of 2021.
    Fate.NEW: "{} står bare i den nye planen.",
    Fate.COMPLETED: "{} er gjennomført.",
    Fate.DROPPED: "{} falt bort.",
    Fate.ENDED: "{} hørte bare til den forrige planen.",
    Fate.UNKNOWN: "Kildene sier ikke hva det ble av {}.",
}


def fate_of(kind: ChangeKind) -> Fate:
    """What became of a row, from what a comparison of two plans says of it."""
    return _FATES.get(kind, Fate.KEPT)


def labels(kind: ChangeKind) -> tuple[str, ...]:
    """What a row is marked with: its fate, and how it was carried on where it was."""
    fate = fate_of(kind)
    if fate is not Fate.KEPT:
        return (fate.value,)
    return fate.value, kind.value.removeprefix("videreført ")


def counted(fate: Fate, tally: Mapping[str, int]) -> str:
    """How many areas, challenges and measures have a fate, as a sentence.

    Args:
        fate: What became of them.
        tally: Record type → how many; at least one of all together.
    """
    found = [(kind, tally[kind]) for kind in wording.PLURALS if tally.get(kind)]
    told = [f"{n} {wording.number(kind, n)}" for kind, n in found]
    what = " og ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)
    return _SENTENCES[fate].format(what)
