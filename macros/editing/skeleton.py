"""The text of a new record: what is known as values, and the names of what may be added."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

from macros.editing.yaml_out import written
from macros.model.base import Part, Record
from macros.model.fields import described

_WIDTH = 92
_LAST = tuple(name for name in Record.model_fields if name != "id")


def skeleton(cls: type[Part], values: Mapping[str, Any]) -> str:
    """A record as YAML: the fields that are known, and a few lines of comment that name the others.

    No line of them is a field with a value, which somebody could publish without having meant it.
    """
    lines = [written({"id": values["id"]}).rstrip("\n") + " # endres aldri"]
    known = [name for name in in_order(cls) if name in values and name != "id"]
    lines += [written({name: values[name]}).rstrip("\n") for name in known]
    more = [name for name in in_order(cls) if name not in values]
    named = ", ".join(f"{name} ({described(cls, name).words})" for name in more)
    lines += _comments(f"Sier kilden mer, kan du legge til {named}.")
    lines += _comments("Hvordan hvert felt skrives, står i schemas/README.md.")
    return "".join(f"{line}\n" for line in lines)


def as_item(mapping: str, indent: int) -> str:
    """The lines of a mapping as a point of a list, with `indent` spaces before its dash."""
    inner = textwrap.indent(mapping, " " * (indent + 2))
    return f"{' ' * indent}- {inner.lstrip(' ')}"


def in_order(cls: type[Part]) -> Iterable[str]:
    """The fields as one fills them in: what it is, what it is like, then what all records have."""
    own = [name for name in cls.model_fields if name not in _LAST or not issubclass(cls, Record)]
    return [*own, *(name for name in _LAST if name not in own and name in cls.model_fields)]


def _comments(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="# ", subsequent_indent="# ")
