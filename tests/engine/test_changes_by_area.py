"""The changes between two plans, laid out by area: each row once, with the area it belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import MINI
from helpers import SMALL, change, small_copy
from layout import assert_each_row_is_told_once, every, laid_out

from macros.views.changes.plans import PlanRow
from macros.views.changes.wording import RowOutcome

_MOVED = "kilden er endret: lagt til «Nettsiden: Hele siden»; fjernet «Brevet: Tiltakene»."
_SEA = """\
id: sjo
kind: theme
title: Til sjøs
source: brev#innledning
outcome:
  kind: reworded
  source: brev#tiltak
measures:
  - id: skoyte
    title: Leie skøyte
    source: brev#tiltak
    outcome:
      kind: dropped
      reason: For dyrt.
      source: brev#tiltak
"""


def _words(row: PlanRow) -> tuple[str, str, list[str], list[str]]:
    return (
        row.noun,
        row.outcome.value,
        [side.title for side in row.old],
        [side.title for side in row.new],
    )


@pytest.mark.parametrize("tree", [SMALL, MINI], ids=["small", "mini"])
def test_each_row_is_told_once(tree: Path) -> None:
    assert_each_row_is_told_once(tree)


def test_an_area_takes_along_what_stands_in_it_on_either_side() -> None:
    _, plans = laid_out(SMALL)
    (area,) = plans.areas
    assert _words(area) == ("tema", "ført videre", ["Akutt hjelp"], ["Akutt hjelp og beredskap"])
    assert {key: [_words(row)[0::2] for row in rows] for key, rows in area.by_outcome.items()} == {
        RowOutcome.NEW: [("utfordring", []), ("tiltak", []), ("tiltak", [])],
        RowOutcome.COMPLETED: [("tiltak", ["Kjøpe ambulanse"])],
    }
    assert area.counted == [
        "1 utfordring og 2 tiltak er ikke knyttet til noe i den forrige planen.",
        "1 tiltak er gjennomført.",
    ]


def test_an_area_carried_on_by_a_measure_keeps_what_stood_in_it(tmp_path: Path) -> None:
    root = small_copy(tmp_path)
    change(
        root,
        {
            "write": {"data/2001-2004/areas/sjo.yml": _SEA},
            "replace": {
                "data/2005-2008/areas/akutt-og-beredskap.yml": [
                    ("title: Skaffe båt\n", "title: Skaffe båt\n    continues: [sjo]\n")
                ]
            },
        },
    )
    comparison, plans = laid_out(root)
    assert len(list(every(plans))) == len(comparison.rows)
    sea = next(area for area in plans.areas if area.old[0].title == "Til sjøs")
    assert _words(sea) == ("tema", "ført videre", ["Til sjøs"], ["Skaffe båt"])
    assert [_words(row) for row in sea.within] == [("tiltak", "falt bort", ["Leie skøyte"], [])]


AREA = """\
id: {id}
kind: theme
title: {title}
source: brev#tiltak
measures:
"""


def measure(name: str, *lines: str) -> str:
    rest = "".join(f"    {line}\n" for line in lines)
    return f"  - id: {name}\n    title: {name}\n    source: brev#tiltak\n{rest}"


def test_what_was_merged_or_split_is_told_with_its_names(tmp_path: Path) -> None:
    root = small_copy(tmp_path)
    outcome = "outcome: {{kind: {}, source: brev#tiltak}}"
    old = [measure(n, "deadline: 2004", outcome.format("merged")) for n in ("en", "to")]
    old[0] += "    period: 2004\n"
    old.append(measure("tre", outcome.format("split")))
    new = [
        measure("alt", "continues: [en, to]"),
        measure("fire", "deadline: 2008", "continues: [tre]"),
        measure("fem", "continues: [tre]"),
    ]
    sea = AREA.format(id="sjo", title="Til sjøs") + "".join(old)
    sea = sea.replace("measures:", f"{outcome.format('continued')}\nmeasures:")
    land = AREA.format(id="land", title="Til sjøs") + "".join(new)
    land = land.replace("measures:", "continues: [sjo]\nmeasures:").replace(
        "brev#tiltak", "nettside#side"
    )
    areas = {"2001-2004/areas/sjo.yml": sea, "2005-2008/areas/land.yml": land}
    change(root, {"write": {f"data/{name}": text for name, text in areas.items()}})
    _, plans = laid_out(root)
    area = next(area for area in plans.areas if area.new[0].title == "Til sjøs")
    texts = {
        row.labels: ["".join(piece.text for piece in sentence) for sentence in row.sentences]
        for row in area.within
    }
    assert texts == {
        ("ført videre", "slått sammen"): [
            "er slått sammen fra «en» og «to».",
            "fristen er fjernet. Før: 2004.",
            "fra «en»: perioden er fjernet. Før: 2004.",
            _MOVED,
        ],
        ("ført videre", "delt"): [
            "er delt i «fire» og «fem».",
            "til «fire»: fristen er satt til 2008.",
            _MOVED,
        ],
    }


def test_the_page_of_a_page_is_where_it_stands(tmp_path: Path) -> None:
    """What only ends like the name of a front page is none."""
    root = small_copy(tmp_path)
    page = '---\ntitle: Mål\n---\n\n# Mål\n\nTekst. {{ cite("brev#tiltak") }}\n'
    menu = "    page: index.md\n  - title: Mål\n    page: kvalitetsindex.md\n"
    for period in ("2001-2004", "2005-2008"):
        write = {f"docs/{period}/kvalitetsindex.md": page.replace("Mål", f"Mål {period[:4]}")}
        plan = {f"data/{period}/plan.yml": [("    page: index.md\n", menu)]}
        change(root, {"write": write, "replace": plan})
    _, plans = laid_out(root)
    addresses = {side.url for row in plans.pages for side in (*row.old, *row.new)}
    assert "kvalitetsindex/" in addresses


def test_what_the_plan_says_comes_before_how_it_is_told() -> None:
    _, plans = laid_out(SMALL)
    texts = ["".join(piece.text for piece in sentence) for sentence in plans.areas[0].sentences]
    starts = [sentence.split(" ")[0] for sentence in texts]
    assert starts == ["tittelen", "sammendraget", "kilden"]
    # Where something stands on the lists of the website is told apart.
    assert plans.on_site == [plans.areas[0]]
    assert [sentence[0].text.split(" ")[0] for sentence in plans.areas[0].on_site] == ["plassen"]
