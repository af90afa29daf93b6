"""A whole plan, what all plans share, and the library of both."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from macros.model import forms
from macros.model.about import Search, explain
from macros.model.base import LINKS, Link, Part, Record, Standing
from macros.model.catalog import Catalog
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
from macros.model.followup import Indicator, Milestone, Report
from macros.model.proceedings import Consultation, Decision, Document, Erratum, Event
from macros.model.records import Actor, Aim, Area, Group, Term
from macros.model.text import Exact, Lang, Line, PagePath, RefTo, Text, WordOf


class PlanStatus(StrEnum):
    """Where a plan stands. Labels stand in the vocabulary."""

    DRAFT = "draft"
    IN_FORCE = "in-force"
    PAST = "past"


class Chapter(Part):
    """A page of the plan, or a heading over some. Order here is order in the menu."""

    called: ClassVar[str] = "kapitlet"
    known_by: ClassVar[tuple[str, ...]] = ("page", "title")
    title: Title
    page: PagePath | None = explain("siden", "om-planen.md", default=None)
    """Siden, som sti fra docs/<periode>/ eller docs/felles/."""
    pages: tuple[Chapter, ...] = explain(
        "sidene", [{"title": "Tiltak", "page": "tiltak/index.md"}], Change.RELATION, default=()
    )
    """Sidene under overskriften."""
    foot: bool = explain("plassen nederst", "true", Change.RELATION, default=False)
    """Om overskriften og sidene under den står nederst på hver side i stedet for i menyen."""
    continues: PagePath | None = explain(
        "forgjengerne", "om-planen.md", Change.LINEAGE, default=None
    )
    """Siden i planen før som denne svarer til, når navnet er et annet."""

    def walk(self) -> Iterator[Chapter]:
        """This chapter and those below it."""
        yield self
        for chapter in self.pages:
            yield from chapter.walk()


class Plan(Record):
    """data/<period>/plan.yml: what plan this is. Its id is the period, and its address."""

    record_type: ClassVar[str] = "plan"
    id: Annotated[str, Field(pattern=forms.PERIOD)] = explain(
        "id-en", "2005-2008", search=Search.NONE
    )
    """Perioden, lik navnet på mappen. Endres aldri."""
    title: Title
    short: Line | None = explain(SHORT, example="Kystplanen", default=None)
    """Navnet der det er liten plass."""
    owner: ActorRef = explain("eieren", "kysthelse", Change.RESPONSIBLE, party="eier planen")
    """Hvem planen tilhører; en aktør."""
    status: PlanStatus = explain(STATUS, example="in-force")
    """Om planen er et utkast, gjelder eller er over. Bare én kan gjelde."""
    period: Edtf = explain("perioden", "2005/2008", Change.DATE, when=True)
    """Årene planen gjelder (EDTF)."""
    horizon: Edtf | None = explain("horisonten", "2020", Change.DATE, default=None)
    """Hvor langt planen ser framover (EDTF)."""
    reach: Edtf = explain("planens tidsrom", "2004/2020", Change.DATE, Search.NONE)
    """Første og siste dato noe i planen kan ha (EDTF). Fanger tastefeil."""
    predecessor: Annotated[str, RefTo("plan")] | None = explain(
        "forgjengeren", "2001-2004", Change.LINEAGE, Search.NONE, default=None
    )
    """Planen før denne."""
    frozen: Edtf | None = explain("frysingen", "2007-01-10", Change.DATE, default=None)
    """Når planen ble frosset. Skrives av «plan freeze»."""
    published: Edtf | None = explain("publiseringsdatoen", "2005-02-01", Change.DATE, default=None)
    """Første dag leserne kunne se planen her (EDTF). Frister regnes som flyttet etter den."""
    summary: Text = explain(SUMMARY)
    chapters: tuple[Chapter, ...] = explain(
        "menyen",
        [
            {"title": "Forside", "page": "index.md"},
            {"title": "Innhold", "pages": [{"title": "Tiltak", "page": "tiltak/index.md"}]},
        ],
        Change.CHAPTER,
        Search.NONE,
        min_length=1,
    )
    """Menyen. Hver side i planen og hver fellesside skal stå her én gang."""


class Section(Part):
    """A part of a source document, with its place."""

    called: ClassVar[str] = "kildestedet"
    known_by: ClassVar[tuple[str, ...]] = ("id",)
    id: IdField
    title: Title = explain(example="Tiltakene")
    """En kort tittel på delen."""
    standing: Standing = None
    heading: Line | None = explain("overskriften på siden", "Tiltak", Change.SOURCE, default=None)
    """Overskriften stedet står under, slik den er på siden."""
    says: Text | None = explain("innholdet på stedet", "Båten går hver dag.", default=None)
    """Hva som står der, med egne ord."""
    lang: Lang = explain("språket", "nn", Change.LANGUAGE, Search.NONE, default="nb")
    """Språket i «says». Utelatt betyr nb."""
    quote: Exact | None = explain(
        "ordene som finner stedet", "båten går hver dag", Change.SOURCE, Search.NONE, default=None
    )
    """Tre til åtte ord etter hverandre på siden, som lenken leter etter."""
    lines: Annotated[str, Field(pattern=forms.LINES)] | None = explain(
        "linjene i kilden", "13-40", Change.SOURCE, default=None
    )
    """Første og siste linje i filen."""
    declined: Text | None = explain(
        "grunnen til ikke å bruke stedet",
        "Bare lenker til andre sider.",
        Change.WORDING,
        default=None,
    )
    """Hvorfor ingenting på nettstedet viser til delen."""


class Source(Part):
    """A document that facts come from. Sections are what records and prose cite."""

    record_type: ClassVar[str] = "source"
    id: IdField
    kind: Annotated[str, WordOf("source_kind")] = explain(KIND)
    title: Title
    short: Line = explain(SHORT, example="Beredskapsnotatet")
    """Navnet i kildehenvisningene."""
    publisher: ActorRef | None = explain(PUBLISHER, default=None)
    lang: Language = "nb"
    date: Day = None
    updated: Edtf | None = explain("oppdateringsdatoen", "2006-04", Change.DATE, default=None)
    """Når det sist ble endret (EDTF)."""
    file: Exact | None = explain(FILE, example="notat.txt", default=None)
    """Filnavnet til den lagrede kopien. Linjene telles i den."""
    url: Address = None
    note: Text | None = explain(NOTE, default=None)
    origin: Annotated[str, WordOf("source_origin")] = explain("opphavet", "official", Change.KIND)
    """Hvem siden er fra: en myndighet, pressen eller en kopi. Ett av ordene under source_origin i
    data/vocabulary.yml."""
    standing: Standing = None
    external: bool = explain("markeringen «ekstern kilde»", "true", Change.KIND, default=False)
    """Om kilden er en annen enn dem nettstedet bygger på."""
    links: tuple[Link, ...] = explain(LINKS, default=())
    sections: tuple[Section, ...] = explain(
        "stedene i kilden",
        [{"id": "tiltak", "title": "Tiltakene", "lines": "13-40"}],
        Change.SOURCE,
        table="kildesteder",
        min_length=1,
    )
    """Delene av dokumentet som det kan vises til."""


class Word(Part):
    """One entry of a vocabulary list. Order in the file is order shown."""

    called: ClassVar[str] = "ord"
    id: IdField
    label: Line = explain("navnet", "planlagt", Change.WORDING)
    """Navnet leserne ser."""
    plural: Line | None = explain("flertallsformen", "planlagte", Change.WORDING, default=None)
    """Navnet i flertall."""
    nn: Line | None = explain("nynorskformen", "føreslått", Change.WORDING, default=None)
    """Navnet på nynorsk, når det er et annet."""
    description: Description = explain(example="Ikke vedtatt i kilden.", default=None)
    """Hva ordet betyr, når navnet ikke sier det."""


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
    reports: tuple[Report, ...] = ()
    indicators: tuple[Indicator, ...] = ()
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
    catalogs: tuple[Catalog, ...] = ()


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
