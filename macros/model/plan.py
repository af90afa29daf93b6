"""A whole plan, what all plans share, and the library of both."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from macros.model import forms
from macros.model.base import Link, Part, Record
from macros.model.edtf import Edtf
from macros.model.records import (
    Actor,
    ActorRef,
    Aim,
    Area,
    Consultation,
    Decision,
    Document,
    Erratum,
    Event,
    Group,
    Milestone,
    Term,
)
from macros.model.text import Id, Lang, Line, PagePath, RefTo, Text, Url, WordOf


class PlanStatus(StrEnum):
    """Where a plan stands. Labels stand in the vocabulary."""

    DRAFT = "draft"
    IN_FORCE = "in-force"
    PAST = "past"


class Chapter(Part):
    """A page of the plan, or a heading over some. Order here is order in the menu."""

    title: Line
    page: PagePath | None = None
    """Markdown file, relative to docs/<period>/ or docs/felles/."""
    pages: tuple[Chapter, ...] = ()
    """The pages under the heading."""
    continues: PagePath | None = None
    """The chapter of the plan before this one that it corresponds to, where the name differs."""

    def walk(self) -> Iterator[Chapter]:
        """This chapter and those below it."""
        yield self
        for chapter in self.pages:
            yield from chapter.walk()


class Plan(Record):
    """data/<period>/plan.yml: what plan this is. Its id is the period, and its address."""

    record_type: ClassVar[str] = "plan"
    id: Annotated[str, Field(pattern=forms.PERIOD)]
    title: Line
    short: Line | None = None
    """Name in narrow places."""
    owner: ActorRef
    status: PlanStatus
    period: Edtf
    """The years it is for (EDTF interval)."""
    horizon: Edtf | None = None
    """How far it looks (EDTF)."""
    reach: Edtf
    """The first and last date that anything in this plan may carry (EDTF interval)."""
    predecessor: Annotated[str, RefTo("plan")] | None = None
    frozen: Edtf | None = None
    """When the plan was frozen, as `plan freeze` writes it; nothing changes unsaid after that."""
    published: Edtf | None = None
    """The first day readers could see the plan on this site (EDTF). What its deadlines were before
    counts as work in progress: their history begins here. Left out: with the first commit."""
    summary: Text
    chapters: tuple[Chapter, ...] = Field(min_length=1)


class Section(Part):
    """A part of a source document, with its place."""

    id: Id
    title: Line
    """A short title of ours."""
    lines: Annotated[str, Field(pattern=forms.LINES)] | None = None
    """First and last line in the document file, 1-based."""
    declined: Text | None = None
    """Why nothing on the site cites this section."""


class Source(Part):
    """A document that facts come from. Sections are what records and prose cite."""

    record_type: ClassVar[str] = "source"
    id: Id
    kind: Annotated[str, WordOf("source_kind")]
    title: Line
    short: Line
    """Name in citations."""
    publisher: ActorRef | None = None
    lang: Lang = "nb"
    date: Edtf | None = None
    """When it was made or published (EDTF)."""
    updated: Edtf | None = None
    file: Line | None = None
    """File name of the stored copy that `lines` count in."""
    url: Url | None = None
    note: Text | None = None
    external: bool = False
    """Whether it is from elsewhere than the documents the site is built on."""
    links: tuple[Link, ...] = ()
    sections: tuple[Section, ...] = Field(min_length=1)


class Word(Part):
    """One entry of a vocabulary list. Order in the file is order shown."""

    id: Id
    label: Line
    plural: Line | None = None
    nn: Line | None = None
    """Label in nynorsk, where it differs."""
    description: Text | None = None


class PlanData(Part):
    """Everything that belongs to one plan."""

    plan: Plan
    areas: tuple[Area, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    groups: tuple[Group, ...] = ()
    events: tuple[Event, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    decisions: tuple[Decision, ...] = ()
    documents: tuple[Document, ...] = ()
    aims: tuple[Aim, ...] = ()
    errata: tuple[Erratum, ...] = ()

    def records(self) -> Iterator[Record]:
        """Every record of the plan, the plan itself first, areas before what stands in them."""
        yield self.plan
        for area in self.areas:
            yield area
            yield from area.challenges
            yield from area.measures
        for name in LISTS:
            yield from getattr(self, name)


class Shared(Part):
    """What all plans share."""

    vocabulary: dict[str, tuple[Word, ...]] = Field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    actors: tuple[Actor, ...] = ()
    terms: tuple[Term, ...] = ()


class Library(Part):
    """All plans of a tree, oldest first, with what they share."""

    shared: Shared
    plans: tuple[PlanData, ...] = ()

    @property
    def by_period(self) -> dict[str, PlanData]:
        """Each plan by its id."""
        return {data.plan.id: data for data in self.plans}

    @property
    def in_force(self) -> PlanData | None:
        """The plan in force; None where no plan says so, which the check tells."""
        return next((p for p in self.plans if p.plan.status is PlanStatus.IN_FORCE), None)


LISTS: dict[str, type[Record]] = {
    "milestones": Milestone,
    "groups": Group,
    "events": Event,
    "consultations": Consultation,
    "decisions": Decision,
    "documents": Document,
    "aims": Aim,
    "errata": Erratum,
}
"""Field of `PlanData` and name of its file → type of the records in it."""

HAS_LINEAGE = frozenset({"area", "challenge", "measure", "aim"})
"""Record types that a plan hands on to the next. The rest belong to the making of one plan."""
