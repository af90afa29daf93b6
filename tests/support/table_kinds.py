"""Each kind of table of records on the pages: what its rows are, and what each cell must say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from published_data import (
    ANY,
    ANYBODY,
    NONE,
    OPEN,
    UNSAID,
    Values,
    World,
    amount,
    answerable,
    day,
    happened,
    last_heard,
    title,
)

from macros.model.edtf import parse

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


def _targets(w: World) -> Iterable[Values]:
    """Each target of an indicator of any plan, with the one that took its place."""
    for r in w.all("indicator", everywhere=True):
        for was, now in pairwise(v for v in r["values"] if v["kind"] == "target"):
            yield {"of": r, "was": was, "now": now, "source": [*was["source"], *now["source"]]}


def _target(name: str) -> Cell:
    return lambda w, r: f"{amount(r[name], r['of']['unit'])}, {day(r[name]['date'])}"


def _planned(w: World, r: Values) -> str:
    told = r["derived"]["effective_standing"] == "happened" and not _foretold(w, r)
    return NONE if told and "actual" not in r else day(r["date"])


def _foretold(w: World, r: Values) -> bool:
    """Whether the newest of the sources is older than what they tell of."""
    cited = (w.find(place.partition("#")[0]) for place in r["source"])
    newest = max((parse(s.get("updated", s.get("date", "0001"))).last for s in cited), default=None)
    end = parse(r["date"]).end
    return bool(newest and newest.year > 1 and end and newest < end.first)


def _decided(w: World, r: Values) -> str:
    cases = f" ({', '.join(r['cases'])})" if "cases" in r else ""
    return w.titles(r.get("body"), OPEN) + cases


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


def newest(r: Values) -> Values:
    values = [v for v in r["values"] if v["kind"] == "measured"] or r["values"]
    return max(values, key=lambda v: v["date"])


def _links(w: World, r: Values) -> list[str]:
    return [part for link in r.get("links", ()) for part in (link["title"], link.get("note", ""))]


def _answering(w: World, r: Values) -> str:
    found = [m["id"] for m in w.all("measure") if r["id"] in m.get("challenges", ())]
    return w.titles(found, NONE)


def _about(w: World, r: Values) -> str:
    """Its summary or aim, else its measures."""
    measures = [m["title"] for m in w.all("measure") if m["area"] == r["id"]]
    text = r.get("summary") or r.get("aim") or " · ".join(measures) or NONE
    return " ".join(text.split())


def _moved(w: World, r: Values) -> str:
    history = w.plan["history"]
    one = next((one for one in history["deadlines"] if one["id"] == r["id"]), None)
    if one is None:
        return NONE
    first, times = day(one["first"]), sum(move["kind"] == "moved" for move in one["moves"])
    if times:
        return f"{times} gang{'er' if times > 1 else ''}, først {first}"
    if one["moves"]:
        return f"nei, men {ANY}, først {first}"
    return f"ikke siden {day(history['since'])}" if history["state"] == "cut" else "nei"


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
    plain |= {"Flyttet": _moved} if csv in ("tiltak", "frister") else {}
    listed = rows if isinstance(rows, str) else ""
    found = rows if callable(rows) else lambda w: w.all(listed)
    return Kind(heads, listed, found, csv, name, within or {}, plain)


KINDS = (
    _kind(
        "Tiltak|Kilde",
        "measure",
        "tiltak",
        Område=_names("area"),
        Ansvarlig=_names("responsible"),
        Gjennomføres_av=_names("carried_out_by"),
        Frist=_day("deadline", NONE),
        Sist_meldt=last_heard,
    ),
    _kind(
        "Område|Hva det handler om",
        "area",
        "omrader",
        Hva_det_handler_om=_about,
        Slag=_word("area_kind"),
    ),
    _kind(
        "Utfordring",
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
        Har_ansvar_for=_text("serves"),
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
        Gjelder=lambda w, r: r["label"].removeprefix("frist, "),
        Ansvarlig=answerable,
    ),
    _kind(
        "Når|Hva|Gjelder",
        _all_reports,
        "rapporter",
        Når=lambda w, r: happened(r["date"]),
        Gjelder=lambda w, r: w.titles(w.concerned(r), ""),
        Tilstand=lambda w, r: w.words["report_state", r["state"]] if "state" in r else NONE,
        Av=_names("by"),
    ),
    _kind(
        "Hva|Nyeste verdi",
        "indicator",
        "indikatorer",
        Nyeste_verdi=lambda w, r: amount(newest(r), r["unit"]),
        Når=lambda w, r: day(newest(r)["date"]),
    ),
    _kind(
        "Når|Verdi",
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
        "Høring|Når|Frist",
        "consultation",
        "horinger",
        Når=_day("period"),
        Frist=_day("deadline"),
        Svar=_text("responses"),
    ),
    _kind(
        "Vedtak|Hva|Dato|Av",
        "decision",
        "vedtak",
        Hva=_text("result"),
        Dato=_day("date"),
        Av=_decided,
    ),
    _kind(
        "Dokument|Om dokumentet",
        "document",
        "dokumenter",
        within={"Om dokumentet": _links},
        Om_dokumentet=lambda w, r: r.get("description", ANYBODY if "links" in r else NONE),
        Slag=_word("document_kind"),
        Utgiver=_names("publisher"),
        Dato=_day("date", NONE),
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
    _kind(
        "Hvem|Del av",
        lambda w: w.all("actor", "group"),
        "aktorer",
        Del_av=_names("part_of"),
        Har_ansvar_for=_text("serves"),
    ),
    _kind(
        "Hva|Fra|Til|Fortalt",
        _parts("milestone", "moves", everywhere=True),
        "milepaler",
        _of_part,
        Fra=_day("was", UNSAID),
        Til=_day("became", "ingen ny dato"),
        Fortalt=_day("told", UNSAID),
        Grunn=_text("reason", UNSAID),
    ),
    _kind(
        "Hva|Fra|Til|Grunn|Kilde",
        _targets,
        "verdier",
        _of_part,
        Fra=_target("was"),
        Til=_target("now"),
        Grunn=lambda w, r: r["now"].get("note", UNSAID),
    ),
)
