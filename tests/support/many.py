"""A tree with as many measures as a table must bear, with names as long as real ones."""

from __future__ import annotations

from pathlib import Path

from building import content_copy

MANY = 100
"""Measures of the adopted plan: nearly as many as one page has room for."""
AREAS = (
    "Pasientforløp for den eldre multisyke pasienten",
    "Digitalisering av helsetjenesten",
    "Samarbeid om helhetlige pasientforløp for barn og unge",
    "Rus og psykisk helse",
    "Standardisering",
)
_DEEDS = (
    "Ta oppgave- og ansvarsfordelingen inn i samhandlingsavtalen",
    "Rekruttere til læringsnettverkene",
    "Gå gjennom akuttmottakene i alle foretakene",
    "Lage handlingsplan for barn og unge med behov for oppfølging",
    "Dele beste praksis",
    "Følge opp prioriteringene i den regionale planen",
    "Koordinere gjennomføringen av tiltak i fylket",
)
_WHEN = ("2005-03", "2005-11-01", "2006/2007", "2008-06", None)
_WHO = (["fjord"], ["styret", "kommunene"], None)
_STATES = ("planned", "under-way", "completed", None)


def tree_of_many(folder: Path) -> Path:
    """Write data/ and docs/ of the miniature tree with MANY measures of the adopted plan.

    Args:
        folder: An empty folder.
    """
    return grown(content_copy(folder))


def grown(folder: Path) -> Path:
    """Add areas with measures, and what is told of them, to the miniature tree."""
    areas = folder / "data/2005-2008/areas"
    for number, title in enumerate(AREAS):
        mine = range(number, MANY - 1, len(AREAS))
        measures = "\n".join(_measure(at) for at in mine)
        (areas / f"omrade-{number}.yml").write_text(
            f"id: omrade-{number}\nkind: theme\norder: {number + 2}\ntitle: {title}\n"
            f"source: brev#tiltak\nmeasures:\n{measures}\n",
            "utf-8",
        )
    reports = folder / "data/2005-2008/reports.yml"
    with reports.open("a", encoding="utf-8") as file:
        file.writelines(_report(at) for at in range(MANY - 1))
    return folder


def _report(at: int) -> str:
    """A report that gives the state of the measure with a number; empty where none is known."""
    state, due = _STATES[at % 7 % len(_STATES)], _WHEN[at % 11 % len(_WHEN)]
    if state is None:
        return ""
    # What is completed is told when it was due, and not before.
    date = "2008-06" if state == "completed" and due == "2008-06" else "2006-03"
    return (
        f"- {{id: melding-{at:03}, title: Meldt, date: {date}, concerns: [tiltak-{at:03}], "
        f"state: {state}, source: nettside#side}}\n"
    )


def _measure(at: int) -> str:
    """The measure with a number, as an item of a list in YAML."""
    who, when = _WHO[at % len(_WHO)], _WHEN[at % 11 % len(_WHEN)]
    lines = [
        f"  - id: tiltak-{at:03}",
        f"    title: {_DEEDS[at % len(_DEEDS)]} ({at:03})",
        f"    responsible: [{', '.join(who)}]" if who else "",
        f"    deadline: {when}" if when else "",
        "    source: nettside#side",
    ]
    return "\n".join(line for line in lines if line)
