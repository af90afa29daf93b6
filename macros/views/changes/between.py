"""Two plans side by side, laid out for the site: what was carried on, what is new, what is gone.

Rows stand under the kind of record they are about, in the order readers know from the lists, and
each record of either plan is in exactly one of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from macros import routes
from macros.compare.changes import STILL, ChangeKind, Comparison, Item, Row
from macros.model.plan import Library
from macros.views.changes.names import TYPE_WORDS, Names, item_title
from macros.views.changes.sentences import Sentence, Teller

_ORDER = ("plan", "area", "challenge", "measure", "aim", "page")
_NEW = frozenset({ChangeKind.ADDED})
_GONE = frozenset(
    {ChangeKind.REMOVED, ChangeKind.COMPLETED, ChangeKind.DROPPED, ChangeKind.NOT_STATED}
    | {ChangeKind.ENDED, ChangeKind.UNACCOUNTED}
)


@dataclass(frozen=True, slots=True)
class Side:
    """A record on one side: what it is called, and where it is."""

    period: str
    title: str
    url: str
    lang: str


@dataclass(frozen=True, slots=True)
class Told:
    """A row for readers.

    Attributes:
        group: `kept`, `new` or `gone`.
        label: What became of it, as the kind of change says it.
        old: The records before.
        new: The records after.
        sentences: What is told of it, sentence by sentence.
    """

    group: str
    label: str
    old: tuple[Side, ...]
    new: tuple[Side, ...]
    sentences: tuple[Sentence, ...]


@dataclass(slots=True)
class Between:
    """A whole comparison for readers.

    Attributes:
        old: The earlier plan.
        new: The later plan.
        sections: Heading → its rows.
        counts: What became of things → how many.
        groups: `kept`, `new` and `gone` → how many things of the plans, pages of prose left out.
        of_record: (period, id) → the row it is in.
        links: Pairs of areas that hang together, for the picture.
    """

    old: str
    new: str
    sections: dict[str, list[Told]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    groups: Counter[str] = field(default_factory=Counter)
    of_record: dict[tuple[str, str], Told] = field(default_factory=dict)
    links: list[tuple[Side | None, Side | None]] = field(default_factory=list)


def between(comparison: Comparison, library: Library) -> Between:
    """Lay out a comparison of two plans.

    Args:
        comparison: From the earlier to the later plan.
        library: Both of them.
    """
    names = Names(library)
    teller = Teller(comparison, names, names)
    told = Between(comparison.old, comparison.new)
    for row in sorted(comparison.rows, key=lambda row: _rank(row, library)):
        line = _told(row, teller, comparison)
        told.sections.setdefault(_heading(row, names), []).append(line)
        told.counts[line.label] += 1
        told.groups[line.group] += row.item.type != "page"
        for item in (*row.old, *row.new):
            told.of_record[item.period or "", item.id] = line
        if row.item.type == "area":
            for old, new in _pairs(row):
                told.links.append((_side(old, comparison.old), _side(new, comparison.new)))
    return told


def _pairs(row: Row) -> Iterable[tuple[Item | None, Item | None]]:
    """What hangs together; what stands alone is paired with nothing."""
    if row.pairs:
        return row.pairs
    return [*((old, None) for old in row.old), *((None, new) for new in row.new)]


def _rank(row: Row, library: Library) -> tuple[int, int]:
    kind = row.item.type
    place = _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
    if kind != "area":
        return place, 0
    words = [word.id for word in library.shared.vocabulary["area_kind"]]
    return place, words.index(row.item.record.kind)


def _heading(row: Row, names: Names) -> str:
    if row.item.type == "area":
        return names.label("area_kind", row.item.record.kind)
    return TYPE_WORDS.get(row.item.type, "side")


def _told(row: Row, teller: Teller, comparison: Comparison) -> Told:
    group = "new" if row.kind in _NEW else "gone" if row.kind in _GONE else "kept"
    became = teller.became(row) if row.kind not in STILL else ()
    changes = (teller.change(change) for change in row.changes)
    sentences = tuple(s for s in (became, *changes) if s)
    old = tuple(side for item in row.old if (side := _side(item, comparison.old)))
    new = tuple(side for item in row.new if (side := _side(item, comparison.new)))
    return Told(group, row.kind.value, old, new, sentences)


def _side(item: Item | None, period: str) -> Side | None:
    if item is None:
        return None
    lang = getattr(item.record, "lang", "nb")
    if item.type == "page":
        stem = item.id.removesuffix(".md").removesuffix("index").rstrip("/")
        return Side(period, item_title(item), f"{stem}/" if stem else "", lang)
    url = routes.address(item.type, item.id, item.area or "")
    return Side(period, item_title(item), url, lang)
