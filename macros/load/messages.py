"""What pydantic found, told in Norwegian at the place it was found."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from macros.model import forms
from macros.model.base import Part
from macros.model.plan import Word
from macros.model.text import inside, invisible, suggest
from macros.problems import Problem
from macros.reading.yaml_text import Document

Loc = tuple[str | int, ...]


def told(
    doc: Document,
    prefix: Loc,
    cls: type[Part] | None,
    error: ValidationError,
    *,
    names: Mapping[str, str],
) -> Iterator[Problem]:
    """Each finding of a validation as a problem.

    Args:
        doc: The document that was validated.
        prefix: Where in it the validated value stands.
        cls: The record type that was expected; None where it is not a record.
        error: What pydantic raised.
        names: What readers call a record, or its id → its id.
    """
    details = error.errors(include_url=False)
    above = {tuple(d["loc"][:n]) for d in details for n in range(len(d["loc"]))}
    for detail in details:
        loc = tuple(detail["loc"])
        if detail["type"] == "too_short" and loc in above:
            continue  # short only because what it holds is wrong, which is told already
        if detail["type"] == "missing" and doc.has((*prefix, *loc)):
            continue  # it stands there, and that it says nothing is told already
        rule, message, hint = _sentence(detail, loc, cls, names)
        at_key = detail["type"] == "extra_forbidden"
        yield doc.problem((*prefix, *loc), rule, message, hint, key=at_key)


def _sentence(
    detail: ErrorDetails, loc: Loc, cls: type[Part] | None, names: Mapping[str, str]
) -> tuple[str, str, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    name = next((str(step) for step in reversed(loc) if isinstance(step, str)), "verdien")
    unseen = invisible(detail["input"]) if isinstance(detail["input"], str) else None
    if unseen:
        kind, context = "text", {"said": unseen[1], "hint": unseen[2]}
    if "said" in context:
        return kind, str(context["said"]), str(context.get("hint", _DATE_HINT))
    if kind == "missing":
        return "missing-key", f"«{name}» mangler.", _CURES.get(name, f"Legg til «{name}: …».")
    if kind == "extra_forbidden":
        keys = _fields(cls, loc[:-1]) if cls else tuple(Word.model_fields)
        return "unknown-key", f"Ukjent nøkkel: «{name}».", suggest(name, keys)
    if kind in ("enum", "literal_error") and not isinstance(detail["input"], str):
        kind = "string_type"
    if kind in ("enum", "literal_error"):
        allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        message = f"«{detail['input']}» er ikke en gyldig verdi for «{name}»."
        return "vocabulary", message, f"Gyldig: {allowed}."
    if "pattern_mismatch" in kind:
        return "pattern", *_misshapen(name, context["pattern"], detail["input"], names)
    if kind == "too_short" and context.get("actual_length"):
        kind = "too_few"
    row = next((row[1:] for row in _TOLD if row[0] in kind), _OTHER)
    rule, message, hint = (part.format(name=name, **context) for part in row)
    return rule, message, hint


def _misshapen(name: str, pattern: str, value: object, names: Mapping[str, str]) -> tuple[str, str]:
    """Message and cure for a value of another form than its field has."""
    hint = f"Skriv {forms.WORDS[pattern]}."
    if pattern != forms.ID or name == "id":
        return f"«{name}» har ikke riktig form.", hint
    return f"«{name}» har ikke riktig form: «{value}».", _meant(str(value), names) or hint


def _meant(value: str, names: Mapping[str, str]) -> str:
    """The id that somebody meant who wrote a name, or several ids as one; empty where unknown."""
    parts = value.split()
    if len(parts) > 1 and all(names.get(part) == part for part in parts):
        return f"Sett komma mellom dem: [{', '.join(parts)}]."
    known = {name.casefold(): name for name in names}
    close = difflib.get_close_matches(value.casefold(), known, n=1, cutoff=0.6)
    return f"Skriv id-en, ikke navnet. Mente du «{names[known[close[0]]]}»?" if close else ""


_OTHER = ("value", "Verdien av «{name}» kan ikke brukes.", "Se feltet i schemas/README.md.")
_DATE_HINT = "Se om tallene er byttet om."
_TOLD = [
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
    ("list_type", "type", "«{name}» skal være en liste.", "Skriv hvert punkt som «- …»."),
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


def _fields(cls: type[Part], loc: Loc) -> tuple[str, ...]:
    """The keys that are allowed at a place of a record type."""
    model: type[Part] | None = cls
    for step in loc:
        if isinstance(step, str):
            info = model.model_fields.get(step) if model else None
            held = inside(info.annotation) if info else ()
            model = next((t for t in held if isinstance(t, type) and issubclass(t, Part)), None)
    return tuple(model.model_fields) if model else ()
