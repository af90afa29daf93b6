"""What a plan wants and who does it: actors, challenges, measures, areas, groups, milestones."""

from __future__ import annotations

from typing import Annotated, ClassVar

from macros.model.about import Search, explain
from macros.model.base import Part, Record
from macros.model.change_kinds import ChangeKind as Change
from macros.model.common import (
    DUE,
    KIND,
    NOTE,
    SHORT,
    STATUS,
    SUMMARY,
    ActorRef,
    Address,
    AreaRef,
    CarriedOutBy,
    Cases,
    ChallengeRef,
    Description,
    DocumentRef,
    Goal,
    Order,
    Participants,
    PartOf,
    Places,
    Responsible,
    Span,
    Title,
)
from macros.model.text import Date, Email, Line, Text, WordOf


class Contact(Part):
    """How to reach an actor."""

    called: ClassVar[str] = "kontaktpunktet"
    email: Email | None = explain("e-postadressen", "post@kysthelse.example", default=None)
    """E-postadressen."""
    url: Address = None
    use: Text | None = explain("bruken", "Innspill til planen.", default=None)
    """Hva adressen er til, og hva en melding skal merkes med."""
    source: Places = explain(default=())
    """Stedet adressen er hentet fra, når det er et annet enn aktørens eget."""


class Actor(Record):
    """An organisation or a body. People are never actors; they are members of groups."""

    record_type: ClassVar[str] = "actor"
    kind: Annotated[str, WordOf("actor_kind")] = explain(KIND)
    name: Line = explain("navnet", "Kysthelse HF", Change.WORDING, Search.TITLE)
    """Fullt navn."""
    short: Line | None = explain(SHORT, example="KH", default=None)
    """Forkortelsen, slik tabellene viser den."""
    part_of: PartOf = None
    serves: Line | None = explain(
        "ansvarsområdet", "Kysten, og øyene utenfor", Change.WORDING, default=None
    )
    """Fylket eller området den gir tjenester til, slik kilden sier det."""
    description: Description = None
    contacts: tuple[Contact, ...] = explain(
        "kontaktpunktene",
        [{"email": "post@kysthelse.example", "use": "Innspill til planen."}],
        Change.CONTACT,
        found_by="kontakt e-post",
        default=(),
    )
    """Hvordan aktøren kan nås."""


class Challenge(Record):
    """Something the plan must answer: an unsolved problem, a new need."""

    record_type: ClassVar[str] = "challenge"
    kind: Annotated[str, WordOf("challenge_kind")] = explain(KIND)
    title: Title
    description: Description = None


class Measure(Record):
    """Something that shall be done. What the sources leave open stays out, and is shown as open."""

    record_type: ClassVar[str] = "measure"
    title: Title
    description: Description = None
    responsible: Responsible = ()
    carried_out_by: CarriedOutBy = ()
    participants: Participants = ()
    deadline: Date | None = explain(DUE, due="frist, tiltak", untold="når fristen er", default=None)
    """Når det skal være gjort (EDTF). Utelates når kilden ikke sier det."""
    period: Span = None
    challenges: tuple[ChallengeRef, ...] = explain(
        "koblingene til utfordringer", ["lang-vei-til-sykehus"], Change.RELATION, default=()
    )
    """Utfordringene tiltaket svarer på."""
    cases: Cases = ()


