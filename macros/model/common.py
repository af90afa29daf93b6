"""The fields that several types of record have: what they hold and what is said of them."""

from __future__ import annotations

from typing import Annotated

from macros.model.about import About, Search
from macros.model.change_kinds import ChangeKind as Change
from macros.model.edtf import Edtf
from macros.model.scope import PARTY
from macros.model.text import Cites, Count, Date, Id, Lang, Line, RefTo, Text, Url

ActorRef = Annotated[Id, RefTo("actor")]
PartyRef = Annotated[Id, RefTo(PARTY)]
"""Who does something: an organisation, a body, or a group of the plan."""
AreaRef = Annotated[Id, RefTo("area")]
ChallengeRef = Annotated[Id, RefTo("challenge")]
DocumentRef = Annotated[Id, RefTo("document")]

IdField = Annotated[
    Id,
    About(
        "id-en",
        "Den faste id-en. Små bokstaver a–z, tall og bindestrek. Endres aldri.",
        "felles-ovelse",
        search=Search.NONE,
    ),
]
_SOURCE = About(
    "kilden",
    "Hvor i kildene dette står: dokument#del fra data/sources.yml. Ett sted eller flere.",
    "beredskapsnotat-2005#tiltak",
    Change.SOURCE,
    Search.NONE,
)
Places = Annotated[Cites, _SOURCE]
"""Where something is told."""
Language = Annotated[
    Lang,
    About(
        "språket",
        "Språket i tekstene: nb, nn eller en. Utelatt betyr nb.",
        "nn",
        Change.LANGUAGE,
        Search.NONE,
    ),
]
Title = Annotated[
    Line,
    About(
        "tittelen",
        "Navnet leserne ser. Kan endres.",
        "Øve sammen med kommunene",
        Change.WORDING,
        Search.TITLE,
    ),
]
KIND = About(
    "slaget",
    "Hva slags post det er: ett av ordene i data/vocabulary.yml.",
    "theme",
    Change.KIND,
    Search.NONE,
)
"""What is said of the field `kind`, whose words each type has its own list of."""
Order = Annotated[
    Count,
    About(
        "plassen i rekkefølgen",
        "Plassen i kildens egen liste. Utelatt betyr først.",
        "8",
        Change.ORDER,
        Search.NONE,
    ),
]
Description = Annotated[
    Text | None,
    About(
        "beskrivelsen",
        "Hva det handler om, i en setning eller to.",
        "Båten er klar hele døgnet.",
        Change.WORDING,
    ),
]
SUMMARY = About(
    "sammendraget",
    "Hva det handler om, i et avsnitt.",
    "Mange langs kysten har lang vei til sykehus.",
    Change.WORDING,
)
Goal = Annotated[
    Text | None,
    About("formålet", "Hva det skal føre til.", "Alle skal få hjelp i tide.", Change.WORDING),
]
Result = Annotated[
    Text | None,
    About("resultatet", "Hva som kom ut av det.", "De fleste støttet planen.", Change.WORDING),
]
Cases = Annotated[
    tuple[Line, ...],
    About(
        "saksnumrene",
        "Saksnumre, slik kilden skriver dem.",
        ["Sak 2005/3"],
        Change.DETAIL,
        found_by="saksnummer",
    ),
]
DATE = About(
    "datoen", "Datoen (EDTF). Skriv ikke mer enn kilden sier.", "2005-10", Change.DATE, when=True
)
When = Annotated[Date | None, DATE]
Day = Annotated[Edtf | None, DATE]
"""A date that no plan's reach limits."""
Span = Annotated[
    Date | None,
    About(
        "perioden",
        "Når det går for seg (EDTF), fra og til.",
        "2006-03/2007-02",
        Change.DATE,
        when=True,
    ),
]
DUE = About("fristen", example="2006-11-01", change=Change.DEADLINE, found_by="frist", when=True)
Responsible = Annotated[
    tuple[PartyRef, ...],
    About(
        "de ansvarlige",
        "Hvem som svarer for det: aktører eller grupper. Utelates når kilden ikke sier det.",
        ["kysthelse"],
        Change.RESPONSIBLE,
        found_by="ansvarlig ansvar",
        party="ansvarlig",
        untold="hvem som har ansvaret",
    ),
]
CarriedOutBy = Annotated[
    tuple[PartyRef, ...],
    About(
        "de utførende",
        "Hvem som gjør arbeidet, når kilden sier det uten å si hvem som svarer for det.",
        ["kysthelse"],
        Change.PARTIES,
        found_by="gjennomføres av",
        party="gjennomfører",
    ),
]
Participants = Annotated[
    tuple[PartyRef, ...],
    About(
        "deltakerne",
        "Hvem andre som er med: aktører eller grupper.",
        ["kommunene-kysten"],
        Change.PARTIES,
        found_by="deltar",
        party="deltar",
    ),
]
Organiser = Annotated[
    PartyRef | None,
    About(
        "arrangøren",
        "Hvem som arrangerer; en aktør eller gruppe.",
        "kysthelse",
        Change.PARTIES,
        party="arrangør",
    ),
]
BODY = About(
    "vedtaksorganet",
    "Hvem som vedtok det; en aktør eller gruppe.",
    "kysthelse-styret",
    Change.PARTIES,
    party="har vedtatt",
)
PUBLISHER = About(
    "utgiveren", "Hvem som har gitt det ut.", "kysthelse", Change.PARTIES, party="utgiver"
)
PartOf = Annotated[
    ActorRef | None,
    About(
        "den overordnede organisasjonen",
        "Hvem den hører til; en aktør.",
        "kysthelse",
        Change.RELATION,
        party="hører til her",
    ),
]
Documents = Annotated[
    tuple[DocumentRef, ...],
    About(
        "dokumentene",
        "Dokumentene det gjelder, fra documents.yml.",
        ["dok-kystplan"],
        Change.RELATION,
    ),
]
CONCERNS = About("virkeområdet", change=Change.RELATION)
NOTE = About(
    "merknaden",
    "Noe leseren bør vite, for eksempel at adressen er gammel.",
    "Adressen er gammel.",
    Change.NOTE,
)
ADDRESS = About(
    "adressen", "Hele nettadressen.", "https://example.org/kyst", Change.LINK, Search.HIDDEN
)
Address = Annotated[Url | None, ADDRESS]
SHORT = About("kortnavnet", change=Change.WORDING, search=Search.NAME)
FILE = About("filen", change=Change.LINK)
STATUS = About("statusen", change=Change.STATUS)
