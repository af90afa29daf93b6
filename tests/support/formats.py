"""What each format of the open data says, read by readers that are not ours, in one form.

The form is (record type, id) → field → value, as `plan.json` has them, with what it puts under
`derived` among the other fields. `FORMATS` says what each format carries of it; those that carry
less have it said there by name. The vocabulary and the history of deadlines have no record: only
`plan.json` has them, and pages show them.
"""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from types import EllipsisType
from typing import Any

import feedparser
import pdf
import rdflib
from page_tables import faults, lacking
from published_data import World, day
from rdflib import DCAT, DCTERMS
from reading_back import Values, applied, events, lines, plan_json, tables

from macros.facts.dates import date_in_words
from macros.model.registry import EXPORTED, TYPES

Key = tuple[str, str]
Records = dict[Key, Values]
OWN = tuple(name for name in EXPORTED if not TYPES[name].shared)
DERIVED = ("page", "effective_standing", "open", "continued_by")
_APART = {"indicator": ("values", "verdier"), "source": ("sections", "kildesteder")}
"""Record type → its parts that have a table for themselves."""


@dataclass(frozen=True)
class Format:
    """A format.

    Attributes:
        files: Its files, below the folder of the site; `{}` is the plan.
        read: What it says of a plan of a site.
        carries: Record type → the fields that it has of it; `...` for all.
        but: Fields that it has of none.
        needs: A field without which a record is not in it; empty for none.
    """

    files: tuple[str, ...]
    read: Callable[[Path, str], Records]
    carries: Mapping[str, Collection[str] | EllipsisType]
    but: Collection[str] = ()
    needs: str = ""

    def part(self, records: Records) -> Records:
        """What it should say, of what there is."""
        return {
            key: {n: v for n, v in values.items() if self._has(key[0], n)}
            for key, values in records.items()
            if key[0] in self.carries and (not self.needs or self.needs in values)
        }

    def _has(self, record_type: str, name: str) -> bool:
        names = self.carries[record_type]
        return name not in self.but and (isinstance(names, EllipsisType) or name in names)


