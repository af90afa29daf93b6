"""A new record of each kind: what it needs, what it may hold, and the change that puts it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from macros.editing.change import text_of
from macros.editing.ids import proposed
from macros.editing.places import appended, without_line
from macros.editing.schemas import modeline
from macros.editing.skeleton import skeleton
from macros.facts.workspace import Workspace
from macros.load.library import TYPES, Loaded
from macros.load.messages import told
from macros.model import registry
from macros.model.fields import fields_of
from macros.model.plan import PlanStatus
from macros.model.registry import NAMES
from macros.model.scope import ANY, PARTY, Scope
from macros.problems import Problem, ProblemError
from macros.reading.yaml_text import Document

WAITING = "Ingenting viser til delen ennå."
"""Why nothing cites a section of a new source; taken away by the first new record that does."""

_PLACING = ("period", "area", "section")
"""What is told of a record and is no field of it: where it belongs, and the parts of a source."""
KINDS = tuple(name for name, row in registry.TYPES.items() if row.addable)
"""The record types of which a new one can be made."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that can be told of a new record.

    Attributes:
        name: Field of the record, or `period`, `area` or `section`.
        about: What it is for.
        many: Whether it may be told several times.
        needed: Whether there can be no record without it.
    """

    name: str
    about: str
    many: bool = False
    needed: bool = False


def wanted(kind: str) -> list[Wanted]:
    """What can be told of a new record of a type, what is needed first.

    These are the fields that hold texts, or lists of them; what is made of parts is left to the
    editor, whom the skeleton names it to.
    """
    cls = TYPES[kind]
    found = [
        Wanted(field.name, field.about.help, field.many, cls.model_fields[field.name].is_required())
        for field in fields_of(cls).values()
        if field.part is None and field.name not in ("id", *_PLACING)
    ]
    if kind == "source":
        found.append(Wanted("section", "Tittelen på en del av dokumentet.", True, True))
    row = registry.TYPES[kind]
    if row.nested:
        found.append(Wanted("area", "Id-en til området tiltaket hører til.", needed=True))
    if not row.shared:
        found.append(Wanted("period", "Planen det gjelder, for eksempel 2023-2026.", needed=True))
    return sorted(found, key=lambda one: (not one.needed, one.name != "period", one.name != "area"))


def periods(loaded: Loaded, *, also_past: bool = False) -> dict[str, str]:
    """Every plan that is not over, or every one → its title."""
    plans = (placed for placed in loaded.placed if placed.record_type == "plan")
    return {
        str(plan.period): str(plan.raw.get("title", ""))
        for plan in plans
        if also_past or plan.raw.get("status") != PlanStatus.PAST
    }


def choices(loaded: Loaded, kind: str, name: str, period: str) -> dict[str, str] | None:
    """What may be told of a new record, with what readers see; None where it is free.

    Args:
        loaded: What was read from the tree.
        kind: Record type.
        name: As in `Wanted`.
        period: The plan it will belong to; empty where it is shared, or not chosen yet.
    """
    if name == "period":
        return {**periods(loaded), **periods(loaded, also_past=True)}
    if name == "source":
        return _places(loaded)
    if name == "area":
        files = (
            file
            for file in loaded.tree.data
            if file.record_type == "area" and file.period == period
        )
        return {**{file.stem: "" for file in files}, **_ids(loaded, {"area"}, period)}
    field = fields_of(TYPES[kind]).get(name)
    if field is not None and field.words:
        words = loaded.library.shared.vocabulary.get(field.words, ())
        return {word.id: word.label for word in words} or None
    if field is None or field.refs in ("", ANY):
        return None
    return _ids(loaded, {"actor", "group"} if field.refs == PARTY else {field.refs}, period)


def mistaken(loaded: Loaded, kind: str, raw: dict[str, Any], period: str) -> str:
    """What is wrong with the form of some values, with the cure; empty for nothing.

    Args:
        loaded: What was read from the tree.
        kind: Record type.
        raw: Field → what was told of it. Of what is no field, nothing is known.
        period: The plan it will belong to; empty where it is shared.
    """
    cls = TYPES[kind]
    raw = {name: value for name, value in raw.items() if name in fields_of(cls)}
    data = loaded.library.by_period.get(period)
    try:
        cls.model_validate(raw, context=Scope(reach=data.plan.reach if data else None))
    except ValidationError as error:
        found = told(Document("", raw, None), (), cls, error, names={})
        wrong = [one for one in found if one.rule != "missing-key"]
        return " ".join(f"{one.message} {one.hint}".strip() for one in wrong)
    return ""


def _ids(loaded: Loaded, kinds: set[str], period: str) -> dict[str, str]:
    return {
        placed.id: str(placed.raw.get("title") or placed.raw.get("name") or "")
        for placed in loaded.placed
        if placed.record_type in kinds and placed.period in (None, period) and placed.id
    }


def _places(loaded: Loaded) -> dict[str, str]:
    """Every `document#section` → what it is called."""
    titles = {
        f"{source.id}#{section.id}": f"{source.short}: {section.title}"
        for source in loaded.library.shared.sources
        for section in source.sections
    }
    return {place: titles.get(place, "") for place in sorted(loaded.sections)}


@dataclass(frozen=True, slots=True)
class New:
    """A record that is about to be made.

    Attributes:
        kind: Record type.
        id: Its id.
        told: What is known of it, as `Wanted` names it; a list where there may be several.
    """

    kind: str
    id: str
    told: Mapping[str, Any]

    @property
    def path(self) -> str:
        """The file it will stand in."""
        row = registry.TYPES[self.kind]
        file = row.file.format(id=self.told["area"] if row.nested else self.id)
        folder = "data" if row.shared else f"data/{self.told['period']}"
        return f"{folder}/{file}.yml"

    @property
    def word(self) -> str:
        """What its type is called."""
        return NAMES[self.kind]

    def values(self) -> dict[str, Any]:
        """Its fields."""
        own = fields_of(TYPES[self.kind]).keys() - _PLACING
        found = {name: value for name, value in self.told.items() if name in own}
        found = {k: v[0] if k == "source" and len(v) == 1 else v for k, v in found.items()}
        if self.kind == "source":
            found["sections"] = _sections(self.told["section"])
        return {"id": self.id, **found}


def _sections(titles: list[str]) -> list[dict[str, str]]:
    names: list[str] = []
    for title in titles:
        names.append(proposed(title, frozenset(names)))
    return [
        {"id": name, "title": title, "declined": WAITING}
        for name, title in zip(names, titles, strict=True)
    ]


def change_for(new: New, view: Workspace) -> dict[str, str]:
    """The change that puts a new record into a tree.

    Raises:
        ProblemError: Where the file that it belongs in cannot be added to.
    """
    root = view.loaded.tree.root
    text = skeleton(TYPES[new.kind], new.values())
    head = modeline(new.path, "area" if registry.TYPES[new.kind].nested else new.kind)
    if new.kind == "area":
        if (root / new.path).exists():
            message, hint = "Filen finnes fra før.", "Velg en annen id med --id."
            raise ProblemError([Problem(new.path, 1, 1, "file-name", message, hint)])
        return {new.path: f"{head}{text}"}
    row = registry.TYPES[new.kind]
    key = row.field if row.nested else ""
    found = {new.path: appended(new.path, text_of(root, new.path) or head, text, key)}
    return {**found, **_taken_into_use(view, new.told.get("source", ()))}


def _taken_into_use(view: Workspace, cited: list[str]) -> dict[str, str]:
    """data/sources.yml without the lines that say that the cited sections wait to be used."""
    waiting = [
        (placed.doc.path, placed.doc.place((*placed.loc, "sections", i, "declined"))[0])
        for placed in view.loaded.placed
        for i, section in enumerate(placed.raw.get("sections") or ())
        if isinstance(section, dict) and section.get("declined") == WAITING
        if f"{placed.id}#{section.get('id')}" in cited
    ]
    found: dict[str, str] = {}
    for path, line in sorted(waiting, reverse=True):
        text = found.get(path) or text_of(view.loaded.tree.root, path)
        found[path] = without_line(text, line)
    return found
