"""`plan.json`: a whole plan as one document, with a schema, a version, and no people.

Version 1. A field or a type may come at any time; what is there keeps its name and its meaning, or
the version changes. The page about the open data tells readers so, and has the changelog.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from macros.export import shape
from macros.export.encode import Encoder, in_json, people_of
from macros.export.history import PublishedHistory, published_history
from macros.facts.derive import Facts, Role
from macros.facts.due import Due, concerned, dues, may_be_due
from macros.facts.entries import Entry, grouped
from macros.facts.open_data import DRAFT, SCHEMA
from macros.history.revisions import Revision
from macros.history.slips import History
from macros.model.base import Part
from macros.model.catalog import Catalog
from macros.model.fields import fields_of, types_within
from macros.model.plan import Library, Word
from macros.model.registry import EXPORTED, TYPES

VERSION = 1
_DEEP = 3
"""How deep a document is laid out on lines: its parts, the types of records, each record."""


@dataclass(frozen=True)
class Open:
    """The open data of a site: what is the same for all plans of it.

    Attributes:
        library: All plans.
        url: Address of the site, ending with a slash.
        edition: What it is built from, as readers are told; empty where that is not known.
        history: What became of the deadlines.
        revisions: The newest published versions, newest first.
        kept: What was written of it: a plan, or what is made apart → its files.
    """

    library: Library
    url: str
    edition: str = ""
    history: History = field(default_factory=History)
    revisions: Sequence[Revision] = ()
    kept: dict[object, dict[str, bytes]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def people(self) -> Encoder:
        """What gives values their form, and leaves people out."""
        sides = (side for one in self.revisions for side in (one.before, one.after))
        return Encoder(people_of([self.library], (k.record for s in sides for k in s.values())))

    @property
    def catalog(self) -> Catalog | None:
        """What catalogues are told of the data; None where nothing is."""
        return next(iter(self.library.shared.catalogs), None)


class OpenPlan:
    """The open data of one plan, in the form that every format is written from."""

    def __init__(self, data: Open, facts: Facts, before: OpenPlan | None = None) -> None:
        """Take the plan from its facts; `before` is the one that it is compared with."""
        self.data, self.facts, self.period, self.before = data, facts, facts.period, before
        self._own: dict[str, dict[str, Any]] = {}
        self.events: dict[str, tuple[Due, str]] = {}  # as the calendars that share them have them
        self.url = f"{data.url}{facts.period}/"
        self.dues = dues(facts)

    @cached_property
    def may_be_due(self) -> dict[str, list[Entry]]:
        """Id of an actor, a group or an area → the records it has to do with that can be due."""
        entries = [entry for entry in self.facts.entries.values() if may_be_due(entry)]
        return grouped((name, e) for e in entries for name in dict.fromkeys(concerned(e)))

    @cached_property
    def records(self) -> dict[str, list[dict[str, Any]]]:
        """Record type → its records, each with what follows from the plan under `derived`."""
        found: dict[str, list[dict[str, Any]]] = {name: [] for name in EXPORTED}
        for name in EXPORTED:
            for entry in self.facts.of(name):
                found[name].append({**self.own(entry), "derived": self._derived(entry)})
        for source in self.facts.library.shared.sources:
            address = {"page": f"{self.url}{TYPES['source'].page}#{source.id}"}
            found["source"].append({**self._values(source), "derived": address})
        return found

    def own(self, entry: Entry) -> dict[str, Any]:
        """What a record says itself, and where it stands; made once."""
        if entry.id not in self._own:
            area = {"area": entry.area.id} if entry.area else {}
            self._own[entry.id] = {**self._values(entry.record), **area}
        return self._own[entry.id]

    def _values(self, record: Part) -> dict[str, Any]:
        return self.data.people.record(record)

    def _derived(self, entry: Entry) -> dict[str, Any]:
        untold = [name for name, f in fields_of(entry.cls).items() if f.about.untold]
        derived = {
            "page": f"{self.url}{entry.url}",
            "effective_standing": entry.standing,
            "open": [name for name in untold if not getattr(entry.record, name)],
            "continued_by": [other.key for other in self.facts.after.get(entry.id, ())],
        }
        return {name: value for name, value in derived.items() if value}

    @cached_property
    def deadlines(self) -> list[dict[str, Any]]:
        """Every deadline, earliest first."""
        return [dict(self._due(due)) for due in self.dues]

    def _due(self, due: Due) -> Iterator[tuple[str, Any]]:
        entry = due.entry
        yield from (("type", entry.record_type), ("id", entry.id), ("field", due.field))
        yield from (("label", due.label), ("title", self.data.people(entry.title)))
        yield "date", due.date.text
        if due.slip:
            yield from (("first", due.slip.first), ("moved", due.slip.moved))
        yield "page", f"{self.url}{entry.url}"

    @cached_property
    def roles(self) -> list[dict[str, Any]]:
        """Who has what part in which record."""
        found = self.facts.roles.items()
        return [self._role(name, role) for name, roles in found for role in roles]

    def _role(self, actor: str, role: Role) -> dict[str, Any]:
        entry = role.entry
        return {
            **{"actor": actor, "type": entry.record_type, "id": entry.id, "role": role.word},
            "title": self.data.people(entry.title),
            **({"date": role.when.text} if role.when else {}),
            "page": f"{self.url}{entry.url}",
        }

    @cached_property
    def document(self) -> dict[str, Any]:
        """All of it, as `plan.json` has it."""
        history = published_history(self.data.history, {self.period}, self.data.people)
        vocabulary = self.facts.library.shared.vocabulary.items()
        catalog = self.data.catalog
        return {
            "$schema": f"{self.data.url}{SCHEMA}",
            "version": VERSION,
            "period": self.period,
            "url": self.url,
            "edition": self.data.edition or None,
            "licence": catalog.licence if catalog else None,
            "records": self.records,
            "vocabulary": {name: [*map(self._values, words)] for name, words in vocabulary},
            "deadlines": self.deadlines,
            "roles": self.roles,
            "history": history.model_dump(mode="json"),
        }


def as_json(document: dict[str, Any]) -> bytes:
    """A document as a file, with a record to a line; the same document gives the same bytes."""
    return f"{_spread(document, _DEEP)}\n".encode()


def _spread(value: Any, levels: int, indent: str = "\n") -> str:
    """A value with as many levels over several lines; json's own indents take six times as long."""
    parts: list[str] = []
    if levels == 1 and isinstance(value, dict):  # most are these, and stand in long lists
        parts = [f"{in_json(name)}: {in_json(inner)}" for name, inner in value.items()]
    elif levels and isinstance(value, dict):
        deeper = ((in_json(n), _spread(v, levels - 1, f"{indent} ")) for n, v in value.items())
        parts = [f"{name}: {text}" for name, text in deeper]
    elif levels and isinstance(value, list):
        parts = [_spread(item, levels - 1, f"{indent} ") for item in value]
    if not parts:
        return in_json(value)
    ends = "{}" if isinstance(value, dict) else "[]"
    return f"{ends[0]}{indent} {f',{indent} '.join(parts)}{indent}{ends[1]}"


