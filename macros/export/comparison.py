"""A comparison as JSON: types of its own, a version, a schema, and no people of the records.

`schema.json` beside this file is made from the types here (`schema()`); a test holds them equal.
A new version comes with a line in CHANGELOG.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field, JsonValue

from macros.compare.changes import Change, Comparison, PartKey
from macros.compare.prose import ComparedPage
from macros.export.encode import Encoder, people_of
from macros.export.history import Published, PublishedHistory, published_history
from macros.facts.open_data import DRAFT
from macros.history.slips import History
from macros.model.base import Part
from macros.model.change_kinds import ChangeKind
from macros.model.fields import fields_of
from macros.model.plan import Library

Slug = StrEnum("Slug", {kind.name: kind.slug for kind in ChangeKind})  # type: ignore[misc]
"""What programs call each kind of change."""


class PublishedChange(Published):
    """One change. Two plans are compared by lineage, so that the ids may differ."""

    kind: Slug
    """What kind of change, as a stable English name. Of what no later plan carries on, only
    `completed` and `dropped` say that a source tells what became of it; `not-stated` says that
    none does, `unaccounted` that the data leave it out, and `ended` that its type is new in each
    plan. `same-subject` says that a record of the later plan is about what one of the earlier is
    about, and claims no more."""
    label: str
    """The same in Norwegian, for readers."""
    type: str
    """Record type; `word` for an entry of the vocabulary, `page` for a page of prose."""
    id: str
    """Id of the record as it is now, or as it was where it is gone; of a page its path."""
    old_id: str | None
    """Its id before; null where it is new."""
    new_id: str | None
    """Its id after; null where it is gone."""
    old_period: str | None
    """Its plan before; null where it is new, or shared by all plans."""
    new_period: str | None
    """Its plan after; null where it is gone, or shared by all plans."""
    area: str | None
    """The area it stands in; of a word the list of the vocabulary."""
    url: str | None
    """Its address below the root of the period; null where it has none."""
    field: str | None
    """The field, those of parts after dots; null where it is about the record as a whole."""
    part: str | None
    """What tells the part from others of its list, at need a number; null for none and names."""
    under: str | None
    """On a page of prose, the heading it stands under."""
    old: JsonValue
    """The value before; null where there was none."""
    new: JsonValue
    """The value after; null where there is none."""
    old_source: list[str]
    """Where the old value is told, as document#section."""
    new_source: list[str]
    """Where the new value is told."""
    withheld: bool
    """Whether something was left out because it names people: what the fields for members of groups
    and for who leads a point of a programme say, and the names in them wherever else they stand.
    A person whom only a text names is not known to be one, and is not left out."""


class PublishedComparison(Published):
    """Everything that changed from one plan to another, or from one version to another."""

    version: Literal[1] = 1
    """Version of this form. It changes when something is renamed, removed or means otherwise."""
    between: Literal["plans", "versions"]
    """Whether two plans are compared, or two versions of everything."""
    old: str
    """The first plan, or the first version."""
    new: str
    """The second one."""
    changes: list[PublishedChange]
    """Every change."""
    unchanged: int = Field(ge=0)
    """How many records and pages (or, between plans, lines of them) did not change."""
    history: PublishedHistory
    """What became of the deadlines before that, as git tells it."""


def schema() -> str:
    """The JSON Schema (2020-12) of what `as_json` gives, as a text ending with a line break."""
    form = PublishedComparison.model_json_schema(mode="serialization")
    return json.dumps({"$schema": DRAFT, **form}, ensure_ascii=False, indent=2) + "\n"


def as_json(
    comparison: Comparison, history: History | None = None, libraries: Iterable[Library] = ()
) -> str:
    """A comparison as JSON, as `schema` says; arguments as `published`.

    The same comparison gives the same bytes.
    """
    document = published(comparison, history, libraries).model_dump(mode="json")
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def published(
    comparison: Comparison, history: History | None = None, libraries: Iterable[Library] = ()
) -> PublishedComparison:
    """A comparison in its published form.

    Args:
        comparison: The comparison.
        history: What became of the deadlines of the second side; not known where left out.
        libraries: What was compared; people are left out who are named anywhere in them.
    """
    people = people_of(libraries)
    return PublishedComparison(
        between="plans" if comparison.across else "versions",
        old=comparison.old,
        new=comparison.new,
        changes=[_change(change, Encoder(people)) for change in comparison.changes()],
        unchanged=comparison.unchanged,
        history=published_history(history or History(), comparison.periods, Encoder(people)),
    )


def _change(change: Change, encode: Encoder) -> PublishedChange:
    old, new = change.old_item, change.new_item
    key, value = _personal(change)
    before, after = (None if value else _value(v, encode) for v in (change.old, change.new))
    part, under = None if key else encode(change.part), encode(change.under)
    return PublishedChange(
        kind=Slug(change.kind.slug),
        label=change.kind.value,
        type=change.item.record_type,
        id=change.item.id,
        old_id=old.id if old else None,
        new_id=new.id if new else None,
        old_period=old.period if old else None,
        new_period=new.period if new else None,
        area=change.item.area,
        url=change.item.url,
        field=change.field or None,
        part=part or None,
        under=under or None,
        old=before,
        new=after,
        old_source=list(change.old_source),
        new_source=list(change.new_source),
        withheld=key or value or encode.withheld,
    )


def _value(value: Any, encode: Encoder) -> Any:
    """A value; of a page that is new or gone, what it is called and says, block by block."""
    if not isinstance(value, ComparedPage):
        return encode(value)
    texts = [encode(block.words) for block in value.blocks if block.words]
    return {"title": encode(value.title), "text": texts}


def _personal(change: Change) -> tuple[bool, bool]:
    """Whether the key of a change names a person, and whether its values do."""
    cls: type[Part] | None = None
    if change.item.record_type != "page":
        cls = type(change.item.record)
    key = value = False
    for step in change.path:
        if cls is None:
            break
        fields = fields_of(cls)
        if isinstance(step, PartKey):
            # A member is known by name; where it stands is told by the names before it.
            key = key or any(fields[name].about.personal for name in cls.known_by)
            value = key and change.kind is ChangeKind.ORDER
        elif step in fields:
            value, cls = fields[step].about.personal, fields[step].part
    return key, value
