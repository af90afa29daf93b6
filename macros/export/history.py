"""The history of deadlines as JSON has it: types of its own, part of a comparison's schema."""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from macros.history.slips import History, Move, MoveKind, State

MoveSlug = StrEnum("MoveSlug", {kind.name: kind.slug for kind in MoveKind})  # type: ignore[misc]
"""What programs call each kind of move."""


class Published(BaseModel):
    """What leaves the house: closed, frozen, and documented field by field."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class PublishedMove(Published):
    """One thing that became of a deadline: a move, or what else `kind` says."""

    day: str | None
    """When it was made, as an ISO date (UTC); null where it is not committed yet."""
    kind: MoveSlug
    """What it did, as a stable English name."""
    label: str
    """The same in Norwegian, for readers."""
    old: str | None
    """The date before (EDTF); null for none."""
    new: str | None
    """The date after (EDTF); null for none."""
    reason: str | None
    """The reason that was given; null where none was, or where several were."""
    reasons: list[str]
    """Where several were given for the whole change, all of them; nothing tells which of them
    concerns this move. Else empty."""


class PublishedDeadline(Published):
    """What became of one deadline, as the second side has it."""

    period: str
    """Its plan."""
    type: str
    """Record type."""
    id: str
    """Id of the record."""
    field: str
    """The field that holds it."""
    first: str
    """The first date that is known (EDTF)."""
    day: str | None
    """When that was set, as an ISO date (UTC); null where it is not committed yet."""
    moves: list[PublishedMove]
    """Every move and other change since, oldest first."""


class PublishedSkip(Published):
    """An old version of a file that could not be read."""

    path: str
    """The file, as it was called then."""
    day: str
    """When it was committed, as an ISO date (UTC)."""


class PublishedHistory(Published):
    """What became of the deadlines, and how far back that is known."""

    state: State
    """`cut` where what came before `since` is not known, in a shallow clone or because the tree was
    moved from another folder; `missing` where there is no git."""
    since: str | None
    """The oldest day that is known; null where nothing is."""
    skipped: list[PublishedSkip]
    """Old versions of files that could not be read, and are in no history."""
    deadlines: list[PublishedDeadline]
    """Every deadline that has a date, or had one."""


def published_history(
    history: History, plans: Collection[str] | None, hide: Callable[[str], str]
) -> PublishedHistory:
    """A history in its published form.

    Args:
        history: What became of all deadlines.
        plans: The plans to tell of; all of them where None.
        hide: Takes the names of people out of a text.
    """
    return PublishedHistory(
        state=history.state,
        since=history.since or None,
        skipped=[PublishedSkip(path=old.path, day=old.day) for old in history.skipped],
        deadlines=[
            PublishedDeadline(
                period=slip.period,
                type=slip.record_type,
                id=slip.id,
                field=slip.field,
                first=slip.first,
                day=slip.day or None,
                moves=[_move(move, hide) for move in slip.moves],
            )
            for slip in history.slips
            if plans is None or slip.period in plans
        ],
    )


def _move(move: Move, hide: Callable[[str], str]) -> PublishedMove:
    told = [hide(reason) for reason in move.reasons]
    return PublishedMove(
        day=move.day or None,
        kind=MoveSlug(move.kind.slug),
        label=move.kind.value,
        old=move.old or None,
        new=move.new or None,
        reason=told[0] if len(told) == 1 else None,
        reasons=told if len(told) > 1 else [],
    )
