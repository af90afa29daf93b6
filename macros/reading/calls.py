"""Macro calls in Markdown: where they stand, what they ask for, and what between braces is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros.model.text import invisible

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


_BY_ITSELF = re.compile(_STRING)
_SLIPS = (
    (r"^\{\{\{|\}\}\}$", "Det står tre krøllparenteser.", "Skriv to av hver: {{ og }}."),
    (
        "[“”„‟‘’‚«»]",
        "Makrokallet har skråstilte anførselstegn, slik Word lager dem.",
        'Skriv rette: "…".',
    ),
    (r"^\{\{[^(]*\}\}$", _NO_CALL, "Er det vanlig tekst, fjern krøllparentesene."),
    (";", "Det står semikolon mellom verdiene i makrokallet.", "Skriv komma."),
    (r"[\"']", "Et anførselstegn i makrokallet er ikke lukket.", 'Skriv " på begge sider.'),
    (
        r"@ *(?:@|[a-z]+ *=)|\] *(?:@|\[|[a-z])",
        "Det mangler komma mellom verdiene.",
        "Skriv komma.",
    ),
    (
        r"[(=,\[] *[a-zæøå][\w-]*[#/]",
        "Verdiene i makrokallet mangler anførselstegn.",
        'Skriv dem slik: "…".',
    ),
    (r"[a-z] *: *(?:@|\[)", "Det står kolon etter navnet på et filter.", 'Skriv = der: id="…".'),
    (r"^[^(]*\((?:[^()]|\([^()]*\))*$", "Parentesen i makrokallet er ikke lukket.", "Skriv )."),
    (r"\)[^(]*\)", "Det står en parentes for mye i makrokallet.", "Fjern den ene )."),
)
"""What makes a call unreadable, with @ for each of its texts → message, cure. The first counts."""
UNCLOSED = NoCall("Makrokallet som begynner her, slutter ikke.", "Skriv }} etter det.", True)
"""What begins as a call and never ends."""
_ANCHOR = re.compile(r"\{#[\w-]+ *\}")


def unclosed(text: str) -> NoCall:
    """What is said of a text that begins as a call and never ends."""
    if hit := _ANCHOR.match(text):
        name = hit[0][2:-1].strip()
        return NoCall(f"«{hit[0]}» er ikke slik et anker skrives her.", f"Skriv {{: #{name} }}.")
    return UNCLOSED


def _unreadable(text: str) -> NoCall:
    """Which slip it is that makes a call unreadable."""
    bare = " ".join(_BY_ITSELF.sub("@", text).split())
    for pattern, message, hint in _SLIPS:
        if re.search(pattern, bare):
            return NoCall(message, hint, unreadable=True)
    return NoCall("Makrokallet kan ikke leses.", _CATALOGUE, unreadable=True)


@lru_cache(maxsize=16384)
def read_call(text: str) -> tuple[Call | NoCall, int]:
    """What stands between braces, given with them as `CALLS` finds it, and where in it that is."""
    sign = _SIGN.search(text)
    if sign and not text.startswith("{#"):
        message = f"«{sign[0]}» kan ikke stå rundt et makrokall."
        return NoCall(message, "Skriv {{ og }}."), sign.start()
    if text.startswith("{#") or re.search(r"@ *@", _BY_ITSELF.sub("@", text)):
        # Jinja would make one text of two with nothing between them.
        return NoCall(_REMARK, _NO_REMARK) if text[1] == "#" else _unreadable(text), 0
    try:
        (output,) = _JINJA.parse(text).body
        (node,) = output.nodes if isinstance(output, nodes.Output) else (None,)
    except (TemplateSyntaxError, RecursionError):
        return NoCall(_ONLY_CALLS) if text.startswith("{%") else _unreadable(text), 0
    except ValueError:  # Python reads no number of more digits than this
        return NoCall("Tallet er for langt til å leses.", unreadable=True), 0
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
        return _fixed(node, node.node.name), text.index(node.node.name)
    hint = _CATALOGUE
    if isinstance(node, nodes.Name):
        hint = f"Er det en makro, skriv {{{{ {node.name}() }}}}; ellers fjern krøllparentesene."
    return NoCall(_NO_CALL if node else _ONLY_CALLS, hint), 0


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
    """Whether a value can be read: an escape can make half of a character, or what nobody sees."""
    if isinstance(node, (nodes.List, nodes.Tuple)):
        return all(map(_is_readable, node.items))
    value = str(node.as_const()) if isinstance(node, nodes.Const) else ""
    return not invisible(value) and not any("\ud800" <= sign <= "\udfff" for sign in value)
