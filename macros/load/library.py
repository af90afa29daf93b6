"""From values with places to a library of plans: everything that can be wrong, told at once.

Ids are collected from the raw values first. Records are then validated one file at a time with a
`Scope`, so that unknown keys, wrong types, bad dates and unknown references come out of one pass.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from macros.load.garbage import collecting_later
from macros.load.messages import date_of, labels_of, told
from macros.model.base import Part
from macros.model.forms import id_in
from macros.model.frozen import Frozen
from macros.model.plan import Library, PlanData, Shared, Word
from macros.model.registry import LISTS, NAMES
from macros.model.registry import TYPES as ROWS
from macros.model.scope import PARTY, Scope
from macros.problems import Problem
from macros.reading.tree import DataFile, Tree, read_tree
from macros.reading.yaml_text import Document, Loc

TYPES: dict[str, type[Part]] = {name: row.cls for name, row in ROWS.items()}
"""Record type → its class."""

NESTED = {row.field: name for name, row in ROWS.items() if row.nested}
"""Field of an area → type of the records that stand in it."""
_SINGLE = frozenset({"plan", "area"})
_TABLES = frozenset({"vocabulary", "frozen", "redirects"})
_WORDS = TypeAdapter(dict[str, tuple[Word, ...]])
_REDIRECTS = TypeAdapter(dict[str, str])


@dataclass(frozen=True, slots=True)
class Placed:
    """A record as it stands in a file, built or not.

    Attributes:
        record_type: Its type.
        period: Its plan; None where it is shared.
        id: Its id as written; empty where it has none.
        doc: The document it stands in.
        loc: Where in the document.
        raw: Its values as read.
    """

    record_type: str
    period: str | None
    id: str
    doc: Document
    loc: Loc
    raw: dict[str, Any]

    def problem(
        self, field: Sequence[str | int], rule: str, message: str, hint: str, *, key: bool = False
    ) -> Problem:
        """A problem at one of its fields."""
        return self.doc.problem((*self.loc, *field), rule, message, hint, key=key)


@dataclass(frozen=True)
class Loaded:
    """What was read from a tree.

    Attributes:
        tree: The files.
        library: What could be built.
        placed: Every record with its place, also those that could not be built.
        problems: What was wrong so far.
        whole: Whether every record was built, and none hides another with the same id, so that
            absence means something.
        unread: Record types of which it is not known what there is; see `_Builder.unread`.
        sections: Every `document#section` that is written, built or not.
        frozen: Period → the digests of its files, where it is frozen.
        redirects: Period → address that has moved → where it is now, both below its root.
    """

    tree: Tree
    library: Library
    placed: list[Placed]
    problems: list[Problem]
    whole: bool
    unread: frozenset[str]
    sections: frozenset[str]
    frozen: dict[str, Frozen]
    redirects: dict[str, dict[str, str]]

    @cached_property
    def index(self) -> dict[tuple[str | None, str, str], Placed]:
        """(period, record type, id) → place. The first of two with the same id."""
        found: dict[tuple[str | None, str, str], Placed] = {}
        for placed in self.placed:
            found.setdefault((placed.period, placed.record_type, placed.id), placed)
        return found


@collecting_later()
def load(root: Path) -> Loaded:
    """Build all below a folder that holds data/ and docs/; wrong forms and references are told."""
    tree = read_tree(root)
    builder = _Builder(tree)
    library = builder.library()
    frozen, redirects = builder.frozen(), builder.redirects()
    problems = [*tree.problems, *builder.problems]
    return Loaded(
        tree,
        library,
        builder.placed,
        problems=problems,
        whole=not problems and len(library.plans) == len(tree.periods) and not builder.doubled,
        unread=builder.unread(None),
        sections=builder.sections,
        frozen=frozen,
        redirects=redirects,
    )


def raw_records(file: DataFile) -> Iterator[Placed]:
    """Every record that stands in a file, as written, nested ones included."""
    for loc, raw in _tops(file) if file.record_type in TYPES else ():
        if not isinstance(raw, dict):
            continue
        yield _placed(file, file.record_type, loc, raw)
        for field, items in raw.items() if file.record_type == "area" else ():
            nested = isinstance(items, list) and field in NESTED
            for i, item in enumerate(items if nested else ()):
                if isinstance(item, dict):
                    yield _placed(file, NESTED[field], (*loc, field, i), item)


def _tops(file: DataFile) -> Iterator[tuple[Loc, Any]]:
    """What stands outermost in a file of records, each with its place."""
    if file.record_type in _SINGLE:
        yield (), file.doc.value
    elif isinstance(file.doc.value, list):
        yield from (((i,), raw) for i, raw in enumerate(file.doc.value))


def same_id(records: list[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """Each record that has the id of one before it, in its plan or in what all plans share."""
    first: dict[tuple[str | None, str], Placed] = {}
    named = (placed for placed in records if placed.id)
    for placed in sorted(named, key=lambda p: (p.period or "", p.doc.path)):
        seen = first.get((None, placed.id)) or first.setdefault((placed.period, placed.id), placed)
        if seen is not placed:
            yield seen, placed


def _placed(file: DataFile, kind: str, loc: Loc, raw: dict[str, Any]) -> Placed:
    name = raw.get("id")
    return Placed(kind, file.period, name if isinstance(name, str) else "", file.doc, loc, raw)


class _Builder:
    """Builds the library; keeps what it finds wrong."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.problems: list[Problem] = []
        self.placed = [placed for file in tree.data for placed in raw_records(file)]
        self.doubled = {second.record_type for _, second in same_id(self.placed)}
        sections = list(self.written_sections())
        self.sections = frozenset(sections)
        self.doubled |= {"source"} if len(sections) > len(self.sections) else set()
        self.ids: dict[str | None, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for placed in self.placed:
            if placed.id:
                self.ids[placed.period][placed.record_type].add(placed.id)
        plans = {p.id for p in self.placed if p.record_type == "plan"}
        self.ids[None]["plan"] = plans | set(tree.periods)

    def library(self) -> Library:
        shared_scope = self.scope(None)
        lists: dict[str, Any] = {
            row.field: self.records(name, None, shared_scope)
            for name, row in ROWS.items()
            if row.shared
        }
        shared = Shared.model_construct(vocabulary=self.vocabulary, **lists)
        plans = [plan for period in self.tree.periods for plan in self.plan(period)]
        return Library.model_construct(shared=shared, plans=tuple(plans))

    def files(self, kind: str) -> Iterator[DataFile]:
        """The files of one kind that could be read."""
        return (f for f in self.tree.data if f.record_type == kind and f.doc.value is not None)

    @contextmanager
    def told(self, doc: Document, loc: Loc = (), cls: type[Part] | None = None) -> Iterator[None]:
        """Keep what a validation finds wrong, and go on without what it was to give."""
        try:
            yield
        except ValidationError as error:
            labels = self.labels if doc.path != "data/vocabulary.yml" else {}
            self.problems.extend(told(doc, loc, cls, error, names=self.names, labels=labels))

    def plan(self, period: str) -> Iterator[PlanData]:
        scope = self.scope(period)
        lists: dict[str, Any] = {
            name: self.records(record_type, period, scope) for name, record_type in LISTS.items()
        }
        areas = self.records("area", period, scope)
        for plan in self.records("plan", period, scope):
            # One that is called something else than its folder, which the check tells, would be
            # looked for in vain wherever its files are, or take the place of another.
            if plan.id == period:
                yield PlanData.model_construct(plan=plan, areas=areas, **lists)

    def records(self, kind: str, period: str | None, scope: Scope) -> tuple[Any, ...]:
        files = (file for file in self.files(kind) if file.period == period)
        return tuple(part for file in files for part in self.build(file, TYPES[kind], scope))

    def build(self, file: DataFile, cls: type[Part], scope: Scope) -> Iterator[Part]:
        if file.record_type not in _SINGLE and not isinstance(file.doc.value, list):
            message, hint = "Filen skal være en liste.", "Begynn hver post med «- id: …»."
            self.problems.append(file.doc.problem((), "type", message, hint))
        for loc, raw in _tops(file):
            with self.told(file.doc, loc, cls):
                yield cls.model_validate(raw, context=scope)

    @cached_property
    def vocabulary(self) -> dict[str, tuple[Word, ...]]:
        for file in self.files("vocabulary"):
            with self.told(file.doc):
                return _WORDS.validate_python(file.doc.value)
        return {}

    def frozen(self) -> dict[str, Frozen]:
        """Period → what stands in its frozen.yml."""
        found = {}
        for file in self.files("frozen"):
            with self.told(file.doc, cls=Frozen):
                scope = self.scope(file.period)
                found[str(file.period)] = Frozen.model_validate(file.doc.value, context=scope)
        return found

    def redirects(self) -> dict[str, dict[str, str]]:
        """Period → what stands in its redirects.yml."""
        found = {}
        for file in self.files("redirects"):
            with self.told(file.doc):
                found[str(file.period)] = _REDIRECTS.validate_python(file.doc.value)
        return found

    def gone(self, period: str | None) -> Iterator[str]:
        """The ids in the addresses of a period that something has moved from."""
        for file in self.files("redirects"):
            if file.period == period and isinstance(file.doc.value, dict):
                yield from map(id_in, file.doc.value)

    def unread(self, period: str | None) -> frozenset[str]:
        """Record types of which it is not known what there is.

        A file of them is missing or cannot be read, or an id stands twice: another may be meant.
        """
        files = [f for f in self.tree.data if period is None or f.period in (None, period)]
        found = {f.record_type for f in files if not _is_formed(f)}
        found |= self.doubled | ({"source", "actor"} - {f.record_type for f in files})
        return frozenset(found | (set(NESTED.values()) if "area" in found else set()))

    def written_sections(self) -> Iterator[str]:
        """Every `document#section`, as often as it stands there."""
        for placed in self.placed:
            parts = placed.raw.get("sections") if placed.record_type == "source" else None
            for part in parts if isinstance(parts, list) else ():
                if isinstance(part, dict) and isinstance(part.get("id"), str):
                    yield f"{placed.id}#{part['id']}"

    def scope(self, period: str | None) -> Scope:
        plans = (p for p in self.placed if p.record_type == "plan" and p.period == period)
        plan = next(plans, None)
        raw = plan.raw if plan else {}
        return Scope(
            ids=self.known(period),
            earlier=self.before(plan) if plan or period is None else None,
            elsewhere=self.everywhere,
            words={name: tuple(w.id for w in words) for name, words in self.vocabulary.items()},
            labels=self.labels,
            sections=self.sections,
            gone=frozenset(self.gone(period)),
            unread=self.unread(period),
            names={**NAMES, PARTY: "aktør eller gruppe"},
            reach=date_of(raw.get("reach")),
        )

    @cached_property
    def everywhere(self) -> dict[str, frozenset[str]]:
        """Plan → every id in it."""
        return {name: frozenset().union(*of.values()) for name, of in self.ids.items() if name}

    @cached_property
    def names(self) -> dict[str, str]:
        """Every id, and what readers call its record → the id."""
        called = ("short", "title", "name", "id")
        of = [p for p in self.placed if p.record_type != "plan"]
        return {str(p.raw[name]): p.id for name in called for p in of if name in p.raw}

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """Vocabulary list → what readers call its words, in small letters → the word."""
        return {name: labels_of(words) for name, words in self.vocabulary.items()}

    def before(self, plan: Placed | None) -> dict[str, frozenset[str]] | None:
        """The ids of the plan before, and of nothing that all plans share."""
        if plan is None or not plan.doc.has((*plan.loc, "predecessor")):
            return {}
        name = plan.raw.get("predecessor")
        if not isinstance(name, str) or name not in self.ids or self.unread(name) - {"source"}:
            return None
        return {kind: frozenset(ids) for kind, ids in self.ids[name].items()}

    def known(self, period: str | None) -> dict[str, frozenset[str]]:
        """The ids a record of a period may refer to; for shared records those of every period."""
        merged: dict[str, set[str]] = defaultdict(set)
        for owner, table in self.ids.items():
            if period is None or owner in (None, period):
                for kind, ids in table.items():
                    merged[kind] |= ids
        return {kind: frozenset(ids) for kind, ids in merged.items()}


def _is_formed(file: DataFile) -> bool:
    """Whether a file could be read and is a list where it should be one."""
    if file.record_type in _SINGLE or file.record_type in _TABLES:
        return isinstance(file.doc.value, dict)
    return isinstance(file.doc.value, list)
