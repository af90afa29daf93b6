"""The record types of a plan. Field docstrings are what editors read in the schemas."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from macros.model.base import Part, Record
from macros.model.edtf import Edtf
from macros.model.scope import ANY, PARTY
from macros.model.text import (
    Cites,
    Clock,
    Count,
    Date,
    Deadline,
    Email,
    Id,
    Line,
    PagePath,
    RefTo,
    Text,
    Url,
    WordOf,
    fail,
)

ActorRef = Annotated[Id, RefTo("actor")]
PartyRef = Annotated[Id, RefTo(PARTY)]
"""Who does something: an organisation, a body, or a group of the plan."""
AreaRef = Annotated[Id, RefTo("area")]
ChallengeRef = Annotated[Id, RefTo("challenge")]
DocumentRef = Annotated[Id, RefTo("document")]


class Contact(Part):
    """How to reach an actor."""

    email: Email | None = None
    """Address for mail."""
    url: Url | None = None
    """Address on the web."""
    use: Text | None = None
    """What it is for, and what to mark a message with."""
    source: Cites = ()
    """Where the address is told, where that is another place than the record's own."""


class Actor(Record):
    """An organisation or a body. People are never actors; they are members of groups."""

    record_type: ClassVar[str] = "actor"
    kind: Annotated[str, WordOf("actor_kind")]
    name: Line
    """Full name as the public knows it."""
    short: Line | None = None
    """Abbreviation, as tables show it."""
    part_of: ActorRef | None = None
    """The organisation it belongs to."""
    description: Text | None = None
    contacts: tuple[Contact, ...] = ()


class Challenge(Record):
    """Something the plan must answer: an unsolved problem, a new need."""

    record_type: ClassVar[str] = "challenge"
    kind: Annotated[str, WordOf("challenge_kind")]
    title: Line
    description: Text | None = None


class Measure(Record):
    """Something that shall be done. What the sources leave open stays out, and is shown as open."""

    record_type: ClassVar[str] = "measure"
    title: Line
    description: Text | None = None
    status: Annotated[str, WordOf("measure_status")] | None = None
    """Left out where the sources say none."""
    responsible: tuple[PartyRef, ...] = ()
    """Who answers for it. Left out where the sources name none."""
    participants: tuple[PartyRef, ...] = ()
    """Who takes part."""
    deadline: Deadline | None = None
    """When it shall be done (EDTF)."""
    period: Date | None = None
    """When it goes on, where that is not the same as a deadline (EDTF)."""
    challenges: tuple[ChallengeRef, ...] = ()
    """What it answers."""
    cases: tuple[Line, ...] = ()
    """Case numbers, as the source writes them."""


class Area(Record):
    """A theme, priority area, instrument, requirement …, with its challenges and measures."""

    record_type: ClassVar[str] = "area"
    kind: Annotated[str, WordOf("area_kind")]
    title: Line
    order: Count = 0
    """Place among the areas of its kind; the source's order."""
    summary: Text | None = None
    """What it is about, in a paragraph."""
    aim: Text | None = None
    """What it shall lead to."""
    status: Text | None = None
    """Where it stands, and when that was said."""
    relates_to: tuple[AreaRef, ...] = ()
    """Other areas of the plan it belongs together with."""
    responsible: tuple[PartyRef, ...] = ()
    participants: tuple[PartyRef, ...] = ()
    cases: tuple[Line, ...] = ()
    """Case numbers, as the source writes them."""
    challenges: tuple[Challenge, ...] = ()
    measures: tuple[Measure, ...] = ()


class Member(Part):
    """A person in a group. Shown on pages, left out of every export."""

    name: Line
    role: Line | None = None
    """Position, as the source gives it."""
    function: Line | None = None
    """What the person is in the group (leader, substitute …)."""
    actor: ActorRef | None = None
    """The organisation the person stands for."""
    note: Text | None = None
    """What a reader should know, for instance how a cell of a table was read."""


class Group(Record):
    """A group that does part of the work, with its members."""

    record_type: ClassVar[str] = "group"
    kind: Annotated[str, WordOf("group_kind")]
    title: Line
    order: Count = 0
    description: Text | None = None
    """What it answers for."""
    area: AreaRef | None = None
    """The theme it works on."""
    part_of: ActorRef | None = None
    members: tuple[Member, ...] = ()


class Milestone(Record):
    """A step of a timetable."""

    record_type: ClassVar[str] = "milestone"
    kind: Annotated[str, WordOf("milestone_kind")]
    title: Line
    description: Text | None = None
    date: Deadline
    """When (EDTF)."""
    step: Count | None = None
    """Number in the source's own list."""
    actors: tuple[PartyRef, ...] = ()


class Slot(Part):
    """A point of a programme."""

    start: Clock
    end: Clock
    title: Line
    by: Line | None = None
    """Who leads it; of a person the name too. Shown on pages, left out of every export."""
    description: Text | None = None


