"""What every record has: an id that never changes, where it comes from, and what came before."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from macros.model.about import About, Search
from macros.model.change_kinds import ChangeKind as Change
from macros.model.common import ADDRESS, CONCERNS, KIND, NOTE, IdField, Language, Places, Title
from macros.model.scope import ANY
from macros.model.text import Id, Lang, Line, RefTo, Text, Url, fail


class Part(BaseModel):
    """A piece of a record. Frozen and closed: an unknown key is an error.

    Class attributes:
        called: What a sentence calls it, in the definite form of bokmål.
    """

    called: ClassVar[str] = "delen"
    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


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
    kind: Annotated[OutcomeKind, KIND, About(help="Hva det ble av posten.", example="reworded")]
    reason: Annotated[
        Text | None,
        About(
            "grunnen",
            "Hva som skjedde, i en setning. Må være med når noe falt bort.",
            "Temaet har fått nytt navn.",
            Change.WORDING,
        ),
    ] = None
    source: Places = ()

    @model_validator(mode="after")
    def _told(self) -> Outcome:
        if self.kind is not OutcomeKind.NOT_STATED and not self.source:
            raise fail("outcome", "Utfallet mangler kilde.", "Legg til «source», eller not-stated.")
        if self.kind is OutcomeKind.DROPPED and not self.reason:
            raise fail("outcome", "Noe falt bort uten grunn.", "Legg til «reason».")
        return self


_TEXT = About("teksten", "Teksten.", "Kilden bruker begge navnene.")
SAYS = About("ordlyden", "Hva som står der, med egne ord.", "Innledningen nevner ni kommuner.")


class Note(Part):
    """Something a reader should know about a record, for instance a spelling that was corrected."""

    called: ClassVar[str] = "merknaden"
    text: Annotated[Text, _TEXT]
    source: Places = ()
    """Its place, where it is another than the record's own."""


class Reading(Part):
    """What one place says, where places contradict each other."""

    called: ClassVar[str] = "lesemåten"
    says: Annotated[Text, SAYS]
    source: Places = Field(min_length=1)


class Conflict(Part):
    """Places that do not agree. Both are kept; nothing is smoothed."""

    called: ClassVar[str] = "motstriden"
    id: IdField
    """Permanent id, part of the address on the page of contradictions."""
    title: Annotated[Title, About(help="Hva uenigheten gjelder.", example="Når høringen begynte")]
    field: Annotated[
        Line | None,
        About(
            "det omstridte feltet",
            "Feltet motstriden gjelder. Utelates når den gjelder hele posten.",
            "date",
        ),
    ] = None
    readings: Annotated[
        tuple[Reading, ...],
        About(
            "lesemåtene",
            "Hva hvert sted sier, med egne ord.",
            [
                {
                    "says": "Innledningen nevner ni kommuner.",
                    "source": "beredskapsnotat-2005#ingress",
                }
            ],
        ),
    ] = Field(min_length=1)
    """One is enough where a place contradicts itself or leaves a gap."""
    shown: Annotated[
        Text,
        About(
            "visningen på nettstedet",
            "Hva nettstedet viser, og hvorfor.",
            "Vi viser begge tallene.",
        ),
    ]
    concerns: Annotated[
        tuple[Annotated[Id, RefTo(ANY)], ...],
        CONCERNS,
        About(help="Andre poster der leserne bør se det samme.", example=["horing-kyst"]),
    ] = ()


class Link(Part):
    """An address that a source gives, or that leads to what it names."""

    called: ClassVar[str] = "lenken"
    title: Title
    url: Annotated[Url, ADDRESS]
    lang: Annotated[
        Lang | None,
        About(
            "språket",
            "Språket i tittelen, når det er et annet enn postens.",
            "en",
            Change.LANGUAGE,
            Search.NONE,
        ),
    ] = None
    note: Annotated[Line | None, NOTE] = None


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
_OUTCOME = About(
    "utfallet",
    "Hva det ble av posten, når planen har fått en etterfølger.",
    {"kind": "not-stated"},
    Change.LINEAGE,
)


class Record(Part):
    """Anything that can be pointed at, cited, compared and exported.

    Class attributes:
        record_type: What it is in references, addresses and exports; a row of `registry.TYPES`.
    """

    record_type: ClassVar[str] = "record"

    id: IdField
    """Permanent: never changed, never used again."""
    source: Places = Field(min_length=1)
    lang: Language = "nb"
    notes: Annotated[tuple[Note, ...], _NOTES] = ()
    conflicts: Annotated[tuple[Conflict, ...], _CONFLICTS] = ()
    continues: Annotated[tuple[Annotated[Id, RefTo(ANY, earlier=True)], ...], _CONTINUES] = ()
    outcome: Annotated[Outcome | None, _OUTCOME] = None
    links: Annotated[tuple[Link, ...], LINKS] = ()
