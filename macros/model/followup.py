"""What has happened since: milestones planned and actual, reports, indicators."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from macros.model import forms
from macros.model.about import About, Search, explain
from macros.model.base import Part, Record
from macros.model.change_kinds import ChangeKind as Change
from macros.model.common import DATE, KIND, Description, PartyRef, Places, Title
from macros.model.edtf import Edtf
from macros.model.scope import ANY
from macros.model.text import Count, Date, Line, Name, RefTo, Text, WordOf, fail


def _number(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(forms.NUMBER, value.strip()):
        raise fail(
            "number",
            f"«{value[:40]}» er ikke et tall slik det skrives her.",
            f"Skriv {forms.WORDS[forms.NUMBER]}.",
        )
    return Decimal(value.strip().replace(",", "."))


Number = Annotated[
    Decimal,
    BeforeValidator(_number),
    WithJsonSchema({"type": "string", "pattern": forms.NUMBER}),
]
"""A number as Norwegians write it: `4,35`, `28000`. A dot could mean thousands or decimals."""

Concerns = Annotated[
    tuple[Annotated[Name, RefTo(ANY, anywhere=True)], ...],
    Field(min_length=1),
    About(
        "koblingene til poster",
        "Postene det gjelder: id-er i denne planen, «periode/id» i en annen.",
        ["felles-ovelse"],
        Change.RELATION,
        Search.NONE,
    ),
]
"""Records of this plan by their ids, of another as `period/id`."""


class Move(Part):
    """A planned date that a source says was moved."""

    called: ClassVar[str] = "flyttingen"
    was: Edtf | None = explain("datoen før", "2005-10", Change.MOVE, default=None)
    """Datoen som gjaldt før (EDTF). Utelates når kilden ikke sier det."""
    became: Edtf | None = explain("den nye datoen", "2006-03", Change.MOVE, default=None)
    """Datoen det ble flyttet til (EDTF). Utelates når ingen ny er satt."""
    told: Edtf | None = explain(
        "tidspunktet for flyttingen", "2005-09-01", Change.MOVE, default=None
    )
    """Når flyttingen ble fortalt (EDTF)."""
    reason: Text | None = explain("grunnen", "Båten var forsinket.", Change.MOVE, default=None)
    """Hvorfor det ble flyttet, med egne ord. Utelates når kilden ikke sier det."""
    source: Places = Field(min_length=1)


class Milestone(Record):
    """A step of a timetable: when it was planned, and when it came."""

    record_type: ClassVar[str] = "milestone"
    kind: Annotated[str, WordOf("milestone_kind")] = explain(KIND)
    title: Title
    description: Description = None
    date: Date = explain(
        DATE, example="2005-03/2005-05", change=Change.DEADLINE, due="frist, trinn i tidsplanen"
    )
    """Når trinnet er, eller var planlagt (EDTF): en dag, en måned, et år eller fra/til."""
    actual: Date | None = explain(
        "tidspunktet det skjedde", "2005-06-01", Change.ACTUAL, when=True, default=None
    )
    """Når det skjedde (EDTF). Utelates når det ikke har skjedd, eller ingen kilde sier det."""
    actual_source: Places = explain(default=())
    """Hvor det står når det skjedde: dokument#del."""
    moves: tuple[Move, ...] = explain(
        "flyttingene",
        [{"was": "2005-03", "became": "2005-06", "source": "beredskapsnotat-2005#framdrift"}],
        Change.MOVE,
        default=(),
    )
    """Hver gang en kilde sier at datoen ble flyttet, i rekkefølge."""
    step: Count | None = explain("trinnummeret", "3", Change.ORDER, Search.NONE, default=None)
    """Nummeret i kildens egen liste."""
    actors: tuple[PartyRef, ...] = explain(
        "aktørene", ["kysthelse"], Change.PARTIES, party="med i trinnet", default=()
    )
    """Hvem som er med i trinnet: aktører eller grupper."""

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
    date: Edtf = explain(DATE)
    """Når det skjedde (EDTF), ikke når det ble fortalt."""
    description: Description = None
    concerns: Concerns
    state: Annotated[str, WordOf("report_state")] | None = explain(
        "tilstanden", "under-way", Change.STATUS, default=None
    )
    """Hvor langt det er kommet, når kilden sier det om alt meldingen gjelder."""
    part: Line | None = explain(
        "avgrensningen av tilstanden", "båten i nord", Change.STATUS, default=None
    )
    """Hva tilstanden gjelder, når det bare er en del av posten. Da blir den ikke statusen til
    posten."""
    by: tuple[PartyRef, ...] = explain(
        "utførerne", ["kysthelse"], Change.PARTIES, party="har gjort", default=()
    )
    """Hvem som gjorde det: aktører eller grupper."""

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
    date: Edtf = explain("datoen", "2005-12", Change.VALUE)
    """Når verdien gjelder (EDTF)."""
    value: Number = explain("verdien", "12", Change.VALUE)
    """Tallet, med komma foran desimaler."""
    kind: Annotated[str, WordOf("value_kind")] = explain(
        "slaget", "measured", Change.TARGET, Search.NONE
    )
    """Om det er en målt verdi, et utgangspunkt, et mål eller et anslag: ett av ordene under
    value_kind i data/vocabulary.yml."""
    qualifier: Line | None = explain("forbeholdet", "om lag", Change.VALUE, default=None)
    """Ordet foran tallet, når kilden ikke er nøyaktig."""
    note: Text | None = explain("merknaden", "Uten øyene.", Change.NOTE, default=None)
    """Noe leseren bør vite om verdien."""
    source: Places = Field(min_length=1)


class Indicator(Record):
    """A number over time that shows whether something is coming about."""

    record_type: ClassVar[str] = "indicator"
    title: Title
    unit: Line = explain("enheten", "kommuner", Change.DEFINITION)
    """Hva tallene teller."""
    definition: Text = explain("definisjonen", "Kommuner der båten går.", Change.DEFINITION)
    """Hva som er med i tallet, med egne ord."""
    concerns: Concerns
    better: Literal["up", "down"] | None = explain(
        "den ønskede retningen", "up", Change.DEFINITION, Search.NONE, default=None
    )
    """Om høyere (up) eller lavere (down) er bedre. Utelates når kilden ikke sier det."""
    values: tuple[Value, ...] = explain(
        "verdiene",
        [
            {
                "date": "2005-12",
                "value": "12",
                "kind": "measured",
                "source": "beredskapsnotat-2005#tiltak",
            }
        ],
        Change.VALUE,
        table="verdier",
        min_length=1,
    )
    """Verdiene, med dato og kilde til hver. Er et mål endret, står det nye under det gamle, med
    grunnen i «note»."""
