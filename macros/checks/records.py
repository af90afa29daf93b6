"""Rules about records: ids, file names, vocabulary, references that go in circles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from macros.calls.catalogue import DEADLINE, DEFAULT_KIND
from macros.load.library import TYPES, Loaded, Placed, same_id
from macros.model import forms
from macros.model.plan import PlanStatus
from macros.model.registry import CODE_WORDS, NAMES, WORD_LISTS
from macros.model.text import suggest
from macros.problems import Problem

WORDS_ASKED_FOR = {
    "area_kind": {DEFAULT_KIND},
    "milestone_kind": {DEADLINE, "hearing", "decision", "effect"},
    "document_kind": {"plan"},
}
"""List → words that code asks for, or that pictures draw in a way of their own, among others."""


def ids_once(loaded: Loaded) -> Iterator[Problem]:
    """An id is used once among the records of a plan and what all plans share."""
    for first, second in same_id(loaded.placed):
        line, _ = first.doc.place((*first.loc, "id"))
        message = f"Id-en «{second.id}» er brukt før, i {first.doc.path}:{line}."
        yield second.problem(("id",), "duplicate-id", message, "Gi den ene en ny id.")


def name_is_id(loaded: Loaded) -> Iterator[Problem]:
    """A file that holds one record is named after its id; a plan is named after its folder."""
    for file in loaded.tree.data:
        value = file.doc.value
        if file.kind not in ("area", "plan") or not isinstance(value, dict):
            continue
        wanted = file.stem if file.kind == "area" else file.period
        if isinstance(value.get("id"), str) and value["id"] != wanted:
            message = f"Id-en «{value['id']}» er en annen enn navnet på filen («{wanted}»)."
            if file.kind == "plan":
                message = f"Id-en «{value['id']}» er en annen enn navnet på mappen («{wanted}»)."
            hint = f"Skriv «id: {wanted}», eller gi filen nytt navn."
            if not re.fullmatch(forms.ID, str(wanted)):
                hint = f"Gi filen navnet {value['id']}.yml."
            path = f"{file.doc.path.rpartition('/')[0]}/{value['id']}.yml"
            if any(other.doc.path == path for other in loaded.tree.data):
                hint = f"Er den en kopi av {value['id']}.yml, slett den; ellers gi den en ny id."
            yield file.doc.problem(("id",), "file-name", message, hint)


def words_complete(loaded: Loaded) -> Iterator[Problem]:
    """The vocabulary has every list, and the words that code knows are all there."""
    doc = next((f.doc for f in loaded.tree.data if f.kind == "vocabulary"), None)
    if doc is None or not isinstance(doc.value, dict):
        return
    vocabulary = loaded.library.shared.vocabulary
    if not vocabulary:
        return
    for name in doc.value:
        if name not in WORD_LISTS:
            hint = suggest(name, WORD_LISTS)
            yield doc.problem((name,), "unknown-key", f"Ukjent liste: «{name}».", hint, key=True)
    for name in WORD_LISTS:
        words = [word.id for word in vocabulary.get(name, ())]
        if not words:
            message, hint = f"Ordlisten «{name}» mangler.", "Legg den til, med id og label."
            yield doc.problem((), "vocabulary", message, hint)
            continue
        for word in words:
            if words.count(word) > 1:
                message, hint = f"«{word}» står to ganger i «{name}».", "Fjern den ene."
                yield doc.problem((name,), "duplicate-id", message, hint, key=True)
        known = CODE_WORDS.get(name, frozenset(WORDS_ASKED_FOR.get(name, ())))
        odd = known ^ set(words) if name in CODE_WORDS else known - set(words)
        for word in sorted(odd):
            message = f"«{word}» i «{name}» stemmer ikke med det programmet kjenner."
            much = "akkurat" if name in CODE_WORDS else "i alle fall"
            hint = f"Listen skal ha {much}: {', '.join(sorted(known))}."
            yield doc.problem((name,), "vocabulary", message, hint, key=True)


def one_in_force(loaded: Loaded) -> Iterator[Problem]:
    """Exactly one plan is in force."""
    plans = [p for p in loaded.placed if p.kind == "plan"]
    now = [p for p in plans if p.raw.get("status") == PlanStatus.IN_FORCE]
    for placed in now[1:]:
        message = f"Både {now[0].period} og {placed.period} er satt som gjeldende."
        yield placed.problem(("status",), "in-force", message, "Sett den eldste til «past».")
    # A plan that cannot be read, or whose status is no status, may be the one.
    known = [p for p in plans if p.raw.get("status") in [status.value for status in PlanStatus]]
    if plans and not now and len(known) == len(loaded.tree.periods):
        message, hint = "Ingen plan er satt som gjeldende.", "Sett «status: in-force» på den."
        yield plans[-1].problem(("status",), "in-force", message, hint)


def conflict_fields(loaded: Loaded) -> Iterator[Problem]:
    """A contradiction about a field names a field that the record type has."""
    for placed in loaded.placed:
        for i, conflict in _items(placed, "conflicts"):
            fields = tuple(TYPES[placed.kind].model_fields)
            name = conflict.get("field") if isinstance(conflict, dict) else None
            if isinstance(name, str) and name not in fields:
                message = f"Motstriden gjelder «{name}», som {NAMES[placed.kind]} ikke har."
                where = ("conflicts", i, "field")
                yield placed.problem(where, "unknown-key", message, suggest(name, fields))


def conflict_ids_once(loaded: Loaded) -> Iterator[Problem]:
    """The id of a contradiction is used once in a plan: it is an address."""
    seen: set[tuple[str, str]] = set()
    for placed in sorted(loaded.placed, key=lambda p: (p.period is None, p.doc.path)):
        periods = [placed.period] if placed.period else loaded.tree.periods
        for i, conflict in _items(placed, "conflicts"):
            name = conflict.get("id") if isinstance(conflict, dict) else None
            if not isinstance(name, str):
                continue
            if any((period, name) in seen for period in periods):
                message = f"Id-en «{name}» er brukt på en annen motstrid."
                where = ("conflicts", i, "id")
                yield placed.problem(where, "duplicate-id", message, "Gi den en egen id.")
            seen.update((period, name) for period in periods)


def no_circles(loaded: Loaded) -> Iterator[Problem]:
    """No actor is part of itself, by however many steps."""
    actors = [placed for placed in loaded.placed if placed.kind == "actor"]
    parents = {p.id: p.raw["part_of"] for p in actors if isinstance(p.raw.get("part_of"), str)}
    for placed in actors:
        path, step = [placed.id], parents.get(placed.id)
        while step is not None and step not in path:
            path.append(step)
            step = parents.get(step)
        if step == placed.id:
            message = f"Aktøren er en del av seg selv: {' → '.join([*path, step])}."
            yield placed.problem(("part_of",), "circle", message, "Fjern «part_of» på den øverste.")


def programme_in_order(loaded: Loaded) -> Iterator[Problem]:
    """The points of a programme follow each other in time."""
    for plan in loaded.library.plans:
        for event in plan.events:
            placed = loaded.index[plan.plan.id, "event", event.id]
            clock = ""
            for i, slot in enumerate(event.programme):
                if slot.end <= slot.start or slot.start < clock:
                    message = f"Programpunktet {slot.start}–{slot.end} er ikke i rekkefølge."
                    hint = "Rett klokkeslettene, eller flytt punktet."
                    yield placed.problem(("programme", i, "start"), "clock", message, hint)
                clock = slot.end


def points_once(loaded: Loaded) -> Iterator[Problem]:
    """A list names nothing twice: an actor that answers, a place, a case number."""
    for file in loaded.tree.data:
        for item, line, column in file.doc.twice:
            message = f"«{item}» står to ganger i listen."
            yield Problem(file.doc.path, line, column, "twice", message, "Fjern den ene.")


def never_itself(loaded: Loaded) -> Iterator[Problem]:
    """No area belongs together with itself, and no document builds on itself."""
    for placed in loaded.placed:
        if placed.kind not in ("area", "document"):
            continue
        for i, name in _items(placed, "relates_to"):
            if name == placed.id:
                message = f"Området «{name}» hører sammen med seg selv."
                yield placed.problem(("relates_to", i), "circle", message, "Fjern det.")
        for i, basis in _items(placed, "builds_on"):
            if isinstance(basis, dict) and basis.get("document") == placed.id:
                message = f"Dokumentet «{placed.id}» bygger på seg selv."
                where = ("builds_on", i, "document")
                yield placed.problem(where, "circle", message, "Skriv hvilket dokument du mente.")


def explained_once(loaded: Loaded) -> Iterator[Problem]:
    """A word stands in one entry of the glossary: readers are shown one explanation of it."""
    seen: dict[str, Placed] = {}
    for placed in loaded.placed:
        if placed.kind != "term":
            continue
        forms = ((("forms", i), form) for i, form in _items(placed, "forms"))
        for where, word in ((("term",), placed.raw.get("term")), *forms):
            if not isinstance(word, str):
                continue
            # An abbreviation is found only as it is written, other words in any case.
            key = word if word == word.upper() else word.casefold()
            other = seen.setdefault(key, placed)
            if other is not placed:
                message = f"Ordet «{word}» er forklart før, under id-en «{other.id}»."
                hint = "Slå postene sammen til én, eller fjern ordet fra den ene."
                yield placed.problem(where, "twice", message, hint)


def _items(placed: Placed, name: str) -> Iterator[tuple[int, Any]]:
    """What stands in a list of a record, each with its place; nothing where it is no list."""
    value = placed.raw.get(name)
    return enumerate(value if isinstance(value, list) else ())


RULES = [
    ids_once,
    name_is_id,
    words_complete,
    one_in_force,
    conflict_fields,
    conflict_ids_once,
    no_circles,
    programme_in_order,
    points_once,
    never_itself,
    explained_once,
]
