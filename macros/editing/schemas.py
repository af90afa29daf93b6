"""JSON Schemas (draft 2020-12) of the data files, for editors that help while one writes.

They are made from the model and from the words for people; nothing in them is written by hand. A
schema knows the form of one file. Whether an id exists, only `plan check` can tell.

An editor's YAML extension reads `2020` as a number and `true` as a truth value where the house
reads text. So wherever text of that form is right, such a value is right too: what our reader
accepts, the schema accepts.
"""

from __future__ import annotations

import json
import re
from typing import Any

from macros.facts.open_data import DRAFT
from macros.load.library import TYPES
from macros.model import forms
from macros.model.base import Part
from macros.model.fields import described, fields_of, types_within
from macros.model.plan import Word
from macros.model.registry import NAMES, WORD_LISTS
from macros.reading.tree import PLAN_FILES, SHARED_FILES

FOLDER = "schemas"

BY_MACHINE = {"frozen"}
"""What only a command writes; nobody needs help while writing it."""
_STEMS = {"area": "area"} | {
    kind: stem for stem, kind in (SHARED_FILES | PLAN_FILES).items() if kind not in BY_MACHINE
}
"""What a file holds → the stem of its schema."""
_MOVED = r"^[a-z0-9/#-]*$"
_LIKE_TEXT = {"number": "2020", "boolean": "true"}
"""What an extension may take a text for → such a text."""
_PLACE = r"^\s*[a-z0-9-]+#[a-z0-9-]+\s*$"
_COUNT = r"^\s*(0|[1-9][0-9]*)\s*$"
_TRUTH = ("true", "false", "yes", "no", "on", "off", "y", "n", "t", "f", "1", "0")


def schemas() -> dict[str, str]:
    """File name → JSON text, for every kind of data file."""
    return {
        f"{stem}.json": json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"
        for kind, stem in _STEMS.items()
    }


def schema(kind: str) -> dict[str, Any]:
    """The schema of the files that hold a kind of record, `vocabulary` or `redirects`."""
    if kind == "redirects":
        return _redirects()
    cls = Word if kind == "vocabulary" else TYPES[kind]
    made = cls.model_json_schema(ref_template="#/$defs/{model}")
    inner = made.pop("$defs", {})
    parts = {part.__name__: part for part in types_within(cls)}
    found = {name: _object(made, parts[name]) for name, made in inner.items() if name in parts}
    found |= {name: _value(made) for name, made in inner.items() if name not in parts}
    own = _object(made, cls)
    if kind in ("area", "plan"):
        head = own
    else:
        found[cls.__name__] = own
        each = {"type": "array", "items": {"$ref": f"#/$defs/{cls.__name__}"}}
        words = _closed({name: {**each, "minItems": 1} for name in WORD_LISTS})
        head = words if kind == "vocabulary" else each
    title = {"title": f"{_STEMS[kind]}.yml: {_called(cls)}"}
    return {"$schema": DRAFT, **head, **title, "$defs": dict(sorted(found.items()))}


def _redirects() -> dict[str, Any]:
    """Old address → new address, both relative to the root of the plan."""
    return {
        "$schema": DRAFT,
        "title": "redirects.yml: adresser som er flyttet",
        "description": "Gammel adresse, kolon, ny adresse. Begge regnes fra roten av planen.",
        "type": "object",
        "propertyNames": {"pattern": _MOVED},
        "additionalProperties": {"type": "string", "pattern": _MOVED},
        "examples": [{"tiltak/kyst-bat/": "tiltak/kystbat/"}],
    }


def modeline(path: str, kind: str) -> str:
    """The first line of a data file, which tells the YAML extension where the schema is.

    The path is relative to the root of the tree; `kind` is what the file holds.
    """
    up = "../" * path.count("/")
    return f"# yaml-language-server: $schema={up}{FOLDER}/{_STEMS[kind]}.json\n"


def _called(cls: type[Part]) -> str:
    return NAMES.get(getattr(cls, "record_type", ""), cls.called)


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _object(made: dict[str, Any], cls: type[Part]) -> dict[str, Any]:
    """The schema of a record or part, with each field told in words."""
    properties = {}
    for name, raw in made["properties"].items():
        about = described(cls, name)
        told = {"title": about.words[0].upper() + about.words[1:], "description": about.help}
        value = _place_or_places(raw) if fields_of(cls)[name].cites else _value(raw)
        properties[name] = {**told, **value, "examples": [about.example]}
    found = _closed(properties)
    return {**found, "title": _called(cls), "required": made.get("required", [])}


def _place_or_places(raw: dict[str, Any]) -> dict[str, Any]:
    one = {"type": "string", "pattern": _PLACE}
    return {"anyOf": [one, _list(raw, one)]}


def _list(raw: dict[str, Any], item: dict[str, Any]) -> dict[str, Any]:
    least = {"minItems": raw["minItems"]} if "minItems" in raw else {}
    return {"type": "array", "items": item, **least}


def _value(raw: dict[str, Any]) -> dict[str, Any]:
    """What may stand for a value; an empty one never may, the line is left out instead."""
    if "anyOf" in raw:
        choices = [_value(choice) for choice in raw["anyOf"] if choice.get("type") != "null"]
        return choices[0] if len(choices) == 1 else {"anyOf": choices}
    if "$ref" in raw or "enum" in raw:
        return {key: raw[key] for key in ("$ref", "enum") if key in raw}
    if raw["type"] == "array":
        return _list(raw, _value(raw["items"]))
    return {"integer": _count, "boolean": _truth, "string": _text}[raw["type"]](raw)


def _count(raw: dict[str, Any]) -> dict[str, Any]:
    whole = {"type": "integer", "minimum": raw.get("minimum", 0)}
    return {"anyOf": [whole, {"type": "string", "pattern": _COUNT}]}


def _truth(_raw: dict[str, Any]) -> dict[str, Any]:
    either = "|".join("".join(f"[{c}{c.upper()}]" for c in word) for word in _TRUTH)
    return {"type": ["boolean", "integer", "string"], "pattern": f"^({either})$"}


def _text(raw: dict[str, Any]) -> dict[str, Any]:
    """A text. How long it may be is told of ids only: elsewhere, spaces around it do not count."""
    pattern = raw.get("pattern", r"\S")
    taken = [kind for kind, text in _LIKE_TEXT.items() if re.search(pattern, text)]
    found = {"type": ["string", *taken] if taken else "string", "pattern": pattern}
    return {**found, "maxLength": raw["maxLength"]} if pattern == forms.ID else found
