"""What stands below the title of a row in a list, where the row is all there is of a record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pages import Node
from published_data import Values, World, day, happened, number, title

from macros.model.registry import TYPES

_WORDED = {"Deltar": "participants", "Svarer på": "challenges", "Status": "status"}
"""Fields that readers meet under another word than the schema has."""
_TYPE = "\0"
"""After the title of a record, where its type may stand, or its plan."""


def below(w: World, r: Values, head: Node, columns: Mapping[str, Any]) -> Iterator[str]:
    """What is told below a title that the data do not say, or say and that is not told."""
    about = [n for n in head.all("div", "p") if "pl-about" in n.attrs.get("class", "").split()]
    if not about and not list(head.all("strong")):
        return
    paragraphs = [p.text for n in about for p in ([n] if n.tag == "p" else n.all("p"))]
    column = any(name.startswith("Om ") for name in columns)
    meant = [] if column else [" ".join(x.split()) for x in r.get("description", "").split("\n\n")]
    meant += [f"Tilstanden gjelder: {r['part']}"] if r["type"] == "report" and "part" in r else []
    if paragraphs != [*filter(None, meant)]:
        yield f"below: {paragraphs}, not {meant}"
    told = dict(pair for n in about for pair in _pairs(n))
    for label, values in told.items():
        if not _says(values, _values(w, r, label)):
            yield f"below: {label}: {values}, not {_values(w, r, label)}"
    for label in ("Gjelder", "I planen", "Mål i dokumentet", "Tall over tid", "Hva har skjedd"):
        if _values(w, r, label) and label not in told and label not in columns:
            yield f"below: no {label}"


def _says(found: list[str], meant: list[str]) -> bool:
    """Whether each value is what it should be; its type or its plan may stand after a title."""
    shown = [re.escape(one).replace(_TYPE, r"(?: \(.*\))?") for one in meant]
    pairs = zip(shown, found, strict=False)
    return len(found) == len(meant) and all(re.fullmatch(*pair) for pair in pairs)


def _pairs(about: Node) -> Iterator[tuple[str, list[str]]]:
    """The terms of a list, each with what is said of it."""
    label, values = "", list[str]()
    for node in about.all("dt", "dd"):
        if node.tag == "dt":
            label, values = node.text, []
            yield label, values
        else:
            values += [item.text for item in node.all("li")] or [node.text]


def _values(w: World, r: Values, label: str) -> list[str]:
    """What the data say under a label."""
    match label:
        case "Gjelder":
            return [f"{title(w.find(name))}{_TYPE}" for name in _about(w, r)]
        case "I planen":
            own = (one for one in w.plan["roles"] if one["actor"] == r["id"])
            return [f"{one['title']}{_TYPE} ({one['role']})" for one in own]
        case "Mål i dokumentet":
            own = (aim for aim in w.all("aim") if aim.get("document") == r["id"])
            return [f"{title(aim)}{_TYPE}" for aim in own]
        case "Tall over tid":
            name, found = f"{r['plan']}/{r['id']}", w.all("indicator", everywhere=True)
            return [f"{title(one)}{_TYPE}" for one in found if name in _about(w, one)]
        case "Hva har skjedd":
            return [f"{happened(one['date'])}: {title(one)}{_TYPE}" for one in w.reports(r)]
    return _field(w, r, label)


def _about(w: World, r: Values) -> list[str]:
    return w.concerned(r) if "concerns" in r else []


@lru_cache(maxsize=8)
def _forms(site: Path) -> Values:
    form: Values = json.loads((site / "data" / "v1" / "plan.schema.json").read_text("utf-8"))
    return form["$defs"]


def _field(w: World, r: Values, label: str) -> list[str]:
    """The values of the field that the schema calls by a label."""
    form = _forms(w.site)[TYPES[r["type"]].cls.__name__]["properties"]
    titles = ((n, about.get("title")) for n, about in form.items())
    name = next((n for n, text in titles if label == text or n == _WORDED.get(label)), None)
    if name is None or name not in r:
        return []
    many = r[name] if isinstance(r[name], list) else [r[name]]
    return [_worded(w, one, form[name]) for one in many]


def _worded(w: World, value: Any, about: Values) -> str:
    if isinstance(value, int | float):
        return number(value)
    if (w.period, value) in w.names:
        return f"{title(w.names[w.period, value])}{_TYPE}"
    word = next((text for (_, name), text in w.words.items() if name == value), "")
    return word or (day(value) if "pattern" in about else " ".join(str(value).split()))
