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


@pytest.mark.parametrize(
    ("cls", "field"), CITING, ids=lambda x: x.__name__ if isinstance(x, type) else x.name
)
def test_what_a_part_of_a_record_cites_is_cited(cls: type[Record], field: Field) -> None:
    assert field.part
    part: Any = field.part.model_construct(source=("brev#tiltak",))
    values = {"source": (), field.name: (part,) if field.many else part}
    assert citations(cls.model_construct(**values)) == ["brev#tiltak"]


def test_a_part_of_a_part_is_met_and_a_place_is_told_once() -> None:
    def reading(place: str) -> Reading:
        return Reading.model_construct(source=(place,))

    readings = (reading("a#1"), reading("b#2"), reading("a#1"))
    record = Measure.model_construct(
        source=("a#1",),
        notes=(Note.model_construct(source=("c#3",)),),
        conflicts=(Conflict.model_construct(readings=readings),),
        outcome=Outcome.model_construct(source=("d#4",)),
    )
    assert sorted(citations(record)) == ["a#1", "b#2", "c#3", "d#4"]
    assert citations(record)[0] == "a#1"


def test_a_record_inside_a_record_stands_for_itself() -> None:
    inner = Measure.model_construct(source=("b#2",)), Challenge.model_construct(source=("c#3",))
    area = Area.model_construct(source=("a#1",), measures=inner[:1], challenges=inner[1:])
    found: list[Part] = list(parts(area))
    assert found == [area]
    assert citations(area) == ["a#1"]
