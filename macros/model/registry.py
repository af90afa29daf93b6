"""Every type of record: its class, its file, its address, its words, its macro. One row each.

The order of the rows is the order in which lists stand in a plan. What belongs to the data of a
plan and is no record (its vocabulary, its redirects) has no row here.
"""

from __future__ import annotations

from dataclasses import dataclass

from macros.model.base import OutcomeKind, Part
from macros.model.catalog import Catalog
from macros.model.fields import fields_of, types_within
from macros.model.followup import Indicator, Milestone, Report
from macros.model.plan import Plan, PlanStatus, Source
from macros.model.proceedings import Consultation, Decision, Document, Erratum, Event
from macros.model.records import Actor, Aim, Area, Challenge, Group, Measure, Term

AREA_FILE = "areas/{id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordType:
    """One type of record.

    Attributes:
        cls: Its class.
        name: What readers and editors call one of them.
        plural: What they call several.
        neuter: Whether its name is neuter: «nytt», not «ny».
        file: Its file below data/ (shared by all plans) or data/<period>/, without ending; that of
            its area for what stands in one.
        shared: Whether all plans share its records.
        field: The list it stands in: of the plan's data, of what plans share, or of its area.
        folder: Folder of the site in which each has a page of its own; empty for none.
        page: Page of the site on which each has an anchor, where it has no page of its own.
        handed_on: Whether a plan hands it on; else it belongs to the making of one plan.
        macro: The macro that lists them, with its template of the same name; empty for none.
        listed: What a sentence calls what that macro puts in, in the definite form.
        example: A call of it.
        addable: Whether `plan new` makes one.
        boost: How it counts in the search against others that fit as well.
        export: The name of its table among the open data, where it is not that of its page.
        asked: Words of a question that ask for one of them.
    """

    cls: type[Part]
    name: str
    plural: str
    neuter: bool = False
    file: str
    shared: bool = False
    field: str
    folder: str = ""
    page: str = ""
    handed_on: bool = False
    macro: str = ""
    listed: str = ""
    example: str = ""
    addable: bool = False
    boost: float = 1.0
    export: str = ""
    asked: str = ""

    @property
    def table(self) -> str:
        """The name of its table among the open data, and of its list in `plan.json`."""
        return self.export or self.folder or self.page.rstrip("/") or self.field

    @property
    def nested(self) -> bool:
        """Whether it stands in another record, its area."""
        return self.file == AREA_FILE and self.cls is not Area


