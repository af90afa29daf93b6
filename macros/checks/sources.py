"""Rules about sources: every place in them is used, or declined with a reason."""

from __future__ import annotations

from collections.abc import Iterator

from macros.facts.citations import prose_cites
from macros.load.library import Loaded
from macros.model.walk import citations
from macros.problems import Problem


def sections_used(loaded: Loaded) -> Iterator[Problem]:
    """A section is cited by a record or a paragraph, or says why nothing cites it."""
    if not loaded.whole:
        return
    shared = loaded.library.shared
    records = [r for plan in loaded.library.plans for r in plan.records()]
    used = {cite for r in (*records, *shared.actors, *shared.terms) for cite in citations(r)}
    used |= set(prose_cites(loaded))
    for source in shared.sources:
        placed = loaded.index[None, "source", source.id]
        for i, section in enumerate(source.sections):
            cited = f"{source.id}#{section.id}" in used
            if not cited and not section.declined:
                message = f"Ingenting viser til «{source.id}#{section.id}»."
                hint = "Ta med det som står der, eller skriv «declined: grunnen»."
                yield placed.problem(("sections", i, "id"), "unused-section", message, hint)
            elif cited and section.declined:
                message = f"«{source.id}#{section.id}» er avvist, men noe viser til det."
                where = ("sections", i, "declined")
                yield placed.problem(
                    where, "unused-section", message, "Fjern «declined».", key=True
                )


def lines_in_order(loaded: Loaded) -> Iterator[Problem]:
    """The lines of a section are a range that exists: its first is not after its last."""
    for source in loaded.library.shared.sources:
        for i, section in enumerate(source.sections):
            first, _, last = (section.lines or "1").partition("-")
            if last and int(last) < int(first):
                placed = loaded.index[None, "source", source.id]
                message = f"Linjene «{section.lines}» slutter før de begynner."
                where = ("sections", i, "lines")
                yield placed.problem(where, "lines", message, "Skriv første linje først: 3-8.")


def sections_once(loaded: Loaded) -> Iterator[Problem]:
    """A section's id is used once in its source."""
    for placed in loaded.placed:
        parts = placed.raw.get("sections") if placed.kind == "source" else None
        seen: set[str] = set()
        for i, part in enumerate(parts if isinstance(parts, list) else ()):
            name = part.get("id") if isinstance(part, dict) else None
            if not isinstance(name, str):
                continue
            if name in seen:
                message = f"Id-en «{name}» er brukt på en annen del av kilden."
                where = ("sections", i, "id")
                yield placed.problem(where, "duplicate-id", message, "Gi den en egen id.")
            seen.add(name)


RULES = [sections_once, sections_used, lines_in_order]
