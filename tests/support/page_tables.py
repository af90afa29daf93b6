"""The tables of records on the pages, each cell held against what `plan.json` says.

What a cell should say is worked out here, from the published data and the published vocabulary
alone: nothing is asked of the code that makes the pages but how a date is worded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pages import Node, read
from reading_back import plan_json

from macros.export.encode import LEFT_OUT
from macros.facts.dates import date_in_words

Values = dict[str, Any]
OPEN, NONE = "ikke fastsatt i kilden", "–"
UNSAID = "ikke oppgitt"
ANYBODY = ""
"""What stands where a page may name a person: the open data do not."""
_BESIDE = frozenset({"pl-cites", "pl-flag", "pl-small", "pl-hidden", "pl-count"})


# ---------------------------------------------------------------- what a page says


def said(node: Node, but: Collection[str] = ()) -> str:
    """What stands in a cell, without what only stands beside its value, and some elements."""

    def parts(one: Node) -> Iterator[str]:
        for part in one.inside:
            if isinstance(part, str):
                yield part
            elif part.tag not in but and not _BESIDE & set(part.attrs.get("class", "").split()):
                yield from parts(part)
                yield " " if part.tag in ("li", "p") else ""

    return " ".join("".join(parts(node)).split())


def cited(node: Node) -> list[str]:
    """The places that a cell cites, by their names."""
    labels = (link.attrs.get("aria-label", "") for link in node.all("a"))
    return [label.partition(": ")[2] for label in labels if label.startswith("Kilde ")]


def named(head: Node) -> str:
    """The title that begins a row, without what is told below it."""
    return said(head, {"p", "div", "dl", "ul", "ol", "details"})


def downloads(page: Path) -> Iterator[tuple[list[str], Path | None]]:
    """Each table of records on a page: its heads, and the first file offered after it."""
    found = read(page).all("table", "a")
    nodes = [n for n in found if n.tag == "a" or n.attrs.get("class") == "pl-grid"]
    after: Path | None = None
    told = []
    for node in reversed(nodes):
        if node.tag == "table":
            told.append(([said(head) for head in next(node.all("tr")).all("th")], after))
        elif node.attrs.get("href", "").endswith(".csv"):
            after = (page.parent / node.attrs["href"]).resolve()
    yield from reversed(told)


def tables(page: Path) -> Iterator[tuple[list[str], list[Node]]]:
    """Each table of a page that a macro or a template has made: its heads, and its rows."""
    for table in read(page).all("table"):
        if table.attrs.get("class") == "pl-grid":
            first, *rows = table.all("tr")
            yield [said(head) for head in first.all("th")], rows


# ---------------------------------------------------------------- what the data say


class World:
    """The published data of all plans, seen from one of them."""

    def __init__(self, site: Path, period: str) -> None:
        folders = sorted(path.parent for path in site.glob("????-????/data/plan.json"))
        self.site, self.period = site, period
        self.plans = {folder.parent.name: plan_json(folder) for folder in folders}
        self.plan = self.plans[period]
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


# ---------------------------------------------------------------- each kind of table

Cell = Callable[[World, Values], str]
Pieces = Callable[[World, Values], list[str]]


def _text(name: str, empty: str = NONE) -> Cell:
    return lambda w, r: " ".join(str(r.get(name, empty)).split())


def _names(name: str, empty: str = NONE) -> Cell:
    return lambda w, r: w.titles(r.get(name), empty, r.get("plan", ""))


def _word(kind: str) -> Cell:
    return lambda w, r: w.words[kind, r["kind"]]


def _day(name: str, empty: str = OPEN) -> Cell:
    return lambda w, r: day(r.get(name), empty)


@dataclass(frozen=True)
class Kind:
    """A kind of table.

    Attributes:
        heads: Heads that no other kind has together, with | between.
        type: The record type whose records it lists; empty where a row is none.
        rows: What its rows may be about.
        csv: The table among the open data that has the same.
        name: What a row is headed by.
        within: Head of a cell with lists in it → what they must say, among others.
        cells: Head → what its cell must say, no more and no less.
    """

    heads: str
    type: str
    rows: Callable[[World], Iterable[Values]]
    csv: str
    name: Cell
    within: Mapping[str, Pieces]
    cells: Mapping[str, Cell]


def _parts(kind: str, part: str, everywhere: bool = False) -> Callable[[World], Iterable[Values]]:
    """Each part of some records, with the record that it is of."""
    return lambda w: [
        {"source": r["source"], **one, "of": r, "plan": r["plan"]}
        for r in w.all(kind, everywhere=everywhere)
        for one in r.get(part, ())
    ]


def _all_reports(w: World) -> Iterable[Values]:
    return w.all("report", everywhere=True)


def _planned(w: World, r: Values) -> str:
    if r["derived"]["effective_standing"] == "happened" and "actual" not in r:
        return NONE
    return day(r["date"])


def _came(w: World, r: Values) -> str:
    came = r.get("actual") or (r["date"] if _planned(w, r) == NONE else None)
    return happened(came) if came else NONE


def _step(w: World, r: Values) -> str:
    parties = ", ".join(w.titles(name, "") for name in r.get("actors", ()))
    told = (
        w.words["milestone_kind", r["kind"]],
        r.get("description"),
        parties and f"Med: {parties}",
    )
    return " ".join(filter(None, told))


def _told_moves(w: World, r: Values) -> list[str]:
    return [move["reason"] for move in r.get("moves", ()) if "reason" in move]


def _newest(r: Values) -> Values:
    values = [v for v in r["values"] if v["kind"] == "measured"] or r["values"]
    return max(values, key=lambda v: v["date"])


def _state(w: World, r: Values) -> str:
    if "state" not in r:
        return NONE
    return w.words["report_state", r["state"]] + (f": {r['part']}" if "part" in r else "")


def _links(w: World, r: Values) -> list[str]:
    return [part for link in r.get("links", ()) for part in (link["title"], link.get("note", ""))]


def _answering(w: World, r: Values) -> str:
    found = [m["id"] for m in w.all("measure") if r["id"] in m.get("challenges", ())]
    return w.titles(found, "kildene knytter ingen tiltak til den")


def _moved(w: World, r: Values) -> list[str]:
    due = next((due for due in w.plan["deadlines"] if due["id"] == r["id"]), {})
    return [day(due["first"])] if due.get("moved") else []


def _of_part(w: World, r: Values) -> str:
    return title(r["of"])


def _kind(
    heads: str,
    rows: str | Callable[[World], Iterable[Values]],
    csv: str,
    name: Cell = lambda w, r: title(r),
    within: Mapping[str, Pieces] | None = None,
    **cells: Cell,
) -> Kind:
    plain = {head.replace("_", " "): cell for head, cell in cells.items()}
    moved = {"Flyttet": _moved} if csv in ("tiltak", "frister") else {}
    listed = rows if isinstance(rows, str) else ""
    found = rows if callable(rows) else lambda w: w.all(listed)
    return Kind(heads, listed, found, csv, name, {**moved, **(within or {})}, plain)


KINDS = (
    _kind(
        "Tiltak|Kilde",
        "measure",
        "tiltak",
        Område=_names("area"),
        Ansvarlig=_names("responsible", OPEN),
        Gjennomføres_av=_names("carried_out_by"),
        Frist=_day("deadline"),
        Sist_meldt=last_heard,
    ),
    _kind(
        "Område|Hva det handler om",
        "area",
        "omrader",
        Hva_det_handler_om=lambda w, r: " ".join((r.get("summary") or r.get("aim", NONE)).split()),
        Slag=_word("area_kind"),
    ),
    _kind(
        "Utfordring|Tiltak som svarer",
        "challenge",
        "utfordringer",
        Slag=_word("challenge_kind"),
        Område=_names("area"),
        Tiltak_som_svarer=_answering,
    ),
    _kind(
        "Aktør|Kort",
        "actor",
        "aktorer",
        Kort=_text("short"),
        Slag=_word("actor_kind"),
        Hører_til=_names("part_of"),
    ),
    _kind(
        "Aktør|Adresse",
        _parts("actor", "contacts"),
        "aktorer",
        _of_part,
        Adresse=lambda w, r: r.get("email", "") + r.get("url", ""),
        Til_hva=_text("use"),
    ),
    _kind(
        "Når|Hva|Om trinnet",
        "milestone",
        "milepaler",
        within={"Om trinnet": _told_moves},
        Om_trinnet=_step,
        Trinn=_text("step"),
        Når=_planned,
        Skjedde=_came,
    ),
    _kind(
        "Når|Hva|Gjelder|Ansvarlig",
        lambda w: w.plan["deadlines"],
        "frister",
        Når=_day("date"),
        Gjelder=_text("label"),
        Ansvarlig=answerable,
    ),
    _kind(
        "Når|Hva|Gjelder",
        _all_reports,
        "rapporter",
        Når=lambda w, r: happened(r["date"]),
        Gjelder=lambda w, r: w.titles(w.concerned(r), ""),
        Tilstand=_state,
        Av=_names("by"),
    ),
    _kind(
        "Hva|Nyeste verdi",
        "indicator",
        "indikatorer",
        Nyeste_verdi=lambda w, r: amount(_newest(r), r["unit"]),
        Når=lambda w, r: day(_newest(r)["date"]),
    ),
    _kind(
        "Når|Verdi|Slag",
        _parts("indicator", "values"),
        "verdier",
        lambda w, r: day(r["date"]),
        Verdi=lambda w, r: amount(r, r["of"]["unit"]),
        Slag=_word("value_kind"),
        Merknad=_text("note"),
    ),
    _kind(
        "Møte|Sted",
        "event",
        "moter",
        Når=_day("date"),
        Sted=_text("place", OPEN),
        Arrangør=_names("organiser", OPEN),
    ),
    _kind(
        "Klokken|Hva|Ved",
        _parts("event", "programme"),
        "moter",
        Klokken=lambda w, r: f"{r['start']}–{r['end']}",
        Ved=lambda w, r: ANYBODY,
    ),
    _kind(
        "Høring|Svar",
        "consultation",
        "horinger",
        Når=_day("period"),
        Frist=_day("deadline"),
        Svar=_text("responses", UNSAID),
    ),
    _kind(
        "Vedtak|Saker",
        "decision",
        "vedtak",
        Hva=_text("result"),
        Dato=_day("date"),
        Av=_names("body", OPEN),
        Saker=lambda w, r: ", ".join(r.get("cases", ())) or NONE,
    ),
    _kind(
        "Dokument|Slag|Utgiver",
        "document",
        "dokumenter",
        within={"Om dokumentet": _links},
        Om_dokumentet=lambda w, r: r.get("description", ANYBODY if "links" in r else NONE),
        Slag=_word("document_kind"),
        Utgiver=_names("publisher", UNSAID),
        Dato=_day("date", UNSAID),
    ),
    _kind(
        "Dokument|Bygger på",
        _parts("document", "builds_on"),
        "dokumenter",
        _of_part,
        Bygger_på=_names("document"),
        Hvordan=_text("says"),
    ),
    _kind(
        "Hva|Rolle",
        lambda w: [{**one, "plan": w.period, "source": []} for one in w.plan["roles"]],
        "roller",
        Rolle=_text("role"),
        Når=_day("date", NONE),
    ),
    _kind(
        "Navn|Organisasjon",
        _parts("group", "members"),
        "grupper",
        lambda w, r: ANYBODY,
        Stilling_eller_rolle=lambda w, r: (
            ", ".join(r[name] for name in ("role", "function") if name in r) or OPEN
        ),
        Organisasjon=_names("actor", OPEN),
    ),
    _kind("Hvem|Del av", lambda w: w.all("actor", "group"), "aktorer", Del_av=_names("part_of")),
    _kind(
        "Hva|Fra|Til|Fortalt",
        _parts("milestone", "moves", everywhere=True),
        "frister",
        _of_part,
        Fra=_day("was", UNSAID),
        Til=_day("became", "ingen ny dato"),
        Fortalt=_day("told", UNSAID),
        Grunn=_text("reason", UNSAID),
    ),
)
OTHERS = {
    "Tema|": "grupper",
    "Hva|Fristen nå": "frister",
    "I planen ": "omrader",
    "Tiltak i planen ": "tiltak",
    "Hva det er blitt": "endringer",
    "Hva|Hva det er blitt": "endringer",
    "Hva|Slag|Hva det er blitt": "endringer",
}
"""Heads of tables that `plan.json` alone cannot tell the cells of: they name people, who are left
out of it, or they set two plans beside each other, which has tests of its own."""


# ---------------------------------------------------------------- one held against the other


def kind_of(heads: list[str]) -> Kind | None:
    """What kind of table has some heads."""
    return next((kind for kind in KINDS if {*kind.heads.split("|")} <= {*heads}), None)


def csv_of(heads: list[str]) -> str:
    """The table among the open data that has what a table with some heads shows."""
    kind = kind_of(heads)
    if kind:
        return kind.csv
    line = "|".join(heads)
    return next((name for start, name in OTHERS.items() if line.startswith(start)), "")


def faults(w: World, page: Path) -> Iterator[str]:
    """Every row of a page that says other than the data, and every table that is not known."""
    for heads, rows in tables(page):
        if kind := kind_of(heads):
            told = list(kind.rows(w))
            for row in rows:
                name = named(next(row.all("th")))
                meant = [one for one in told if kind.name(w, one) in (name, ANYBODY)]
                wrong = [list(_wrong(w, kind, row, one)) for one in meant]
                if [] not in wrong:
                    yield f"{page}: {heads}: «{name}»: {min(wrong, key=len, default='not known')}"
        elif not csv_of(heads):
            yield f"{page}: no such table is known: {heads}"


def _wrong(w: World, kind: Kind, row: Node, one: Values) -> Iterator[str]:
    for cell in row.all("td"):
        head = cell.attrs["data-label"]
        if head == "Kilde":
            found, meant = cited(cell), [w.places[name] for name in _sources(w, kind, one)]
            if found != meant:
                yield f"Kilde: {found}, not {meant}"
            continue
        pieces = kind.within[head](w, one) if head in kind.within else ()
        yield from (f"{head}: lacks {p}" for p in pieces if not _named_in(p).search(cell.text))
        if head in kind.cells or not pieces:
            text = said(cell, {"ul", "ol", "details"} if head in kind.within else ())
            whole = kind.cells[head](w, one)
            if whole and not _named_in(whole).fullmatch(text):
                yield f"{head}: {text}, not {whole}"


def _named_in(text: str) -> re.Pattern[str]:
    """What finds a text of the data on a page, where people are named."""
    words = re.escape(" ".join(text.split()))
    return re.compile(words.replace(re.escape(LEFT_OUT), ".+"))


def _sources(w: World, kind: Kind, one: Values) -> list[str]:
    if kind.csv == "indikatorer":
        one = _newest(one)
    found: list[str] = (one if "source" in one else w.find(one["id"]))["source"]
    return found


def listed(page: Path) -> list[str]:
    """What heads the rows of the tables of a page."""
    return [named(next(row.all("th"))) for _, rows in tables(page) for row in rows]
