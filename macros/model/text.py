"""The types of single values: texts, ids, addresses, references, words of the vocabulary.

Each type checks what can be checked of a value by itself, and, where a `Scope` is handed to the
validation, that what it refers to exists. Messages are Norwegian and end with the cure.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args, get_origin
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError, core_schema

from macros.model import forms
from macros.model.edtf import Edtf
from macros.model.scope import Scope

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ue002-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f"
    r"\ufeff\uffa0\ufff0-\uffff\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
"""What nobody sees, or what stands where a sign was lost: soft hyphens, joiners, fillers, marks of
direction, the byte order mark, U+FFFD, and what only one font knows, like the bullets of Word."""
_LONGEST_WORD = 300
"""Characters of a word that may be a slip for another; to compare what is longer takes too long."""
_CLOCK = r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]$"


def fail(rule: str, message: str, hint: str) -> PydanticCustomError:
    """An error whose message and cure reach the editor as they are."""
    return PydanticCustomError(rule, "{said}", {"said": message, "hint": hint})


def suggest(word: str, choices: Collection[str]) -> str:
    """Name the nearest valid choice, or the choices."""
    near = sorted(choices) if len(word) <= _LONGEST_WORD else []
    close = difflib.get_close_matches(word, near, n=1, cutoff=0.6)
    if close:
        return f"Mente du «{close[0]}»?"
    return f"Gyldig: {some(choices)}." if choices else "Ingen er registrert ennå."


def some(choices: Collection[str]) -> str:
    """The first of the choices, and how many more there are."""
    shown = list(choices) if isinstance(choices, tuple) else sorted(choices)
    more = f" (og {len(shown) - 12} til)" if len(shown) > 12 else ""
    return f"{', '.join(shown[:12])}{more}"


def invisible(text: str) -> tuple[int, str, str] | None:
    """Where the first character stands that nobody can see, or tell from another; with the cure."""
    if text.isascii() and text.isprintable():
        return None
    if hit := INVISIBLE.search(text):
        message = f"Teksten inneholder det usynlige tegnet U+{ord(hit[0]):04X}."
        return hit.start(), message, "Slett tegnet og skriv teksten på nytt der."
    if hit := _LIKE_OTHERS.search(text):
        message = f"Tegnet «{hit[0]}» (U+{ord(hit[0]):04X}) ser ut som et annet."
        return hit.start(), message, "Skriv ordet på nytt med vanlige bokstaver."
    return None


_LATIN, _FOREIGN = "[A-Za-z\u00c0-\u024f]", "[\u0400-\u052fΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ]"
_LIKE_OTHERS = re.compile(
    rf"[\ufb00-\ufb06\uff01-\uff5e]|(?<={_LATIN}){_FOREIGN}|{_FOREIGN}(?={_LATIN})"
)
"""Ligatures of old PDF files, letters of full width, and letters of other alphabets among ours."""


def _clean(value: str) -> str:
    found = invisible(value)
    if found:
        raise fail("text", *found[1:])
    return value


PERIOD = re.compile(r"(?<![\w/.-])((?:19|20)\d\d)-((?:19|20)\d\d)(?![\w/-])")
"""The years of a period with a hyphen between them, outside addresses and ids."""


def hyphened(text: str) -> tuple[int, str, str] | None:
    """Where the first period stands that is not written as readers meet it, with the cure."""
    hit = PERIOD.search(text)
    if hit is None:
        return None
    message = f"Perioden «{hit[0]}» står med bindestrek."
    return hit.start(), message, f"Skriv {hit[1]}–{hit[2]}, med tankestrek."


def _dashed(value: str) -> str:
    found = hyphened(value)
    if found:
        raise fail("text", *found[1:])
    return value


def _one_line(value: str) -> str:
    if "\n" in value:
        raise fail("text", "Teksten går over flere linjer.", "Skriv den på én linje.")
    return value


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    except ValueError:
        good = False
    if not good or INVISIBLE.search(value) or re.search(r"[\s<>\"'`{}\\^|]", value):
        raise fail(
            "url",
            f"«{value[:80]}» er ikke en nettadresse.",
            "Skriv en hel adresse som begynner med https:// (eller http://).",
        )
    return value


def _email(value: str) -> str:
    if not _EMAIL.fullmatch(value):
        raise fail("email", f"«{value[:80]}» er ikke en e-postadresse.", "Skriv navn@domene.no.")
    return value


def _clock(value: str) -> str:
    if not re.fullmatch(_CLOCK, value):
        raise fail("clock", f"«{value[:20]}» er ikke et klokkeslett.", "Skriv det som 09:30.")
    return value


Exact = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=400),
    AfterValidator(_clean),
    AfterValidator(_one_line),
]
"""One line as it stands elsewhere, sign for sign: words that are looked for, names of files."""

Line = Annotated[Exact, AfterValidator(_dashed)]
"""One line of plain text, shown as it is: no Markdown, no HTML."""

Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=6000),
    AfterValidator(_clean),
    AfterValidator(_dashed),
]
"""One or more paragraphs of plain text, parted by blank lines."""

Id = Annotated[str, StringConstraints(pattern=forms.ID, max_length=80)]
Name = Annotated[str, StringConstraints(pattern=forms.NAME, max_length=90)]
"""The id of a record of this plan, or `period/id` of one in another."""
Url = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=2000),
    AfterValidator(_url),
    Field(json_schema_extra={"pattern": r"^\s*[Hh][Tt][Tt][Pp][Ss]?://"}),
]
Email = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(_email)
]
Clock = Annotated[str, AfterValidator(_clock), Field(json_schema_extra={"pattern": _CLOCK})]
PagePath = Annotated[str, Field(pattern=forms.PAGE)]
"""A Markdown file, relative to docs/<period>/ or docs/felles/."""
Lang = Literal["nb", "nn", "en"]


_WHOLE = r"0|[1-9][0-9]*"


def _count(value: Any) -> Any:
    odd = r"\+?[0-9][0-9._' \u00a0\u202f]*"
    if isinstance(value, str) and re.fullmatch(odd, value) and not re.fullmatch(_WHOLE, value):
        raise fail(
            "count",
            f"«{value[:40]}» er ikke et helt tall slik det skrives her.",
            "Skriv bare sifrene, uten punktum, mellomrom, understrek og nuller foran.",
        )
    return value


Count = Annotated[int, BeforeValidator(_count), Field(ge=0)]
"""A whole number: `1.000` would be 1 to Python and 1000 to a Norwegian, so it is refused."""


def _scope(info: ValidationInfo) -> Scope | None:
    return info.context if isinstance(info.context, Scope) else None


@dataclass(frozen=True, slots=True)
class RefTo:
    """Marks a string as the id of another record.

    Attributes:
        record_type: Type that is referred to; `*` for any, `party` for actors and groups.
        earlier: Whether it stands in the plan before this one.
        gone: Whether it may have left the plan, if its address leads on.
        anywhere: Whether it may stand in any plan, as `period/id`.
    """

    record_type: str
    earlier: bool = False
    gone: bool = False
    anywhere: bool = False

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Check after the id itself has been checked."""
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def _check(self, value: str, info: ValidationInfo) -> str:
        scope = _scope(info)
        period, slash, own = value.rpartition("/")
        if scope is not None and slash and self.anywhere:
            if not scope.unread and own not in scope.elsewhere.get(period, ()):
                hint = (
                    suggest(own, scope.elsewhere.get(period, ()))
                    if period in scope.elsewhere
                    else suggest(period, list(scope.elsewhere))
                )
                raise fail("reference", f"Ukjent post i en annen plan: «{value}».", hint)
            return value
        if scope is not None and not scope.doubtful(self.record_type, earlier=self.earlier):
            known = scope.known(self.record_type, earlier=self.earlier)
            if value not in known and not (self.gone and value in scope.gone):
                name = scope.names.get(self.record_type, "post")
                where = " i planen før denne" if self.earlier else ""
                hint = suggest(value, known) + (f" {forms.GONE}" if self.gone else "")
                raise fail("reference", f"Ukjent {name}{where}: «{value}».", hint)
        return value


