"""What the engine promises of any tree, held of the one that is here."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import ROOT
from external_links import addresses
from helpers import by_hand, checked, schema_of
from layout import assert_each_row_is_told_once
from pages import parse
from real import in_force, periods, real_copy
from spelling import check_spelling

from macros.calls import catalogue
from macros.calls.macro import MacroError
from macros.checks import check
from macros.cli.main import main
from macros.editing.schemas import FOLDER, modeline, schemas
from macros.facts.derive import Facts
from macros.facts.workspace import Workspace
from macros.history.slips import Key
from macros.history.versions import deadlines_of
from macros.load.library import load
from macros.reading.front_matter import read_page
from macros.reading.prose import calls
from macros.reading.tree import GUIDES, read_tree
from macros.views.render import PageContext, Views


@pytest.fixture(scope="module")
def view() -> Workspace:
    """The repository's own data and prose, checked."""
    return check(ROOT)


@pytest.fixture(scope="module")
def facts(view: Workspace) -> list[Facts]:
    """The facts of every plan."""
    return [view.facts(period) for period in periods()]


def test_every_address_on_the_list_answers(view: Workspace) -> None:
    """What is new need not be on it: the editor of a page may have nothing but a browser."""
    assert len(view.loaded.tree.addresses) > 800
    assert [problem.text() for problem in view.problems] == []


def test_the_spelling_is_in_order() -> None:
    assert [problem.text() for problem in check_spelling(ROOT)[0]] == []


def test_the_sources_of_the_plans_have_addresses_to_ask_for() -> None:
    assert len(addresses(ROOT)) > 10


@pytest.mark.parametrize(("guide", "page"), GUIDES.items())
def test_the_site_has_a_page_that_shows_each_guide(guide: str, page: str) -> None:
    text = (ROOT / "docs/felles" / page).read_text("utf-8")
    assert text.count("---\n") == 2
    assert f"include: {guide}\n" in text


# ---------------------------------------------------------------- files


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(schemas()) - {"errata.json", "redirects.json"}))
def test_every_data_file_follows_its_schema(name: str) -> None:
    paths = [ROOT / file.doc.path for file in read_tree(ROOT).data if schema_of(file) == name]
    assert paths
    assert checked(name, paths)["errors"] == []


def test_every_data_file_says_where_its_schema_is() -> None:
    """Where a file begins with that line: .vscode/settings.json tells it of every file besides,
    and an editor in a browser who makes a file has no use for it."""
    lines = 0
    for file in by_hand(ROOT):
        path = ROOT / file.doc.path
        first = path.read_text("utf-8").partition("\n")[0]
        if "$schema" not in first:
            continue
        lines += 1
        assert f"{first}\n" == modeline(file.doc.path, file.record_type)
        schema = (path.parent / first.partition("$schema=")[2]).resolve()
        assert schema == ROOT / FOLDER / schema_of(file)
        assert schema.is_file()
    assert lines > 30


# ---------------------------------------------------------------- what is made of them


@pytest.mark.parametrize("name", catalogue.MACROS)
def test_the_example_of_a_macro_is_answered(name: str, facts: list[Facts]) -> None:
    example = catalogue.MACROS[name].example.replace("dokument#del", next(iter(facts[0].places)))
    page, _ = read_page("docs/x.md", f"{{{{ {example} }}}}".encode())
    found, slips = calls(page)
    assert not slips
    assert [call.name for call in found] == [name]
    wrong = []
    for plan in facts:
        try:
            catalogue.answer(plan, name, found[0].args, found[0].kwargs)
        except MacroError as error:
            wrong.append(str(error))
    assert len(wrong) < len(facts), wrong


def test_the_changes_are_laid_out_by_area() -> None:
    assert_each_row_is_told_once(ROOT)


def test_nobody_of_the_records_is_in_the_json(capsys: pytest.CaptureFixture[str]) -> None:
    library = load(ROOT).library
    assert main(["compare", *periods()[-2:], "--format", "json", "--root", str(ROOT)]) == 0
    text = capsys.readouterr().out
    groups = (group for plan in library.plans for group in plan.groups)
    members = {member.name for group in groups for member in group.members}
    assert {"Tor Åm", "Stig A. Slørdahl"} <= members
    assert not {name for name in members | {"Espen Remme", "Anders Riise"} if name in text}
    actors = {actor.name for actor in library.shared.actors}
    for name in ("Helse Møre og Romsdal", "Helse Midt-Norge", "Helse Nord-Trøndelag"):
        assert any(actor.startswith(name) for actor in actors)
        assert name in text


def test_the_next_period_is_valid(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = real_copy(tmp_path / "tree")
    last = int(in_force()[-4:])
    assert main(["new", "period", f"{last + 1}-{last + 4}", "--root", str(root)]) == 0
    assert [problem.text() for problem in check(root).problems] == []


def test_what_the_table_of_deadlines_shows_is_followed(view: Workspace, facts: list[Facts]) -> None:
    for plan in facts:
        for due in catalogue.answer(plan, "deadlines", [], {})["rows"]:
            key = Key(plan.period, due.entry.record_type, due.entry.id, due.field)
            assert deadlines_of(view.loaded.placed).dates[key] == due.date.text


def test_a_step_of_the_timetable_makes_nobody_responsible(view: Workspace) -> None:
    facts = view.facts(in_force())
    values = catalogue.answer(facts, "deadlines", [], {})
    views = Views(facts, ROOT / "overrides" / "plan")
    shown = views.show("deadlines", PageContext(facts, ""), **values)
    steps = [row for row in parse(shown).rows() if row["Gjelder"] == "trinn i tidsplanen"]
    assert steps
    said = {row["Ansvarlig"] for row in steps}
    assert all(who == "ikke fastsatt i kilden" or who.endswith("(med i trinnet)") for who in said)
