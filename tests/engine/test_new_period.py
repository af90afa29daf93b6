"""`plan new period`: a draft that claims nothing, and what adopting it asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import content_copy, contents, plan, problem_lines, published, whole_tree
from newing import AREA, ENOUGH, refused

from macros.checks import check


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return content_copy(tmp_path / "tree")


# ---------------------------------------------------------------- a new period


def test_a_new_period_is_a_draft_that_claims_nothing(tree: Path) -> None:
    before = contents(tree)
    done = plan("new", "period", "2009-2012", root=tree)
    assert (done.returncode, done.stderr) == (0, "")
    assert problem_lines(tree) == []
    assert {name: data for name, data in contents(tree).items() if name in before} == before
    new = check(tree).loaded.library.plans[2]
    assert (new.plan.id, new.plan.status.value) == ("2009-2012", "draft")
    assert new.plan.predecessor == "2005-2008"
    assert new.plan.title == "Plan for Fjordhelse 2009–2012"
    assert new.plan.horizon is None
    assert [(area.id, area.continues) for area in new.areas] == [
        ("akutt-og-beredskap", ("akutt-og-beredskap",))
    ]
    area = new.areas[0]
    assert area.source == ("nettside#side",)
    assert "som utgangspunkt for utkastet" in area.notes[0].text
    silent = ("summary", "aim", "status", "responsible", "participants", "measures", "challenges")
    assert not any(getattr(area, name) for name in silent)
    assert [record.record_type for record in new.records()] == ["plan", "area"]


def test_the_source_and_the_areas_of_a_period_can_be_told(tree: Path) -> None:
    words = ["--source", "brev#tiltak", "--title", "Planen: «ny»"]
    done = plan("new", "period", "2009-2012", *words, "--without", "akutt-og-beredskap", root=tree)
    assert done.returncode == 0, done.stderr
    new = check(tree).loaded.library.plans[2]
    assert new.plan.source == ("brev#tiltak",)
    assert new.plan.title == "Planen: «ny»"
    assert (new.plan.notes, new.areas) == ((), ())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["2009"], "«2009» er ikke en periode. Skriv første og siste år: 2027-2030."),
        (["2012-2009"], "«2012-2009» er ikke en periode."),
        (["2005-2008"], "Planen 2005-2008 finnes fra før."),
        (["2008-2011"], "2008-2011 begynner før planen 2005-2008 er slutt."),
        (["2009-2012", "--source", "brev#x"], "--source: «brev#x» finnes ikke. "),
        (["2009-2012", "--without", "x"], "Ikke et område i planen 2005-2008: x."),
    ],
)
def test_a_period_that_cannot_be_is_refused(tree: Path, words: list[str], message: str) -> None:
    assert refused(tree, "period", *words, code=2).startswith(message)


def test_a_plan_has_one_successor(tree: Path) -> None:
    assert plan("new", "period", "2009-2012", root=tree).returncode == 0
    message = refused(tree, "period", "2013-2016", code=2)
    assert message.startswith("Planen 2005-2008 har alt en etterfølger: 2009-2012.")


def test_which_plan_is_meant_must_be_told_where_there_are_two(tree: Path) -> None:
    assert plan("new", "period", "2009-2012", root=tree).returncode == 0
    assert "--period mangler. " in refused(tree, *ENOUGH["milestone"], code=2)
    done = plan("new", *ENOUGH["milestone"], "--period", "2009-2012", "--date", "2009", root=tree)
    assert done.returncode == 0, done.stderr
    assert (tree / "data/2009-2012/milestones.yml").is_file()
    assert problem_lines(tree) == []


def adopted(tree: Path) -> dict[str, str]:
    """Make the draft the plan in force; the ids that then lack an outcome, with their files."""
    assert plan("new", "period", "2009-2012", root=tree).returncode == 0
    for period, old, new in (("2005-2008", "in-force", "past"), ("2009-2012", "draft", "in-force")):
        path = tree / "data" / period / "plan.yml"
        text = path.read_text("utf-8")
        path.write_text(text.replace(f"status: {old}", f"status: {new}"), "utf-8")
    assert sum(problem.rule == "draft" for problem in check(tree).problems) == 2
    for name in ("data/2009-2012/plan.yml", "docs/2009-2012/index.md"):
        text = (tree / name).read_text("utf-8").replace("Dette er et utkast", "En plan")
        (tree / name).write_text(text, "utf-8")
    return missing(tree)


def missing(tree: Path) -> dict[str, str]:
    problems = [problem for problem in check(tree).problems if problem.rule == "outcome"]
    return {problem.message.split("»")[0].strip("«"): problem.path for problem in problems}


def test_when_the_draft_is_adopted_every_record_before_it_needs_an_outcome(tree: Path) -> None:
    ids = "akutt-og-beredskap lang-vei helikopter bat stormberedskap radio mal-fram"
    assert set(adopted(tree)) == set(ids.split())


def test_what_has_one_cause_is_told_once(tree: Path) -> None:
    measure = "  - id: m{0}\n    title: Tiltak {0}\n    source: brev#tiltak\n"
    path = tree / "data/2001-2004/areas/akutt.yml"
    before = path.read_text("utf-8")
    for many in (10, 11):
        path.write_text(before + "".join(map(measure.format, range(many))), "utf-8")
        told = [p.text() for p in check(tree).problems]
        assert len(told) == (many if many == 10 else 1)
    assert told[0].startswith("data/2001-2004/plan.yml:5:9: 11 poster har ikke noe utfall, og ")
    assert "«.venv/bin/plan new outcomes 2001-2004»" in told[0]


def test_outcomes_that_nobody_has_told_can_be_said_to_be_so(tree: Path) -> None:
    path = tree / AREA
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    adopted(tree)
    before = contents(tree)
    done = plan("new", "outcomes", "2005-2008", root=tree)
    assert (done.returncode, done.stderr) == (0, "")
    # What the new plan says it carries on is carried on, by its word; whose place it must say.
    assert missing(tree) == {}
    (problem,) = problem_lines(tree)
    assert problem.startswith("data/2009-2012/areas/akutt-og-beredskap.yml:8:1: Kildene her er de ")
    said = b"\r\noutcome:\r\n  kind: continued\r\n  source: [nettside#side]\r\n"
    assert said in (tree / AREA).read_bytes()
    after = contents(tree)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {AREA, "data/2005-2008/aims.yml"}
    for name in changed:
        kept = [line for line in after[name].splitlines(keepends=True) if line not in ADDED]
        assert b"".join(kept) == before[name]
    assert refused(tree, "outcomes", "2005-2008", code=2).startswith("Alt i planen 2005-2008 ")


ADDED = [
    f"{' ' * indent}{row}{end}".encode()
    for indent in (0, 2, 4)
    for row in ("outcome:", "  kind: not-stated", "  kind: continued", "  source: [nettside#side]")
    for end in ("\n", "\r\n")
]


def test_outcomes_are_for_a_plan_that_is_over(tree: Path) -> None:
    for _ in range(2):
        message = refused(tree, "outcomes", "2005-2008", code=2)
        assert message.startswith(
            "Ingen vedtatt plan følger etter «2005-2008», så den er ikke over."
        )
        plan("new", "period", "2009-2012", root=tree)


def test_a_new_period_is_published_at_once(tmp_path: Path) -> None:
    root = whole_tree(tmp_path / "tree")
    assert plan("new", "period", "2009-2012", root=root).returncode == 0
    done = published(root)
    assert done.returncode == 0, done.stdout + done.stderr
    site = root / "_site"
    front = (site / "2009-2012" / "index.html").read_text("utf-8")
    assert "utkast" in front
    area = (site / "2005-2008/omrader/akutt-og-beredskap/index.html").read_text("utf-8")
    assert "Etter, i planen 2009–2012 (utkast)" in area
    changes = (site / "2005-2008/endringer/detaljer/index.html").read_text("utf-8")
    assert "Fra 2001–2004 til 2005–2008" in changes
    assert "Fra 2005-2008 til 2009-2012" not in changes
    assert "2005-2008" in (site / "gjeldende/index.html").read_text("utf-8")
