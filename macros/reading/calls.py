"""Macro calls in Markdown: where they stand, what they ask for, and what between braces is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

# Each is one unbroken match, and none begins inside another: time grows with the text alone.
_STRING = r""""[^"\n]*"|'[^'\n]*'"""
CALLS = re.compile(
    rf"\{{\{{(?>(?:{_STRING}|(?!\{{\{{|\}}\}}).)*)\}}\}}"
    r"|\{%(?:(?!\{%).)*?%\}|\{#(?:(?!\{#).)*?#\}",
    re.DOTALL,
)
"""Everything between double braces and their like, whether it is a call or not."""
OPEN = re.compile(r"\{[{%#]")
"""What begins a call; left over where all of them are taken away, it was never closed."""
_SIGN = re.compile(r"^\{\{[-+]|[-+]\}\}$")
_CATALOGUE = "Se listen over makroer i guide/makroer.md."
_ONLY_CALLS = "Bare {{ makro(…) }} kan stå mellom krøllparenteser, ikke {% … %}."
_NO_CALL = "Her skal det stå et makrokall, for eksempel {{ measures() }}."
_REMARK = "Merknader {# … #} kan ikke stå i teksten."
_NO_REMARK = "Slett merknaden. Skal den bli husket, hører den hjemme i git."
_JINJA = Environment(autoescape=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A macro call with fixed values: its name, its arguments, and where it stands."""

    name: str
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class NoCall:
    """Something between braces that is not a macro call with fixed values."""

    message: str
    hint: str = _CATALOGUE
    unreadable: bool = False
    line: int = 0
    column: int = 0


UNREADABLE = NoCall(
    "Krøllparentesene kan ikke leses: en parentes eller et anførselstegn mangler.", unreadable=True
)


@lru_cache(maxsize=16384)
def read_call(text: str) -> tuple[Call | NoCall, int]:
    """What stands between a pair of braces, and where in the text that is.

    Args:
        text: The braces and all between them, as `CALLS` finds them.
    """
    sign = _SIGN.search(text)
    if text.startswith("{#"):
        return NoCall(_REMARK, _NO_REMARK), 0
    if sign:
        message = f"«{sign[0]}» kan ikke stå rundt et makrokall."
        return NoCall(message, "Skriv {{ og }}."), sign.start()
    try:
        (output,) = _JINJA.parse(text).body
        (node,) = output.nodes if isinstance(output, nodes.Output) else (None,)
    except (TemplateSyntaxError, RecursionError):
        return NoCall(_ONLY_CALLS) if text.startswith("{%") else UNREADABLE, 0
    except ValueError:  # Python reads no number of more digits than this
        return NoCall("Tallet er for langt til å leses.", unreadable=True), 0
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
        return _fixed(node, node.node.name), text.index(node.node.name)
    return NoCall(_NO_CALL if node else _ONLY_CALLS), 0


def _fixed(node: nodes.Call, name: str) -> Call | NoCall:
    """A call as its values, where all of them are written out."""
    values = [*node.args, *(pair.value for pair in node.kwargs)]
    if node.dyn_args or node.dyn_kwargs or not all(map(_is_fixed, values)):
        return NoCall(f"{name}() kan bare få faste verdier i anførselstegn.")
    if not all(map(_is_readable, values)):
        return NoCall(f"{name}() har en verdi med tegn som ikke kan leses.")
    names = [pair.key for pair in node.kwargs]
    twice = next((key for key in names if names.count(key) > 1), None)
    if twice:
        return NoCall(f"{name}() har fått «{twice}» to ganger.")
    args = tuple(arg.as_const() for arg in node.args)
    return Call(name, args, {pair.key: pair.value.as_const() for pair in node.kwargs})


def _is_fixed(node: nodes.Node) -> bool:
    """Whether a value is written out, not computed: `2004-13` would be a subtraction."""
    if isinstance(node, (nodes.List, nodes.Tuple)):
        return all(map(_is_fixed, node.items))
    return isinstance(node, nodes.Const)


def _is_readable(node: nodes.Node) -> bool:
    """Whether a value can be written down: an escape can make half of a character."""
    if isinstance(node, (nodes.List, nodes.Tuple)):
        return all(map(_is_readable, node.items))
    value = str(node.as_const()) if isinstance(node, nodes.Const) else ""
    return not any("\ud800" <= character <= "\udfff" for character in value)
