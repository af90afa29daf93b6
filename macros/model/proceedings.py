"""What belongs to the making of a plan: meetings, consultations, decisions, documents, errata."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from macros.model.about import About
from macros.model.base import SAYS, Part, Record
from macros.model.change_kinds import ChangeKind as Change
from macros.model.common import (
    ADDRESS,
    BODY,
    CONCERNS,
    DATE,
    DUE,
    FILE,
    KIND,
    PUBLISHER,
    STATUS,
    ActorRef,
    Cases,
    Description,
    DocumentRef,
    Documents,
    Goal,
    Organiser,
    PartyRef,
    Places,
    Result,
    Span,
    Title,
    When,
)
from macros.model.edtf import Edtf
from macros.model.scope import ANY
from macros.model.text import Clock, Count, Date, Id, Line, PagePath, RefTo, Text, Url, WordOf, fail


class Slot(Part):
    """A point of a programme."""

    called: ClassVar[str] = "programpunktet"
    start: Annotated[Clock, About("starttiden", "Klokkeslettet det begynner.", "18:00")]
    end: Annotated[Clock, About("sluttiden", "Klokkeslettet det slutter.", "20:00")]
    title: Title
    by: Annotated[
        Line | None, About("lederen", "Hvem som leder punktet.", "Kari Eksempel", personal=True)
    ] = None
    """Of a person the name too."""
    description: Description = None


class Expectation(Part):
    """A paragraph of what a host expects, with its own place."""

    called: ClassVar[str] = "forventningen"
    text: Annotated[Text, About("teksten", "Teksten.", "Kilden bruker begge navnene.")]
    source: Places = Field(min_length=1)


class Event(Record):
    """A meeting, with its programme."""

    record_type: ClassVar[str] = "event"
    title: Title
    date: Annotated[Date, DATE]
    place: Annotated[
        Line | None,
        About("stedet", "Stedet.", "Samfunnshuset", Change.PROGRAMME, found_by="sted"),
    ] = None
    organiser: Organiser = None
    aim: Goal = None
    audience: Annotated[
        tuple[Line, ...],
        About(
            "målgruppen",
            "Hvem som er invitert.",
            ["Innbyggerne", "Kommunene"],
            Change.PARTIES,
        ),
    ] = ()
    price: Annotated[
        Text | None,
        About("prisen", "Hva det koster.", "Møtet er gratis.", Change.PROGRAMME, found_by="pris"),
    ] = None
    registration_deadline: Annotated[
        Date | None,
        DUE,
        About(
            "påmeldingsfristen",
            "Frist for å melde seg på (EDTF).",
            "2005-04-15",
            found_by="påmeldingsfrist",
            due="påmeldingsfrist, møte",
        ),
    ] = None
    registration_url: Annotated[
        Url | None,
        ADDRESS,
        About(
            "påmeldingsadressen",
            "Nettadressen for påmelding.",
            "https://example.org/pamelding",
        ),
    ] = None
    programme: Annotated[
        tuple[Slot, ...],
        About(
            "programmet",
            "Punktene i rekkefølge, med klokkeslett.",
            [{"start": "18:00", "end": "18:20", "title": "Velkommen"}],
            Change.PROGRAMME,
            found_by="program",
        ),
    ] = ()
    expectations: Annotated[
        tuple[Expectation, ...],
        About(
            "forventningene",
            "Hva arrangøren venter av arbeidet, ett avsnitt i hvert punkt.",
            [{"text": "Vi ønsker innspill.", "source": "beredskapsnotat-2005#framdrift"}],
            Change.PROGRAMME,
        ),
    ] = ()
    documents: Documents = ()


class Consultation(Record):
    """A public hearing of a draft."""

    record_type: ClassVar[str] = "consultation"
    title: Title
    about: Annotated[
        Text | None,
        About("omtalen", "Hva som er på høring.", "Utkastet til planen.", Change.WORDING),
    ] = None
    organiser: Organiser = None
    period: Span = None
    deadline: Annotated[
        Date | None,
        DUE,
        About(help="Siste dag for å svare (EDTF).", example="2005-05-31", due="frist, høring"),
    ] = None
    bodies: Annotated[
        tuple[Line, ...],
        About(
            "mottakerne",
            "Hvem som får høringen, slik kilden sier det.",
            ["kommuner", "brukerutvalg"],
            Change.PARTIES,
        ),
    ] = ()
    responses: Annotated[
        Count | None,
        About(
            "antallet svar",
            "Hvor mange svar som kom.",
            "12",
            Change.DETAIL,
            found_by="antall svar høringssvar",
        ),
    ] = None
    result: Result = None
    documents: Documents = ()


class Decision(Record):
    """Something a board, a meeting or a committee has decided."""

    record_type: ClassVar[str] = "decision"
    title: Title
    date: When = None
    body: Annotated[PartyRef | None, BODY] = None
    result: Result = None
    cases: Cases = ()
    documents: Documents = ()


class Basis(Part):
    """A document that another one builds on or follows, and who says so."""

    called: ClassVar[str] = "grunnlaget"
    document: Annotated[
        DocumentRef,
        About(
            "dokumentet",
            "Dokumentet det bygger på.",
            "dok-nasjonale-krav",
            Change.RELATION,
        ),
    ]
    says: Annotated[
        Text,
        SAYS,
        About(help="Hvordan de henger sammen, med egne ord.", example="Planen følger kravene."),
    ]
    stated: Annotated[
        bool,
        About(
            "markeringen «sagt i kilden»",
            "Skriv false når kilden ikke sier det rett ut.",
            "false",
        ),
    ] = True
    """Drawn with a dashed line where not."""
    source: Places = Field(min_length=1)


class Document(Record):
    """A document that the sources name: a plan, a guide, a mandate, an agreement, a news item."""

    record_type: ClassVar[str] = "document"
    kind: Annotated[str, WordOf("document_kind"), KIND]
    title: Title
    publisher: Annotated[PartyRef | None, PUBLISHER] = None
    date: When = None
    description: Description = None
    status: Annotated[
        Text | None,
        STATUS,
        About(help="Hvor langt dokumentet er kommet.", example="Vedtatt av styret."),
    ] = None
    file: Annotated[
        Line | None,
        FILE,
        About(
            help="Navnet på vedlegget, når kilden ikke gir noen adresse.", example="Kystplan.pdf"
        ),
    ] = None
    concerns: Annotated[
        tuple[ActorRef, ...],
        CONCERNS,
        About(
            help="Hvem dokumentet gjelder for; aktører.",
            example=["kysthelse"],
            party="gjelder for",
        ),
    ] = ()
    builds_on: Annotated[
        tuple[Basis, ...],
        About(
            "grunnlagsdokumentene",
            "Dokumenter det bygger på eller følger.",
            [
                {
                    "document": "dok-nasjonale-krav",
                    "says": "Planen følger kravene.",
                    "source": "beredskapsnotat-2005#tiltak",
                }
            ],
            Change.RELATION,
        ),
    ] = ()


class Erratum(Record):
    """A correction of a plan after it was frozen: what, why, and who decided, never a person."""

    record_type: ClassVar[str] = "erratum"
    title: Annotated[
        Title,
        About(help="Hva som er rettet, på én linje.", example="Fristen for kystbåten er rettet"),
    ]
    date: Annotated[Edtf, DATE, About(help="Når det ble rettet (EDTF).", example="2007-03-05")]
    reason: Annotated[
        Text,
        About(
            "grunnen",
            "Hvorfor det er rettet.",
            "Vi hadde lest feil linje i notatet.",
            Change.WORDING,
        ),
    ]
    description: Description = None
    body: Annotated[
        PartyRef | None,
        BODY,
        About(help="Aktøren eller gruppen som bestemte rettelsen.", example="kysthelse"),
    ] = None
    role: Annotated[
        Line | None,
        About(
            "stillingen",
            "Rollen til den som bestemte, aldri et navn.",
            "redaktøren",
            Change.PARTIES,
        ),
    ] = None
    corrects: Annotated[
        tuple[Annotated[Id, RefTo(ANY, gone=True)], ...],
        About(
            "de rettede postene",
            "Postene som er rettet. Sidene deres viser rettelsen.",
            ["kystbat"],
            Change.RELATION,
        ),
    ] = ()
    """The pages of these show it, or where readers are led instead."""
    pages: Annotated[
        tuple[PagePath, ...],
        About(
            "sidene",
            "Sidene som er rettet, regnet fra docs/<periode>/.",
            ["omrader/tema-kystberedskap.md"],
            Change.RELATION,
        ),
    ] = ()

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
