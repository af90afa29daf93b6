"""Facts that cannot all be true do not pass, unless the disagreement is recorded."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import content_copy

from macros.checks import check
from macros.problems import Problem

Change = tuple[str, str, str]
"""A file of the miniature tree, what stands in it, and what takes its place."""
PERIOD = "data/2005-2008"
AREA = f"{PERIOD}/areas/akutt-og-beredskap.yml"
STEPS, REPORTS = f"{PERIOD}/milestones.yml", f"{PERIOD}/reports.yml"
OLD = "data/2001-2004/areas/akutt.yml"


def report(name: str, when: str, state: str, about: str = "helikopter", more: str = "") -> Change:
    """One more report, added on top."""
    first = "- id: helikopter-bestilt\n"
    text = (
        f"- id: {name}\n  title: {name}\n  date: {when}\n  concerns: [{about}]\n"
        f"  state: {state}\n{more}  source: avis#sak\n{first}"
    )
    return REPORTS, first, text


def found(root: Path, *changes: Change) -> list[Problem]:
    tree = content_copy(root)
    for name, old, new in changes:
        path = tree / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1, (name, old)
        path.write_text(text.replace(old, new), "utf-8")
    return check(tree).problems


DONE = report("ferdig", "2006-11-15", "completed")
AGAIN = ("igjen", "2006-11-20", "under-way", "helikopter")
CONFLICT = """\
  conflicts:
    - id: ferdig-eller-ikke
      title: Om det er ferdig
      field: state
      readings:
        - says: Det er ferdig.
          source: nettside#side
        - says: Det pågår.
          source: avis#sak
      shown: Det nyeste.
"""


@pytest.mark.parametrize(
    ("changes", "path", "message"),
    [
        (
            [(f"{PERIOD}/consultations.yml", "deadline: 2004-11-15", "deadline: 2004-12-15")],
            f"{PERIOD}/consultations.yml",
            "Fristen 2004-12-15 er utenfor høringen 2004-10/2004-11.",
        ),
        (
            [(f"{PERIOD}/events.yml", "deadline: 2004-10-10", "deadline: 2004-10-21")],
            f"{PERIOD}/events.yml",
            "Påmeldingsfristen 2004-10-21 er etter møtet 2004-10-20.",
        ),
        (
            [report("ferdig", "2006-05", "completed")],
            AREA,
            "Fristen er 2006-11-01, men tiltaket er meldt gjennomført 2006-05.",
        ),
        (
            [
                report("ferdig", "2006-05", "completed", "bat"),
                (AREA, "Skaffe båt\n", "Skaffe båt\n    standing: proposed\n"),
            ],
            AREA,
            "Tiltaket er ført som bare foreslått, men er meldt gjennomført.",
        ),
        (
            [DONE, report(*AGAIN)],
            REPORTS,
            "«2005-2008/helikopter» er meldt avsluttet 2006-11-15 («ferdig»).",
        ),
        (
            [(OLD, "kind: completed", "kind: dropped\n      reason: For dyrt.")],
            OLD,
            "Utfallet er «dropped», men «ambulanse-levert» er meldingen som gjelder.",
        ),
        (
            [(REPORTS, "completed\n  by: [kommunene]", "under-way\n  by: [kommunene]")],
            OLD,
            "Utfallet er «completed», men «ambulanse-levert» er meldingen som gjelder.",
        ),
        (
            [(STEPS, "    - was: 2006-01\n", "    - was: 2006-02\n")],
            STEPS,
            "En flytting er til 2006-01, den neste fra 2006-02.",
        ),
        (
            [(STEPS, "går\n", "går\n  actual: 2005-05-01\n  actual_source: avis#sak\n")],
            STEPS,
            "Flyttingen er fortalt 2005-05-20, etter at trinnet kom 2005-05-01.",
        ),
        (
            [report("for-tidlig", "2007-01", "planned", "bat")],
            REPORTS,
            "2007-01 er etter den siste av kildene, som er fra 2006-12-02.",
        ),
        (
            [(f"{PERIOD}/indicators.yml", "date: 2006-12\n", "date: 2007-12\n")],
            f"{PERIOD}/indicators.yml",
            "2007-12 er etter den siste av kildene, som er fra 2006-12-02.",
        ),
        (
            [(STEPS, "actual: 2004-10-01", "actual: 2004-11-01")],
            STEPS,
            "2004-11-01 er etter den siste av kildene, som er fra 2004-10-31.",
        ),
    ],
)
def test_what_cannot_be_true_together_does_not_pass(
    tmp_path: Path, changes: list[Change], path: str, message: str
) -> None:
    (problem,) = found(tmp_path, *changes)
    assert problem.path == path
    assert message in problem.text()


@pytest.mark.parametrize(
    "changes",
    [
        [DONE],
        [DONE, report(*AGAIN, "  part: det andre mannskapet\n")],
        [DONE, report(*AGAIN, CONFLICT)],
        [report("begge", "2006-11", "completed"), report(*AGAIN)],
        [(f"{PERIOD}/indicators.yml", "date: 2007\n", "date: 2030\n")],
    ],
)
def test_what_can_be_true_together_passes(tmp_path: Path, changes: list[Change]) -> None:
    """A part, a recorded conflict, a month that may hold both days, and what is only foreseen."""
    assert [problem.text() for problem in found(tmp_path, *changes)] == []
