"""The published data of a site, and the words that readers should see for them.

What a page should say is worked out here, from the published data and the published vocabulary
alone: nothing is asked of the code that makes the pages but how a date is worded.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reading_back import plan_json

from macros.export.encode import LEFT_OUT
from macros.facts.dates import date_in_words
from macros.model.registry import TYPES

Values = dict[str, Any]
OPEN, NONE = "ikke fastsatt i kilden", "–"
UNSAID = "ikke oppgitt"
ANY = "\0"
"""Before each of the texts that a cell says among others."""
ANYBODY = ""
"""What stands where a page may name a person: the open data do not."""


class World:
    """The published data of all plans, seen from one of them."""

    def __init__(self, site: Path, period: str) -> None:
        folders = sorted(path.parent for path in site.glob("????-????/data/plan.json"))
        self.site, self.period = site, period
        self.plans = {folder.parent.name: plan_json(folder) for folder in folders}
        self.plan = self.plans[period]
        self.nouns = {name: row.name for name, row in TYPES.items()}
        befores = {name: plan["records"]["plan"][0] for name, plan in self.plans.items()}
        self.pairs = [
            (one["predecessor"], name)
            for name, one in befores.items()
            if one.get("predecessor") in self.plans and period in (name, one["predecessor"])
        ]
        self.names = {
            (name, r["id"]): {**r, "type": kind, "plan": name}
            for name, plan in self.plans.items()
            for kind, records in plan["records"].items()
            for r in records
        }
        self.words = {
            (kind, word["id"]): word["label"]
            for kind, words in self.plan["vocabulary"].items()
            for word in words
        }
        self.places = {
            f"{s['id']}#{section['id']}": f"{s['short']}, {section['title']}"
            for s in self.plan["records"]["source"]
            for section in s["sections"]
        }

    def all(self, *kinds: str, everywhere: bool = False) -> list[Values]:
        """The records of some types, of this plan or of all."""
        found = self.names.values()
        return [r for r in found if r["type"] in kinds and (everywhere or r["plan"] == self.period)]

    def find(self, name: str, plan: str = "") -> Values:
        """A record, by its id or by that of its plan as well."""
        period, _, own = name.rpartition("/")
        return self.names[period or plan or self.period, own]

    def titles(self, names: Any, empty: str, plan: str = "") -> str:
        """What some records are called, one after the other."""
        names = [names] if isinstance(names, str) else names or []
        return " ".join(title(self.find(name, plan)) for name in names) or empty

    def concerned(self, one: Values) -> list[str]:
        """What a report or an indicator is about: plan/id."""
        return [n if "/" in n else f"{one['plan']}/{n}" for n in one["concerns"]]

    def reports(self, one: Values) -> list[Values]:
        """What has happened to a record, the newest first."""
        name = f"{one['plan']}/{one['id']}"
        found = [r for r in self.all("report", everywhere=True) if name in self.concerned(r)]
        return sorted(found, key=lambda r: r["date"].rpartition("/")[2], reverse=True)


def title(record: Values) -> str:
    """What a record is called."""
    return str(record.get("title") or record.get("name") or record.get("term"))


def day(text: str | None, empty: str = OPEN) -> str:
    """A date in words."""
    return date_in_words(text) if text else empty


def happened(text: str) -> str:
    """When something happened; what is only known to have happened by a day, says so."""
    return f"senest {day(text[1:])}" if text.startswith("/") else day(text)


def number(value: float) -> str:
    """A number as Norwegians write it, with one kind of space."""
    return f"{value:,}".replace(",", " ").replace(".", ",")


def amount(value: Values, unit: str) -> str:
    """A value of an indicator with its unit."""
    return " ".join((*filter(None, [value.get("qualifier")]), number(value["value"]), unit))


def people(count: int) -> str:
    """As many names as there are people, where the published data have left them out."""
    return ", ".join([LEFT_OUT] * count) or NONE


def last_heard(w: World, r: Values) -> str:
    """The newest state of a record, or when something was last said of it."""
    found = w.reports(r)
    state = next((one for one in found if "state" in one and "part" not in one), None)
    if state:
        return f"{w.words['report_state', state['state']]} ({happened(state['date'])})"
    return happened(found[0]["date"]) if found else NONE


def answerable(w: World, due: Values) -> str:
    """Who answers for a deadline, as the list of deadlines says it."""
    r = w.find(due["id"])
    if r["type"] in ("measure", "area"):
        return w.titles(r.get("responsible"), OPEN)
    if "organiser" in r:
        return f"{w.titles(r['organiser'], '')} (arrangør)"
    return f"{w.titles(r['actors'], '')} (med i trinnet)" if r.get("actors") else OPEN
