"""Tables that are held row by row, as wholes: two plans beside each other, and who is in what.

What each row must say is worked out from the published data of both plans, and from the stream of
changes between them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from published_data import ANY, NONE, Values, World, day, people, title
from reading_back import lines

Rows = Iterable[list[str]]


@dataclass(frozen=True)
class Listing:
    """A kind of table.

    Attributes:
        heads: What its heads are, with | between, as a pattern.
        csv: The table among the open data that has the same.
        rows: What its rows may say, cell by cell, from its heads.
        whole: Whether a page with such a table has every one of those rows.
    """

    heads: str
    csv: str
    rows: Callable[[World, list[str]], Rows]
    whole: bool = True


# ---------------------------------------------------------------- how two plans hang together


def _plans(heads: list[str]) -> list[str]:
    """The plans that the heads name, oldest first."""
    return [years.replace("–", "-") for years in re.findall(r"\d{4}–\d{4}", " ".join(heads))]


def _related(w: World, old: Values, new: str, how: str) -> list[Values]:
    """What in a later plan names a record of the former, in one of two ways."""
    return [r for (plan, _), r in w.names.items() if plan == new and old["id"] in r.get(how, ())]


def _later(w: World, old: Values, new: str) -> list[Values]:
    return [*_related(w, old, new, "continues"), *_related(w, old, new, "same_subject")]


def _before(w: World, new: Values, old: str) -> list[Values]:
    names = [*new.get("continues", ()), *new.get("same_subject", ())]
    return [w.names[old, name] for name in names if (old, name) in w.names]


def _of_plan(w: World, plan: str, kind: str) -> list[Values]:
    return [r for r in w.all(kind, everywhere=True) if r["plan"] == plan]


def _noun(w: World, r: Values) -> str:
    return w.words["area_kind", r["kind"]] if r["type"] == "area" else w.nouns[r["type"]]


# ---------------------------------------------------------------- areas side by side


def _side(w: World, r: Values) -> str:
    measures = [m for m in _of_plan(w, r["plan"], "measure") if m.get("area") == r["id"]]
    told = (
        r["title"],
        r.get("summary"),
        f"Formål: {r['aim']}" if "aim" in r else "",
        f"Tiltak: {' '.join(map(title, measures))}" if measures else "",
    )
    return " ".join(filter(None, told))


def _alone(w: World, others: list[Values]) -> str:
    listed = " ".join(f"{title(other)} ({_noun(w, other)})" for other in others)
    more = f" Samme tema, men noe annet slag: {listed}" if others else ""
    return f"Ikke noe vi har satt ved siden av.{more}"


def _between(w: World, heads: list[str]) -> Rows:
    old, new = _plans(heads)
    for r in _of_plan(w, old, "area"):
        yield [_side(w, r), _alone(w, _later(w, r, new))]
        for how in ("continues", "same_subject"):
            for other in (o for o in _related(w, r, new, how) if o["type"] == "area"):
                carried = how == "continues" and "outcome" in r
                said = f"Kilden sier at dette er ført videre fra {r['title']}."
                yield [_side(w, r), f"{_side(w, other)} {said if carried else 'Samme tema.'}"]
    for r in _of_plan(w, new, "area"):
        yield [_alone(w, _before(w, r, old)), _side(w, r)]


# ---------------------------------------------------------------- what became of measures


def _became(w: World, heads: list[str]) -> Rows:
    old, new = _plans(heads)
    for r in _of_plan(w, old, "measure"):
        area = w.names[old, r["area"]]
        name = f"{r['title']} {_noun(w, area).capitalize()}: {area['title']}"
        same = _related(w, r, new, "same_subject")
        of_area = [] if _later(w, r, new) else _later(w, area, new)
        beside = " ".join(map(title, same)) or NONE
        if of_area and not same:
            beside = f"Om området som helhet: {' '.join(map(title, of_area))}"
        yield [name, " ".join(_known(w, r, new)), beside]


def _known(w: World, r: Values, new: str) -> Iterator[str]:
    outcome = r.get("outcome", {"kind": "not-stated"})
    reason = [outcome["reason"]] if "reason" in outcome else []
    continued = _related(w, r, new, "continues")
    said = outcome["kind"] != "not-stated"
    if outcome["kind"] in ("completed", "dropped"):
        yield " ".join((f"{w.words['outcome', outcome['kind']].capitalize()}.", *reason))
    if continued:
        names = ", ".join(map(title, continued))
        yield " ".join((f"Ført videre som {names}.", *(reason if said else ())))
    yield from () if said else reason
    reports = w.reports(r)
    for one in reports[:1]:
        told = [f"Sist meldt, {day(one['date'])}: {one['title']}."]
        if "state" in one:
            part = f" – {one['part']}" if "part" in one else ""
            told.append(f"Tilstanden da: {w.words['report_state', one['state']]}{part}.")
        yield " ".join(told)
    if not (said or reason or continued or reports):
        yield "Kildene sier ikke hva det ble av dette."


# ---------------------------------------------------------------- the stream of changes, as rows

_OUTCOMES = {
    **dict.fromkeys(("completed", "same-subject", "succeeded", "ended"), ""),
    "added": "ikke knyttet til noe før",
    "dropped": "falt bort",
    "not-stated": "ikke kjent hva det ble av",
    "unaccounted": "ikke kjent hva det ble av",
}
"""What a row is called that is not carried on; empty where it is what the stream calls it."""


@dataclass
class _Family:
    """Records of two plans that hang together, with what changed."""

    lines: list[Values]
    old: list[Values]
    new: list[Values]

    @property
    def labels(self) -> list[str]:
        kind, label = self.lines[0]["kind"], self.lines[0]["label"]
        if kind in _OUTCOMES:
            return [_OUTCOMES[kind] or label]
        return ["ført videre", label.removeprefix("videreført ")]

    @property
    def item(self) -> Values:
        """The record that it is told under: an area where one is among them."""
        both = [*self.new, *self.old]
        return next((r for r in both if r["type"] == "area"), both[0])


@lru_cache(maxsize=8)
def _families(w: World, old: str, new: str) -> list[_Family]:
    found: dict[tuple[str, str], _Family] = {}
    for line in _stream(w, new):
        ends = [(p, line[s]) for p, s in ((old, "old"), (new, "new")) if s in line]
        known = {id(found[end]): found[end] for end in ends if end in found}
        family, *others = known.values() or [_Family([], [], [])]
        for other in others:
            for name in ("lines", "old", "new"):
                getattr(family, name).extend(getattr(other, name))
        family.lines.append(line)
        for end in ends:
            side = family.old if end[0] == old else family.new
            side += [] if w.names[end] in side else [w.names[end]]
        found |= {(r["plan"], r["id"]): family for r in (*family.old, *family.new)}
    return list({id(family): family for family in found.values()}.values())


def _stream(w: World, plan: str) -> list[Values]:
    return lines(w.site / plan / "data" / "endringer.jsonl")


@lru_cache(maxsize=8)
def _places(w: World, plan: str) -> dict[str, int]:
    """Where in the stream each record of the later plan comes."""
    return {line["new"]: n for n, line in enumerate(_stream(w, plan)) if "new" in line}


def _name(w: World, family: _Family, old: str, new: str) -> str:
    beside = [b for r in family.new for b in _same(w, r, old)]
    later = [n for r in family.old for n in _related(w, r, new, "same_subject")]
    # In the order of the stream, where what stands in an area comes after it.
    beside += sorted(later, key=lambda r: _places(w, new)[r["id"]])
    told = [", ".join(map(title, family.new or family.old))]
    told += [f"før: {', '.join(map(title, family.old))}"] if family.new and family.old else []
    told += [f"samme tema: {', '.join(map(title, beside))}"] if beside else []
    return " ".join(told)


def _same(w: World, new: Values, old: str) -> list[Values]:
    names = new.get("same_subject", ())
    return [w.names[old, name] for name in names if (old, name) in w.names]


def _changed(family: _Family) -> str:
    """What the sentences about it say for certain; nothing where nothing is told."""
    plan = family.item["type"] == "plan"  # it has taken the place of the other
    reasons = [r["outcome"]["reason"] for r in family.old if "reason" in r.get("outcome", {})]
    titles = [line for line in family.lines if line.get("field") == "title" and not plan]
    told = [f"tittelen er endret fra «{t['before']}» til «{t['after']}»" for t in titles]
    if not family.new:
        told = reasons
    plain = family.lines[0]["kind"] in ("added", "same-subject", "continued") or not family.new
    return NONE if plain and not told else _among(told)


def _among(texts: Iterable[str]) -> str:
    """A cell that says some texts, among others."""
    return ANY + ANY.join(texts)


def _rows_of(w: World, old: str, new: str, *, areas: bool) -> Rows:
    families = _families(w, old, new)
    inner = [f for f in families if f.item["type"] in ("challenge", "measure")]
    for family in families:
        item = family.item
        row = [_name(w, family, old, new), " ".join(family.labels), _changed(family)]
        if areas and item["type"] == "area":
            names = {(r["plan"], r["id"]) for r in (*family.old, *family.new)}
            held = [f for f in inner if (f.item["plan"], f.item["area"]) in names]
            nouns = (w.nouns[f.item["type"]].capitalize() for f in held)
            within = [f"{n}: {_name(w, f, old, new)}" for n, f in zip(nouns, held, strict=True)]
            yield [row[0], _noun(w, item), *row[1:], _among(within) if within else NONE]
        elif not areas and item["type"] != "area" and family not in inner:
            yield row


def _tally(w: World, heads: list[str]) -> Rows:
    for old, new in w.pairs:
        found: dict[str, Counter[str]] = {}
        for family in _families(w, old, new):
            if (kind := family.item["type"]) in ("area", "challenge", "measure"):
                found.setdefault(family.labels[0], Counter())[kind] += 1
        for label, types in found.items():
            counts = [types[kind] for kind in ("area", "challenge", "measure")]
            yield [label, *map(str, (*counts, sum(counts)))]


def _counts(w: World, heads: list[str]) -> Rows:
    for pair in w.pairs:
        counted = Counter(", ".join(family.labels) for family in _families(w, *pair))
        yield from ([label, str(count)] for label, count in counted.items())


def _of_both(areas: bool) -> Callable[[World, list[str]], Rows]:
    return lambda w, heads: (row for pair in w.pairs for row in _rows_of(w, *pair, areas=areas))


# ---------------------------------------------------------------- who is in what


def _matrix(w: World, heads: list[str]) -> Rows:
    """Each area with the group that works on it: how many it has from each organisation."""
    shorts = {a.get("short", a["name"]): a["id"] for a in w.all("actor")}
    for group in (g for g in w.all("group") if "area" in g):
        from_each = Counter(m["actor"] for m in group.get("members", ()) if "actor" in m)
        cells = [people(from_each[shorts.get(head)]) for head in heads[1:-1]]
        sources = "; ".join(w.places[name] for name in group["source"])
        area = w.find(group["area"])
        rivals = (r for r in w.names.values() if r["type"] not in ("source", "term"))
        same = [r for r in rivals if (title(r), r["plan"]) == (title(area), w.period)]
        kind = f" ({_noun(w, area)})" if len(same) > 1 else ""
        yield [f"{title(area)}{kind}", *cells, sources]


def _slips(w: World, heads: list[str]) -> Rows:
    """Every deadline that git has seen move, with each of its moves."""
    for one in w.plan["history"]["deadlines"]:
        due = [d for d in w.plan["deadlines"] if (d["id"], d["field"]) == (one["id"], one["field"])]
        if due and one["moves"]:
            told = " ".join(map(_slip, one["moves"]))
            yield [due[0]["title"], day(due[0]["date"]), told]


def _slip(move: Mapping[str, Values]) -> str:
    old, new = (day(str(move[side])) for side in ("old", "new"))
    ends = f"fra {old} til {new}" if move["old"] else f"til {new}"
    ends = ends if move["new"] else f"(var {old})"
    why = "Grunn er ikke oppgitt."
    if move["reasons"]:
        why = f"For hele endringen er disse grunnene oppgitt: {' '.join(move['reasons'])}"
    elif move["reason"]:
        why = f"Grunn: {move['reason']}"
    when = day(str(move["day"])) if move["day"] else "Ikke lagret ennå"
    return f"{when}: {move['label']} {ends}. {why}"


LISTINGS = (
    Listing(r"I planen \S+\|I planen \S+", "omrader", _between, whole=False),
    Listing(r"Tiltak i planen \S+\|Det som er kjent\|Samme tema.*", "tiltak", _became),
    Listing(r"Hva det er blitt\|Områder.*", "endringer", _tally),
    Listing(r"Hva det er blitt\|Antall", "endringer", _counts),
    Listing(r"Hva\|Slag\|Hva det er blitt\|.*", "endringer", _of_both(areas=True)),
    Listing(r"Hva\|Hva det er blitt\|.*", "endringer", _of_both(areas=False)),
    Listing(r"Tema\|.*\|Kilde", "grupper", _matrix),
    Listing(r"Hva\|Fristen nå\|Flyttet", "frister", _slips),
)