class Expectation(Part):
    """A paragraph of what a host expects, with its own place."""

    text: Text
    source: Cites = Field(min_length=1)


class Event(Record):
    """A meeting, with its programme."""

    record_type: ClassVar[str] = "event"
    title: Line
    date: Date
    place: Line | None = None
    organiser: PartyRef | None = None
    aim: Text | None = None
    audience: tuple[Line, ...] = ()
    """Who is invited."""
    price: Text | None = None
    registration_deadline: Deadline | None = None
    registration_url: Url | None = None
    programme: tuple[Slot, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    """What the host expects of the work, a paragraph each."""
    documents: tuple[DocumentRef, ...] = ()
    """Background documents."""


class Consultation(Record):
    """A public hearing of a draft."""

    record_type: ClassVar[str] = "consultation"
    title: Line
    about: Text | None = None
    organiser: PartyRef | None = None
    period: Date | None = None
    """When it goes on (EDTF)."""
    deadline: Deadline | None = None
    """The last day to answer (EDTF)."""
    bodies: tuple[Line, ...] = ()
    """Who it is sent to, as kinds of bodies."""
    responses: Count | None = None
    """How many answers came."""
    result: Text | None = None
    documents: tuple[DocumentRef, ...] = ()


class Decision(Record):
    """Something a board, a meeting or a committee has decided."""

    record_type: ClassVar[str] = "decision"
    title: Line
    date: Date | None = None
    """When (EDTF). Left out where the sources do not say."""
    body: PartyRef | None = None
    """Who decided."""
    result: Text | None = None
    cases: tuple[Line, ...] = ()
    documents: tuple[DocumentRef, ...] = ()


class Basis(Part):
    """A document that another one builds on or follows, and who says so."""

    document: DocumentRef
    says: Text
    """How they hang together, in our words."""
    stated: bool = True
    """Whether the source says so of these two outright; drawn with a dashed line where not."""
    source: Cites = Field(min_length=1)


class Document(Record):
    """A document that the sources name: a plan, a guide, a mandate, an agreement, a news item."""

    record_type: ClassVar[str] = "document"
    kind: Annotated[str, WordOf("document_kind")]
    title: Line
    publisher: PartyRef | None = None
    date: Date | None = None
    """When it was made or published (EDTF)."""
    description: Text | None = None
    status: Text | None = None
    file: Line | None = None
    """Name of the attached file, where a source gives one but no address."""
    concerns: tuple[ActorRef, ...] = ()
    """Whom it applies to."""
    builds_on: tuple[Basis, ...] = ()
    """The documents it builds on or follows."""


class Aim(Record):
    """A goal, value, purpose or ambition that the plan builds on."""

    record_type: ClassVar[str] = "aim"
    kind: Annotated[str, WordOf("aim_kind")]
    title: Line
    order: Count = 0
    description: Text | None = None
    document: DocumentRef | None = None
    """The document that sets it."""


class Erratum(Record):
    """A correction of a plan after it was frozen: what, why, and who decided, never a person."""

    record_type: ClassVar[str] = "erratum"
    title: Line
    """What was corrected, in a line."""
    date: Edtf
    """When it was corrected (EDTF)."""
    reason: Text
    """Why it was corrected."""
    description: Text | None = None
    """What stood there before, and what stands there now, where the title does not say it all."""
    body: PartyRef | None = None
    """Who decided it, where that is an actor or a group of the plan."""
    role: Line | None = None
    """Who decided it otherwise: a role, not the name of a person."""
    corrects: tuple[Annotated[Id, RefTo(ANY, gone=True)], ...] = ()
    """The records that were corrected; their pages show it, or where readers are led instead."""
    pages: tuple[PagePath, ...] = ()
    """The pages of prose that were corrected, as paths below docs/<period>/."""

    @model_validator(mode="after")
    def _told(self) -> Erratum:
        if not self.body and not self.role:
            message, hint = (
                "Rettelsen sier ikke hvem som bestemte.",
                "Legg til «body» eller «role».",
            )
            raise fail("erratum", message, hint)
        if not self.corrects and not self.pages:
            message = "Rettelsen sier ikke hva som er rettet."
            raise fail("erratum", message, "Legg til «corrects» (id-er) eller «pages» (sider).")
        return self


class Term(Record):
    """A word or abbreviation of the glossary."""

    record_type: ClassVar[str] = "term"
    term: Line
    """As it stands in texts."""
    forms: tuple[Line, ...] = ()
    """Other forms that mean the same and shall be explained too."""
    nb: Line | None = None
    """Full form or name in bokmål."""
    nn: Line | None = None
    en: Line | None = None
    meaning: Text | None = None
    """In a sentence. Left out where the sources do not explain it."""
