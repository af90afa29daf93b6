"""Rules about sources: every place in them is used, or declined with a reason."""

from __future__ import annotations

from collections.abc import Iterator

from macros.checks.written import of_type, parts, repeated
from macros.facts.citations import prose_cites
from macros.facts.workspace import Workspace
from macros.model.walk import citations
from macros.problems import Problem


def sections_used(workspace: Workspace) -> Iterator[Problem]:
    """A section is cited by a record or a paragraph, or says why nothing cites it."""
    loaded = workspace.loaded
    if not loaded.whole:
        return
    shared = loaded.library.shared
    records = [record for plan in loaded.library.plans for record in plan.records()]
    records += [*shared.actors, *shared.terms]
    used = {place for record in records for place in citations(record)} | set(prose_cites(loaded))
    for source in shared.sources:
        placed = loaded.index[None, "source", source.id]
        for i, section in enumerate(source.sections):
            place = f"{source.id}#{section.id}"
            if place not in used and not section.declined:
                message = f"Ingenting viser til «{place}»."
                hint = "Ta med det som står der, eller skriv «declined: grunnen»."
                yield placed.problem(("sections", i, "id"), "unused-section", message, hint)
            elif place in used and section.declined:
                message = f"«{place}» er avvist, men noe viser til det."
                where, hint = ("sections", i, "declined"), "Fjern «declined»."
                yield placed.problem(where, "unused-section", message, hint, key=True)


def lines_in_order(workspace: Workspace) -> Iterator[Problem]:
    """The lines of a section are a range that exists: its first is not after its last."""
    for source in workspace.loaded.library.shared.sources:
        for i, section in enumerate(source.sections):
            first, _, last = (section.lines or "1").partition("-")
            if last and int(last) < int(first):
                placed = workspace.loaded.index[None, "source", source.id]
                message = f"Linjene «{section.lines}» slutter før de begynner."
                where = ("sections", i, "lines")
                yield placed.problem(where, "lines", message, "Skriv første linje først: 3-8.")


def sections_once(workspace: Workspace) -> Iterator[Problem]:
    """A section's id is used once in its source."""
    for placed in of_type(workspace, "source"):
        named = ((name, (i, name)) for i, name in parts(placed, "sections", "id"))
        for _, (i, name) in repeated(named):
            message = f"Id-en «{name}» er brukt på en annen del av kilden."
            where = ("sections", i, "id")
            yield placed.problem(where, "duplicate-id", message, "Gi den en egen id.")


RULES = [sections_once, sections_used, lines_in_order]
