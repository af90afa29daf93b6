"""What a plan wants and who does it: actors, challenges, measures, areas, groups, milestones."""

from __future__ import annotations

from typing import Annotated, ClassVar

from macros.model.about import About, Search
from macros.model.base import Part, Record
from macros.model.change_kinds import ChangeKind as Change
from macros.model.common import (
    DATE,
    DUE,
    KIND,
    NOTE,
    SHORT,
    STATUS,
    SUMMARY,
    ActorRef,
    Address,
    AreaRef,
    Cases,
    ChallengeRef,
    Description,
    DocumentRef,
    Goal,
    Order,
    Participants,
    PartOf,
    PartyRef,
    Places,
    Responsible,
    Span,
    Title,
)
from macros.model.text import Count, Date, Email, Line, Text, WordOf


class Contact(Part):
    """How to reach an actor."""

    called: ClassVar[str] = "kontaktpunktet"
    email: Annotated[
        Email | None, About("e-postadressen", "E-postadressen.", "post@kysthelse.example")
    ] = None
    url: Address = None
    use: Annotated[
        Text | None,
        About(
            "bruken",
            "Hva adressen er til, og hva en melding skal merkes med.",
            "Innspill til planen.",
        ),
    ] = None
    source: Annotated[
        Places,
        About(help="Stedet adressen er hentet fra, når det er et annet enn aktørens eget."),
    ] = ()


class Actor(Record):
    """An organisation or a body. People are never actors; they are members of groups."""

    record_type: ClassVar[str] = "actor"
    kind: Annotated[str, WordOf("actor_kind"), KIND]
    name: Annotated[
        Line, About("navnet", "Fullt navn.", "Kysthelse HF", Change.WORDING, Search.TITLE)
    ]
    short: Annotated[
        Line | None, SHORT, About(help="Forkortelsen, slik tabellene viser den.", example="KH")
    ] = None
    part_of: PartOf = None
    description: Description = None
    contacts: Annotated[
        tuple[Contact, ...],
        About(
            "kontaktpunktene",
            "Hvordan aktøren kan nås.",
            [{"email": "post@kysthelse.example", "use": "Innspill til planen."}],
            Change.CONTACT,
            found_by="kontakt e-post",
        ),
    ] = ()


class Challenge(Record):
    """Something the plan must answer: an unsolved problem, a new need."""

    record_type: ClassVar[str] = "challenge"
    kind: Annotated[str, WordOf("challenge_kind"), KIND]
    title: Title
    description: Description = None


class Measure(Record):
    """Something that shall be done. What the sources leave open stays out, and is shown as open."""

    record_type: ClassVar[str] = "measure"
    title: Title
    description: Description = None
    status: Annotated[
        Annotated[str, WordOf("measure_status")] | None,
        STATUS,
        About(
            help="Hvor langt tiltaket er kommet. Utelates når kilden ikke sier det.",
            example="planned",
        ),
    ] = None
    responsible: Responsible = ()
    participants: Participants = ()
    deadline: Annotated[
        Date | None,
        DUE,
        About(
            help="Når det skal være gjort (EDTF). Utelates når kilden ikke sier det.",
            due="frist, tiltak",
        ),
    ] = None
    period: Span = None
    challenges: Annotated[
        tuple[ChallengeRef, ...],
        About(
            "koblingene til utfordringer",
            "Utfordringene tiltaket svarer på.",
            ["lang-vei-til-sykehus"],
            Change.RELATION,
        ),
    ] = ()
    cases: Cases = ()


class Area(Record):
    """A theme, priority area, instrument, requirement …, with its challenges and measures."""

    record_type: ClassVar[str] = "area"
    kind: Annotated[str, WordOf("area_kind"), KIND]
    title: Title
    order: Order = 0
    summary: Annotated[Text | None, SUMMARY] = None
    aim: Goal = None
    status: Annotated[
        Text | None,
        STATUS,
        About(
            help="Hvor langt det er kommet, og når det ble sagt.",
            example="Våren 2006 var båten bestilt.",
        ),
    ] = None
    relates_to: Annotated[
        tuple[AreaRef, ...],
        About(
            "de tilknyttede områdene",
            "Andre områder i den samme planen som det henger sammen med.",
            ["tema-transport"],
            Change.RELATION,
            Search.NONE,
        ),
    ] = ()
    responsible: Responsible = ()
    participants: Participants = ()
    cases: Cases = ()
    challenges: Annotated[
        tuple[Challenge, ...],
        About(
            "koblingene til utfordringer",
            "Utfordringene området skal svare på. Hver av dem er en egen post.",
            [
                {
                    "id": "lang-vei-til-sykehus",
                    "kind": "unsolved",
                    "title": "Lang vei til sykehus",
                    "source": "beredskapsnotat-2005#ingress",
                }
            ],
            Change.RELATION,
        ),
    ] = ()
    measures: Annotated[
        tuple[Measure, ...],
        About(
            "tiltakene",
            "Tiltakene i området. Hvert av dem er en egen post, med en egen side.",
            [
                {
                    "id": "felles-ovelse",
                    "title": "Øve sammen med kommunene",
                    "source": "beredskapsnotat-2005#tiltak",
                }
            ],
            Change.RELATION,
        ),
    ] = ()


