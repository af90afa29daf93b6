"""What has happened since: milestones planned and actual, reports, indicators."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from macros.model.about import About, Search
from macros.model.base import Part, Record
from macros.model.change_kinds import ChangeKind as Change
from macros.model.common import DATE, KIND, Description, PartyRef, Places, Title
from macros.model.edtf import Edtf
from macros.model.scope import ANY
from macros.model.text import Count, Date, Line, Name, RefTo, Text, WordOf, fail

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(,[0-9]+)?")


def _number(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not _NUMBER.fullmatch(value.strip()):
        raise fail(
            "number",
            f"«{value[:40]}» er ikke et tall slik det skrives her.",
            "Skriv sifrene etter hverandre, uten punktum og mellomrom, og komma foran desimaler.",
        )
    return Decimal(value.strip().replace(",", "."))


Number = Annotated[Decimal, BeforeValidator(_number), Field(json_schema_extra={"number": True})]
"""A number as Norwegians write it: `4,35`, `28000`. A dot could mean thousands or decimals."""

Anything = Annotated[tuple[Annotated[Name, RefTo(ANY, anywhere=True)], ...], Field(min_length=1)]
"""Records of this plan by their ids, of another as `period/id`."""


class Move(Part):
    """A planned date that a source says was moved."""

    called: ClassVar[str] = "flyttingen"
    was: Annotated[
        Edtf | None,
        About(
            "datoen før",
            "Datoen som gjaldt før (EDTF). Utelates når kilden ikke sier det.",
            "2005-10",
            Change.MOVE,
        ),
    ] = None
    became: Annotated[
        Edtf | None,
        About(
            "den nye datoen",
            "Datoen det ble flyttet til (EDTF). Utelates når ingen ny er satt.",
            "2006-03",
            Change.MOVE,
        ),
    ] = None
    told: Annotated[
        Edtf | None,
        About(
            "tidspunktet for flyttingen",
            "Når flyttingen ble fortalt (EDTF).",
            "2005-09-01",
            Change.MOVE,
        ),
    ] = None
    reason: Annotated[
        Text | None,
        About(
            "grunnen",
            "Hvorfor det ble flyttet, med egne ord. Utelates når kilden ikke sier det.",
            "Båten var forsinket.",
            Change.MOVE,
        ),
    ] = None
    source: Places = Field(min_length=1)


class Milestone(Record):
    """A step of a timetable: when it was planned, and when it came."""

    record_type: ClassVar[str] = "milestone"
    kind: Annotated[str, WordOf("milestone_kind"), KIND]
    title: Title
    description: Description = None
    date: Annotated[
        Date,
        DATE,
        About(
            help="Når trinnet er, eller var planlagt (EDTF): en dag, en måned, et år eller fra/til.",
            example="2005-03/2005-05",
            change=Change.DEADLINE,
            due="frist, trinn i tidsplanen",
        ),
    ]
    actual: Annotated[
        Date | None,
        About(
            "tidspunktet det skjedde",
            "Når det faktisk skjedde (EDTF). Utelates når det ikke har "
            "skjedd, eller ingen kilde sier det.",
            "2005-06-01",
            Change.ACTUAL,
            when=True,
        ),
    ] = None
    actual_source: Annotated[
        Places, About(help="Hvor det står når det skjedde: dokument#del.")
    ] = ()
    moves: Annotated[
        tuple[Move, ...],
        About(
            "flyttingene",
            "Hver gang en kilde sier at datoen ble flyttet, i rekkefølge.",
            [{"was": "2005-03", "became": "2005-06", "source": "beredskapsnotat-2005#framdrift"}],
            Change.MOVE,
        ),
    ] = ()
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

    @model_validator(mode="after")
    def _cited(self) -> Milestone:
        if bool(self.actual) != bool(self.actual_source):
            raise fail(
                "actual",
                "Det som skjedde, må ha både dato og kilde.",
                "Skriv både «actual» og «actual_source», eller ingen av dem.",
            )
        return self

    @property
    def planned(self) -> Edtf | None:
        """The date that was planned last; None where the last move set none."""
        return self.moves[-1].became if self.moves else self.date


class Report(Record):
    """Something that has happened, on a day or in a month, and where it says so."""

    record_type: ClassVar[str] = "report"
    title: Title
    date: Annotated[Edtf, DATE, About(help="Når det skjedde (EDTF), ikke når det ble fortalt.")]
    description: Description = None
    concerns: Annotated[
        Anything,
        About(
            "det meldingen gjelder",
            "Postene det gjelder: id-er i denne planen, «periode/id» i en annen.",
            ["felles-ovelse"],
            Change.RELATION,
            Search.NONE,
        ),
    ]
    state: Annotated[
        Annotated[str, WordOf("report_state")] | None,
        About(
            "tilstanden",
            "Hvor langt det er kommet, når kilden sier det om alt meldingen gjelder.",
            "under-way",
            Change.STATUS,
        ),
    ] = None
    part: Annotated[
        Line | None,
        About(
            "delen tilstanden gjelder",
            "Hva tilstanden gjelder, når det bare er en del av posten. "
            "Da blir den ikke statusen til posten.",
            "båten i nord",
            Change.STATUS,
        ),
    ] = None
    by: Annotated[
        tuple[PartyRef, ...],
        About(
            "hvem det er meldt av",
            "Hvem som gjorde det: aktører eller grupper.",
            ["kysthelse"],
            Change.PARTIES,
            party="har gjort",
        ),
    ] = ()

    @model_validator(mode="after")
    def _of_something(self) -> Report:
        if self.part and not self.state:
            raise fail(
                "report", "«part» står uten «state».", "Skriv tilstanden, eller ta bort part."
            )
        return self


class Value(Part):
    """One value of an indicator, on a date, with its source."""

    called: ClassVar[str] = "verdien"
    date: Annotated[Edtf, About("datoen", "Når verdien gjelder (EDTF).", "2005-12", Change.VALUE)]
    value: Annotated[
        Number, About("verdien", "Tallet, med komma foran desimaler.", "12", Change.VALUE)
    ]
    kind: Annotated[
        Annotated[str, WordOf("value_kind")],
        About(
            "slaget",
            "Om det er en målt verdi, et utgangspunkt, et mål eller et anslag: ett av "
            "ordene under value_kind i data/vocabulary.yml.",
            "measured",
            Change.TARGET,
            Search.NONE,
        ),
    ]
    qualifier: Annotated[
        Line | None,
        About(
            "forbeholdet",
            "Ordet foran tallet, når kilden ikke er nøyaktig.",
            "om lag",
            Change.VALUE,
        ),
    ] = None
    note: Annotated[
        Text | None,
        About("merknaden", "Noe leseren bør vite om verdien.", "Uten øyene.", Change.NOTE),
    ] = None
    source: Places = Field(min_length=1)


class Indicator(Record):
    """A number over time that shows whether something is coming about."""

    record_type: ClassVar[str] = "indicator"
    title: Title
    unit: Annotated[Line, About("enheten", "Hva tallene teller.", "kommuner", Change.DEFINITION)]
    definition: Annotated[
        Text,
        About(
            "definisjonen",
            "Hva som er med i tallet, med egne ord.",
            "Kommuner der båten går.",
            Change.DEFINITION,
        ),
    ]
    concerns: Annotated[
        Anything,
        About(
            "det indikatoren gjelder",
            "Postene det gjelder: id-er i denne planen, «periode/id» i en annen.",
            ["felles-ovelse"],
            Change.RELATION,
            Search.NONE,
        ),
    ]
    better: Annotated[
        Literal["up", "down"] | None,
        About(
            "ønsket retning",
            "up når høyere er bedre, down når lavere er det. Utelates når kilden ikke sier det.",
            "up",
            Change.DEFINITION,
            Search.NONE,
        ),
    ] = None
    values: Annotated[
        tuple[Value, ...],
        About(
            "verdiene",
            "Verdiene, med dato og kilde til hver.",
            [
                {
                    "date": "2005-12",
                    "value": "12",
                    "kind": "measured",
                    "source": "beredskapsnotat-2005#tiltak",
                }
            ],
            Change.VALUE,
        ),
    ] = Field(min_length=1)
