"""A YAML text by its events, before it is composed: how deep it goes, and its aliases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from macros.problems import Problem
from macros.reading.yaml_errors import ALIAS

MAX_DEPTH = 24
_NESTED = re.compile(r"[-?][ \t]+(?:[-?][ \t]+){11}")
_INDENTED = "\n" + 24 * " "
_FLAT = re.compile(r"""([\[{])(?:[^\[\]{}"'#\n]++|(?<=\w)#|"[^"\\\n\[\]{}]*+")*+[\]}]""")
_TAGS = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}


class Loader(CParser, yaml.constructor.BaseConstructor, yaml.resolver.BaseResolver):
    """libyaml's composer without any resolving: all plain scalars are strings."""

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        yaml.constructor.BaseConstructor.__init__(self)
        yaml.resolver.BaseResolver.__init__(self)

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:
        """The tag of a node that has none of its own: what the base says, without looking."""
        return _TAGS[kind]


def at(mark: Any, shift: int) -> tuple[int, int]:
    """Line and column (both 1-based) in the file."""
    return mark.line + 1 + shift, mark.column + 1


def alias(path: str, text: str, shift: int) -> list[Problem]:
    """The first alias; or an anchor by itself, which would silently take a word out of a text."""
    anchors: list[Problem] = []
    for event in _events(text) if "&" in text else ():
        place = at(event.start_mark, shift)
        if isinstance(event, yaml.AliasEvent):
            return [Problem(path, *place, "alias", ALIAS, "Skriv verdien helt ut begge steder.")]
        if getattr(event, "anchor", None) and not anchors:
            hint = "Sett verdien i anførselstegn hvis den skal begynne med &."
            anchors = [Problem(path, *place, "alias", ALIAS, hint)]
    return anchors


def _events(text: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader)  # type: ignore[arg-type]
    except yaml.YAMLError:
        return


def too_deep(path: str, text: str, shift: int) -> Problem | None:
    """Composing recurses on the C stack: measure the depth first where a text looks hostile."""
    # What stands on one line and holds no other is the innermost of all it stands in.
    left = _FLAT.sub("", text)
    flat = left.count("[") + left.count("{") < MAX_DEPTH - 1
    if flat and _INDENTED not in f"\n{text}" and not _NESTED.search(text):
        return None
    depth = 0
    for event in _events(text):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                message = f"Lister og nøkler er nøstet mer enn {MAX_DEPTH} nivåer."
                hint = "Se etter en parentes eller et innrykk som er blitt for mye."
                place = at(event.start_mark, shift)
                return Problem(path, *place, "too-deep", message, hint)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None