def schema(url: str = "") -> dict[str, Any]:
    """The JSON Schema (2020-12) of `plan.json`; the address of the site is for its `$id`."""
    history = PublishedHistory.model_json_schema(mode="serialization")
    found = {
        **history.pop("$defs"),
        "History": history,
        "Deadline": shape.json_schema(shape.DUE, "Deadline"),
        "Role": shape.json_schema(shape.ROLE, "Role"),
    }
    records = {}
    for name in EXPORTED:
        cls = TYPES[name].cls
        place = (shape.AREA,) if TYPES[name].nested else ()
        records[name] = _list(cls.__name__)
        about = (cls.__doc__ or "").partition("\n")[0]
        own = shape.json_schema((*shape.columns(cls), *place), cls.__name__, about)
        own["properties"]["derived"] = {"$ref": "#/$defs/Derived"}
        own["required"].append("derived")
        found[cls.__name__] = own
        for part in types_within(cls):
            if not hasattr(part, "record_type"):
                found[part.__name__] = shape.json_schema(
                    shape.columns(part), part.__name__, part.called
                )
    found |= {"Word": shape.json_schema(shape.columns(Word), "Word", Word.called)}
    found["Derived"] = shape.json_schema(
        shape.DERIVED, "Derived", "Det som følger av resten av planen."
    )
    properties = {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": VERSION},
        "period": {"type": "string", "description": "Planen, som er id-en dens."},
        "url": {"type": "string", "description": "Adressen til planen på nettstedet."},
        "edition": {"type": ["string", "null"], "description": "Utgaven dette er bygd fra."},
        "licence": {"type": ["string", "null"], "description": "Adressen til lisensen."},
        "records": {
            "type": "object",
            "properties": records,
            "required": list(records),
            "additionalProperties": False,
            "description": "Hvert slag post, med alle postene.",
        },
        "vocabulary": {"type": "object", "additionalProperties": _list("Word")},
        "deadlines": _list("Deadline"),
        "roles": _list("Role"),
        "history": {"$ref": "#/$defs/History"},
    }
    head = {"$schema": DRAFT, **({"$id": f"{url}{SCHEMA}"} if url else {}), "title": "plan.json"}
    body = {"type": "object", "properties": properties, "required": list(properties)}
    return {**head, **body, "additionalProperties": False, "$defs": dict(sorted(found.items()))}


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}
