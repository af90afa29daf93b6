"""A whole plan, what all plans share, and the library of both."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from macros.model import forms
from macros.model.about import About, Search
from macros.model.base import LINKS, Link, Part, Record
from macros.model.change_kinds import ChangeKind as Change
from macros.model.common import (
    FILE,
    KIND,
    NOTE,
    PUBLISHER,
    SHORT,
    STATUS,
    SUMMARY,
    ActorRef,
    Address,
    Day,
    Description,
    IdField,
    Language,
    Title,
)
from macros.model.edtf import Edtf
from macros.model.proceedings import Consultation, Decision, Document, Erratum, Event
from macros.model.records import Actor, Aim, Area, Group, Milestone, Term
from macros.model.text import Line, PagePath, RefTo, Text, WordOf


class PlanStatus(StrEnum):
    """Where a plan stands. Labels stand in the vocabulary."""

    DRAFT = "draft"
    IN_FORCE = "in-force"
    PAST = "past"


class Chapter(Part):
    """A page of the plan, or a heading over some. Order here is order in the menu."""

    called: ClassVar[str] = "kapitlet"
    title: Title
    page: Annotated[
        PagePath | None,
        About("siden", "Siden, som sti fra docs/<periode>/ eller docs/felles/.", "om-planen.md"),
    ] = None
    pages: Annotated[
        tuple[Chapter, ...],
        About(
            "sidene",
            "Sidene under overskriften.",
            [{"title": "Tiltak", "page": "tiltak/index.md"}],
            Change.RELATION,
        ),
    ] = ()
    continues: Annotated[
        PagePath | None,
        About(
            "forgjengerne",
            "Siden i planen før som denne svarer til, når navnet er et annet.",
            "om-planen.md",
            Change.LINEAGE,
        ),
    ] = None

    def walk(self) -> Iterator[Chapter]:
        """This chapter and those below it."""
        yield self
        for chapter in self.pages:
            yield from chapter.walk()


class Plan(Record):
    """data/<period>/plan.yml: what plan this is. Its id is the period, and its address."""

    record_type: ClassVar[str] = "plan"
    id: Annotated[
        str,
        Field(pattern=forms.PERIOD),
        About(
            "id-en",
            "Perioden, lik navnet på mappen. Endres aldri.",
            "2005-2008",
            search=Search.NONE,
        ),
    ]
    title: Title
    short: Annotated[
        Line | None, SHORT, About(help="Navnet der det er liten plass.", example="Kystplanen")
    ] = None
    owner: Annotated[
        ActorRef,
        About(
            "eieren",
            "Hvem planen tilhører; en aktør.",
            "kysthelse",
            Change.RESPONSIBLE,
            party="eier planen",
        ),
    ]
    status: Annotated[
        PlanStatus,
        STATUS,
        About(
            help="Om planen er et utkast, gjelder eller er over. Bare én kan gjelde.",
            example="in-force",
        ),
    ]
    period: Annotated[
        Edtf,
        About("perioden", "Årene planen gjelder (EDTF).", "2005/2008", Change.DATE, when=True),
    ]
    horizon: Annotated[
        Edtf | None,
        About("horisonten", "Hvor langt planen ser framover (EDTF).", "2020", Change.DATE),
    ] = None
    reach: Annotated[
        Edtf,
        About(
            "planens tidsrom",
            "Første og siste dato noe i planen kan ha (EDTF). Fanger tastefeil.",
            "2004/2020",
            Change.DATE,
            Search.NONE,
        ),
    ]
    predecessor: Annotated[
        Annotated[str, RefTo("plan")] | None,
        About("forgjengeren", "Planen før denne.", "2001-2004", Change.LINEAGE, Search.NONE),
    ] = None
    frozen: Annotated[
        Edtf | None,
        About(
            "frysingen",
            "Når planen ble frosset. Skrives av «plan freeze».",
            "2007-01-10",
            Change.DATE,
        ),
    ] = None
    published: Annotated[
        Edtf | None,
        About(
            "publiseringsdatoen",
            "Første dag leserne kunne se planen her (EDTF). Frister regnes som flyttet etter den.",
            "2005-02-01",
            Change.DATE,
        ),
    ] = None
    """What its deadlines were before counts as work in progress: their history begins here. Left
    out: with the first commit."""
    summary: Annotated[Text, SUMMARY]
    chapters: Annotated[
        tuple[Chapter, ...],
        About(
            "menyen",
            "Menyen. Hver side i planen og hver fellesside skal stå her én gang.",
            [
                {"title": "Forside", "page": "index.md"},
                {"title": "Innhold", "pages": [{"title": "Tiltak", "page": "tiltak/index.md"}]},
            ],
            Change.CHAPTER,
            Search.NONE,
        ),
    ] = Field(min_length=1)


class Section(Part):
    """A part of a source document, with its place."""

    called: ClassVar[str] = "kildestedet"
    id: IdField
    title: Annotated[Title, About(help="En kort tittel på delen.", example="Tiltakene")]
    lines: Annotated[
        Annotated[str, Field(pattern=forms.LINES)] | None,
        About("linjene i kilden", "Første og siste linje i filen.", "13-40", Change.SOURCE),
    ] = None
    """First and last line in the document file, 1-based."""
    declined: Annotated[
        Text | None,
        About(
            "grunnen til ikke å bruke stedet",
            "Hvorfor ingenting på nettstedet viser til delen.",
            "Bare lenker til andre sider.",
            Change.WORDING,
        ),
    ] = None


class Source(Part):
    """A document that facts come from. Sections are what records and prose cite."""

    record_type: ClassVar[str] = "source"
    id: IdField
    kind: Annotated[str, WordOf("source_kind"), KIND]
    title: Title
    short: Annotated[
        Line, SHORT, About(help="Navnet i kildehenvisningene.", example="Beredskapsnotatet")
    ]
    publisher: Annotated[ActorRef | None, PUBLISHER] = None
    lang: Language = "nb"
    date: Day = None
    updated: Annotated[
        Edtf | None,
        About("oppdateringsdatoen", "Når det sist ble endret (EDTF).", "2006-04", Change.DATE),
    ] = None
    file: Annotated[
        Line | None,
        FILE,
        About(help="Filnavnet til den lagrede kopien. Linjene telles i den.", example="notat.txt"),
    ] = None
    url: Address = None
    note: Annotated[Text | None, NOTE] = None
    external: Annotated[
        bool,
        About(
            "markeringen «ekstern kilde»",
            "Om kilden er en annen enn dem nettstedet bygger på.",
            "true",
            Change.KIND,
        ),
    ] = False
    links: Annotated[tuple[Link, ...], LINKS] = ()
    sections: Annotated[
        tuple[Section, ...],
        About(
            "stedene i kilden",
            "Delene av dokumentet som det kan vises til.",
            [{"id": "tiltak", "title": "Tiltakene", "lines": "13-40"}],
            Change.SOURCE,
        ),
    ] = Field(min_length=1)


class Word(Part):
    """One entry of a vocabulary list. Order in the file is order shown."""

    called: ClassVar[str] = "ord"
    id: IdField
    label: Annotated[Line, About("navnet", "Navnet leserne ser.", "planlagt", Change.WORDING)]
    plural: Annotated[
        Line | None,
        About("flertallsformen", "Navnet i flertall.", "planlagte", Change.WORDING),
    ] = None
    nn: Annotated[
        Line | None,
        About(
            "nynorskformen",
            "Navnet på nynorsk, når det er et annet.",
            "føreslått",
            Change.WORDING,
        ),
    ] = None
    description: Annotated[
        Description,
        About(help="Hva ordet betyr, når navnet ikke sier det.", example="Ikke vedtatt i kilden."),
    ] = None


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
        for name in type(self).model_fields:
            if name not in ("plan", "areas"):
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
