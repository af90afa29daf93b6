"""Rules about records: ids, file names, vocabulary, references that go in circles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.calls.answers import DEFAULT_KIND
from macros.checks.written import items, of_type, parts, repeated
from macros.facts.due import DEADLINE
from macros.facts.workspace import Workspace
from macros.load.library import TYPES, same_id
from macros.model import forms
from macros.model.plan import PlanStatus
from macros.model.registry import CODE_WORDS, NAMES, WORD_LISTS
from macros.model.text import suggest
from macros.problems import Problem

WORDS_ASKED_FOR = {
    "area_kind": {DEFAULT_KIND},
    "milestone_kind": {DEADLINE},
    "document_kind": {"plan"},
}
"""List → words that code asks for, among others."""


def ids_once(workspace: Workspace) -> Iterator[Problem]:
    """An id is used once among the records of a plan and what all plans share."""
    for first, second in same_id(workspace.loaded.placed):
        line, _ = first.doc.place((*first.loc, "id"))
        message = f"Id-en «{second.id}» er brukt før, i {first.doc.path}:{line}."
        yield second.problem(("id",), "duplicate-id", message, "Gi den ene en ny id.")


def name_is_id(workspace: Workspace) -> Iterator[Problem]:
    """A file that holds one record is named after its id; a plan is named after its folder."""
    paths = {file.doc.path for file in workspace.loaded.tree.data}
    for placed in of_type(workspace, "area", "plan"):
        folder, _, file = placed.doc.path.rpartition("/")
        plan = placed.record_type == "plan"
        wanted = str(placed.period) if plan else file.removesuffix(".yml")
        name = placed.raw.get("id")
        if not isinstance(name, str) or name == wanted:
            continue
        what = "mappen" if plan else "filen"
        message = f"Id-en «{name}» er en annen enn navnet på {what} («{wanted}»)."
        hint = f"Skriv «id: {wanted}», eller gi filen nytt navn."
        if not re.fullmatch(forms.ID, wanted):
            hint = f"Gi filen navnet {name}.yml."
        if f"{folder}/{name}.yml" in paths:
            hint = f"Er den en kopi av {name}.yml, slett den; ellers gi den en ny id."
        yield placed.problem(("id",), "file-name", message, hint)


def words_complete(workspace: Workspace) -> Iterator[Problem]:
    """The vocabulary has every list, and the words that code knows are all there."""
    vocabulary = workspace.loaded.library.shared.vocabulary
    doc = next((f.doc for f in workspace.loaded.tree.data if f.record_type == "vocabulary"), None)
    if doc is None or not vocabulary:
        return
    for name in set(vocabulary) - set(WORD_LISTS):
        hint = suggest(name, WORD_LISTS)
        yield doc.problem((name,), "unknown-key", f"Ukjent liste: «{name}».", hint, key=True)
    for name in WORD_LISTS:
        words = [word.id for word in vocabulary.get(name, ())]
        if not words:
            message, hint = f"Ordlisten «{name}» mangler.", "Legg den til, med id og label."
            yield doc.problem((), "vocabulary", message, hint)
            continue
        for word, _ in repeated((word, word) for word in words):
            message, hint = f"«{word}» står to ganger i «{name}».", "Fjern den ene."
            yield doc.problem((name,), "duplicate-id", message, hint, key=True)
        known = CODE_WORDS.get(name, frozenset(WORDS_ASKED_FOR.get(name, ())))
        odd = known ^ set(words) if name in CODE_WORDS else known - set(words)
        for word in odd:
            message = f"«{word}» i «{name}» stemmer ikke med det programmet kjenner."
            much = "akkurat" if name in CODE_WORDS else "i alle fall"
            hint = f"Listen skal ha {much}: {', '.join(sorted(known))}."
            yield doc.problem((name,), "vocabulary", message, hint, key=True)


def one_in_force(workspace: Workspace) -> Iterator[Problem]:
    """Exactly one plan is in force."""
    plans = of_type(workspace, "plan")
    now = [p for p in plans if p.raw.get("status") == PlanStatus.IN_FORCE]
    for placed in now[1:]:
        message = f"Både {now[0].period} og {placed.period} er satt som gjeldende."
        yield placed.problem(("status",), "in-force", message, "Sett den eldste til «past».")
    # A plan that cannot be read, or whose status is no status, may be the one.
    known = [p for p in plans if p.raw.get("status") in [status.value for status in PlanStatus]]
    tree = workspace.loaded.tree
    odd = any(p.path.startswith("data/") and p.rule == "unknown-file" for p in tree.problems)
    if plans and not now and not odd and len(known) == len(tree.periods):
        message, hint = "Ingen plan er satt som gjeldende.", "Sett «status: in-force» på den."
        yield plans[-1].problem(("status",), "in-force", message, hint)


def conflict_fields(workspace: Workspace) -> Iterator[Problem]:
    """A contradiction about a field names a field that the record type has."""
    for placed in workspace.loaded.placed:
        fields = tuple(TYPES[placed.record_type].model_fields)
        for i, name in parts(placed, "conflicts", "field"):
            if name not in fields:
                message = f"Motstriden gjelder «{name}», som {NAMES[placed.record_type]} ikke har."
                where = ("conflicts", i, "field")
                yield placed.problem(where, "unknown-key", message, suggest(name, fields))


def conflict_ids_once(workspace: Workspace) -> Iterator[Problem]:
    """The id of a contradiction is used once in a plan: it is an address."""
    loaded = workspace.loaded
    named = (
        ((period, name), (placed, i))
        for placed in sorted(loaded.placed, key=lambda p: (p.period is None, p.doc.path))
        for i, name in parts(placed, "conflicts", "id")
        for period in ([placed.period] if placed.period else loaded.tree.periods)
    )
    for _, (placed, i) in repeated(named):
        message = f"Id-en «{placed.raw['conflicts'][i]['id']}» er brukt på en annen motstrid."
        where = ("conflicts", i, "id")
        yield placed.problem(where, "duplicate-id", message, "Gi den en egen id.")


def no_circles(workspace: Workspace) -> Iterator[Problem]:
    """No actor is part of itself, by however many steps."""
    actors = of_type(workspace, "actor")
    parents = {p.id: p.raw["part_of"] for p in actors if isinstance(p.raw.get("part_of"), str)}
    for placed in actors:
        path, step = [placed.id], parents.get(placed.id)
        while step is not None and step not in path:
            path.append(step)
            step = parents.get(step)
        if step == placed.id:
            message = f"Aktøren er en del av seg selv: {' → '.join([*path, step])}."
            yield placed.problem(("part_of",), "circle", message, "Fjern «part_of» på den øverste.")


def programme_in_order(workspace: Workspace) -> Iterator[Problem]:
    """The points of a programme follow each other in time."""
    for plan in workspace.loaded.library.plans:
        for event in plan.events:
            clock = ""
            for i, slot in enumerate(event.programme):
                if slot.end <= slot.start or slot.start < clock:
                    placed = workspace.loaded.index[plan.plan.id, "event", event.id]
                    message = f"Programpunktet {slot.start}–{slot.end} er ikke i rekkefølge."
                    hint = "Rett klokkeslettene, eller flytt punktet."
                    yield placed.problem(("programme", i, "start"), "clock", message, hint)
                clock = slot.end


def points_once(workspace: Workspace) -> Iterator[Problem]:
    """A list names nothing twice: an actor that answers, a place, a case number."""
    for file in workspace.loaded.tree.data:
        for item, line, column in file.doc.twice:
            message = f"«{item}» står to ganger i listen."
            yield Problem(file.doc.path, line, column, "twice", message, "Fjern den ene.")


def never_itself(workspace: Workspace) -> Iterator[Problem]:
    """No area belongs together with itself, and no document builds on itself."""
    for placed in of_type(workspace, "area"):
        for i, name in items(placed, "relates_to"):
            if name == placed.id:
                message = f"Området «{name}» hører sammen med seg selv."
                yield placed.problem(("relates_to", i), "circle", message, "Fjern det.")
    for placed in of_type(workspace, "document"):
        for i, name in parts(placed, "builds_on", "document"):
            if name == placed.id:
                message = f"Dokumentet «{placed.id}» bygger på seg selv."
                where = ("builds_on", i, "document")
                yield placed.problem(where, "circle", message, "Skriv hvilket dokument du mente.")


def explained_once(workspace: Workspace) -> Iterator[Problem]:
    """A word stands in one entry of the glossary: readers are shown one explanation of it."""
    words = (
        # An abbreviation is found only as it is written, other words in any case.
        (word if word == word.upper() else word.casefold(), (placed, where, word))
        for placed in of_type(workspace, "term")
        for where, word in (
            (("term",), placed.raw.get("term")),
            *((("forms", i), form) for i, form in items(placed, "forms")),
        )
        if isinstance(word, str)
    )
    for (other, _, _), (placed, where, word) in repeated(words):
        if other is not placed:
            message = f"Ordet «{word}» er forklart før, under id-en «{other.id}»."
            hint = "Slå postene sammen til én, eller fjern ordet fra den ene."
            yield placed.problem(where, "twice", message, hint)


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
