"""What things are called: fields, parts, records, words of the vocabulary, places in sources."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from macros.compare.changes import Item
from macros.compare.fields import Field
from macros.derive import title_of
from macros.model.base import Conflict, Link, Note, Outcome, Part, Reading
from macros.model.edtf import Edtf
from macros.model.plan import Chapter, Library, PlanStatus, Section, Source, Word
from macros.model.records import Basis, Contact, Expectation, Member, Slot
from macros.model.text import KIND_WORDS
from macros.views import dates

TYPE_WORDS = {**KIND_WORDS, "word": "ord", "page": "side", "milestone": "milepæl"}
"""Record type → what a sentence calls it."""

FIELD_WORDS = {
    "about": "omtalen",
    "actor": "organisasjonen",
    "actors": "aktørene",
    "aim": "formålet",
    "area": "området",
    "audience": "målgruppen",
    "bodies": "mottakerne",
    "body": "den som vedtok",
    "builds_on": "det den bygger på",
    "by": "hvem som leder",
    "cases": "saksnumrene",
    "challenges": "utfordringene det svarer på",
    "chapters": "menyen",
    "concerns": "det det gjelder for",
    "conflicts": "motstriden",
    "contacts": "kontaktpunktene",
    "continues": "det den fører videre",
    "date": "datoen",
    "deadline": "fristen",
    "declined": "grunnen til at stedet ikke er brukt",
    "description": "beskrivelsen",
    "document": "dokumentet",
    "documents": "dokumentene",
    "email": "e-postadressen",
    "en": "det engelske navnet",
    "end": "sluttiden",
    "expectations": "forventningene",
    "external": "om kilden er en annen enn dem nettstedet bygger på",
    "field": "feltet det gjelder",
    "file": "filen",
    "forms": "de andre formene",
    "function": "oppgaven i gruppen",
    "horizon": "horisonten",
    "id": "id-en",
    "kind": "slaget",
    "label": "navnet",
    "lang": "språket",
    "lines": "linjene i kilden",
    "links": "lenkene",
    "meaning": "forklaringen",
    "measures": "tiltakene",
    "members": "medlemmene",
    "name": "navnet",
    "nb": "bokmålsformen",
    "nn": "nynorskformen",
    "note": "merknaden",
    "notes": "merknadene",
    "order": "plassen i rekkefølgen",
    "organiser": "arrangøren",
    "outcome": "utfallet",
    "owner": "eieren",
    "page": "siden",
    "pages": "sidene",
    "part_of": "det den er en del av",
    "participants": "deltakerne",
    "period": "perioden",
    "place": "stedet",
    "plural": "flertallsformen",
    "predecessor": "forgjengeren",
    "price": "prisen",
    "programme": "programmet",
    "publisher": "utgiveren",
    "reach": "tidsrommet planen kan handle om",
    "readings": "det kildene sier",
    "reason": "grunnen",
    "registration_deadline": "påmeldingsfristen",
    "registration_url": "påmeldingsadressen",
    "relates_to": "områdene det hører sammen med",
    "responses": "antallet svar",
    "responsible": "ansvarlig",
    "result": "resultatet",
    "role": "stillingen",
    "says": "det som står der",
    "sections": "stedene i kilden",
    "short": "kortnavnet",
    "shown": "det nettstedet viser",
    "source": "kilden",
    "start": "starttiden",
    "stated": "om en kilde sier det",
    "status": "statusen",
    "step": "trinnnummeret",
    "summary": "sammendraget",
    "term": "ordet",
    "text": "teksten",
    "title": "tittelen",
    "updated": "oppdateringsdatoen",
    "url": "adressen",
    "use": "det kontaktpunktet er til",
    # The aspects of a block on a page.
    "words": "teksten",
    "cites": "kilden",
    "calls": "det som er satt inn",
    "markup": "utformingen",
    "frame": "oppstillingen",
    "level": "overskriftsnivået",
}
"""Field → what a sentence calls it, in the definite form. A test asks for every field."""

PART_WORDS: dict[type[Part], str] = {
    Conflict: "motstriden",
    Reading: "lesemåten",
    Note: "merknaden",
    Link: "lenken",
    Contact: "kontaktpunktet",
    Member: "medlemmet",
    Slot: "programpunktet",
    Section: "kildestedet",
    Chapter: "kapitlet",
    Basis: "grunnlaget",
    Expectation: "forventningen",
    Outcome: "utfallet",
}
"""Part → what a sentence calls it, in the definite form."""


class Names:
    """What the things of one library are called."""

    def __init__(self, library: Library) -> None:
        """Collect the names once."""
        shared = library.shared
        self._titles: dict[tuple[str | None, str], str] = {
            (plan.plan.id, record.id): title_of(record)
            for plan in library.plans
            for record in plan.records()
        }
        for record in (*shared.actors, *shared.terms):
            self._titles[None, record.id] = title_of(record)
        self._words = {
            (name, word.id): word.label
            for name, words in shared.vocabulary.items()
            for word in words
        }
        self._places = {
            f"{source.id}#{section.id}": f"{source.short}: {section.title}"
            for source in shared.sources
            for section in source.sections
        }

    def title(self, period: str | None, name: str) -> str:
        """What a record is called; its id where it is not known."""
        return self._titles.get((period, name)) or self._titles.get((None, name)) or name

    def label(self, words: str, name: str) -> str:
        """What a word of the vocabulary is called."""
        return self._words.get((words, name), name)

    def place(self, citation: str) -> str:
        """What a place in a source is called."""
        return self._places.get(citation, citation)

    def value(self, value: Any, field: Field | None, period: str | None) -> str:
        """A value as a reader would say it; empty for what says nothing."""
        if value is None or isinstance(value, str):
            return self._text(value or "", field, period)
        if isinstance(value, tuple):
            return ", ".join(self.value(item, field, period) for item in value)
        if isinstance(value, Part):
            return part_title(value, self, period)
        if isinstance(value, bool):
            return "ja" if value else "nei"
        return dates.prose(value) if isinstance(value, Edtf) else str(value)

    def _text(self, value: str, field: Field | None, period: str | None) -> str:
        if isinstance(value, StrEnum):
            return self.label("plan_status" if isinstance(value, PlanStatus) else "outcome", value)
        if field is not None and field.words:
            return self.label(field.words, value)
        if field is not None and field.refs:
            return self.title(period, value)
        return self.place(value) if field is not None and field.name == "source" else value


def part_title(part: Part, names: Names, period: str | None) -> str:
    """What a part is called: by its title, or by what it says."""
    if isinstance(part, Basis):
        return names.title(period, part.document)
    if isinstance(part, Slot):
        return f"{part.start}–{part.end} {part.title}"
    if isinstance(part, Outcome):
        label = names.label("outcome", part.kind.value)
        return f"{label}. {part.reason}" if part.reason else label
    for name in ("title", "name", "text", "says", "email", "url", "use"):
        value = getattr(part, name, None)
        if value:
            return str(value)
    return ""


def item_title(item: Item) -> str:
    """What a record, word, source or page is called."""
    record = item.record
    if item.type == "page":
        return record.title or item.id
    if isinstance(record, (Source, Word)):
        return record.short if isinstance(record, Source) else record.label
    return title_of(record)
