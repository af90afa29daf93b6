"""Plans of any size for the benchmark: the miniature tree, grown in all that a real plan has.

A fifth of the measures stand in the plan that is over, and the plan in force carries them on. In
areas of 50, with challenges, deadlines, reports, indicators, actors, and sources of their own.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from macros.git.source import PARTS

ROOT = Path(__file__).parent.parent
MINI = ROOT / "tests" / "mini"
OLD, NEW = "2001-2004", "2005-2008"
IN_AREA = 50
IN_SOURCE = 40
_WHEN = {
    OLD: ("2001-03", "2002-11-01", "2002/2003", "2004-06", ""),
    NEW: ("2005-03", "2005-11-01", "2006/2007", "2008-06", ""),
}
_STATES = ("planned", "under-way", "completed", "")
_DEEDS = ("Samordne", "Styrke", "Prøve ut", "Følge opp", "Evaluere", "Bygge ut", "Gå gjennom")
_WHAT = (
    "opplæringen i samarbeidet med kommunene",
    "pasientforløpene for eldre med flere sykdommer",
    "vaktordningen ved akuttmottakene",
    "rekrutteringen til læringsnettverkene",
    "samtalegruppene for pårørende",
)
_ABOUT = (
    "Foretakene går sammen om opplæringen, og kommunene er med der pasientene bor hjemme.",
    "Ordningen prøves ut i ett område før den tas i bruk i alle.",
    "Erfaringene legges fram for styret, som tar stilling til om ordningen skal bli fast.",
    "Pasienter og pårørende har vært med på å utforme tiltaket.",
)


def make(folder: Path, count: int, *, later: bool = False) -> Path:
    """Write data/ and docs/ of a tree.

    Args:
        folder: A folder that has neither.
        count: How many measures it has, besides those of the miniature tree.
        later: Whether one measure in ten has another deadline and title than in the first version.
    """
    for name in ("data", "docs"):
        shutil.copytree(MINI / name, folder / name)
    over = count // 5
    for period, numbers in ((OLD, range(over)), (NEW, range(over, count))):
        _write_areas(folder / "data" / period, period, numbers, over, later=later)
        _add(folder / "data" / period / "reports.yml", (_report(n, period) for n in numbers))
    _add(folder / "data" / NEW / "indicators.yml", map(_indicator, range(over, count, IN_AREA)))
    _add(folder / "data/actors.yml", map(_actor, range(_actors(count))))
    _add(folder / "data/sources.yml", map(_source, range(-(-count // IN_SOURCE))))
    return folder


def whole(folder: Path, count: int) -> Path:
    """A tree that can be published; with count 0, the real one as it stands here, and its history.

    Args:
        folder: A folder that is not there yet.
        count: How many measures it has.
    """
    if not count and (ROOT / ".git").exists():
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    for name in PARTS:
        if count and name in ("data", "docs"):
            continue
        if (ROOT / name).is_dir():
            shutil.rmtree(folder / name, ignore_errors=True)
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return make(folder, count) if count else folder


def _add(path: Path, items: Iterator[str]) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.writelines(items)


def _area(n: int) -> int:
    return n // IN_AREA


def _actors(count: int) -> int:
    return 10 + count // 50


def _write_areas(folder: Path, period: str, numbers: range, over: int, *, later: bool) -> None:
    ends = "outcome: {kind: not-stated}\n"
    areas: dict[int, list[int]] = {}
    for n in numbers:
        areas.setdefault(_area(n), []).append(n)
    for order, (area, mine) in enumerate(areas.items(), 2):
        measures = "".join(_measure(n, period, over, later=later and n % 10 == 0) for n in mine)
        challenges = "".join(_challenge(n, period) for n in mine[::5])
        (folder / "areas" / f"omrade-{area}.yml").write_text(
            f"id: omrade-{area}\nkind: theme\norder: {order}\n"
            f"title: Område {area}, {_WHAT[area % 5]}\nsummary: {' '.join(_ABOUT)}\n"
            f"source: {_cited(mine[0])}\n{ends if period == OLD else ''}"
            f"challenges:\n{challenges}measures:\n{measures}",
            "utf-8",
        )


def _cited(n: int) -> str:
    return f"kilde-{n // IN_SOURCE}#del-{n % 4}"


def _challenge(n: int, period: str) -> str:
    return (
        f"  - id: utfordring-{n}\n    kind: {'unsolved' if n % 2 else 'need'}\n"
        f"    title: Utfordring {n}, at {_WHAT[n % 5]} tar tid\n    source: {_cited(n)}\n"
        + ("    outcome: {kind: not-stated}\n" if period == OLD else "")
    )


def _measure(n: int, period: str, over: int, *, later: bool) -> str:
    """One measure, about as long as a real one."""
    when = _WHEN[period][n % 11 % 5]
    if later:
        when = {OLD: "2004-11", NEW: "2008-11"}[period]
    fields = {
        "title": f"{'Utvide' if later else _DEEDS[n % 7]} {_WHAT[n % 5]}, nr. {n}",
        "description": f"{_ABOUT[n % 4]} {_ABOUT[(n + 1) % 4]} Dette er del {n}.",
        "responsible": f"[aktor-{n % 10}]" if n % 3 else "",
        "carried_out_by": f"[aktor-{n % 7}, kommunene]" if n % 4 == 0 else "",
        "deadline": when,
        "challenges": f"[utfordring-{n - n % 5}]",
        "cases": f'["Sak {n}/7"]',
        "source": f"[{_cited(n)}, nettside#side]" if n % 2 else _cited(n),
    }
    if period == OLD:  # each second was carried on, and each other one is what was told of it
        ended = "completed" if _STATES[n % 7 % 4] in ("completed", "") else "not-stated"
        kind = "reworded" if n % 2 else ended
        fields["outcome"] = f"{{kind: {kind}, source: {_cited(n)}}}"
    elif over <= n < 2 * over and (n - over) % 2:
        fields["continues"] = f"[tiltak-{n - over}]"
    lines = [f"  - id: tiltak-{n}", *(f"    {k}: {v}" for k, v in fields.items() if v)]
    return "\n".join(lines) + "\n"


def _report(n: int, period: str) -> str:
    """What is told of a measure; nothing of every seventh and fourth."""
    state = _STATES[n % 7 % 4]
    if not state:
        return ""
    told = {OLD: "2004-07", NEW: "2008-07"}[period]
    return (
        f"- id: melding-{n}\n  title: Meldt om nr. {n}\n  date: {told}\n"
        f"  description: {_ABOUT[n % 4]}\n  concerns: [tiltak-{n}]\n  state: {state}\n"
        f"  by: [aktor-{n % 10}]\n  source: nettside#side\n"
    )


def _indicator(n: int) -> str:
    values = "".join(
        f"    - date: {2005 + year}\n      value: {40 - 3 * year + n % 7}\n"
        f"      kind: {kind}\n      source: {_cited(n)}\n"
        for year, kind in enumerate(("baseline", "measured", "measured", "target"))
    )
    return (
        f"- id: tall-{n}\n  title: Ventetid i område {_area(n)}\n  unit: dager\n"
        f"  definition: Dager fra henvisning til første time.\n  concerns: [omrade-{_area(n)}]\n"
        f"  better: down\n  values:\n{values}  source: {_cited(n)}\n"
    )


def _actor(n: int) -> str:
    return f"- id: aktor-{n}\n  name: Foretak {n} i fjorden\n  kind: trust\n  source: {_cited(n)}\n"


def _source(n: int) -> str:
    sections = "".join(f"    - id: del-{at}\n      title: Del {at}\n" for at in range(4))
    return (
        f"- id: kilde-{n}\n  title: Sak {n} til styret\n  short: Sak {n}\n  kind: memo\n"
        f"  publisher: fjord\n  date: 2009-01\n  origin: official\n  standing: adopted\n"
        f"  sections:\n{sections}"
    )
