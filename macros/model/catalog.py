"""What a data catalogue is told of the open data: who publishes it, on what terms, about what."""

from __future__ import annotations

from typing import ClassVar

from macros.model.about import Search, explain
from macros.model.base import Part
from macros.model.change_kinds import ChangeKind as Change
from macros.model.common import IdField, Language, Title
from macros.model.text import Line, PagePath, Text, Url


class Catalog(Part):
    """data/catalog.yml: the open data as a whole, in the terms of DCAT-AP-NO."""

    record_type: ClassVar[str] = "catalog"
    called: ClassVar[str] = "katalogen"
    id: IdField
    title: Title = explain(example="Åpne data om kystplanene")
    lang: Language = "nb"
    description: Text = explain(
        "beskrivelsen", "Tiltak, frister og aktører i kystplanene.", Change.WORDING
    )
    """Hva dataene er, i en setning eller to."""
    publisher: Line = explain("utgiveren av dataene", "Prosjektet Kystplan", Change.PARTIES)
    """Hvem som gir ut dataene. Det er ikke den som eier planene."""
    contact: PagePath = explain("kontaktsiden", "om-nettstedet/index.md", Change.CONTACT)
    """Siden der det står hvordan en melder fra om feil i dataene."""
    licence: Url = explain("lisensen", "https://data.norge.no/nlod/no/2.0", Change.DETAIL)
    """Adressen til lisensen for dataene."""
    licence_id: Url = explain(
        "koden for lisensen",
        "http://publications.europa.eu/resource/authority/licence/NLOD_2_0",
        Change.DETAIL,
        Search.NONE,
    )
    """Lisensen i EUs liste over lisenser, som datakataloger bruker."""
    themes: tuple[Url, ...] = explain(
        "temaene",
        ["http://publications.europa.eu/resource/authority/data-theme/HEAL"],
        Change.DETAIL,
        Search.NONE,
        min_length=1,
    )
    """Temaer i EUs liste over datatemaer."""
