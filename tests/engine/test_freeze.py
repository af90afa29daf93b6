"""`plan freeze`: what is frozen changes only with an erratum, and is held to what was published."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from building import committed, contents, git, plan, problem_lines, swapped
from freezing import (
    AREA,
    INDEX,
    NEW,
    NOW,
    OVER,
    SOURCE,
    WHY,
    freeze,
    frozen_copy,
)
from helpers import small_copy

from macros.checks import check
from macros.cli.main import main


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return frozen_copy(tmp_path)


def test_every_file_of_the_plan_is_recorded_and_nothing_else(tree: Path) -> None:
    whole = {p.relative_to(tree).as_posix(): p.read_bytes() for p in tree.rglob("*.*")}
    own = {name: data for name, data in whole.items() if name.split("/")[1] == OVER}
    own.pop(f"data/{OVER}/frozen.yml")
    assert len(own) == 3
    frozen = check(tree).loaded.frozen
    assert frozen.keys() == {OVER}
    wanted = {name: hashlib.sha256(data).hexdigest() for name, data in own.items()}
    assert frozen[OVER].now() == wanted
    assert "status: past\nfrozen: 2009-01-05\n" in own[f"data/{OVER}/plan.yml"].decode()
    assert problem_lines(tree) == []


def test_each_changed_file_is_named_alone(tree: Path) -> None:
    for name in check(tree).loaded.frozen[OVER].files:
        path = tree / name
        right = path.read_bytes()
        path.write_bytes(right + b"\n")
        (line,) = problem_lines(tree)
        assert line.startswith(f"{name}:1:1: Filen er endret etter at planen {OVER} ble frosset.")
        path.write_bytes(right.replace(b"\n", b"\r\n"))
        assert problem_lines(tree) == []
        path.write_bytes(right)


def test_the_cure_in_the_message_can_be_pasted(tree: Path) -> None:
    swapped(tree, AREA, "2003-05", "2003-06")
    (line,) = problem_lines(tree)
    frozen = tree / f"data/{OVER}/frozen.yml"
    _paste(frozen, line, "rett-frist")
    erratum = """\
