"""What the open data look like: every field of every record type, from the model alone.

The tables, their Data Package and the schema of `plan.json` are made from here, so that a new field
or type is in all of them. What follows from the plan as a whole is told of in `DERIVED`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal, get_args, get_origin

from macros.model.base import Part, Record
from macros.model.edtf import PATTERN
from macros.model.fields import fields_of
from macros.model.registry import TYPES
from macros.model.text import inside

_KINDS = {Decimal: "number", bool: "boolean", int: "integer"}


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a record, a part or a table.

    Attributes:
        name: Its name, the same in every format.
        kind: `string`, `number`, `integer`, `boolean`, or `object` for a part.
        title: What it is called, in Norwegian.
        about: What it is for, in Norwegian.
        many: Whether it holds a list.
        required: Whether it always has a value.
        dated: Whether it holds a date (EDTF).
        ids: Whether it holds ids of records, or places in sources.
        words: Vocabulary list it takes its words from; empty for none.
        allowed: The only values it may have; empty for any.
        refs: Record type that it refers to in the same plan; empty for none, or for several.
        part: The part that it holds.
        table: The table that its parts have for themselves; empty for none.
    """

    name: str
    kind: str
    title: str
    about: str
    many: bool = False
    required: bool = False
    dated: bool = False
    ids: bool = False
    words: str = ""
    allowed: tuple[str, ...] = ()
    refs: str = ""
    part: type[Part] | None = None
    table: str = ""


@lru_cache(maxsize=256)
def columns(cls: type[Part]) -> tuple[Column, ...]:
    """Every field of a record type or part that is published, in the order of the model."""
    return tuple(_columns(cls))


def _columns(cls: type[Part]) -> Iterator[Column]:
    fields = fields_of(cls)
    # What a type has for itself comes before what every record has.
    own = sorted(fields, key=lambda name: name != "id" and name in Record.model_fields)
    for name, field in ((name, fields[name]) for name in own):
        if field.about.personal or field.records:
            continue
        info = cls.model_fields[name]
        marks = list(inside(info.annotation))
        kind = next((_KINDS[mark] for mark in marks if mark in _KINDS), "string")
        words = field.about.words or field.name
        yield Column(
            name,
            "object" if field.part else kind,
            f"{words[:1].upper()}{words[1:]}",
            field.about.help,
            many=field.many,
            required=info.is_required(),
            dated=field.dated,
            ids=bool(field.refs) or field.cites,
            words=field.words,
            allowed=tuple(_literals(info.annotation)),
            refs=field.refs if field.refs in TYPES and field.refs != "plan" else "",
            part=field.part,
            table=field.about.table,
        )