class Member(Part):
    """A person in a group. Shown on pages, left out of every export."""

    called: ClassVar[str] = "medlemmet"
    name: Annotated[
        Line,
        About(
            "navnet",
            "Navnet på personen, når kilden gir det.",
            "Kari Eksempel",
            Change.WORDING,
            personal=True,
        ),
    ]
    role: Annotated[
        Line | None,
        About("stillingen", "Stillingen, slik kilden skriver den.", "overlege", Change.PARTIES),
    ] = None
    function: Annotated[
        Line | None, About("oppgaven i gruppen", "Hva personen er i gruppen.", "leder")
    ] = None
    actor: Annotated[
        ActorRef | None,
        About("organisasjonen", "Hvem personen representerer; en aktør.", "kysthelse"),
    ] = None
    note: Annotated[Text | None, NOTE] = None


class Group(Record):
    """A group that does part of the work, with its members."""

    record_type: ClassVar[str] = "group"
    kind: Annotated[str, WordOf("group_kind"), KIND]
    title: Title
    order: Order = 0
    description: Description = None
    area: Annotated[
        AreaRef | None,
        About("området", "Området gruppen arbeider med.", "tema-kystberedskap", Change.RELATION),
    ] = None
    part_of: PartOf = None
    members: Annotated[
        tuple[Member, ...],
        About(
            "medlemmene",
            "Medlemmene. Navngi personer bare når kilden gjør det.",
            [{"name": "Kari Eksempel", "role": "overlege"}],
            Change.PEOPLE,
            found_by="medlemmer",
        ),
    ] = ()


class Milestone(Record):
    """A step of a timetable."""

    record_type: ClassVar[str] = "milestone"
    kind: Annotated[str, WordOf("milestone_kind"), KIND]
    title: Title
    description: Description = None
    date: Annotated[
        Date,
        DATE,
        About(
            help="Når trinnet er (EDTF): en dag, en måned, et år eller fra/til.",
            example="2005-03/2005-05",
            change=Change.DEADLINE,
            due="frist, trinn i tidsplanen",
        ),
    ]
    step: Annotated[
        Count | None,
        About("trinnummeret", "Nummeret i kildens egen liste.", "3", Change.ORDER, Search.NONE),
    ] = None
    actors: Annotated[
        tuple[PartyRef, ...],
        About(
            "aktørene",
            "Hvem som er med i trinnet: aktører eller grupper.",
            ["kysthelse"],
            Change.PARTIES,
            party="med i trinnet",
        ),
    ] = ()


class Aim(Record):
    """A goal, value, purpose or ambition that the plan builds on."""

    record_type: ClassVar[str] = "aim"
    kind: Annotated[str, WordOf("aim_kind"), KIND]
    title: Title
    order: Order = 0
    description: Description = None
    document: Annotated[
        DocumentRef | None,
        About("dokumentet", "Dokumentet som setter målet.", "dok-kystplan", Change.RELATION),
    ] = None


class Term(Record):
    """A word or abbreviation of the glossary."""

    record_type: ClassVar[str] = "term"
    term: Annotated[
        Line, About("ordet", "Ordet slik det står i tekstene.", "AMK", Change.WORDING, Search.TITLE)
    ]
    forms: Annotated[
        tuple[Line, ...],
        About(
            "de andre formene",
            "Andre former av det samme ordet.",
            ["AMK-sentral"],
            Change.WORDING,
            Search.NAME,
        ),
    ] = ()
    nb: Annotated[
        Line | None,
        About(
            "bokmålsformen",
            "Fullt navn på bokmål.",
            "akuttmedisinsk kommunikasjonssentral",
            Change.WORDING,
            Search.NAME,
        ),
    ] = None
    nn: Annotated[
        Line | None,
        About(
            "nynorskformen",
            "Fullt navn på nynorsk.",
            "akuttmedisinsk kommunikasjonssentral",
            Change.WORDING,
            Search.NAME,
        ),
    ] = None
    en: Annotated[
        Line | None,
        About(
            "det engelske navnet",
            "Fullt navn på engelsk.",
            "emergency medical communication centre",
            Change.WORDING,
            Search.NAME,
        ),
    ] = None
    meaning: Annotated[
        Text | None,
        About(
            "forklaringen",
            "Forklaringen, i én setning.",
            "Stedet som svarer når noen ringer 113.",
            Change.WORDING,
        ),
    ] = None
