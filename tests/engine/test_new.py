"""`plan new`, run as a person runs it: what it writes, and what it asks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from building import content_copy, contents, plan, problem_lines
from newing import ENOUGH, IN, MEASURE, typed

from macros.checks import check
from macros.editing.records import KINDS
from macros.editing.skeleton import skeleton
from macros.load.library import TYPES
from macros.model.fields import fields_of
from macros.reading.yaml_text import read_text


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return content_copy(tmp_path / "tree")


# ---------------------------------------------------------------- what it writes


def test_there_is_an_example_of_every_kind() -> None:
    assert set(ENOUGH) == set(IN) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_record_stands_in_its_file_and_is_valid(tree: Path, kind: str) -> None:
    before = contents(tree)
    done = plan("new", *ENOUGH[kind], root=tree)
    assert (done.returncode, done.stderr) == (0, "")
    path, name = IN[kind]
    assert path in done.stdout
    assert f"«{name}»" in done.stdout
    assert problem_lines(tree) == []
    after = contents(tree)
    assert {file for file in after if after[file] != before.get(file)} == {path}
    assert after[path].startswith(before.get(path, b""))
    assert any(
        placed.id == name and placed.record_type == kind for placed in check(tree).loaded.placed
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_skeleton_names_every_field_in_few_lines_and_holds_nothing_else(kind: str) -> None:
    cls = TYPES[kind]
    text = skeleton(cls, {"id": "x"})
    comments = [line for line in text.split("\n") if line.startswith("#")]
    assert 1 < len(comments) <= 12
    assert set(re.findall(r"(\w+) \(", text.replace("\n#", ""))) == set(fields_of(cls)) - {"id"}
    read, problems = read_text("x", text)
    assert (read.value, problems) == ({"id": "x"}, [])


@pytest.mark.parametrize("kind", KINDS)
def test_no_comment_of_a_new_record_becomes_a_field_without_its_sign(kind: str) -> None:
    text = skeleton(TYPES[kind], {"id": "x"})
    for line in text.split("\n"):
        if line.startswith("# "):
            read, problems = read_text("x", f"id: x\n{line[2:]}\n")
            assert problems or set(read.value) == {"id"}, line


@pytest.mark.parametrize(
    "title",
    [
        "Mål: fram i tide",
        "Båt # ferge",
        "{åpen} klamme",
        "{{ fact() og {% if }",
        "[ny] båt",
        "«Ny» båt, 'ny' og \"ny\"",
        "- strek",
        "* stjerne & anker ! merke % prosent @ alfa ` grav",
        "no",
        "null",
        "~",
        "2020",
        "08",
        "Slutter med:",
        "Med\ttabulator",
        "🚁",
        "&lt b&gt <x>",
        "a " * 150 + "b",
    ],
)
def test_a_title_is_kept_as_it_was_told(tree: Path, title: str) -> None:
    done = plan("new", *MEASURE, "--title", title, root=tree)
    assert done.returncode == 0, done.stderr
    assert problem_lines(tree) == []
    measures = check(tree).loaded.library.plans[1].areas[0].measures
    assert measures[-1].title == title.strip().replace("\t", " ")


def test_values_may_be_told_for_every_plain_field(tree: Path) -> None:
    more = ["--description", "Én linje\n\nOg én til.", "--responsible", "fjord"]
    more += [
        "--responsible",
        "gruppe-akutt",
        "--deadline",
        "2006",
        "--standing",
        "Foreslått i arbeidet",
    ]
    more += ["--source", "nettside#side", "--id", "eget-navn", "--period", "2005-2008"]
    done = plan("new", *ENOUGH["measure"], *more, root=tree)
    assert done.returncode == 0, done.stderr
    measure = check(tree).loaded.library.plans[1].areas[0].measures[-1]
    assert measure.id == "eget-navn"
    assert measure.description == "Én linje\n\nOg én til."
    assert measure.responsible == ("fjord", "gruppe-akutt")
    assert measure.deadline is not None
    assert measure.deadline.text == "2006"
    assert measure.source == ("brev#tiltak", "nettside#side")
    assert measure.standing == "proposed"


def test_a_new_source_waits_until_something_cites_it(tree: Path) -> None:
    assert plan("new", *ENOUGH["source"], "--section", "Andre del", root=tree).returncode == 0
    assert problem_lines(tree) == []
    done = plan("new", *ENOUGH["actor"][:-1], "ny-kilde#andre-del", root=tree)
    assert done.returncode == 0, done.stderr
    assert problem_lines(tree) == []
    sections = check(tree).loaded.library.shared.sources[-1].sections
    assert [bool(section.declined) for section in sections] == [True, False]


def test_several_one_after_the_other(tree: Path) -> None:
    for title in ("Nytt tiltak", "Nytt tiltak!", "Nytt, tiltak"):
        words = [title if word == "Nytt tiltak" else word for word in ENOUGH["measure"]]
        assert plan("new", *words, root=tree).returncode == 0
    ids = [m.id for m in check(tree).loaded.library.plans[1].areas[0].measures]
    assert ids[-3:] == ["nytt-tiltak", "nytt-tiltak-2", "nytt-tiltak-3"]
    assert problem_lines(tree) == []


# ---------------------------------------------------------------- what it asks


def test_what_is_missing_is_asked_for(tree: Path) -> None:
    answers = "akutt-og-beredskapen\nakutt-og-beredskap\nbrev#tiltak\n\nBåt nummer to\n\n"
    code, message = typed(tree, answers, "measure")
    assert code == 0, message
    assert "Id-en til området tiltaket hører til.\n  akutt-og-beredskap – Akutt hjelp" in message
    assert "«akutt-og-beredskapen» finnes ikke. Mente du «akutt-og-beredskap»?" in message
    assert "[bat-nummer-to] > " in message
    assert problem_lines(tree) == []
    assert check(tree).loaded.library.plans[1].areas[0].measures[-1].id == "bat-nummer-to"


def test_an_id_can_be_answered(tree: Path) -> None:
    code, message = typed(tree, "kai\n", *ENOUGH["measure"])
    assert code == 0, message
    assert "«kai»" in message


def test_a_wrong_date_or_id_is_asked_for_again_and_nothing_is_lost(tree: Path) -> None:
    answers = "brev#tiltak\nstart\nNytt trinn\n1.11.2005\n2205\n2005-11\nStor Id\nbat\nnytt\n"
    code, message = typed(tree, answers, "milestone")
    assert code == 0, message
    assert "«1.11.2005» er ikke en dato." in message
    assert "Datoen 2205 ligger utenfor det planen kan handle om" in message
    assert "«Stor Id» har ikke riktig form. Skriv små bokstaver" in message
    assert "«bat» er brukt før. Prøv for eksempel «bat-2»." in message
    made = check(tree).loaded.library.plans[1].milestones[-1]
    assert (made.id, made.title, made.date.text) == ("nytt", "Nytt trinn", "2005-11")
    assert problem_lines(tree) == []


def test_nothing_is_changed_when_nobody_answers(tree: Path) -> None:
    before = contents(tree)
    code, message = typed(tree, "akutt-og-beredskap\n\x04", "measure")
    assert code == 1
    assert message.endswith("Avbrutt. Ingenting er endret.\n")
    assert contents(tree) == before
