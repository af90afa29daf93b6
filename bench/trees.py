"""Trees of any size for the benchmark: the miniature tree with many measures, in areas of 50."""

from __future__ import annotations

import shutil
from pathlib import Path

MINI = Path(__file__).parent.parent / "tests" / "mini"
IN_AREA = 50
_WHEN = ("2005-03", "2005-11-01", "2006/2007", "2008-06", "")
_WHO = ("[fjord]", "[styret, kommunene]", "")
_STATUS = ("planned", "under-way", "completed", "")
_ABOUT = (
    "Foretakene går sammen om opplæringen, og kommunene er med der pasientene bor hjemme. "
    "Ordningen prøves ut i ett område før den tas i bruk i alle."
)


def make(folder: Path, count: int, *, later: bool = False) -> Path:
    """Write a tree.

    Args:
        folder: An empty folder.
        count: How many measures it has, besides those of the miniature tree.
        later: Whether one measure in ten has another deadline and title than in the first version.
    """
    for name in ("data", "docs"):
        shutil.copytree(MINI / name, folder / name)
    for area in range(-(-count // IN_AREA)):
        numbers = range(area * IN_AREA, min(count, (area + 1) * IN_AREA))
        measures = "".join(_measure(n, later=later and n % 10 == 0) for n in numbers)
        (folder / f"data/2005-2008/areas/omrade-{area}.yml").write_text(
            f"id: omrade-{area}\nkind: theme\norder: {area + 2}\ntitle: Område {area}\n"
            f"source: brev#tiltak\nmeasures:\n{measures}",
            "utf-8",
        )
    return folder


def _measure(n: int, *, later: bool) -> str:
    """One measure, about as long as a real one."""
    when = "2008-11" if later else _WHEN[n % len(_WHEN)]
    title = f"{'Styrke' if later else 'Samordne'} opplæringen i samarbeidet, del {n}"
    fields = {
        "title": title,
        "description": f"{_ABOUT} Dette er del {n}.",
        "responsible": _WHO[n % len(_WHO)],
        "deadline": when,
        "status": _STATUS[n % 7 % len(_STATUS)],
        "cases": f'["Sak {n}/7"]',
        "source": "brev#tiltak",
    }
    lines = [f"  - id: tiltak-{n}", *(f"    {k}: {v}" for k, v in fields.items() if v)]
    return "\n".join(lines) + "\n"