@dataclass(frozen=True, slots=True)
class WordOf:
    """Marks a string as one of the words in a list of the vocabulary."""

    list: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Check after the string itself has been checked."""
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def _check(self, value: str, info: ValidationInfo) -> str:
        scope = _scope(info)
        if scope is not None:
            allowed = scope.words.get(self.list, ())
            if allowed and value not in allowed:
                message = f"«{value}» er ikke en gyldig verdi."
                meant = scope.labels.get(self.list, {}).get(value.strip().casefold())
                hint = f"Skriv «{meant}»." if meant else suggest(value, allowed)
                raise fail("vocabulary", message, hint)
        return value


def place_hint(value: str, places: Collection[str]) -> str:
    """The place in a source that was meant, or the document, where that is what is unknown."""
    several = [part for part in re.split(r"[,;\s]+", value) if part in places]
    if len(several) > 1:
        return f"Skriv dem som en liste: [{', '.join(several)}]; i cite() hver for seg."
    if "://" in value:
        return "Legg dokumentet til i data/sources.yml, og vis til en del av det: dokument#del."
    value = value.replace(" ", "")
    bare = re.sub(r"[^\w-]", "", value)
    meant = next((p for p in places if "#" not in value and p.replace("#", "") == bare), "")
    document = value.partition("#")[0]
    sections = [place for place in places if place.startswith(f"{document}#")]
    if sections and "#" not in value:
        return f"Skriv også hvilken del av dokumentet: {some(sections)}."
    documents = {place.partition("#")[0] for place in places}
    close = difflib.get_close_matches(document, sorted(documents), n=1, cutoff=0.75)
    if meant or sections or not places:
        return f"Skriv «{meant}»." if meant else suggest(value, sections)
    if close:
        inside = [place for place in places if place.partition("#")[0] == close[0]]
        return suggest(f"{close[0]}#{value.partition('#')[2]}", inside)
    return f"Kilden «{document}» finnes ikke i data/sources.yml. Gyldig: {some(documents)}."


def _cite(value: str, info: ValidationInfo) -> str:
    scope = _scope(info)
    if scope is not None and value not in scope.sections and "source" not in scope.unread:
        hint = place_hint(value, scope.sections)
        raise fail("citation", f"Ukjent kildested: «{value}».", hint)
    return value


def _reached(value: Edtf, info: ValidationInfo) -> Edtf:
    scope = _scope(info)
    if scope is not None and scope.reach is not None and not value.known_within(scope.reach):
        raise fail(
            "reach",
            f"Datoen {value.text} ligger utenfor det planen kan handle om ({scope.reach.text}).",
            "Rett datoen, eller utvid «reach» i plan.yml.",
        )
    return value


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Date = Annotated[Edtf, AfterValidator(_reached)]
"""A date inside the reach of its plan."""


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """Marks a text as a place in a source."""


Cite = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_cite), CitedPlace()
]
"""`document#section` of data/sources.yml."""

Cites = Annotated[tuple[Cite, ...], BeforeValidator(_listed)]
"""One or more places in sources; a single one may be written without a list."""


def inside(annotation: Any) -> Iterator[Any]:
    """Every type and marker in an annotation, outermost first."""
    origin = get_origin(annotation)
    if origin is Annotated:
        first, *markers = get_args(annotation)
        yield from inside(first)
        yield from markers
        return
    yield origin or annotation
    for argument in get_args(annotation) if origin else ():
        yield from inside(argument)
