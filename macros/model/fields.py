"""The fields of a record, and when two values mean the same.

The fields come from the model, so that none can be forgotten.

`KINDS` says what kind of change each field gives. Everything else follows from the annotations of
the model.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from macros.model.base import Part
from macros.model.change_kinds import ChangeKind
from macros.model.text import Due, RefTo, WordOf, inside

Rename = Mapping[str, tuple[str, ...]]
"""Id in the old plan → the ids that carry it on in the new one."""

_K = ChangeKind
KINDS: dict[str, ChangeKind] = {
    **dict.fromkeys(
        ("title", "short", "name", "term", "forms", "nb", "nn", "en", "meaning"), _K.WORDING
    ),
    **dict.fromkeys(("label", "plural", "description", "summary", "aim", "about"), _K.WORDING),
    **dict.fromkeys(("result", "declined", "reason"), _K.WORDING),
    **dict.fromkeys(("deadline", "registration_deadline"), _K.DEADLINE),
    **dict.fromkeys(("date", "period", "horizon", "reach", "updated"), _K.DATE),
    **dict.fromkeys(("frozen", "published"), _K.DATE),
    "responsible": _K.RESPONSIBLE,
    "owner": _K.RESPONSIBLE,
    **dict.fromkeys(("participants", "actors", "organiser", "body", "bodies"), _K.PARTIES),
    **dict.fromkeys(("audience", "publisher", "role"), _K.PARTIES),
    "status": _K.STATUS,
    **dict.fromkeys(("relates_to", "challenges", "measures", "area", "part_of"), _K.RELATION),
    **dict.fromkeys(
        ("documents", "document", "builds_on", "concerns", "corrects", "pages"), _K.RELATION
    ),
    **dict.fromkeys(("kind", "external"), _K.KIND),
    **dict.fromkeys(("order", "step"), _K.ORDER),
    **dict.fromkeys(("source", "sections", "lines"), _K.SOURCE),
    "conflicts": _K.CONFLICT,
    **dict.fromkeys(("notes", "note"), _K.NOTE),
    **dict.fromkeys(("links", "url", "registration_url", "file"), _K.LINK),
    "contacts": _K.CONTACT,
    "members": _K.PEOPLE,
    **dict.fromkeys(("programme", "expectations", "place", "price"), _K.PROGRAMME),
    **dict.fromkeys(("continues", "outcome", "predecessor"), _K.LINEAGE),
    "chapters": _K.CHAPTER,
    "lang": _K.LANGUAGE,
    **dict.fromkeys(("cases", "responses"), _K.DETAIL),
}
"""Field of a record → kind of change. One that is not here is «annen opplysning»; a test asks.

A date by which something is due is a deadline, whatever its field is called.
"""


LINEAGE_FIELDS = frozenset({"id", "continues", "outcome", "predecessor", "frozen"})
"""What a record is, where it comes from and whether it is closed: no change between two plans."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record type or part, as the comparison needs it.

    Attributes:
        name: Its name.
        kind: The kind of change it gives.
        many: Whether it holds a list.
        part: What it holds, where that is a part or a list of parts.
        refs: Record type it refers to; empty for none.
        words: Vocabulary list it takes its words from; empty for none.
        records: Whether what it holds are records with rows of their own.
    """

    name: str
    kind: ChangeKind
    many: bool
    part: type[Part] | None
    refs: str
    words: str
    records: bool


@lru_cache(maxsize=256)
def fields_of(cls: type[Part]) -> dict[str, Field]:
    """Every field of a record type or part, in the order of the model."""
    return {
        name: _field(name, [*inside(info.annotation), *info.metadata])
        for name, info in cls.model_fields.items()
    }


def _field(name: str, found: list[Any]) -> Field:
    parts = (x for x in found if isinstance(x, type) and issubclass(x, Part))
    part = next(parts, None)
    refs = next((x.kind for x in found if isinstance(x, RefTo)), "")
    words = next((x.list for x in found if isinstance(x, WordOf)), "")
    kind = _K.DEADLINE if Due() in found else KINDS.get(name, _K.DETAIL)
    return Field(name, kind, tuple in found, part, refs, words, hasattr(part, "record_type"))


def plain(text: str) -> str:
    """A text without what no reader sees: how its lines are broken."""
    parts = (re.sub(r"[ \t\n]+", " ", part) for part in re.split(r"\n[ \t]*\n\s*", text.strip()))
    return "\n\n".join(part.strip() for part in parts)


def canonical(value: Any, field: Field | None = None, rename: Rename | None = None) -> Any:
    """A value in the form in which it equals every other that means the same.

    Args:
        value: Anything a record holds, or a record.
        field: The field that holds it.
        rename: What the ids in it are called on the other side.
    """
    if isinstance(value, Part):
        fields = fields_of(type(value)).values()
        return tuple((f.name, canonical(getattr(value, f.name), f, rename)) for f in fields)
    if isinstance(value, tuple):
        found = [canonical(item, field, rename) for item in value]
        if field is None or not field.refs or rename is None:
            return tuple(found)
        # What was split is several now, and what was merged is one.
        several = (n for item in found for n in (item if isinstance(item, tuple) else (item,)))
        return tuple(dict.fromkeys(several))
    if not isinstance(value, str):
        return value
    if field is not None and field.refs and rename is not None:
        names = rename.get(value, (value,))
        return names[0] if len(names) == 1 else names
    return plain(value)
