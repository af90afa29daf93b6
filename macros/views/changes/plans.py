"""Two plans side by side, laid out for the site: what was carried on, what is new, what ended.

Areas come first, kind by kind, and each has its own challenges and measures with it. The rest
stands under the kind of record it is, and what concerns only the website comes last. Each record
and page of either plan is in exactly one row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from macros.compare.changes import UNCHANGED_KINDS, ComparedRow, Comparison, Item
from macros.facts.names import Names
from macros.model.change_kinds import ChangeKind as Kind
from macros.model.plan import Library
from macros.views.changes import wording
from macros.views.changes.phrases import Sentence
from macros.views.changes.sentences import ChangeSentences
from macros.views.changes.wording import RowOutcome

_ORDER = ("plan", "area", "challenge", "measure", "aim", "page")
_ASIDE = frozenset({Kind.SOURCE, Kind.NOTE, Kind.LINK})
_SITE = frozenset({Kind.ORDER, Kind.LANGUAGE, Kind.CHAPTER})
"""What only the website does otherwise: where on a list something stands, and in the menu."""


@dataclass(frozen=True, slots=True)
class Side:
    """A record on one side: what it is called, and where it is."""

    period: str
    title: str
    url: str
    lang: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row for readers."""

    outcome: RowOutcome
    labels: tuple[str, ...]  # the outcome in one or two words that can be filtered by
    record_type: str
    noun: str  # what a sentence calls such a record; for an area, its kind
    old: tuple[Side, ...]
    new: tuple[Side, ...]
    sentences: tuple[Sentence, ...]  # what is told of it that the labels do not say
    on_site: tuple[Sentence, ...] = ()  # what only the website does otherwise with it
    same: tuple[Side, ...] = ()  # what is about the same subject in the other plan
    # For an area, the rows of its challenges and measures. What ended stands with the area that
    # went on, if any did.
    within: tuple[PlanRow, ...] = ()

    @property
    def by_outcome(self) -> dict[RowOutcome, list[PlanRow]]:
        """What stands within, by what became of it; those outcomes that there are."""
        rows = {o: [row for row in self.within if row.outcome is o] for o in RowOutcome}
        return {outcome: found for outcome, found in rows.items() if found}

    @property
    def counted(self) -> list[str]:
        """How much within has which outcome, a sentence each."""
        types = {o: Counter(row.record_type for row in rows) for o, rows in self.by_outcome.items()}
        return [wording.counted(outcome, tally) for outcome, tally in types.items()]


@dataclass(slots=True)
class PlanComparison:
    """A whole comparison for readers.

    The tally is of areas, challenges and measures only: what else there is belongs to the making
    of a plan, and is new in each.
    """

    old: str
    new: str
    areas: list[PlanRow] = field(default_factory=list)  # kind by kind
    rest: dict[str, list[PlanRow]] = field(default_factory=dict)  # noun → what is in no area
    pages: list[PlanRow] = field(default_factory=list)  # prose, which the website has written
    counts: Counter[str] = field(default_factory=Counter)  # labels → how many; pages left out
    tally: dict[RowOutcome, Counter[str]] = field(default_factory=dict)  # by type; those there are

    @property
    def on_site(self) -> list[PlanRow]:
        """The rows of records that the website shows otherwise: in another order or menu."""
        rows = (row for rows in (self.areas, *self.rest.values()) for row in rows)
        return [row for outer in rows for row in (outer, *outer.within) if row.on_site]


def lay_out_plans(comparison: Comparison, library: Library) -> PlanComparison:
    """Lay out a comparison of two plans of a library."""
    names = Names(library)
    sentences = ChangeSentences(comparison, names, names)
    plans = PlanComparison(comparison.old, comparison.new)
    within: defaultdict[tuple[str | None, str], list[PlanRow]] = defaultdict(list)
    tally = {outcome: Counter[str]() for outcome in RowOutcome}
    same = _same_subject(comparison)
    # What stands in an area is told first, so that the area can take it along.
    rows = sorted(comparison.rows, key=lambda row: _rank(row, library))
    for row in sorted(rows, key=lambda row: bool(_areas(row))):
        areas, stands_in = _areas(row), row.item.area
        others = (other for item in (*row.old, *row.new) for other in same[item.period, item.id])
        line = replace(_plan_row(row, sentences), same=tuple(dict.fromkeys(others)))
        if areas:
            held = (part for area in areas for part in within[area.period, area.id])
            kind = names.label("area_kind", areas[0].record.kind)
            line = replace(line, noun=kind, within=tuple(held))
            plans.areas.append(line)
        elif stands_in is not None:
            within[row.item.period, stands_in].append(line)
        elif line.record_type == "page":
            plans.pages.append(line)
        else:
            plans.rest.setdefault(line.noun, []).append(line)
        if line.record_type != "page":
            plans.counts[", ".join(line.labels)] += 1
        if areas or stands_in is not None:
            tally[line.outcome][line.record_type] += 1
    plans.tally = {outcome: types for outcome, types in tally.items() if types}
    return plans


def _same_subject(comparison: Comparison) -> Mapping[tuple[str | None, str], list[Side]]:
    """Plan and id → what is about the same subject in the other plan, and claims no more."""
    olds = {item.id: item for row in comparison.rows for item in row.old}
    found: defaultdict[tuple[str | None, str], list[Side]] = defaultdict(list)
    for new in (item for row in comparison.rows for item in row.new):
        for name in getattr(new.record, "same_subject", ()):
            if name in olds:
                for one, other in ((olds[name], new), (new, olds[name])):
                    found[one.period, one.id].append(_side(other))
    return found


def _areas(row: ComparedRow) -> list[Item]:
    """The areas it is about. One is enough: what else hangs together with it is told beside it."""
    return [item for item in (*row.new, *row.old) if item.record_type == "area"]


def _rank(row: ComparedRow, library: Library) -> tuple[int, int]:
    areas = _areas(row)
    record_type = "area" if areas else row.item.record_type
    place = _ORDER.index(record_type) if record_type in _ORDER else len(_ORDER)
    words = [word.id for word in library.shared.vocabulary["area_kind"]]
    return place, words.index(areas[0].record.kind) if areas else 0


def _plan_row(row: ComparedRow, sentences: ChangeSentences) -> PlanRow:
    record_type = row.item.record_type
    # First what the plan says, then how it is told.
    changes = sorted(sentences.changes(row, named=True), key=lambda pair: pair[0].kind in _ASIDE)
    # On a page of prose all there is to tell is what the website says.
    apart = _SITE if record_type != "page" else frozenset[Kind]()
    texts = [text for change, text in changes if change.kind not in apart]
    if not row.new and row.kind is not Kind.UNACCOUNTED:
        texts.insert(0, sentences.reason(row))
    elif row.kind not in UNCHANGED_KINDS and row.kind not in (Kind.ADDED, Kind.SAME_SUBJECT):
        # What became of it, where its labels do not say it: with what, and why.
        texts.insert(0, sentences.outcome(row))
    return PlanRow(
        wording.outcome_of(row.kind),
        wording.labels(row.kind),
        record_type,
        wording.noun(record_type),
        tuple(map(_side, row.old)),
        tuple(map(_side, row.new)),
        tuple(text for text in texts if text),
        tuple(text for change, text in changes if change.kind in apart),
    )


def _side(item: Item) -> Side:
    lang = getattr(item.record, "lang", "nb")
    return Side(item.period or "", wording.item_title(item), item.url or "", lang)
