"""The walk through a record: whatever part says a thing, it is met."""

from __future__ import annotations

from typing import Any

import pytest

from macros.load.library import TYPES
from macros.model.base import Conflict, Note, Outcome, Part, Reading, Record
from macros.model.fields import Field, fields_of
from macros.model.records import Area, Challenge, Measure
from macros.model.walk import citations, parts

CITING = [
    (cls, field)
    for cls in TYPES.values()
    if issubclass(cls, Record)
    for field in fields_of(cls).values()
    if field.part and not field.records and "source" in field.part.model_fields
]


def made(cls: type[Part], **values: Any) -> Any:
    """A record or part that says nothing but what is given."""
    nothing = {field.name: () if field.many else None for field in fields_of(cls).values()}
    return cls.model_construct(**(nothing | values))


@pytest.mark.parametrize(
    ("cls", "field"), CITING, ids=lambda x: x.__name__ if isinstance(x, type) else x.name
)
def test_what_a_part_of_a_record_cites_is_cited(cls: type[Record], field: Field) -> None:
    assert field.part
    part = made(field.part, source=("brev#tiltak",))
    record = made(cls, **{field.name: (part,) if field.many else part})
    assert citations(record) == ["brev#tiltak"]


def test_a_part_of_a_part_is_met_and_a_place_is_told_once() -> None:
    readings = tuple(made(Reading, source=(place,)) for place in ("a#1", "b#2", "a#1"))
    record = made(
        Measure,
        source=("a#1",),
        notes=(made(Note, source=("c#3",)),),
        conflicts=(made(Conflict, readings=readings),),
        outcome=made(Outcome, source=("d#4",)),
    )
    assert sorted(citations(record)) == ["a#1", "b#2", "c#3", "d#4"]


def test_a_record_inside_a_record_stands_for_itself() -> None:
    measure, challenge = made(Measure, source=("b#2",)), made(Challenge, source=("c#3",))
    area = made(Area, source=("a#1",), measures=(measure,), challenges=(challenge,))
    assert list(parts(area)) == [area]
    assert citations(area) == ["a#1"]