- {id: rett-frist, date: 2009, title: x, reason: y, role: z, corrects: [akutt], source: brev#tiltak}
"""
    (tree / f"data/{OVER}/errata.yml").write_text(erratum, "utf-8")
    assert problem_lines(tree) == []

    swapped(tree, AREA, "2003-06", "2003-07")
    assert freeze(tree, "--erratum", "rett-mer", *NEW[2:]) == 0
    swapped(tree, AREA, "2003-07", "2003-08")
    (line,) = problem_lines(tree)
    _paste(frozen, line, "rett-mer")
    assert problem_lines(tree) == []


def _paste(frozen: Path, line: str, erratum: str) -> None:
    """Do as the message says."""
    pasted = re.search(r"«( *- \{.*\})»", line)
    assert pasted
    head = "corrections:\n" if "linjen «corrections:» sist i " in line else ""
    added = f"{head}{pasted[1].replace('ID', erratum)}\n"
    frozen.write_text(frozen.read_text("utf-8") + added, "utf-8")


@pytest.fixture
def published(tree: Path) -> Path:
    """The same, after an erratum, as it was published."""
    swapped(tree, AREA, "2003-05", "2003-06")
    assert freeze(tree, *NEW) == 0
    return committed(tree)


def since(root: Path) -> int:
    return main(["addresses", "--since", "HEAD", "--root", str(root)])


def test_a_new_erratum_keeps_what_was_promised(published: Path) -> None:
    assert since(published) == 0
    swapped(published, AREA, "2003-06", "2003-07")
    assert freeze(published, "--erratum", "igjen", *WHY, *SOURCE, "--record", "akutt") == 0
    assert since(published) == 0


def test_what_is_frozen_is_held_against_what_was_published(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frozen, plan_file = (f"data/{OVER}/{name}.yml" for name in ("frozen", "plan"))
    capsys.readouterr()

    def refused(message: str, place: str) -> None:
        assert problem_lines(published) == []
        assert since(published) == 1
        found = capsys.readouterr()
        assert f"{place}:" in found.out
        assert message in found.out
        assert "En frosset plan er endret uten en ny rettelse." in found.err
        git(published, "checkout", "--quiet", ".")

    # Somebody puts the new digest over the old one.
    old = check(published).loaded.frozen[OVER].files[INDEX]
    (published / INDEX).write_text("# Ny\n", "utf-8")
    swapped(published, frozen, old, hashlib.sha256(b"# Ny\n").hexdigest())
    refused("«files» er hvordan filene var", frozen)
    # Somebody takes both files away that say it is frozen.
    (published / frozen).unlink()
    swapped(published, plan_file, "frozen: 2009-01-05\n", "")
    refused("er publisert som frosset, og er det ikke lenger", plan_file)
    # Another change hides behind an erratum that readers have seen.
    swapped(published, AREA, "2003-06", "2003-07")
    assert freeze(published, "--erratum", "rett-frist") == 0
    refused("Rettelsen «rett-frist» er publisert, og kan ikke få med mer.", frozen)
    # What an erratum did is written over.
    swapped(published, AREA, "2003-06", "2003-07")
    digest = hashlib.sha256((published / AREA).read_bytes()).hexdigest()
    swapped(published, frozen, check(published).loaded.frozen[OVER].now()[AREA], digest)
    refused("En rettelse som er publisert, er endret", frozen)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("reason: Vi leste feil.", "reason: Noen leste feil."),
        ("role: redaktøren", "role: lederen"),
        ("role: redaktøren", "body: fjord\n  role: redaktøren"),
        ("corrects: [ambulanse]", "corrects: [akutt]"),
        ("date: 2009-02-03", "date: 2009-02"),
    ],
)
def test_what_a_published_erratum_says_stays(
    published: Path, capsys: pytest.CaptureFixture[str], old: str, new: str
) -> None:
    errata, field = f"data/{OVER}/errata.yml", new.partition(":")[0]
    swapped(published, errata, old, new)
    assert problem_lines(published) == []
    capsys.readouterr()
    assert since(published) == 1
    rows = (published / errata).read_text("utf-8").splitlines()
    line = next(number for number, row in enumerate(rows, 1) if f" {field}:" in row)
    (message,) = capsys.readouterr().out.splitlines()
    assert message.startswith(f"{errata}:{line}:")
    assert f": Rettelsen «rett-frist» er publisert, og «{field}» er endret. Hent det " in message


def test_what_is_to_be_said_of_a_published_erratum_is_a_note(published: Path) -> None:
    with (published / f"data/{OVER}/errata.yml").open("a", encoding="utf-8") as file:
        file.write("  notes:\n  - text: Det var året vi leste feil.\n")
    assert problem_lines(published) == []
    assert since(published) == 0


def test_who_decided_an_erratum_may_be_called_something_else(tree: Path) -> None:
    swapped(tree, AREA, "2003-05", "2003-06")
    assert freeze(tree, *NEW, "--body", "styret") == 0
    committed(tree)
    swapped(tree, "data/actors.yml", "id: styret", "id: styre")
    for name in (f"data/{OVER}/errata.yml", f"data/{NOW}/areas/akutt-og-beredskap.yml"):
        text = (tree / name).read_text("utf-8")
        (tree / name).write_text(re.sub(r"\bstyret\b", "styre", text), "utf-8")
    for period in (OVER, NOW):
        path = tree / f"data/{period}/redirects.yml"
        path.write_text("aktorer/styret/: aktorer/styre/\n", "utf-8")
    assert problem_lines(tree) == []
    assert since(tree) == 0


def test_a_published_erratum_that_changed_no_file_stays(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    errata = tree / f"data/{OVER}/errata.yml"
    text = "- {id: rett, date: 2009, title: x, reason: y, role: z, corrects: [fjord], "
    errata.write_text(f"{text}source: brev#tiltak}}\n", "utf-8")
    committed(tree)
    errata.unlink()
    capsys.readouterr()
    assert since(tree) == 1
    assert f"data/{OVER}/errata.yml:1:1: Rettelsen «rett» er publisert" in capsys.readouterr().out


REFUSED = [
    ((), NOW, "er ikke over ennå"),
    ((), OVER, "er frosset fra før"),
    ((), "2009-2012", "ikke en planperiode"),
    (("--erratum", "x"), NOW, "er ikke frosset"),
    (NEW, OVER, "ingenting er endret"),
]


@pytest.mark.parametrize("case", REFUSED, ids=[why for *_, why in REFUSED])
def test_what_makes_no_sense_is_refused(
    tree: Path, capsys: pytest.CaptureFixture[str], case: tuple[tuple[str, ...], str, str]
) -> None:
    words, period, why = case
    before = contents(tree)
    assert freeze(tree, *words, period=period) == 2
    assert why in capsys.readouterr().err
    assert contents(tree) == before


def test_a_tree_with_problems_is_not_frozen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = small_copy(tmp_path / "tree")
    swapped(root, AREA, "2003-05", "2003-13")
    before = contents(root)
    assert freeze(root) == 1
    assert "ingenting er skrevet" in capsys.readouterr().err
    assert contents(root) == before


def test_a_plan_in_force_is_frozen_only_when_told(tmp_path: Path) -> None:
    root = small_copy(tmp_path / "tree")
    assert freeze(root, period=NOW) == 2
    done = plan("freeze", NOW, "--force", root=root)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"Planen er frosset: data/{NOW}/frozen.yml.")
    assert problem_lines(root) == []


def test_freezing_thaws_nothing_by_taking_away_one_file(tree: Path) -> None:
    frozen = tree / f"data/{OVER}/frozen.yml"
    whole = frozen.read_bytes()
    frozen.unlink()
    assert [line.split(": ")[0] for line in problem_lines(tree)] == [f"data/{OVER}/plan.yml:6:1"]
    frozen.write_bytes(whole)
    swapped(tree, f"data/{OVER}/plan.yml", "frozen: 2009-01-05\n", "")
    assert {line.split(":")[0] for line in problem_lines(tree)} == {
        f"data/{OVER}/plan.yml",
        f"data/{OVER}/frozen.yml",
    }


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("status", "place"),
    [
        ("status: past", "in its place"),
        ("status: past", "last"),
        ("status: past", "last, without a line break"),
        ("status:\n  past", "in its place"),
        ('"status": past', "last, without a line break"),
    ],
)
def test_freezing_keeps_how_the_lines_of_a_file_end(
    tmp_path: Path, status: str, place: str, end: str
) -> None:
    root = small_copy(tmp_path)
    path = root / f"data/{OVER}/plan.yml"
    text = path.read_text("utf-8")
    if place == "in its place":
        text = text.replace("status: past", status)
    else:
        text = text.replace("status: past\n", "") + status + ("\n" if place == "last" else "")
    path.write_bytes(text.replace("\n", end).encode())
    assert freeze(root, "--date", "2009-01-05") == 0
    frozen = path.read_bytes().decode()
    assert frozen.count("\n") == frozen.count(end)
    wanted = text.replace(status, f"{status}\nfrozen: 2009-01-05")
    assert frozen.replace(end, "\n").rstrip("\n") == wanted.rstrip("\n")
    assert problem_lines(root) == []
