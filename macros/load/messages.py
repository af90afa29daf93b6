"""What pydantic found, told in Norwegian at the place it was found."""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from macros.model import forms
from macros.model.alphabet import MONTHS
from macros.model.base import Part
from macros.model.edtf import Edtf, EdtfError, parse
from macros.model.fields import fields_of
from macros.model.plan import Word
from macros.model.text import inside, invisible, suggest
from macros.problems import Problem
from macros.reading.yaml_text import Document, Loc


def told(
    doc: Document,
    prefix: Loc,
    cls: type[Part] | None,
    error: ValidationError,
    *,
    names: Mapping[str, str],
    labels: Mapping[str, Mapping[str, str]] | None = None,
) -> Iterator[Problem]:
    """Each finding of a validation as a problem.

    Args:
        doc: The document that was validated.
        prefix: Where in it the validated value stands.
        cls: The record type that was expected; None where it is not a record.
        error: What pydantic raised.
        names: What readers call a record, or its id → its id.
        labels: Vocabulary list → what readers call each of its words → the word.
    """
    called = {label: word for words in (labels or {}).values() for label, word in words.items()}
    known = _Known(names, called | dict((labels or {}).get("plan_status", {})))
    details = error.errors(include_url=False)
    above = {tuple(d["loc"][:n]) for d in details for n in range(len(d["loc"]))}
    for detail in details:
        loc = tuple(detail["loc"])
        if detail["type"] == "too_short" and loc in above:
            continue  # short only because what it holds is wrong, which is told already
        if detail["type"] == "missing" and doc.has((*prefix, *loc)):
            continue  # it stands there, and that it says nothing is told already
        rule, message, hint = _sentence(detail, loc, cls, known)
        at_key = detail["type"] == "extra_forbidden"
        yield doc.problem((*prefix, *loc), rule, message, hint, key=at_key)


def labels_of(words: Iterable[Word]) -> dict[str, str]:
    """What readers call some words of the vocabulary, in small letters → the word."""
    return {
        called.casefold(): word.id
        for word in words
        for called in (word.nn, word.plural, word.label)
        if called
    }


@dataclass(frozen=True, slots=True)
class _Known:
    """What readers call things: names of records → ids, labels in small letters → words."""

    names: Mapping[str, str]
    words: Mapping[str, str]


