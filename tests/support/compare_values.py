"""Records with every field filled, made from the model alone, for the tests of the comparison.

Nothing here names a field. A field of a type that is not known here fails every test that needs
it, so that whoever adds one is asked what it means to compare it.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from macros.model.base import Part
from macros.model.edtf import Edtf, parse
from macros.model.plan import Library, PlanData, Shared, Word
from macros.model.records import Area

DEPTH = 2
"""How deep parts of parts are filled (chapters stand in chapters)."""


def value(annotation: Any, n: int, depth: int = DEPTH) -> Any:
    """The value number `n` (0, 1, 2) of a type; the first two are never equal."""
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return value(inside[0], n, depth)
    if origin in (Union, types.UnionType, typing.Union):
        return value(next(arg for arg in inside if arg is not type(None)), n, depth)
    if origin is Literal:
        return inside[n % len(inside)]
    if origin is tuple:
        assert inside[1:] == (...,), annotation
        return (value(inside[0], n, depth),) if depth else ()
    assert origin is None, f"{annotation}: say in compare_values.py what two of these are"
    return _single(annotation, n, depth)


def _single(cls: Any, n: int, depth: int) -> Any:
    assert isinstance(cls, type), cls
    if issubclass(cls, Part):
        return part(cls, n, depth - 1)
    if issubclass(cls, Enum):
        return list(cls)[n % len(cls)]
    if cls is Edtf:
        return parse(("2001-02", "2003-04-05", "2006/2007")[n])
    if cls is bool:
        return bool(n % 2)
    assert cls in (str, int, float, Decimal), (
        f"{cls}: say in compare_values.py what two of these are"
    )
    return cls(f"{n + 1}00")


def part(cls: type[Part], n: int = 0, depth: int = DEPTH, **given: Any) -> Any:
    """A part with every field filled; `given` stands for what must be something else."""
    fields = {name: value(info.annotation, n, depth) for name, info in cls.model_fields.items()}
    return cls.model_construct(**{**fields, **given})


def record(cls: type[Part], name: str, **given: Any) -> Any:
    """A record with every field filled, but without other records in it."""
    return part(cls, **{**_no_records(cls), "id": name, **given})


def _no_records(cls: type[Part]) -> dict[str, tuple[()]]:
    return {name: () for name, inner in holders(cls) if hasattr(inner, "record_type")}


def holders(cls: type[Part]) -> Iterator[tuple[str, type[Part]]]:
    """Each field that holds parts, with what it holds."""
    for name, info in cls.model_fields.items():
        inner = _part_in(info.annotation)
        if inner is not None:
            yield name, inner


def _part_in(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next(filter(None, map(_part_in, get_args(annotation))), None)


def record_types() -> dict[str, type[Part]]:
    """Name → class of everything that gets a row of its own, found from the library downwards."""
    types_by_name: dict[str, type[Part]] = {"word": Word}
    waiting: list[type[Part]] = [PlanData, Shared]
    while waiting:
        for _, inner in holders(waiting.pop()):
            name = getattr(inner, "record_type", None)
            if name is not None and name not in types_by_name:
                types_by_name[name] = inner
                waiting.append(inner)
    return types_by_name


def library(kind: str, one: Any, period: str = "2001-2004") -> Library:
    """A library that holds one record, in the place where its type belongs."""
    if kind == "word":
        return _library(period, shared={"vocabulary": {"list": (one,)}})
    for owner, name in ((Shared, "shared"), (PlanData, "plan")):
        for field, inner in holders(owner):
            if getattr(inner, "record_type", "") == kind:
                single = field == "plan"
                return _library(period, **{name: {field: one if single else (one,)}})
    field = next(field for field, inner in holders(Area) if inner is type(one))
    area = Area.model_construct(**_empty(Area, id="the-area"), **{field: (one,)})
    return _library(period, plan={"areas": (area,)})


def _empty(cls: type[Part], **given: Any) -> dict[str, Any]:
    required = {n: value(i.annotation, 0) for n, i in cls.model_fields.items() if i.is_required()}
    return {**required, **given}


def _library(
    period: str, shared: dict[str, Any] | None = None, plan: dict[str, Any] | None = None
) -> Library:
    cls = dict(holders(PlanData))["plan"]
    head = cls.model_construct(**_empty(cls, id=period, chapters=()))
    data = PlanData.model_construct(**{"plan": head, **(plan or {})})
    made = Shared.model_construct(**{"vocabulary": {}, **(shared or {})})
    return Library.model_construct(shared=made, plans=(data,))


def places(cls: type[Part], depth: int = DEPTH) -> Iterator[tuple[str, ...]]:
    """The path of every field of a record type, through its parts; records in it left out."""
    inner = dict(holders(cls))
    for name in cls.model_fields:
        yield (name,)
        part_cls = inner.get(name)
        if part_cls is not None and not hasattr(part_cls, "record_type") and depth > 1:
            yield from ((name, *below) for below in places(part_cls, depth - 1))


def changed(one: Part, place: tuple[str, ...], depth: int = DEPTH) -> Any:
    """The same part with the other value in one place."""
    name, *below = place
    info = type(one).model_fields[name]
    now = getattr(one, name)
    if not below:
        new = value(info.annotation, 1, depth)
    elif isinstance(now, tuple):
        new = (changed(now[0], tuple(below), depth - 1), *now[1:])
    else:
        new = changed(now, tuple(below), depth - 1)
    return one.model_copy(update={name: new})