def _literals(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for argument in get_args(annotation):
            yield from _literals(argument)


AREA = Column(
    "area", "string", "Området", "Id-en til området posten står i.", ids=True, refs="area"
)
"""Where a challenge or measure stands; a field of the record among the open data."""

DERIVED = (
    Column("page", "string", "Siden", "Siden om posten, eller stedet på siden.", required=True),
    Column(
        "effective_standing",
        "string",
        "Avsenderen som gjelder",
        "Hvem sitt ord posten er: dens eget «standing», ellers det som følger av stedet i kilden.",
        words="standing",
    ),
    Column(
        "open",
        "string",
        "Det åpne",
        "Feltene som kildene ikke fastsetter, og som derfor står tomme.",
        many=True,
        ids=True,
    ),
    Column(
        "continued_by",
        "string",
        "Etterfølgerne",
        "Postene i en senere plan som fører denne videre, som periode/id.",
        many=True,
        ids=True,
    ),
)
"""What follows from the rest of the plan."""

DUE = (
    Column("type", "string", "Slaget post", "Hva slags post fristen står i.", required=True),
    Column("id", "string", "Id-en", "Id-en til posten.", required=True, ids=True),
    Column("field", "string", "Feltet", "Feltet i posten som har fristen.", required=True),
    Column("label", "string", "Hva slags frist", "Det leserne ser.", required=True),
    Column("title", "string", "Tittelen", "Hva posten heter.", required=True),
    Column("date", "string", "Fristen", "Fristen nå (EDTF).", required=True, dated=True),
    Column("first", "string", "Den første", "Den første kjente fristen (EDTF).", dated=True),
    Column(
        "moved",
        "integer",
        "Antall flyttinger",
        "Hvor mange ganger fristen er flyttet. Tomt når historikken ikke er kjent.",
    ),
    Column("page", "string", "Siden", "Siden om posten.", required=True),
)
"""A deadline: what a row of `frister.csv` and of `deadlines` in `plan.json` holds."""

ROLE = (
    Column("actor", "string", "Hvem", "Id-en til aktøren eller gruppen.", required=True, ids=True),
    Column("type", "string", "Slaget post", "Hva slags post rollen er i.", required=True),
    Column("id", "string", "Id-en", "Id-en til posten.", required=True, ids=True),
    Column("role", "string", "Rollen", "Det leserne ser.", required=True),
    Column("title", "string", "Tittelen", "Hva posten heter.", required=True),
    Column("date", "string", "Når", "Fristen, dagen eller perioden (EDTF).", dated=True),
    Column("page", "string", "Siden", "Siden om posten.", required=True),
)
"""Who has what part in a record: a row of `roller.csv` and of `roles` in `plan.json`."""

CHANGE = (
    Column("id", "string", "Id-en", "Navnet på endringen. Den er alltid den samme.", required=True),
    Column("from", "string", "Fra", "Planen eller utgaven før.", required=True),
    Column("to", "string", "Til", "Planen eller utgaven etter.", required=True),
    Column("kind", "string", "Slaget endring", "Hva som skjedde, på engelsk.", required=True),
    Column("label", "string", "Hva som skjedde", "Det samme på norsk.", required=True),
    Column("period", "string", "Planen", "Planen posten står i. Tomt når alle planene deler den."),
    Column("type", "string", "Slaget post", "Hva slags post det er.", required=True),
    Column("old_type", "string", "Slaget før", "Hva slags post det var, når det er et annet."),
    Column("old", "string", "Posten før", "Id-en før. Tomt når den er ny.", ids=True),
    Column("new", "string", "Posten etter", "Id-en etter. Tomt når den er borte.", ids=True),
    Column("field", "string", "Feltet", "Feltet som er endret. Tomt når det gjelder hele posten."),
    Column("before", "any", "Før", "Verdien før, eller hele posten når den er borte."),
    Column("after", "any", "Etter", "Verdien etter, eller hele posten når den er ny."),
    Column(
        "follows",
        "boolean",
        "Bare nye id-er",
        "Sant når feltet viser til det samme som før, og bare id-ene er nye.",
    ),
    Column(
        "base",
        "boolean",
        "Utgangspunktet",
        "Sant når endringene i feltene er regnet fra denne posten, som kan være én av flere.",
    ),
)
"""One change: a line of `endringer.jsonl`, and a row of `endringer.csv`."""


def of_type(name: str) -> tuple[Column, ...]:
    """All that a record of a type has among the open data."""
    place = (AREA,) if TYPES[name].nested else ()
    return (*columns(TYPES[name].cls), *place, *DERIVED)


def json_schema(rows: tuple[Column, ...], title: str, about: str = "") -> dict[str, Any]:
    """The JSON Schema of an object; parts are referred to as `#/$defs/<name>`."""
    return {
        "title": title,
        **({"description": about} if about else {}),
        "type": "object",
        "properties": {column.name: _property(column) for column in rows},
        "required": [column.name for column in rows if column.required],
        "additionalProperties": False,
    }


def _property(column: Column) -> dict[str, Any]:
    value: dict[str, Any] = {} if column.kind == "any" else {"type": column.kind}
    if column.part:
        value = {"$ref": f"#/$defs/{column.part.__name__}"}
    elif column.dated:
        value = {"type": "string", "pattern": PATTERN}
    elif column.allowed:
        value = {"enum": list(column.allowed)}
    if column.many:
        value = {"type": "array", "items": value}
    return {"title": column.title, "description": column.about, **value}
