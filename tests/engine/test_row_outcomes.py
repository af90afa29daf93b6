"""What became of things between two plans: what no source tells is told as that, and apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import ROOT
from helpers import change, small_copy
from pages import Node, parse
from test_changes_by_area import AREA, laid_out, measure

from macros.calls.catalogue import answer
from macros.checks import check
from macros.model import routes
from macros.model.change_kinds import ChangeKind
from macros.views.changes.phrases import Piece
from macros.views.changes.wording import RowOutcome, counted, labels, outcome_of
from macros.views.render import PageContext, Views

_ENDED = {
    "glemt": ["kind: not-stated", "reason: Ikkje nemnt i brevet.", "source: brev#tiltak"],
    "dyrt": ["kind: dropped", "reason: For dyrt.", "source: brev#tiltak"],
    "ferdig": ["kind: completed", "source: brev#tiltak"],
}


@pytest.fixture
def ended(tmp_path: Path) -> Path:
    """A tree whose old plan has something of every outcome, told in nynorsk."""
    root = small_copy(tmp_path)
    text = AREA.format(id="sjo", title="Til sjøs").replace(
        "measures:", "outcome: {kind: not-stated}\nmeasures:"
    )
    for name, lines in _ENDED.items():
        text += measure(name, "lang: nn", "outcome:", *(f"  {line}" for line in lines))
    change(root, {"write": {"data/2001-2004/areas/sjo.yml": text}})
    return root


def test_what_no_source_tells_of_is_not_said_to_have_been_left_out(ended: Path) -> None:
    _, plans = laid_out(ended)
    sea = next(area for area in plans.areas if area.old[0].title == "Til sjøs")
    rows = {row.old[0].title: (row.labels, row.sentences) for row in (sea, *sea.within)}
    # The label says what became of it; a reason is a sentence of its own, in its own language.
    assert rows == {
        "Til sjøs": (("ikke kjent hva det ble av",), ()),
        "glemt": (
            ("ikke kjent hva det ble av",),
            ((Piece("Ikkje nemnt i brevet.", lang="nn"),),),
        ),
        "dyrt": (("falt bort",), ((Piece("For dyrt.", lang="nn"),),)),
        "ferdig": (("gjennomført",), ()),
    }
    assert {
        outcome: dict(tally)
        for outcome, tally in plans.tally.items()
        if outcome is not RowOutcome.NEW
    } == {
        RowOutcome.KEPT: {"area": 1},
        RowOutcome.COMPLETED: {"measure": 2},
        RowOutcome.DROPPED: {"measure": 1},
        RowOutcome.UNKNOWN: {"measure": 1, "area": 1},
    }


@pytest.mark.parametrize(
    ("outcome", "tally", "sentence"),
    [
        (RowOutcome.KEPT, {"area": 4, "measure": 0}, "4 områder er ført videre."),
        (RowOutcome.KEPT, {"challenge": 1}, "1 utfordring er ført videre."),
        (
            RowOutcome.NEW,
            {"challenge": 1},
            "1 utfordring er ikke knyttet til noe i den forrige planen.",
        ),
        (RowOutcome.NEW, {"area": 1}, "1 område er ikke knyttet til noe i den forrige planen."),
        (
            RowOutcome.NEW,
            {"measure": 1, "area": 1},
            "1 område og 1 tiltak er ikke knyttet til noe i den forrige planen.",
        ),
        (
            RowOutcome.NEW,
            {"measure": 38, "challenge": 7, "area": 8},
            "8 områder, 7 utfordringer og 38 tiltak er ikke knyttet til noe i den forrige planen.",
        ),
        (RowOutcome.SAME, {"area": 1}, "1 område har samme tema som noe i den forrige planen."),
        (RowOutcome.COMPLETED, {"measure": 2}, "2 tiltak er gjennomført."),
        (RowOutcome.UNKNOWN, {"area": 1}, "Kildene sier ikke hva det ble av 1 område."),
    ],
)
def test_only_what_there_is_is_counted(
    outcome: RowOutcome, tally: dict[str, int], sentence: str
) -> None:
    assert counted(outcome, tally) == sentence


@pytest.mark.parametrize("outcome", RowOutcome)
def test_every_fate_can_be_told(outcome: RowOutcome) -> None:
    assert "2 tiltak" in counted(outcome, {"measure": 2})


def test_a_row_is_marked_once_with_what_became_of_it() -> None:
    """A label says nothing that another one says already."""
    cell_labels = {kind: labels(kind) for kind in ChangeKind if outcome_of(kind) is RowOutcome.KEPT}
    assert cell_labels[ChangeKind.ALTERED] == ("ført videre", "med endringer")
    assert cell_labels[ChangeKind.REWORDED] == ("ført videre", "omformulert")
    assert labels(ChangeKind.ENDED) == ("ikke knyttet til noe senere",)
    assert labels(ChangeKind.UNACCOUNTED) == labels(ChangeKind.NOT_STATED)


def _shown(root: Path, macro: str) -> Node:
    workspace = check(root)
    facts = workspace.facts("2005-2008")
    views = Views(facts, ROOT / "overrides" / "plan", [laid_out(root)[1]])
    base = {"changes": routes.home("field-change")}.get(macro, "")
    return parse(views.show(macro, PageContext(facts, base), **answer(facts, macro, [], {})))


def test_the_page_of_changes_keeps_the_plan_and_the_website_apart(ended: Path) -> None:
    page = _shown(ended, "changes")
    (links,) = page.all("nav")
    names = [link.attrs["href"].removeprefix("#") for link in links.all("a")]
    heads = [head for head in page.all("h3") if head.attrs["id"] in names]
    assert [head.attrs["id"] for head in heads] == names
    assert heads[-1].text == "Nettstedets egne sider"
    text = page.text
    plan, _, site = text.partition("Dette gjelder tekstene som er skrevet for nettstedet")
    assert "plassen i rekkefølgen" not in plan
    assert "plassen i rekkefølgen" in site
    assert "Lokal plan" not in plan.partition("Resten av planen")[2]
    assert "ikke med videre" not in text


def test_what_became_of_a_thing_can_be_filtered_by_each_of_its_labels(ended: Path) -> None:
    """The filter offers the entries of a list, or the text of a cell (tables.js)."""
    cells = [
        cell
        for cell in _shown(ended, "changes").all("td")
        if cell.attrs.get("data-label") == "Hva det er blitt"
    ]
    cell_labels = {
        tuple(item.text for item in cell.all("li")) or (cell.text.strip(),) for cell in cells
    }
    assert ("ført videre", "omformulert") in cell_labels
    assert ("ikke kjent hva det ble av",) in cell_labels
    assert not {label for several in cell_labels for label in several} - {
        label for kind in ChangeKind for label in labels(kind)
    }
