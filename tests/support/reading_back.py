"""The open data, read back by readers that are not ours into the values they were made from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import icalendar
from frictionless import Package

Values = dict[str, Any]
STANDARDS = "shared/standards"
_HARMLESS = re.compile(r"'[=+\-@＝＋－＠\t\r\n']")
"""How a text begins that a spreadsheet would have run."""


def plan_json(folder: Path) -> Values:
    found: Values = json.loads((folder / "plan.json").read_text("utf-8"))
    return found


def lines(path: Path) -> list[Values]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def tables(folder: Path) -> dict[str, list[Values]]:
    """Every table of a Data Package, without empty cells; numbers as JSON has them."""
    files = sorted([*folder.glob("*.csv"), folder / "datapackage.json"])
    read = _tables(_Package(tuple(path.read_bytes() for path in files), folder))
    return {name: [dict(row) for row in rows] for name, rows in read.items()}


@dataclass(frozen=True)
class _Package:
    """The files of a package: the same wherever they lie."""

    content: tuple[bytes, ...]
    folder: Path = field(compare=False)


@lru_cache(maxsize=4)
def _tables(files: _Package) -> dict[str, list[Values]]:
    package = Package(str(files.folder / "datapackage.json"))
    return {
        one.name: [
            {name: _plain(value) for name, value in row.items() if value not in (None, "", [])}
            for row in one.read_rows()
        ]
        for one in package.resources
    }


def _plain(value: Any) -> Any:
    """A cell as it was: a text without the apostrophe, a number that JSON knows."""
    if isinstance(value, str):
        return value[1:] if _HARMLESS.match(value) else value
    return float(value) if hasattr(value, "as_tuple") else value


def applied(before: Mapping[str, list[Values]], changes: list[Values]) -> dict[str, Values]:
    """What a plan is after some changes from the plan before: id → the record, with its type."""
    old = {r["id"]: dict(r) for records in before.values() for r in records}
    found: dict[str, Values] = {}
    for one in changes:
        if "field" in one:
            _set(found[one["new"]], one)
        elif one.get("base"):
            base = {n: v for n, v in old[one["old"]].items() if n != "derived"}
            found[one["new"]] = {**base, "id": one["new"], "type": one["type"]}
        elif "after" in one:
            found[one["new"]] = {**one["after"], "type": one["type"]}
    return found


def revised(before: dict[str, Values], changes: list[Values]) -> dict[str, Values]:
    """What some records are after a new version; each by its plan, type and id."""
    found = {name: dict(values) for name, values in before.items()}
    for one in changes:
        key = f"{one.get('period')}/{one['type']}/{one.get('new') or one['old']}"
        if "field" in one:
            _set(found[key], one)
        elif "after" in one:
            found[key] = one["after"]
        else:
            del found[key]
    return found


def _set(record: Values, change: Values) -> None:
    if "after" in change:
        record[change["field"]] = change["after"]
    else:
        del record[change["field"]]


def events(data: bytes) -> dict[str, icalendar.Event]:
    read = icalendar.Calendar.from_ical(data)
    assert not read.errors
    found = {str(event["UID"]): event for event in read.walk("VEVENT")}
    assert len(found) == data.count(b"BEGIN:VEVENT")
    return found


def faults(data: bytes) -> Iterator[str]:
    """What a calendar breaks of RFC 5545 that its readers let pass."""
    if not data.endswith(b"END:VCALENDAR\r\n") or re.search(rb"(?<!\r)\n|\r(?!\n)", data):
        yield "line ends"
    yield from (f"long: {x!r}" for x in data.split(b"\r\n") if len(x) > 75)
    for number, line in enumerate(data.decode().replace("\r\n ", "").splitlines()):
        if not re.match(r"[A-Z-]+(;[A-Z]+=[A-Z]+)?:", line):
            yield f"{number}: {line}"
        value = line.partition(":")[2]
        if line.startswith(("SUMMARY", "DESC", "NAME")) and re.search(r"(?<!\\)[,;]", value):
            yield f"not escaped: {line}"
        if line.startswith(("DTSTART;", "DTEND")) and not re.fullmatch(r"\d{8}", value):
            yield f"no day: {line}"
    for event in re.findall(r"BEGIN:VEVENT.*?END:VEVENT", data.decode(), re.DOTALL):
        start, end = re.search(r"DTSTART\S*:(\d+)", event), re.search(r"DTEND\S*:(\d+)", event)
        for needed in ("UID:", "DTSTAMP:", "SEQUENCE:", "URL:", "CATEGORIES:"):
            if f"\r\n{needed}" not in event:
                yield f"lacks {needed}"
        if not (start and end and start[1] < end[1]):
            yield f"ends before it begins: {event}"


def standards(root: Path) -> Path | None:
    """The folder of the shapes that the catalogue is held against, where it stands nearby."""
    return next((p / STANDARDS for p in root.parents if (p / STANDARDS).is_dir()), None)