TYPES: dict[str, RecordType] = {
    "plan": RecordType(
        cls=Plan,
        name="plan",
        plural="planer",
        file="plan",
        field="plan",
        boost=1.1,
        export="planer",
    ),
    "measure": RecordType(
        cls=Measure,
        name="tiltak",
        plural="tiltak",
        neuter=True,
        file=AREA_FILE,
        field="measures",
        folder="tiltak",
        handed_on=True,
        macro="measures",
        listed="tiltakene",
        example='measures(area="tema-beredskap", standing="proposed")',
        addable=True,
        boost=1.1,
    ),
    "area": RecordType(
        cls=Area,
        name="område",
        plural="områder",
        neuter=True,
        file=AREA_FILE,
        field="areas",
        folder="omrader",
        handed_on=True,
        macro="areas",
        listed="områdene",
        example='areas(kind="instrument")',
        addable=True,
        boost=1.15,
    ),
    "challenge": RecordType(
        cls=Challenge,
        name="utfordring",
        plural="utfordringer",
        file=AREA_FILE,
        field="challenges",
        page="tiltak/",
        handed_on=True,
        macro="challenges",
        listed="utfordringene",
        example='challenges(area="tema-beredskap")',
        export="utfordringer",
    ),
    "actor": RecordType(
        cls=Actor,
        name="aktør",
        plural="aktører",
        file="actors",
        shared=True,
        field="actors",
        folder="aktorer",
        macro="actors",
        listed="aktørene",
        example='actors(kind="trust")',
        addable=True,
        boost=1.1,
        asked="hvem kven who",
    ),
    "milestone": RecordType(
        cls=Milestone,
        name="milepæl",
        plural="milepæler",
        file="milestones",
        field="milestones",
        page="tidslinje/",
        macro="milestones",
        listed="trinnene i tidsplanen",
        example='milestones(kind="hearing")',
        addable=True,
        boost=0.95,
        export="milepaler",
    ),
    "source": RecordType(
        cls=Source,
        name="kilde",
        plural="kilder",
        file="sources",
        shared=True,
        field="sources",
        page="kilder/",
        addable=True,
        boost=0.4,
    ),
    "term": RecordType(
        cls=Term,
        name="ordlisteord",
        plural="ordlisteord",
        neuter=True,
        file="glossary",
        shared=True,
        field="terms",
        page="ordliste/",
        macro="terms",
        listed="ordlisten",
        example="terms()",
        boost=0.35,  # what is asked for comes before the explanation of its name
        asked="betyr betydning forklaring definisjon tyder means meaning hva_er kva_er what_is",
    ),
    "group": RecordType(
        cls=Group,
        name="gruppe",
        plural="grupper",
        file="groups",
        field="groups",
        folder="grupper",
        macro="groups",
        listed="gruppene",
        example='groups(kind="steering")',
        asked="hvem kven who medlem medlemmer sitter sit deltar leder leier leiar members",
    ),
    "event": RecordType(
        cls=Event,
        name="møte",
        plural="møter",
        neuter=True,
        file="events",
        field="events",
        folder="moter",
        macro="events",
        listed="møtene",
        example="events()",
    ),
    "consultation": RecordType(
        cls=Consultation,
        name="høring",
        plural="høringer",
        file="consultations",
        field="consultations",
        folder="horinger",
        macro="consultations",
        listed="høringene",
        example="consultations()",
        asked="høringsfrist høringssvar uttalelse hearing consultation",
    ),
    "decision": RecordType(
        cls=Decision,
        name="vedtak",
        plural="vedtak",
        neuter=True,
        file="decisions",
        field="decisions",
        folder="vedtak",
        macro="decisions",
        listed="vedtakene",
        example='decisions(actor="hmn-styret")',
        asked="vedtatt vedtok vedtak vedteke besluttet bestemt bestemmer adopted decision decides",
    ),
    "document": RecordType(
        cls=Document,
        name="dokument",
        plural="dokumenter",
        neuter=True,
        file="documents",
        field="documents",
        folder="dokumenter",
        macro="documents",
        listed="dokumentene",
        example='documents(kind="guide")',
        boost=0.95,
    ),
    "aim": RecordType(
        cls=Aim,
        name="mål",
        plural="mål",
        neuter=True,
        file="aims",
        field="aims",
        page="mal/",
        handed_on=True,
        macro="aims",
        listed="målene",
        example='aims(kind="goal")',
    ),
    "report": RecordType(
        cls=Report,
        name="melding",
        plural="meldinger",
        file="reports",
        field="reports",
        page="oppfolging/",
        macro="reports",
        listed="det som har skjedd",
        example='reports(area="tema-beredskap")',
        addable=True,
        boost=0.95,
        export="rapporter",
    ),
    "indicator": RecordType(
        cls=Indicator,
        name="indikator",
        plural="indikatorer",
        file="indicators",
        field="indicators",
        folder="indikatorer",
        macro="indicators",
        listed="indikatorene",
        example="indicators()",
        asked="antall mange hvor_mye kor_mykje how_much koster kostnad prosent tall number",
    ),
    "erratum": RecordType(
        cls=Erratum,
        name="rettelse",
        plural="rettelser",
        file="errata",
        field="errata",
        page="rettelser/",
        macro="errata",
        listed="rettelsene",
        example="errata()",
    ),
    "catalog": RecordType(
        cls=Catalog,
        name="datakatalog",
        plural="datakataloger",
        file="catalog",
        shared=True,
        field="catalogs",
        page="data/",
    ),
}

HANDED_ON = frozenset(name for name, row in TYPES.items() if row.handed_on)
"""Record types that a plan hands on to the next."""

LISTS: dict[str, str] = {
    row.field: name
    for name, row in TYPES.items()
    if not row.shared and row.file != AREA_FILE and name != "plan"
}
"""List of a plan's data, which is its file too → the record type in it, in order."""

EXPORTED = tuple(name for name in TYPES if name != "catalog")
"""Record types that are among the open data; the catalogue tells of the data themselves."""

NAMES = {name: row.name for name, row in TYPES.items()}
"""Record type → what readers and editors call one."""


CODE_WORDS: dict[str, frozenset[str]] = {
    "plan_status": frozenset(PlanStatus),
    "outcome": frozenset(OutcomeKind),
}
"""List of the vocabulary → the words it has, no more and no less: each is something code does."""

WORD_LISTS: tuple[str, ...] = tuple(
    dict.fromkeys(
        field.words
        for row in TYPES.values()
        for cls in types_within(row.cls)
        for field in fields_of(cls).values()
        if field.words
    )
) + tuple(CODE_WORDS)
"""Every list of the vocabulary: those that fields take their words from, and those of the code."""


def words_of(name: str) -> str:
    """What a sentence calls a field of that name, in whichever type has it; else the name."""
    for row in TYPES.values():
        if name in row.cls.model_fields:
            return fields_of(row.cls)[name].about.words
    return name
