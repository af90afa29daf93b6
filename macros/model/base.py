"""What every record has: an id that never changes, where it comes from, and what came before."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from macros.model.about import About, Search, explain
from macros.model.change_kinds import ChangeKind as Change
from macros.model.common import ADDRESS, CONCERNS, KIND, NOTE, IdField, Language, Places, Title
from macros.model.scope import ANY
from macros.model.text import Id, Lang, Line, RefTo, Text, Url, WordOf, fail


class Part(BaseModel):
    """A piece of a record. Frozen and closed: an unknown key is an error.

    Class attributes:
        called: What a sentence calls it, in the definite form of bokmål.
        known_by: The fields that tell it from the others of its list, of which the first that is
            filled counts; none where it is known by what it says.
    """

    called: ClassVar[str] = "delen"
    known_by: ClassVar[tuple[str, ...]] = ()
    model_config = ConfigDict(
        defer_build=True, frozen=True, extra="forbid", strict=False, use_attribute_docstrings=True
    )


class OutcomeKind(StrEnum):
    """What became of a record when its plan was succeeded. Labels stand in the vocabulary."""

    CONTINUED = "continued"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    COMPLETED = "completed"
    DROPPED = "dropped"
    NOT_STATED = "not-stated"

    @property
    def lives_on(self) -> bool:
        """Whether a record of the next plan must name the old one in `continues`."""
        return self in _LIVES_ON


_LIVES_ON = frozenset(
    {OutcomeKind.CONTINUED, OutcomeKind.REWORDED, OutcomeKind.SPLIT, OutcomeKind.MERGED}
)


class Outcome(Part):
    """What became of a record at the end of its plan, and who says so."""

    called: ClassVar[str] = "utfallet"
    kind: OutcomeKind = explain(KIND, example="reworded")
    """Hva det ble av posten."""
    reason: Text | None = explain(
        "grunnen", "Temaet har fått nytt navn.", Change.WORDING, default=None
    )
    """Hva som skjedde, i en setning. Må være med når noe falt bort."""
    source: Places = ()

    @model_validator(mode="after")
    def _told(self) -> Outcome:
        if self.kind is not OutcomeKind.NOT_STATED and not self.source:
            raise fail("outcome", "Utfallet mangler kilde.", "Legg til «source», eller not-stated.")
        if self.kind is OutcomeKind.DROPPED and not self.reason:
            raise fail("outcome", "Noe falt bort uten grunn.", "Legg til «reason».")
        return self


TEXT = About("teksten", "Teksten.", "Kilden bruker begge navnene.")
SAYS = About("ordlyden", "Hva som står der, med egne ord.", "Innledningen nevner ni kommuner.")


class Note(Part):
    """Something a reader should know about a record, for instance a spelling that was corrected."""

    called: ClassVar[str] = "merknaden"
    text: Text = explain(TEXT)
    source: Places = ()


class Reading(Part):
    """What one place says, where places contradict each other."""

    called: ClassVar[str] = "lesemåten"
    says: Text = explain(SAYS)
    source: Places = Field(min_length=1)


class Conflict(Part):
    """Places that do not agree. Both are kept; nothing is smoothed."""

    called: ClassVar[str] = "motstriden"
    known_by: ClassVar[tuple[str, ...]] = ("id",)
    id: IdField
    title: Title = explain(example="Når høringen begynte")
    """Hva uenigheten gjelder."""
    field: Line | None = explain("det omstridte feltet", "date", default=None)
    """Feltet motstriden gjelder. Utelates når den gjelder hele posten."""
    readings: tuple[Reading, ...] = explain(
        "lesemåtene",
        [
            {
                "says": "Innledningen nevner ni kommuner.",
                "source": "beredskapsnotat-2005#ingress",
            },
            {"says": "Tiltakene nevner ti.", "source": "beredskapsnotat-2005#tiltak"},
        ],
        min_length=2,
    )
    """Hva hvert sted sier, med egne ord."""
    shown: Text = explain("visningen på nettstedet", "Vi viser begge tallene.")
    """Hva nettstedet viser, og hvorfor."""
    concerns: tuple[Annotated[Id, RefTo(ANY)], ...] = explain(
        CONCERNS, example=["horing-kyst"], default=()
    )
    """Andre poster der leserne bør se det samme."""


class Link(Part):
    """An address that a source gives, or that leads to what it names."""

    called: ClassVar[str] = "lenken"
    known_by: ClassVar[tuple[str, ...]] = ("url",)
    title: Title
    url: Url = explain(ADDRESS)
    lang: Lang | None = explain("språket", "en", Change.LANGUAGE, Search.NONE, default=None)
    """Språket i tittelen, når det er et annet enn postens."""
    note: Line | None = explain(NOTE, default=None)


LINKS = About(
    "lenkene",
    "Adresser som hører til, slik kilden gir dem.",
    [{"title": "Kystplanen", "url": "https://example.org/kyst"}],
    Change.LINK,
)
_CONFLICTS = About(
    "motstriden",
    "Steder der kildene ikke er enige.",
    [
        {
            "id": "kyst-horing-tid",
            "title": "Når høringen begynte",
            "readings": [
                {
                    "says": "Framdriftsplanen sier mars.",
                    "source": "beredskapsnotat-2005#framdrift",
                },
                {
                    "says": "Innledningen sier april.",
                    "source": "beredskapsnotat-2005#ingress",
                },
            ],
            "shown": "Vi viser framdriftsplanen, fordi den er mest nøyaktig.",
        }
    ],
    Change.CONFLICT,
    Search.NONE,
)
_NOTES = About(
    "merknadene",
    "Noe leseren bør vite om opplysningene.",
    [{"text": "Kilden bruker begge navnene."}],
    Change.NOTE,
)
_CONTINUES = About(
    "forgjengerne",
    "Id-ene i planen før denne som dette fører videre.",
    ["kystberedskap-gammel"],
    Change.LINEAGE,
    Search.NONE,
)
_SAME_SUBJECT = About(
    "det om samme tema",
    "Poster i planen før denne om det samme temaet. Det sier ikke at noe er ført videre.",
    ["kystberedskap-gammel"],
    Change.LINEAGE,
    Search.NONE,
)
_STANDING = About(
    "avsenderen",
    "Hvem sitt ord det er: ett av ordene under standing i data/vocabulary.yml. Utelates når det "
    "følger av stedet i kilden.",
    "proposed",
    Change.STANDING,
    Search.NONE,
)
_OUTCOME = About(
    "utfallet",
    "Hva det ble av posten, når planen har fått en etterfølger.",
    {"kind": "not-stated"},
    Change.LINEAGE,
)


Standing = Annotated[Annotated[str, WordOf("standing")] | None, _STANDING]
"""Whose word a statement is: the adopted plan's, or another's."""


class Record(Part):
    """Anything that can be pointed at, cited, compared and exported.

    Class attributes:
        record_type: What it is in references, addresses and exports; a row of `registry.TYPES`.
    """

    record_type: ClassVar[str] = "record"

    id: IdField
    source: Places = Field(min_length=1)
    lang: Language = "nb"
    notes: tuple[Note, ...] = explain(_NOTES, default=())
    conflicts: tuple[Conflict, ...] = explain(_CONFLICTS, default=())
    continues: tuple[Annotated[Id, RefTo(ANY, earlier=True)], ...] = explain(_CONTINUES, default=())
    same_subject: tuple[Annotated[Id, RefTo(ANY, earlier=True)], ...] = explain(
        _SAME_SUBJECT, default=()
    )
    outcome: Outcome | None = explain(_OUTCOME, default=None)
    standing: Standing = None
    links: tuple[Link, ...] = explain(LINKS, default=())