def _sentence(
    detail: ErrorDetails, loc: Loc, cls: type[Part] | None, known: _Known
) -> tuple[str, str, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    name = next((str(step) for step in reversed(loc) if isinstance(step, str)), "verdien")
    unseen = invisible(detail["input"]) if isinstance(detail["input"], str) else None
    if unseen:
        kind, context = "text", {"said": unseen[1], "hint": unseen[2]}
    if "said" in context:
        hint = context.get("hint") or _date_hint(str(detail["input"]))
        return kind, str(context["said"]), str(hint)
    if kind == "missing":
        return "missing-key", f"«{name}» mangler.", _CURES.get(name, f"Legg til «{name}: …».")
    if kind == "extra_forbidden":
        model = _model(cls, loc[:-1]) if cls else Word
        return "unknown-key", f"Ukjent nøkkel: «{name}».", _key_hint(name, model)
    if kind in ("enum", "literal_error") and not isinstance(detail["input"], str):
        kind = "string_type"
    if kind in ("enum", "literal_error"):
        allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        message = f"«{detail['input']}» er ikke en gyldig verdi for «{name}»."
        meant = known.words.get(str(detail["input"]).strip().casefold(), "")
        hint = f"Skriv «{meant}»." if meant in allowed.split(", ") else f"Gyldig: {allowed}."
        return "vocabulary", message, hint
    if "pattern_mismatch" in kind:
        return "pattern", *_misshapen(name, context["pattern"], detail["input"], known.names)
    if kind == "too_short" and context.get("actual_length"):
        kind = "too_few"
    kind = _listed(kind, detail["input"], loc)
    context = {**context, "given": detail["input"]}
    row = next((row[1:] for row in _TOLD if row[0] in kind), _OTHER)
    rule, message, hint = (part.format(name=name, **context) for part in row)
    return rule, message, hint


def _listed(kind: str, given: object, loc: Loc) -> str:
    """The kind of error, with those told apart where a list stands in the wrong place."""
    if kind == "string_type" and isinstance(given, list) and len(given) == 1:
        return "one_of_list"
    return "list_for_record" if "model" in kind and isinstance(given, list) and not loc else kind


def _misshapen(name: str, pattern: str, value: object, names: Mapping[str, str]) -> tuple[str, str]:
    """Message and cure for a value of another form than its field has."""
    hint = f"Skriv {forms.WORDS[pattern]}."
    if pattern != forms.ID or name == "id":
        return f"«{name}» har ikke riktig form.", hint
    return f"«{name}» har ikke riktig form: «{value}».", _meant(str(value), names) or hint


def _meant(value: str, names: Mapping[str, str]) -> str:
    """The id that somebody meant who wrote a name, or several ids as one; empty where unknown."""
    parts = re.split(r"[;,\s]+", value.strip("[] "))
    if len(parts) > 1 and all(names.get(part) == part for part in parts):
        return f"Sett komma mellom dem: [{', '.join(parts)}]."
    known = {name.casefold(): name for name in names}
    close = difflib.get_close_matches(value.casefold(), known, n=1, cutoff=0.6)
    if close:
        return f"Skriv id-en, ikke navnet. Mente du «{names[known[close[0]]]}»?"
    if ";" in value:
        return "Skriv komma mellom id-ene: [a, b]."
    if _PERSON.fullmatch(value):
        return "Er det en person? Bare organisasjoner og grupper kan stå her, med id-en sin."
    return ""


_PERSON = re.compile(r"[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w.-]*)+")


def _iso(year: str, month: str, day: str = "") -> str:
    number = int(month) if month.isdecimal() else MONTHS.index(month.casefold()) + 1
    return f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")


def date_of(value: Any) -> Edtf | None:
    """The date that a value is read as; None where it is none."""
    try:
        return parse(value) if isinstance(value, str) else None
    except EdtfError:
        return None


_WRITTEN: list[tuple[re.Pattern[str], Callable[..., str]]] = [
    (re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})"), lambda d, m, y: _iso(y, m, d)),
    (re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})"), _iso),
    (re.compile(r"([12]\d{3})(\d\d)(\d\d)"), _iso),
    (re.compile(r"(\d{4})[−‐‑–—](\d\d)(?:[−‐‑–—](\d\d))?"), _iso),
    (
        re.compile(rf"(?:(\d{{1,2}})\.? +)?({'|'.join(MONTHS)}) +(\d{{4}})", re.IGNORECASE),
        lambda d, m, y: _iso(y, m, d),
    ),
    (re.compile(r"(\d\d)(\d\d) *(?:[–/] *|[-–/] *\1)(\d\d)"), lambda a, b, c: f"{a}{b}/{a}{c}"),
    (re.compile(r"(\d{4})-(\d\d)/(\d\d)"), lambda y, m, n: f"{y}-{m}/{y}-{n}"),
]
"""Dates as others write them → how they are written here."""


def _date_hint(text: str) -> str:
    """The cure for a date that is none."""
    text, hint = text.strip(), "Skriv bare den delen av datoen som er kjent."
    for pattern, wanted in _WRITTEN:
        hit = pattern.fullmatch(text)
        if hit and date_of(iso := wanted(*hit.groups(""))):
            return f"Skriv {iso}."
    first, slash, last = text.partition("/")
    if slash and last and last < first:
        return "Bytt om de to datoene."
    hit = re.fullmatch(r"(\d{4})-(\d\d?)(?:-(\d\d?))?", text)
    if hit:
        year, month, day = (int(part or 1) for part in hit.groups())
        exact = f"{year:04}-{month:02}" + (f"-{day:02}" if hit[3] else "")
        hint = "Måneder er 01 til 12, og dager 01 til 31."
        if exact != text:
            hint = f"Skriv to sifre: {exact}."
        elif year and 1 <= month <= 12 and day > 28:
            days = calendar.monthrange(year, month)[1]
            hint = f"{MONTHS[month - 1].capitalize()} {year} har {days} dager."
        elif month > 12 >= day > 0 and hit[3]:
            hint = f"Måned og dag er byttet om: {year:04}-{day:02}-{month:02}."
    return hint


