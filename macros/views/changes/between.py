"""Two plans side by side, laid out for the site: what was carried on, what is new, what ended.

Areas come first, kind by kind, and each has its own challenges and measures with it. The rest
stands under the kind of record it is, and what concerns only the website comes last. Each record
and page of either plan is in exactly one row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from macros.compare.changes import UNCHANGED_KINDS, ComparedRow, Comparison, Item
from macros.model import routes
from macros.model.change_kinds import ChangeKind
from macros.model.plan import Library
from macros.views.changes.fates import Fate, counted, fate_of, labels
from macros.views.changes.names import Names, item_title
from macros.views.changes.phrases import Sentence
from macros.views.changes.sentences import Teller
from macros.views.changes.wording import TYPE_WORDS

_ORDER = ("plan", "area", "challenge", "measure", "aim", "page")
_ASIDE = frozenset({ChangeKind.SOURCE, ChangeKind.NOTE, ChangeKind.LINK})
_SITE = frozenset({ChangeKind.ORDER, ChangeKind.LANGUAGE, ChangeKind.CHAPTER})
"""What only the website does otherwise: where on a list something stands, and in the menu."""


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
        fate: What became of it.
        labels: The same in one or two words that can be filtered by.
        kind: Its record type.
        type: What a sentence calls such a record; for an area, its kind.
        old: The records before.
        new: The records after.
        sentences: What is told of it that the labels do not say, sentence by sentence.
        shown: What only the website does otherwise with it, likewise.
        within: For an area, the rows of its challenges and measures. What ended stands with the
            area that went on, if any did.
    """

    fate: Fate
    labels: tuple[str, ...]
    kind: str
    type: str
    old: tuple[Side, ...]
    new: tuple[Side, ...]
    sentences: tuple[Sentence, ...]
    shown: tuple[Sentence, ...] = ()
    within: tuple[Told, ...] = ()

    @property
    def fates(self) -> dict[Fate, list[Told]]:
        """What stands within, by what became of it; those fates that there are."""
        found = {fate: [told for told in self.within if told.fate is fate] for fate in Fate}
        return {fate: told for fate, told in found.items() if told}

    @property
    def counted(self) -> list[str]:
        """How much within has which fate, a sentence each."""
        return [
            counted(fate, Counter(told.kind for told in found))
            for fate, found in self.fates.items()
        ]


@dataclass(slots=True)
class Between:
    """A whole comparison for readers.

    Attributes:
        old: The earlier plan.
        new: The later plan.
        areas: The rows about areas, kind by kind.
        rest: Kind of record → its rows, for what stands in no area.
        pages: The rows of pages of prose, which the website has written.
        counts: What became of things, as their labels say → how many; pages left out.
        tally: Fate → how many areas, challenges and measures, by type; those fates that there
            are. What else there is belongs to the making of a plan, and is new in each.
        of_record: (period, id) → the row it is in.
        links: Pairs of areas that hang together, for the picture.
    """

    old: str
    new: str
    areas: list[Told] = field(default_factory=list)
    rest: dict[str, list[Told]] = field(default_factory=dict)
    pages: list[Told] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    tally: dict[Fate, Counter[str]] = field(default_factory=dict)
    of_record: dict[tuple[str, str], Told] = field(default_factory=dict)
    links: list[tuple[Side | None, Side | None]] = field(default_factory=list)

    @property
    def counted(self) -> list[str]:
        """What became of areas, challenges and measures, a sentence for each fate."""
        return [counted(fate, tally) for fate, tally in self.tally.items()]

    @property
    def shown(self) -> list[Told]:
        """The rows of records that the website shows otherwise: in another order or menu."""
        rows = (told for rows in (self.areas, *self.rest.values()) for told in rows)
        every = (told for row in rows for told in (row, *row.within))
        return [told for told in every if told.shown]


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
    tally = {fate: Counter[str]() for fate in Fate}
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
        elif line.kind == "page":
            told.pages.append(line)
        else:
            told.rest.setdefault(line.type, []).append(line)
        if line.kind != "page":
            told.counts[", ".join(line.labels)] += 1
        if areas or row.item.area is not None:
            tally[line.fate][line.kind] += 1
        for item in (*row.old, *row.new):
            told.of_record[item.period or "", item.id] = line
    told.tally = {fate: found for fate, found in tally.items() if found}
    return told


def _areas(row: ComparedRow) -> list[Item]:
    """The areas it is about. One is enough: what else hangs together with it is told beside it."""
    return [item for item in (*row.new, *row.old) if item.record_type == "area"]


def _pairs(row: ComparedRow) -> Iterable[tuple[Item | None, Item | None]]:
    """What hangs together; what stands alone is paired with nothing."""
    if row.pairs:
        return row.pairs
    return [*((old, None) for old in row.old), *((None, new) for new in row.new)]


def _rank(row: ComparedRow, library: Library) -> tuple[int, int]:
    areas = _areas(row)
    kind = "area" if areas else row.item.record_type
    place = _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
    words = [word.id for word in library.shared.vocabulary["area_kind"]]
    return place, words.index(areas[0].record.kind) if areas else 0


def _told(row: ComparedRow, teller: Teller, comparison: Comparison) -> Told:
    fate = fate_of(row.kind)
    # First what the plan says, then how it is told.
    found = sorted(teller.changes(row, named=True), key=lambda told: told[0].kind in _ASIDE)
    # On a page of prose all there is to tell is what the website says.
    apart = _SITE if row.item.record_type != "page" else frozenset[ChangeKind]()
    changes = (sentence for change, sentence in found if change.kind not in apart)
    sentences = tuple(s for s in (_became(row, teller), *changes) if s)
    shown = tuple(sentence for change, sentence in found if change.kind in apart)
    old = tuple(side for item in row.old if (side := _side(item, comparison.old)))
    new = tuple(side for item in row.new if (side := _side(item, comparison.new)))
    kind = row.item.record_type
    return Told(fate, labels(row.kind), kind, TYPE_WORDS[kind], old, new, sentences, shown)


def _became(row: ComparedRow, teller: Teller) -> Sentence:
    """What became of a row, where its labels do not say it: with what, and why."""
    if row.kind in UNCHANGED_KINDS or row.kind is ChangeKind.ADDED:
        return ()
    if not row.new and row.kind is not ChangeKind.UNACCOUNTED:
        return teller.reason(row)
    said = teller.became(row)
    return said if any(piece.text for piece in said) else ()


def _side(item: Item | None, period: str) -> Side | None:
    if item is None:
        return None
    lang = getattr(item.record, "lang", "nb")
    if item.record_type == "page":
        return Side(period, item_title(item), routes.of_page(item.id), lang)
    url = routes.address(item.record_type, item.id, item.area or "")
    return Side(period, item_title(item), url, lang)