class Area(Record):
    """A theme, priority area, instrument, requirement …, with its challenges and measures."""

    record_type: ClassVar[str] = "area"
    kind: Annotated[str, WordOf("area_kind")] = explain(KIND)
    title: Title
    order: Order = 0
    summary: Text | None = explain(SUMMARY, default=None)
    aim: Goal = None
    status: Text | None = explain(STATUS, example="Våren 2006 var båten bestilt.", default=None)
    """Hvor langt det er kommet, og når det ble sagt."""
    relates_to: tuple[AreaRef, ...] = explain(
        "de tilknyttede områdene", ["tema-transport"], Change.RELATION, Search.NONE, default=()
    )
    """Andre områder i den samme planen som det henger sammen med."""
    responsible: Responsible = ()
    carried_out_by: CarriedOutBy = ()
    participants: Participants = ()
    cases: Cases = ()
    challenges: tuple[Challenge, ...] = explain(
        "koblingene til utfordringer",
        [
            {
                "id": "lang-vei-til-sykehus",
                "kind": "unsolved",
                "title": "Lang vei til sykehus",
                "source": "beredskapsnotat-2005#ingress",
            }
        ],
        Change.RELATION,
        default=(),
    )
    """Utfordringene området skal svare på. Hver av dem er en egen post."""
    measures: tuple[Measure, ...] = explain(
        "tiltakene",
        [
            {
                "id": "felles-ovelse",
                "title": "Øve sammen med kommunene",
                "source": "beredskapsnotat-2005#tiltak",
            }
        ],
        Change.RELATION,
        default=(),
    )
    """Tiltakene i området. Hvert av dem er en egen post, med en egen side."""


class Member(Part):
    """A person in a group. Shown on pages, left out of every export."""

    called: ClassVar[str] = "medlemmet"
    known_by: ClassVar[tuple[str, ...]] = ("name",)
    name: Line = explain("navnet", "Kari Eksempel", Change.WORDING, personal=True)
    """Navnet på personen, når kilden gir det."""
    role: Line | None = explain("stillingen", "overlege", Change.PARTIES, default=None)
    """Stillingen, slik kilden skriver den."""
    function: Line | None = explain("oppgaven i gruppen", "leder", default=None)
    """Hva personen er i gruppen."""
    actor: ActorRef | None = explain("organisasjonen", "kysthelse", default=None)
    """Hvem personen representerer; en aktør."""
    note: Text | None = explain(NOTE, default=None)


class Group(Record):
    """A group that does part of the work, with its members."""

    record_type: ClassVar[str] = "group"
    kind: Annotated[str, WordOf("group_kind")] = explain(KIND)
    title: Title
    order: Order = 0
    description: Description = None
    area: AreaRef | None = explain("området", "tema-kystberedskap", Change.RELATION, default=None)
    """Området gruppen arbeider med."""
    part_of: PartOf = None
    members: tuple[Member, ...] = explain(
        "medlemmene",
        [{"name": "Kari Eksempel", "role": "overlege"}],
        Change.PEOPLE,
        found_by="medlemmer",
        default=(),
    )
    """Medlemmene. Navngi personer bare når kilden gjør det."""


class Aim(Record):
    """A goal, value, purpose or ambition that the plan builds on."""

    record_type: ClassVar[str] = "aim"
    kind: Annotated[str, WordOf("aim_kind")] = explain(KIND)
    title: Title
    order: Order = 0
    description: Description = None
    document: DocumentRef | None = explain(
        "dokumentet", "dok-kystplan", Change.RELATION, default=None
    )
    """Dokumentet som setter målet."""


class Term(Record):
    """A word or abbreviation of the glossary."""

    record_type: ClassVar[str] = "term"
    term: Line = explain("ordet", "AMK", Change.WORDING, Search.TITLE)
    """Ordet slik det står i tekstene."""
    forms: tuple[Line, ...] = explain(
        "de andre formene", ["AMK-sentral"], Change.WORDING, Search.NAME, default=()
    )
    """Andre former av det samme ordet."""
    nb: Line | None = explain(
        "bokmålsformen",
        "akuttmedisinsk kommunikasjonssentral",
        Change.WORDING,
        Search.NAME,
        default=None,
    )
    """Fullt navn på bokmål."""
    nn: Line | None = explain(
        "nynorskformen",
        "akuttmedisinsk kommunikasjonssentral",
        Change.WORDING,
        Search.NAME,
        default=None,
    )
    """Fullt navn på nynorsk."""
    en: Line | None = explain(
        "det engelske navnet",
        "emergency medical communication centre",
        Change.WORDING,
        Search.NAME,
        default=None,
    )
    """Fullt navn på engelsk."""
    meaning: Text | None = explain(
        "forklaringen", "Stedet som svarer når noen ringer 113.", Change.WORDING, default=None
    )
    """Forklaringen, i én setning."""