def differences(
    site: Path, period: str, without: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """Each format with a record that it lacks, has too many, or says something else of.

    Args:
        site: The site.
        period: The plan.
        without: Files that the site is built without.
    """
    records = reference(site, period)
    later = "predecessor" in records["plan", period]
    for one in FORMATS:
        name = one.files[0]
        if name not in without and (later or name != STREAM):
            found, meant = one.read(site, period), one.part(records)
            keys = (key for key in {**found, **meant} if found.get(key) != meant.get(key))
            yield from ((name, "/".join(key)) for key in keys)
    world = World(site, period)
    for page in sorted((site / period).rglob("index.html")):
        yield from ((PAGES, fault) for fault in (*faults(world, page), *lacking(world, page)))


# ---------------------------------------------------------------- what the others are held against


def reference(site: Path, period: str) -> Records:
    """What `plan.json` says; the changes from the plan before, as their stream has them."""
    folder = site / period / "data"
    return _told(plan_json(folder)) | {("change", one["id"]): one for one in _changes(folder)}


def _changes(folder: Path) -> list[Values]:
    stream = folder / "endringer.jsonl"
    return lines(stream) if stream.exists() else []


def _told(plan: Values) -> Records:
    found: Records = {}
    for name, records in plan["records"].items():
        for record in records:
            whole = {n: v for n, v in record.items() if n != "derived"} | record["derived"]
            found[name, record["id"]] = {n: v for n, v in whole.items() if v != []}
    for one in plan["deadlines"]:
        of = found[one["type"], one["id"]]
        told = {"told": _sentence(f"{one['label']}: {day(one['date'])}"), "days": days(one["date"])}
        area = [found["area", of["area"]]["title"]] if "area" in of else []
        told["categories"] = [TYPES[one["type"]].name, *area]
        told |= {"calendars": calendars} if (calendars := sorted(_concerned(of, found))) else {}
        found["deadline", f"{one['id']}/{one['field']}"] = {**one, **told}
    for one in plan["roles"]:
        found["role", "/".join(one[n] for n in ("actor", "type", "id", "role"))] = one
    for (name, _), record in found.items():
        if name == "report":
            when = date_in_words(record["date"], record["lang"])
            text = [_sentence(when), record.get("description", "")]
            record |= {"told": "\n".join(filter(None, text)), "last": days(record["date"])[1]}
        if name == "plan":
            record["days"] = days(record["period"])
    return found


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _concerned(record: Values, found: Records) -> set[str]:
    """The actors and areas that a record names, in whatever field."""

    def texts(value: Any) -> Iterator[str]:
        inner = value.values() if isinstance(value, dict) else value
        yield from [value] if isinstance(value, str) else ()
        for one in inner if isinstance(value, dict | list) else ():
            yield from texts(one)

    fields = [value for name, value in record.items() if name not in ("id", "source", "page")]
    named = {text for value in fields for text in texts(value)}
    return {name for name in named if ("actor", name) in found or ("area", name) in found}


def days(text: str) -> tuple[date, date]:
    """The first and the last day of a date; of what only has an end, that alone is known."""
    ends = [_point(end.rstrip("?~%")) for end in text.split("/") if end not in ("", "..")]
    return ends[0][0], ends[-1][1]


def _point(text: str) -> tuple[date, date]:
    year, *rest = map(int, text.split("-"))
    if len(rest) > 1:
        return date(year, *rest), date(year, *rest)
    begin, end = (rest[0], rest[0]) if rest else (1, 12)
    if begin > 12:  # a season, which may go into the next year
        begin, end = 3 * (begin - 20), 3 * (begin - 20) + 2
    later, end = year + end // 13, (end - 1) % 12 + 1
    return date(year, begin, 1), date(later, end, monthrange(later, end)[1])


# ---------------------------------------------------------------- each format


def _csv(site: Path, period: str) -> Records:
    found, read = Records(), tables(site / period / "data")
    for name in EXPORTED:
        found |= {(name, row["id"]): row for row in read[TYPES[name].table]}
    for name, (parts, table) in _APART.items():
        for row in read[table]:
            held = found[name, row.pop(name)].setdefault(parts, [])
            assert row.pop("number") == len(held) + 1
            held.append(row)
    for row in read["frister"]:
        found["deadline", f"{row['id']}/{row['field']}"] = row
    for row in read["roller"]:
        found["role", "/".join(row[n] for n in ("actor", "type", "id", "role"))] = row
    for row in read.get("endringer", ()):
        found["change", row["id"]] = row | {
            side: json.loads(row[side]) for side in ("before", "after") if side in row
        }
    return found


def _stream(site: Path, period: str) -> Records:
    """The plan before, with the changes: what is the plan."""
    (before,) = plan_json(site / period / "data")["records"]["plan"]
    old = plan_json(site / before["predecessor"] / "data")["records"]
    after = applied(old, lines(site / period / "data" / "endringer.jsonl"))
    return {(values.pop("type"), name): values for name, values in after.items()}


def _due(event: Any, period: str) -> tuple[Key, Values]:
    found = {
        "title": str(event["SUMMARY"]),
        "page": str(event["URL"]),
        "told": str(event["DESCRIPTION"]).split("\n")[0],
        "days": (event["DTSTART"].dt, event["DTEND"].dt - timedelta(1)),
        "categories": [str(one) for one in event["CATEGORIES"].cats],
    }
    return ("deadline", str(event["UID"]).removeprefix(f"{period}/")), found


def _calendar(site: Path, period: str) -> Records:
    read = events((site / period / "data" / "frister.ics").read_bytes())
    return dict(_due(event, period) for event in read.values())


def _calendars(site: Path, period: str) -> Records:
    """Those of each actor and area: what each says must be the same, wherever it stands."""
    found: Records = {}
    for path in sorted((site / period / "data" / "kalender").glob("*.ics")):
        for event in events(path.read_bytes()).values():
            key, values = _due(event, period)
            known = found.setdefault(key, {**values, "calendars": []})
            other = {**known, "calendars": []} != {**values, "calendars": []}
            known["calendars"].append(f"{path.stem} says otherwise" if other else path.stem)
    return found


@lru_cache(maxsize=4)
def _graph(data: bytes) -> rdflib.Graph:
    return rdflib.Graph().parse(data=data, format="turtle")


def _catalog(site: Path, period: str) -> Records:
    graph = _graph((site / "data" / "katalog.ttl").read_bytes())
    (name,) = (s for s in graph.subjects(rdflib.RDF.type, DCAT.Dataset) if s.endswith(f"#{period}"))
    span = graph.value(name, DCTERMS.temporal)
    ends = (graph.value(span, end) for end in (DCAT.startDate, DCAT.endDate))
    texts = {"title": DCTERMS.title, "summary": DCTERMS.description}
    found = {field: str(graph.value(name, predicate)) for field, predicate in texts.items()}
    told = {"days": tuple(end.toPython() for end in ends if isinstance(end, rdflib.Literal))}
    return {("plan", period): {**found, **told}}


def _feed(site: Path, period: str) -> Records:
    feed = feedparser.parse((site / "data" / "oppfolging.atom").read_bytes())
    own = (entry for entry in feed.entries if f"/{period}/" in entry.link)
    return {
        ("report", entry.link.rpartition("#")[2].rstrip("/").rpartition("/")[2]): {
            "title": entry.title,
            "page": entry.link,
            "told": entry.content[0].value,
            "last": date.fromisoformat(entry.updated[:10]),
        }
        for entry in own
    }


def _attached(site: Path, period: str) -> Records:
    made = pdf.read((site / period / "data" / "plan.pdf").read_bytes())
    return _told(json.loads(made.attachments["plan.json"][0]))


@lru_cache(maxsize=4)
def _words(data: bytes) -> str:
    return pdf.words(pdf.read(data))


def _printed(site: Path, period: str) -> Records:
    """Of what there is, what the pages of the document name."""
    text = _words((site / period / "data" / "plan.pdf").read_bytes())
    return {
        key: {name: values[name] for name in _TITLES if values.get(name, "\0") in text}
        for key, values in reference(site, period).items()
        if key[0] in _PRINTED
    }


_TITLES = ("title", "name", "term")
PAGES, STREAM = "{}/**/index.html", "{}/data/endringer.jsonl"
"""What tables on pages carry, table_kinds.py and table_pairs.py say; a stream stands where there is
a plan before."""
_PRINTED = {name: _TITLES for name in EXPORTED if name != "erratum"}
_DUE = ("title", "page", "told", "days", "categories")
_EVERYTHING = dict.fromkeys((*EXPORTED, "deadline", "role"), ...)
_TOLD = ("told", "days", "categories", "calendars", "last")
"""What is worked out here of what `plan.json` says, as others word it."""
FORMATS = (
    Format(
        ("{}/data/datapackage.json", "{}/data/*.csv"), _csv, {**_EVERYTHING, "change": ...}, _TOLD
    ),
    Format((STREAM,), _stream, dict.fromkeys(OWN, ...), (*DERIVED, *_TOLD)),
    Format(("{}/data/frister.ics",), _calendar, {"deadline": _DUE}),
    Format(
        ("{}/data/kalender/*.ics",), _calendars, {"deadline": (*_DUE, "calendars")}, (), "calendars"
    ),
    Format(("data/katalog.ttl",), _catalog, {"plan": ("title", "summary", "days")}),
    Format(("data/oppfolging.atom",), _feed, {"report": ("title", "page", "told", "last")}),
    Format(("{}/data/plan.pdf",), _attached, _EVERYTHING),
    Format(("{}/data/plan.pdf",), _printed, _PRINTED),
)
HELD_AGAINST = "{}/data/plan.json"
WITHOUT_RECORDS = (
    "data/v1/plan.schema.json",  # what the others look like
    "data/v1/endring.schema.json",
    "data/endringer.jsonl",  # versions: test_open_streams.py makes some, and holds both
    "data/endringer.atom",
)
"""Files that say nothing of any record of the miniature."""
