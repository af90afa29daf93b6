"""A draft of the next plan, made from the one in force; it says nothing that nobody has said.

What goes along is what stands already: who owns the plan, its menu of common pages, and its areas
as a place to begin, each with a note that it is no more than that. What is not decided is left
out. The plan in force is not over because there is a draft, so nothing in it is touched; what
became of its records is asked for once the new plan is a draft no longer (`checks.lineage`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from macros.editing.schemas import modeline
from macros.editing.yaml_out import written
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

{draft} {old}.
{{: .egen }}

{{{{ areas() }}}}
"""


class PeriodError(ValueError):
    """A period that no plan can be made for; says why, in Norwegian."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for.

    Attributes:
        period: For instance `2027-2030`.
        title: Title of the plan; empty for that of the old plan with the new years.
        source: What tells of the new plan; empty for the places that the old plan cites.
        without: Ids of the areas that do not go along.
    """

    period: str
    title: str = ""
    source: Collection[str] = ()
    without: Collection[str] = ()


def draft(loaded: Loaded, wish: Wish) -> dict[str, str]:
    """The change that puts the draft of a new plan into a tree.

    Raises:
        PeriodError: Where the period cannot be the next one, or no plan is in force.
    """
    period, old = wish.period, loaded.library.in_force
    if old is None:
        raise PeriodError("Ingen plan er gjeldende, så det er ingen å lage den nye fra.")
    _possible(loaded, period, old.plan)
    areas = [area for area in old.areas if area.id not in wish.without]
    unknown = set(wish.without) - {area.id for area in old.areas}
    if unknown:
        raise PeriodError(f"Ikke et område i planen {old.plan.id}: {', '.join(sorted(unknown))}.")
    plan = _plan(loaded, old.plan, wish)
    head = _HEAD.format(old=old.plan.id)
    name = f"data/{period}/plan.yml"
    change = {name: modeline(name, "plan") + head + written(plan)}
    for area in areas:
        name = f"data/{period}/areas/{area.id}.yml"
        head = modeline(name, "area") + _AREA_HEAD.format(old=old.plan.id)
        change[name] = head + written(_area(area, old.plan.id))
    meta = written({"title": "Forside", "description": plan["title"]})
    page = _PAGE.format(draft=DRAFT_FROM, meta=meta, title=plan["title"], old=old.plan.id)
    return {**change, f"docs/{period}/{_FRONT}": page}


def _possible(loaded: Loaded, period: str, old: Plan) -> None:
    first, _, last = period.partition("-")
    if not PERIOD.fullmatch(period) or first > last:
        raise PeriodError(f"«{period}» er ikke en periode. Skriv første og siste år: 2027-2030.")
    if period in loaded.tree.periods:
        raise PeriodError(f"Planen {period} finnes fra før.")
    if first <= old.id[-4:]:
        raise PeriodError(f"{period} begynner før planen {old.id} er slutt.")
    after = [p.id for p in loaded.placed if p.kind == "plan" and p.raw.get("predecessor") == old.id]
    if after:
        raise PeriodError(f"Planen {old.id} har alt en etterfølger: {after[0]}.")


def _plan(loaded: Loaded, old: Plan, wish: Wish) -> dict[str, Any]:
    first, last = wish.period.split("-")
    years = f"{first}–{last}"
    pages = {p.path.removeprefix(f"docs/{COMMON}/") for p in loaded.tree.pages.get(COMMON, ())}
    found: dict[str, Any] = {
        "id": wish.period,
        "title": wish.title or _renamed(old, wish.period, years),
        "short": old.short,
        "owner": old.owner,
        "status": PlanStatus.DRAFT.value,
        "period": f"{first}/{last}",
        "reach": f"{old.id[:4]}/{last}",
        "predecessor": old.id,
        "summary": _SUMMARY.format(years=years),
        "source": list(wish.source) or list(old.source),
        "notes": [] if wish.source else [{"text": _UNSOURCED.format(old=old.id)}],
        "chapters": list(filter(None, (_chapter(one, pages | {_FRONT}) for one in old.chapters))),
    }
    return {name: value for name, value in found.items() if value}


def _renamed(old: Plan, period: str, years: str) -> str:
    """The title of the old plan with the years of the new one."""
    before = old.id.replace("-", "–")
    renamed = old.title.replace(old.id, period).replace(before, years)
    return renamed if renamed != old.title else f"{old.title} {years}"


def _chapter(old: Chapter, pages: Collection[str]) -> dict[str, Any] | None:
    """A chapter of the menu with the pages that the new plan has; None where it has none."""
    if old.page:
        return {"title": old.title, "page": old.page} if old.page in pages else None
    below = [found for one in old.pages if (found := _chapter(one, pages))]
    return {"title": old.title, "pages": below} if below else None


def _area(old: Area, period: str) -> dict[str, Any]:
    """What an area is called and where that is told; not what the old plan wants with it."""
    found: dict[str, Any] = {
        "id": old.id,
        "kind": old.kind,
        "lang": "" if old.lang == "nb" else old.lang,
        "title": old.title,
        "order": str(old.order or ""),
        "continues": [old.id],
        "source": list(old.source),
        "notes": [{"text": _NOTE[old.lang].format(old=period)}],
    }
    return {name: value for name, value in found.items() if value}
