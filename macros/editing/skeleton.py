"""The text of a new record: what is known as values, all else as comments to fill in."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

from macros.editing.yaml_out import written
from macros.model.base import Part, Record
from macros.model.fields import described, fields_of
from macros.model.plan import Word

_WIDTH = 92
_LAST = tuple(name for name in Record.model_fields if name != "id")


def skeleton(
    cls: type[Part], values: Mapping[str, Any], words: Mapping[str, tuple[Word, ...]]
) -> str:
    """A record as the lines of a mapping, every field of its type in it.

    Args:
        cls: The record type.
        values: Field → value, for what is known.
        words: The vocabulary, to list the words that a field may hold.

    Returns:
        YAML: a field that is known as `key: value`; another as a comment that holds what it is
        for, and an example that becomes its value when `# ` is taken away.
    """
    lines: list[str] = []
    for name in in_order(cls):
        about = described(cls, name)
        if name == "id":
            lines.append(f"{_plain('id', values['id'])} # endres aldri; den er en del av adressen")
            continue
        lines += _comments(f"{about.help}{_choices(cls, name, words)}")
        if name in values:
            lines += written({name: values[name]}).rstrip("\n").split("\n")
        else:
            example = written({name: about.example}).rstrip("\n")
            lines += [f"# {line}" for line in example.split("\n")]
    return "".join(f"{line}\n" for line in lines)


def as_item(mapping: str, indent: int) -> str:
    """The lines of a mapping as a point of a list whose dashes stand at a column.

    Args:
        mapping: Lines of YAML; the first one is a key.
        indent: How many spaces stand before the dash.
    """
    inner = textwrap.indent(mapping, " " * (indent + 2))
    return f"{' ' * indent}- {inner.lstrip(' ')}"


def _plain(name: str, value: str) -> str:
    return written({name: value}).rstrip("\n")


def in_order(cls: type[Part]) -> Iterable[str]:
    """The fields as one fills them in: what it is, what it is like, then what all records have."""
    own = [name for name in cls.model_fields if name not in _LAST or not issubclass(cls, Record)]
    return [*own, *(name for name in _LAST if name not in own and name in cls.model_fields)]


def _choices(cls: type[Part], name: str, words: Mapping[str, tuple[Word, ...]]) -> str:
    found = words.get(fields_of(cls)[name].words, ())
    return f" Gyldig: {', '.join(f'{word.id} ({word.label})' for word in found)}." if found else ""


def _comments(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="# ", subsequent_indent="# ")