_EVERYDAY = {
    "frist": "deadline",
    "tittel": "title",
    "navn": "name",
    "dato": "date",
    "kilde": "source",
    "kilder": "source",
    "kjelde": "source",
    "ansvarlig": "responsible",
    "ansvarleg": "responsible",
    "deltakere": "participants",
    "type": "kind",
    "slag": "kind",
    "tekst": "text",
    "beskrivelse": "summary",
    "sammendrag": "summary",
    "merknad": "notes",
    "lenker": "links",
    "område": "area",
    "tiltak": "measures",
    "utfordringer": "challenges",
    "medlemmer": "members",
    "steg": "step",
    "trinn": "step",
    "språk": "lang",
    "nettadresse": "url",
    "epost": "email",
    "e-post": "email",
    "telefon": "phone",
    "tilstand": "state",
    "grunn": "reason",
    "periode": "period",
    "eier": "owner",
}
"""What editors call a key, beside what pages and sentences call it → the key."""


_STATE = ("state", "status", "tilstand")
_TOLD_BY_REPORTS = (
    "Hvor langt noe er kommet, sier en melding i reports.yml, med «concerns» og «state»."
)


def _key_hint(name: str, model: type[Part] | None) -> str:
    """The key that was meant: by its Norwegian name, or as it is written."""
    keys = tuple(model.model_fields) if model else ()
    if name in _STATE and model and model is not Word:
        return _TOLD_BY_REPORTS
    wanted = name.casefold().replace("_", " ")
    meant = _EVERYDAY.get(wanted, "")
    if meant in keys:
        return f"Skriv «{meant}»."
    for key, field in fields_of(model).items() if model else ():
        about = field.about
        called = {about.words.casefold(), about.label.casefold(), about.due.casefold()} - {""}
        # What a sentence says is definite: «fristen», «planens tidsrom».
        if wanted in called or any(len(wanted) > 3 and c[: len(wanted)] == wanted for c in called):
            return f"Skriv «{key}»."
    return suggest(name, keys)


_OTHER = ("value", "Verdien av «{name}» kan ikke brukes.", "Se feltet i schemas/README.md.")
_TOLD = [
    (
        "one_of_list",
        "type",
        "«{name}» skal være én verdi, ikke en liste.",
        "Skriv den uten hakeparenteser og strek: {given[0]}.",
    ),
    (
        "list_for_record",
        "type",
        "Her står en liste, men det skal være én post.",
        "Fjern «- » øverst, og rykk linjene under to tegn ut.",
    ),
    ("greater_than_equal", "too-small", "«{name}» er for lite.", "Skriv {ge} eller mer."),
    ("too_long", "too-long", "«{name}» er for lang.", "Kort den ned til høyst {max_length}."),
    (
        "string_too_short",
        "empty-value",
        "«{name}» er tom.",
        "Fyll den inn, eller fjern linjen.",
    ),
    ("too_few", "too-few", "«{name}» har for få punkter.", "Sett inn minst {min_length}."),
    ("too_short", "empty-value", "«{name}» er en tom liste.", "Sett inn minst {min_length}."),
    (
        "string_type",
        "type",
        "«{name}» skal være en tekst.",
        "Skriv én tekst; sett den i anførselstegn hvis den inneholder «: ».",
    ),
    ("tuple_type", "type", "«{name}» skal være en liste.", "Skriv hvert punkt som «- …»."),
    ("model", "type", "«{name}» skal være nøkler og verdier.", "Skriv «nøkkel: verdi»."),
    ("date", "type", "«{name}» skal være én dato.", "Skriv den alene: «{name}: 2022-11-01»."),
    ("dict", "type", "«{name}» skal være nøkler og verdier.", "Skriv «nøkkel: verdi»."),
    ("int", "type", "«{name}» skal være et helt tall.", "Skriv bare sifre."),
    ("bool", "type", "«{name}» skal være true eller false.", "Skriv true eller false."),
]
"""Part of pydantic's name of an error → rule, message, cure. The first that fits counts."""
_CURES = {
    "source": "Skriv stedet i kilden: «source: dokument#del» fra data/sources.yml.",
    "id": "Gi posten en id som aldri skal endres, for eksempel «id: kort-navn».",
}
"""Key that editors forget → what to write."""


def _model(cls: type[Part], loc: Loc) -> type[Part] | None:
    """What stands at a place of a record type."""
    model: type[Part] | None = cls
    for step in loc:
        if isinstance(step, str):
            info = model.model_fields.get(step) if model else None
            held = inside(info.annotation) if info else ()
            model = next((t for t in held if isinstance(t, type) and issubclass(t, Part)), None)
    return model
