"""What the fields and parts of the model are called, in the definite form of bokmål."""

from __future__ import annotations

from macros.model.base import Conflict, Link, Note, Outcome, Part, Reading
from macros.model.plan import Chapter, Section
from macros.model.records import Basis, Contact, Expectation, Member, Slot

DRAFT = "Dette er et utkast."
"""How the summary of a draft begins, as `plan new period` writes it."""
DRAFT_FROM = "Dette er et utkast, laget fra planen"
"""How the front page of a draft tells readers what it is, as `plan new period` writes it."""

FIELD_WORDS = {
    "about": "omtalen",
    "actor": "organisasjonen",
    "actors": "aktørene",
    "aim": "formålet",
    "area": "området",
    "audience": "målgruppen",
    "bodies": "mottakerne",
    "body": "vedtaksorganet",
    "builds_on": "grunnlagsdokumentene",
    "by": "lederen",
    "cases": "saksnumrene",
    "challenges": "koblingene til utfordringer",
    "chapters": "menyen",
    "concerns": "virkeområdet",
    "conflicts": "motstriden",
    "contacts": "kontaktpunktene",
    "continues": "forgjengerne",
    "corrects": "de rettede postene",
    "date": "datoen",
    "deadline": "fristen",
    "declined": "grunnen til ikke å bruke stedet",
    "description": "beskrivelsen",
    "document": "dokumentet",
    "documents": "dokumentene",
    "email": "e-postadressen",
    "en": "det engelske navnet",
    "end": "sluttiden",
    "expectations": "forventningene",
    "external": "markeringen «ekstern kilde»",
    "field": "det omstridte feltet",
    "file": "filen",
    "forms": "de andre formene",
    "frozen": "frysingen",
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
    "part_of": "den overordnede organisasjonen",
    "participants": "deltakerne",
    "period": "perioden",
    "place": "stedet",
    "plural": "flertallsformen",
    "predecessor": "forgjengeren",
    "price": "prisen",
    "programme": "programmet",
    "published": "publiseringsdatoen",
    "publisher": "utgiveren",
    "reach": "planens tidsrom",
    "readings": "lesemåtene",
    "reason": "grunnen",
    "registration_deadline": "påmeldingsfristen",
    "registration_url": "påmeldingsadressen",
    "relates_to": "de tilknyttede områdene",
    "responses": "antallet svar",
    "responsible": "de ansvarlige",
    "result": "resultatet",
    "role": "stillingen",
    "says": "ordlyden",
    "sections": "stedene i kilden",
    "short": "kortnavnet",
    "shown": "visningen på nettstedet",
    "source": "kilden",
    "start": "starttiden",
    "stated": "markeringen «sagt i kilden»",
    "status": "statusen",
    "step": "trinnummeret",
    "summary": "sammendraget",
    "term": "ordet",
    "text": "teksten",
    "title": "tittelen",
    "updated": "oppdateringsdatoen",
    "url": "adressen",
    "use": "bruken",
    # The aspects of a block on a page.
    "words": "teksten",
    "cites": "kilden",
    "calls": "det innsatte",
    "markup": "utformingen",
    "frame": "oppstillingen",
    "level": "overskriftsnivået",
}
"""Field → what a sentence calls it, in the definite form. A test asks for every field."""

DUE_WORDS = {
    ("measure", "deadline"): "frist, tiltak",
    ("consultation", "deadline"): "frist, høring",
    ("event", "registration_deadline"): "påmeldingsfrist, møte",
    ("milestone", "date"): "frist, trinn i tidsplanen",
}
"""Record type and field that holds a deadline → what the table of deadlines calls it.

A test asks for every field by which something is due.
"""

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
