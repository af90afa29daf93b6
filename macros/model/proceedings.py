"""What belongs to the making of a plan: meetings, consultations, decisions, documents, errata."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from macros.model.about import explain
from macros.model.base import SAYS, TEXT, Part, Record
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
from macros.model.text import (
    Clock,
    Count,
    Date,
    Exact,
    Id,
    Line,
    PagePath,
    RefTo,
    Text,
    Url,
    WordOf,
    fail,
)


class Slot(Part):
    """A point of a programme."""

    called: ClassVar[str] = "programpunktet"
    known_by: ClassVar[tuple[str, ...]] = ("start",)
    start: Clock = explain("starttiden", "18:00")
    """Klokkeslettet det begynner."""
    end: Clock = explain("sluttiden", "20:00")
    """Klokkeslettet det slutter."""
    title: Title
    by: Line | None = explain("lederen", "Kari Eksempel", personal=True, default=None)
    """Hvem som leder punktet."""
    description: Description = None


class Expectation(Part):
    """A paragraph of what a host expects, with its own place."""

    called: ClassVar[str] = "forventningen"
    text: Text = explain(TEXT)
    source: Places = Field(min_length=1)


class Event(Record):
    """A meeting, with its programme."""

    record_type: ClassVar[str] = "event"
    title: Title
    date: Date = explain(DATE)
    place: Line | None = explain(
        "stedet", "Samfunnshuset", Change.PROGRAMME, found_by="sted", default=None
    )
    """Stedet."""
    organiser: Organiser = None
    aim: Goal = None
    audience: tuple[Line, ...] = explain(
        "målgruppen", ["Innbyggerne", "Kommunene"], Change.PARTIES, default=()
    )
    """Hvem som er invitert."""
    price: Text | None = explain(
        "prisen", "Møtet er gratis.", Change.PROGRAMME, found_by="pris", default=None
    )
    """Hva det koster."""
    registration_deadline: Date | None = explain(
        DUE,
        "påmeldingsfristen",
        "2005-04-15",
        found_by="påmeldingsfrist",
        due="påmeldingsfrist, møte",
        default=None,
    )
    """Frist for å melde seg på (EDTF)."""
    registration_url: Url | None = explain(
        ADDRESS,
        "påmeldingsadressen",
        "https://example.org/pamelding",
        default=None,
    )
    """Nettadressen for påmelding."""
    programme: tuple[Slot, ...] = explain(
        "programmet",
        [{"start": "18:00", "end": "18:20", "title": "Velkommen"}],
        Change.PROGRAMME,
        found_by="program",
        default=(),
    )
    """Punktene i rekkefølge, med klokkeslett."""
    expectations: tuple[Expectation, ...] = explain(
        "forventningene",
        [{"text": "Vi ønsker innspill.", "source": "beredskapsnotat-2005#framdrift"}],
        Change.PROGRAMME,
        default=(),
    )
    """Hva arrangøren venter av arbeidet, ett avsnitt i hvert punkt."""
    documents: Documents = ()


class Consultation(Record):
    """A public hearing of a draft."""

    record_type: ClassVar[str] = "consultation"
    title: Title
    about: Text | None = explain("omtalen", "Utkastet til planen.", Change.WORDING, default=None)
    """Hva som er på høring."""
    organiser: Organiser = None
    period: Span = None
    deadline: Date | None = explain(DUE, example="2005-05-31", due="frist, høring", default=None)
    """Siste dag for å svare (EDTF)."""
    bodies: tuple[Line, ...] = explain(
        "mottakerne", ["kommuner", "brukerutvalg"], Change.PARTIES, default=()
    )
    """Hvem som får høringen, slik kilden sier det."""
    responses: Count | None = explain(
        "antallet svar", "12", Change.DETAIL, found_by="antall svar høringssvar", default=None
    )
    """Hvor mange svar som kom."""
    result: Result = None
    documents: Documents = ()


class Decision(Record):
    """Something a board, a meeting or a committee has decided."""

    record_type: ClassVar[str] = "decision"
    title: Title
    date: When = None
    body: PartyRef | None = explain(BODY, default=None)
    result: Result = None
    cases: Cases = ()
    documents: Documents = ()


class Basis(Part):
    """A document that another one builds on or follows, and who says so."""

    called: ClassVar[str] = "grunnlaget"
    known_by: ClassVar[tuple[str, ...]] = ("document",)
    document: DocumentRef = explain("dokumentet", "dok-nasjonale-krav", Change.RELATION)
    """Dokumentet det bygger på."""
    says: Text = explain(SAYS, example="Planen følger kravene.")
    """Hvordan de henger sammen, med egne ord."""
    stated: bool = explain("markeringen «sagt i kilden»", "false", default=True)
    """Skriv false når kilden ikke sier det rett ut."""
    source: Places = Field(min_length=1)


class Document(Record):
    """A document that the sources name: a plan, a guide, a mandate, an agreement, a news item."""

    record_type: ClassVar[str] = "document"
    kind: Annotated[str, WordOf("document_kind")] = explain(KIND)
    title: Title
    publisher: PartyRef | None = explain(PUBLISHER, default=None)
    date: When = None
    description: Description = None
    status: Text | None = explain(STATUS, example="Vedtatt av styret.", default=None)
    """Hvor langt dokumentet er kommet."""
    file: Exact | None = explain(FILE, example="Kystplan.pdf", default=None)
    """Navnet på vedlegget, når kilden ikke gir noen adresse."""
    concerns: tuple[ActorRef, ...] = explain(
        CONCERNS, example=["kysthelse"], party="gjelder for", default=()
    )
    """Hvem dokumentet gjelder for; aktører."""
    builds_on: tuple[Basis, ...] = explain(
        "grunnlagsdokumentene",
        [
            {
                "document": "dok-nasjonale-krav",
                "says": "Planen følger kravene.",
                "source": "beredskapsnotat-2005#tiltak",
            }
        ],
        Change.RELATION,
        default=(),
    )
    """Dokumenter det bygger på eller følger."""


class Erratum(Record):
    """A correction of a plan after it was frozen: what, why, and who decided, never a person."""

    record_type: ClassVar[str] = "erratum"
    title: Title = explain(example="Fristen for kystbåten er rettet")
    """Hva som er rettet, på én linje."""
    date: Edtf = explain(DATE, example="2007-03-05")
    """Når det ble rettet (EDTF)."""
    reason: Text = explain("grunnen", "Vi hadde lest feil linje i notatet.", Change.WORDING)
    """Hvorfor det er rettet."""
    description: Description = None
    body: PartyRef | None = explain(BODY, example="kysthelse", default=None)
    """Aktøren eller gruppen som bestemte rettelsen."""
    role: Line | None = explain("stillingen", "redaktøren", Change.PARTIES, default=None)
    """Rollen til den som bestemte, aldri et navn."""
    corrects: tuple[Annotated[Id, RefTo(ANY, gone=True)], ...] = explain(
        "de rettede postene", ["kystbat"], Change.RELATION, default=()
    )
    """Postene som er rettet. Sidene deres viser rettelsen."""
    pages: tuple[PagePath, ...] = explain(
        "sidene", ["omrader/tema-kystberedskap.md"], Change.RELATION, default=()
    )
    """Sidene som er rettet, regnet fra docs/<periode>/."""

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
