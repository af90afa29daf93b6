"""The history of deadlines as JSON has it: types of its own, part of a comparison's schema."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from macros.export.encode import Encoder
from macros.history.slips import History, MoveKind, State

MoveSlug = StrEnum("MoveSlug", {kind.name: kind.slug for kind in MoveKind})  # type: ignore[misc]
"""What programs call each kind of move."""
OrNull = Annotated[str | None, BeforeValidator(lambda text: text or None)]
"""A text; null for an empty one."""


def _reasons(reasons: tuple[str, ...], info: ValidationInfo) -> Any:
    """The reasons of a move as its field has them: the only one alone, several in a list."""
    encode: Any = info.context
    if info.field_name == "reason":
        return encode(reasons[0]) if len(reasons) == 1 else None
    return encode(reasons) if len(reasons) > 1 else []


class Published(BaseModel):
    """What leaves the house: closed, frozen, and documented field by field."""

    model_config = ConfigDict(
        defer_build=True,
        extra="forbid",
        frozen=True,
        from_attributes=True,
        use_attribute_docstrings=True,
    )


class PublishedMove(Published):  # type: ignore[no-redef]
    """One thing that became of a deadline: a move, or what else `kind` says."""

    day: OrNull
    """When it was made, as an ISO date (UTC); null where it is not committed yet."""
    kind: Annotated[MoveSlug, BeforeValidator(lambda kind: kind.slug)]
    """What it did, as a stable English name."""
    label: str = Field(validation_alias="kind")
    """The same in Norwegian, for readers."""
    old: OrNull
    """The date before (EDTF); null for none."""
    new: OrNull
    """The date after (EDTF); null for none."""
    reason: Annotated[str | None, BeforeValidator(_reasons)] = Field(validation_alias="reasons")
    """The reason that was given; null where none was, or where several were."""
    reasons: Annotated[list[str], BeforeValidator(_reasons)]
    """Where several were given for the whole change, all of them; nothing tells which of them
    concerns this move. Else empty."""


class PublishedDeadline(Published):
    """What became of one deadline, as the second side has it."""

    period: str
    """Its plan."""
    type: str = Field(validation_alias="record_type")
    """Record type."""
    id: str
    """Id of the record."""
    field: str
    """The field that holds it."""
    first: str
    """The first date that is known (EDTF)."""
    day: OrNull
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
    since: OrNull
    """The oldest day that is known; null where nothing is."""
    skipped: list[PublishedSkip]
    """Old versions of files that could not be read, and are in no history."""
    deadlines: list[PublishedDeadline] = Field(validation_alias="slips")
    """Every deadline that has a date, or had one."""


def published_history(
    history: History, plans: Collection[str] | None, encode: Encoder
) -> PublishedHistory:
    """The history of the deadlines of some plans, or of all of them, in its published form."""
    slips = tuple(slip for slip in history.slips if plans is None or slip.period in plans)
    return PublishedHistory.model_validate(replace(history, slips=slips), context=encode)
