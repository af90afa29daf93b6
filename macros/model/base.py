"""What every record has: an id that never changes, where it comes from, and what came before."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from macros.model.scope import ANY
from macros.model.text import Cites, Id, Lang, Line, RefTo, Text, Url, fail


class Part(BaseModel):
    """A piece of a record. Frozen and closed: an unknown key is an error."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=False, use_attribute_docstrings=True
    )


class OutcomeKind(StrEnum):
    """What became of a record when its plan was succeeded. Labels stand in the vocabulary."""

    CONTINUED = "continued"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    COMPLETED = "completed"
    DROPPED = "dropped"
    NOT_STATED = "not-stated"

    @property
    def lives_on(self) -> bool:
        """Whether a record of the next plan must name the old one in `continues`."""
        return self in _LIVES_ON


_LIVES_ON = frozenset(
    {OutcomeKind.CONTINUED, OutcomeKind.REWORDED, OutcomeKind.SPLIT, OutcomeKind.MERGED}
)


class Outcome(Part):
    """What became of a record at the end of its plan, and who says so."""

    kind: OutcomeKind
    """One of the outcomes of the vocabulary."""
    reason: Text | None = None
    """In a sentence or two: what became of it. Needed where it was dropped."""
    source: Cites = ()
    """Where that is told. Needed unless the sources do not tell."""

    @model_validator(mode="after")
    def _told(self) -> Outcome:
        if self.kind is not OutcomeKind.NOT_STATED and not self.source:
            raise fail("outcome", "Utfallet mangler kilde.", "Legg til «source», eller not-stated.")
        if self.kind is OutcomeKind.DROPPED and not self.reason:
            raise fail("outcome", "Noe falt bort uten grunn.", "Legg til «reason».")
        return self


class Note(Part):
    """Something a reader should know about a record, for instance a spelling that was corrected."""

    text: Text
    """The note."""
    source: Cites = ()
    """Its place, where it is another than the record's own."""


class Reading(Part):
    """What one place says, where places contradict each other."""

    says: Text
    """What it says, in our words."""
    source: Cites = Field(min_length=1)
    """Where it says so."""


class Conflict(Part):
    """Places that do not agree. Both are kept; nothing is smoothed."""

    id: Id
    """Permanent id, part of the address on the page of contradictions."""
    title: Line
    """What the disagreement is about."""
    field: Line | None = None
    """The field of this record that it concerns; left out where it is the record as a whole."""
    readings: tuple[Reading, ...] = Field(min_length=1)
    """What each place says. One is enough where a place contradicts itself or leaves a gap."""
    shown: Text
    """What this site shows, and why."""
    concerns: tuple[Annotated[Id, RefTo(ANY)], ...] = ()
    """Other records where readers should meet the disagreement too."""


class Link(Part):
    """An address that a source gives, or that leads to what it names."""

    title: Line
    """What the reader finds there."""
    url: Url
    """Whole address."""
    lang: Lang | None = None
    """Language of the title, where it is another than the record's."""
    note: Line | None = None
    """For instance that the address is old."""


class Record(Part):
    """Anything that can be pointed at, cited, compared and exported.

    Class attributes:
        record_type: The record type in references, addresses and exports.
    """

    record_type: ClassVar[str] = "record"

    id: Id
    """Permanent: never changed, never used again."""
    source: Cites = Field(min_length=1)
    """Where this is told, as `document#section`."""
    lang: Lang = "nb"
    """Language of the record's texts."""
    notes: tuple[Note, ...] = ()
    """What a reader should know besides."""
    conflicts: tuple[Conflict, ...] = ()
    """Where sources disagree about it."""
    continues: tuple[Annotated[Id, RefTo(ANY, earlier=True)], ...] = ()
    """Records of the plan before this one that it carries on."""
    outcome: Outcome | None = None
    """What became of it, once its plan has a successor."""
    links: tuple[Link, ...] = ()
    """Addresses that belong to it."""
