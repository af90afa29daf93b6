"""A draft of the next plan, made from the one in force; it says nothing that nobody has said.

What goes along is what stands already: who owns the plan, its menu of common pages, and its areas
as a place to begin, each with a note that it is no more than that. What is not decided is left
out. The plan in force is not over because there is a draft, so nothing in it is touched; what
became of its records is asked for once the new plan is a draft no longer (`checks.lineage`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from macros.editing.change import RefusedError
from macros.editing.schemas import modeline
from macros.editing.yaml_out import written
from macros.facts.dates import years
from macros.load.library import Loaded
from macros.model.forms import DRAFT, DRAFT_FROM
from macros.model.plan import Chapter, Plan, PlanStatus
from macros.model.records import Area
from macros.reading.tree import COMMON, PERIOD

_FRONT = "index.md"
_NOTE = {
    "nb": "Ført over fra planen {old} som utgangspunkt for utkastet. Ingen kilde er oppgitt for at "
    "området blir med videre.",
    "nn": "Ført over frå planen {old} som utgangspunkt for utkastet. Inga kjelde er oppgitt for at "
    "området blir med vidare.",
    "en": "Carried over from the plan {old} as a starting point for the draft. No source is given "
    "for its being carried on.",
}
_UNSOURCED = (
    "Kildehenvisningene er de samme som i planen {old}, som utkastet er laget fra. De sier ikke "
    "noe om denne planen."
)
_SUMMARY = f"{DRAFT} Planen for {{years}} er ikke skrevet ennå."
_HEAD = """\
# Et utkast, laget fra planen {old}. Fyll ut det som er bestemt, og la resten være borte.
# Ikke bestemt når utkastet ble laget, og derfor ikke med: hvor langt planen ser framover (horizon).
# Når planen er vedtatt: sett «status: in-force» her og «status: past» i planen før.
"""
_AREA_HEAD = "# Ført over fra planen {old}. Fjern filen hvis området ikke blir med videre.\n"
_PAGE = """\
---
{meta}---

# {title}

{{{{ overview() }}}}

{{{{ latest() }}}}

{draft} {old}.
{{: .egen }}

{{{{ areas() }}}}
"""


def draft(
    loaded: Loaded,
    period: str,
    *,
    title: str = "",
    source: Collection[str] = (),
    without: Collection[str] = (),
) -> dict[str, str]:
    """The change that puts the draft of a new plan into a tree.

    Args:
        loaded: The tree.
        period: For instance `2027-2030`.
        title: Title of the plan; empty for that of the old plan with the new years.
        source: What tells of the new plan; empty for the places that the old plan cites.
        without: Ids of the areas that do not go along.

    Raises:
        RefusedError: Where the period cannot be the next one, or no plan is in force.
    """
    data = loaded.library.in_force
    if data is None:
        raise RefusedError("Ingen plan er gjeldende, så det er ingen å lage den nye fra.")
    old = data.plan.id
    _see_possible(loaded, period, old)
    unknown = set(without) - {area.id for area in data.areas}
    if unknown:
        raise RefusedError(f"Ikke et område i planen {old}: {', '.join(sorted(unknown))}.")
    plan = _plan(loaded, data.plan, period)
    plan["title"] = title or plan["title"]
    if source:
        plan |= {"source": list(source), "notes": []}
    path = f"data/{period}/plan.yml"
    change = {path: modeline(path, "plan") + _HEAD.format(old=old) + _written(plan)}
    for area in data.areas:
        if area.id not in without:
            path = f"data/{period}/areas/{area.id}.yml"
            head = modeline(path, "area") + _AREA_HEAD.format(old=old)
            change[path] = head + _written(_area(area, old))
    meta = written({"title": "Forside", "description": plan["title"]})
    page = _PAGE.format(draft=DRAFT_FROM, meta=meta, title=plan["title"], old=years(old))
    return {**change, f"docs/{period}/{_FRONT}": page}


def _written(values: Mapping[str, Any]) -> str:
    """YAML of what is known."""
    return written({name: value for name, value in values.items() if value})


def _see_possible(loaded: Loaded, period: str, old: str) -> None:
    first, _, last = period.partition("-")
    if not PERIOD.fullmatch(period) or first > last:
        raise RefusedError(f"«{period}» er ikke en periode. Skriv første og siste år: 2027-2030.")
    if period in loaded.tree.periods:
        raise RefusedError(f"Planen {period} finnes fra før.")
    if first <= old[-4:]:
        raise RefusedError(f"{period} begynner før planen {old} er slutt.")
    after = [
        p.id for p in loaded.placed if p.record_type == "plan" and p.raw.get("predecessor") == old
    ]
    if after:
        raise RefusedError(f"Planen {old} har alt en etterfølger: {after[0]}.")


def _plan(loaded: Loaded, old: Plan, period: str) -> dict[str, Any]:
    now, before = years(period), years(old.id)
    renamed = old.title.replace(old.id, period).replace(before, now)
    pages = {p.path.removeprefix(f"docs/{COMMON}/") for p in loaded.tree.pages.get(COMMON, ())}
    return {
        "id": period,
        "title": renamed if renamed != old.title else f"{old.title} {now}",
        "short": old.short,
        "owner": old.owner,
        "status": PlanStatus.DRAFT.value,
        "period": period.replace("-", "/"),
        "reach": f"{old.id[:4]}/{period[-4:]}",
        "predecessor": old.id,
        "summary": _SUMMARY.format(years=now),
        "source": list(old.source),
        "notes": [{"text": _UNSOURCED.format(old=before)}],
        "chapters": _chapters(old.chapters, pages | {_FRONT}),
    }


def _chapters(old: Iterable[Chapter], pages: Collection[str]) -> list[dict[str, Any]]:
    """Chapters of the menu with the pages that the new plan has."""
    chapters: list[dict[str, Any]] = []
    for chapter in old:
        if chapter.page in pages:
            chapters.append({"title": chapter.title, "page": chapter.page})
        elif below := _chapters(chapter.pages, pages):
            foot = {"foot": "true"} if chapter.foot else {}
            chapters.append({"title": chapter.title, **foot, "pages": below})
    return chapters


def _area(old: Area, period: str) -> dict[str, Any]:
    """What an area is called and where that is told; not what the old plan wants with it."""
    return {
        "id": old.id,
        "kind": old.kind,
        "lang": "" if old.lang == "nb" else old.lang,
        "title": old.title,
        "order": str(old.order or ""),
        "continues": [old.id],
        "source": list(old.source),
        "notes": [{"text": _NOTE[old.lang].format(old=years(period))}],
    }
