"""Two plans side by side, laid out for the site: what was carried on, what is new, what is gone.

Areas come first, kind by kind, and each has its own challenges and measures with it. The rest
stands under the kind of record it is. Each record of either plan is in exactly one row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from macros import routes
from macros.compare.changes import STILL, ChangeKind, Comparison, Item, Row
from macros.model.plan import Library
from macros.views.changes.names import Names, item_title
from macros.views.changes.phrases import Sentence
from macros.views.changes.sentences import Teller
from macros.views.changes.wording import TYPE_WORDS

GROUPS = ("kept", "new", "gone")
"""What may have become of a thing, in the order it is told."""
_ORDER = ("plan", "area", "challenge", "measure", "aim", "page")
_NEW = frozenset({ChangeKind.ADDED})
_GONE = frozenset(
    {ChangeKind.REMOVED, ChangeKind.COMPLETED, ChangeKind.DROPPED, ChangeKind.NOT_STATED}
    | {ChangeKind.ENDED, ChangeKind.UNACCOUNTED}
)
_ASIDE = frozenset(
    {ChangeKind.SOURCE, ChangeKind.NOTE, ChangeKind.LINK, ChangeKind.ORDER, ChangeKind.LANGUAGE}
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
        type: What a sentence calls such a record; for an area, its kind.
        label: What became of it, as the kind of change says it.
        old: The records before.
        new: The records after.
        sentences: What is told of it, sentence by sentence.
        within: For an area, the rows of its challenges and measures. What is gone stands with the
            area that went on, if any did.
    """

    group: str
    type: str
    label: str
    old: tuple[Side, ...]
    new: tuple[Side, ...]
    sentences: tuple[Sentence, ...]
    within: tuple[Told, ...] = ()

    @property
    def fates(self) -> dict[str, list[Told]]:
        """What stands within, by what became of it: `kept`, `new` and `gone`, those there are."""
        found = {group: [t for t in self.within if t.group == group] for group in GROUPS}
        return {group: told for group, told in found.items() if told}


@dataclass(slots=True)
class Between:
    """A whole comparison for readers.

    Attributes:
        old: The earlier plan.
        new: The later plan.
        areas: The rows about areas, kind by kind.
        rest: Kind of record → its rows, for what stands in no area.
        counts: What became of things → how many.
        tally: `kept`, `new` and `gone` → how many areas, challenges and measures, by type. What
            else there is belongs to the making of a plan, and is new in each.
        of_record: (period, id) → the row it is in.
        links: Pairs of areas that hang together, for the picture.
    """

    old: str
    new: str
    areas: list[Told] = field(default_factory=list)
    rest: dict[str, list[Told]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    tally: dict[str, Counter[str]] = field(
        default_factory=lambda: {group: Counter[str]() for group in GROUPS}
    )
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
    within: defaultdict[tuple[str | None, str], list[Told]] = defaultdict(list)
    # What stands in an area is told first, so that the area can take it along.
    rows = sorted(comparison.rows, key=lambda row: _rank(row, library))
    for row in sorted(rows, key=lambda row: bool(_areas(row))):
        areas = _areas(row)
        line = _told(row, teller, comparison)
        if areas:
            held = (part for area in areas for part in within[area.period, area.id])
            kind = names.label("area_kind", areas[0].record.kind)
            line = replace(line, type=kind, within=tuple(held))
            told.areas.append(line)
            for old, new in _pairs(row):
                told.links.append((_side(old, comparison.old), _side(new, comparison.new)))
        elif row.item.area is not None:
            within[row.item.period, row.item.area].append(line)
        else:
            told.rest.setdefault(line.type, []).append(line)
        told.counts[line.label] += 1
        if areas or row.item.area is not None:
            told.tally[line.group][row.item.type] += 1
        for item in (*row.old, *row.new):
            told.of_record[item.period or "", item.id] = line
    return told


def _areas(row: Row) -> list[Item]:
    """The areas it is about. One is enough: what else hangs together with it is told beside it."""
    return [item for item in (*row.new, *row.old) if item.type == "area"]


def _pairs(row: Row) -> Iterable[tuple[Item | None, Item | None]]:
    """What hangs together; what stands alone is paired with nothing."""
    if row.pairs:
        return row.pairs
    return [*((old, None) for old in row.old), *((None, new) for new in row.new)]


def _rank(row: Row, library: Library) -> tuple[int, int]:
    areas = _areas(row)
    kind = "area" if areas else row.item.type
    place = _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
    words = [word.id for word in library.shared.vocabulary["area_kind"]]
    return place, words.index(areas[0].record.kind) if areas else 0


def _told(row: Row, teller: Teller, comparison: Comparison) -> Told:
    group = "new" if row.kind in _NEW else "gone" if row.kind in _GONE else "kept"
    became = teller.became(row) if row.kind not in STILL else ()
    # First what the plan says, then how it is told.
    found = sorted(teller.changes(row, named=True), key=lambda told: told[0].kind in _ASIDE)
    changes = (sentence for _, sentence in found)
    sentences = tuple(s for s in (became, *changes) if any(piece.text for piece in s))
    old = tuple(side for item in row.old if (side := _side(item, comparison.old)))
    new = tuple(side for item in row.new if (side := _side(item, comparison.new)))
    kind = TYPE_WORDS[row.item.type]
    return Told(group, kind, row.kind.value, old, new, sentences)


def _side(item: Item | None, period: str) -> Side | None:
    if item is None:
        return None
    lang = getattr(item.record, "lang", "nb")
    if item.type == "page":
        return Side(period, item_title(item), routes.of_page(item.id), lang)
    url = routes.address(item.type, item.id, item.area or "")
    return Side(period, item_title(item), url, lang)
