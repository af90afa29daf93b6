"""`plan freeze`: what is frozen changes only with an erratum, and readers see it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from building import committed, contents, git, plan
from compare_tree import Tree
from helpers import small_copy
from pages import read

from macros.checks import check
from macros.site.cli import main

OVER, NOW = "2001-2004", "2005-2008"
AREA = f"data/{OVER}/areas/akutt.yml"
INDEX = f"docs/{OVER}/index.md"
TOLD = ("--title", "Fristen: rettet", "--reason", "Vi leste feil.", "--role", "redaktøren")
SOURCE = ("--source", "brev#tiltak")
NEW = ("--erratum", "rett-frist", *TOLD, *SOURCE, "--record", "ambulanse", "--date", "2009-02-03")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The smallest tree, its first plan frozen."""
    root = small_copy(tmp_path / "tree")
    assert freeze(root, "--date", "2009-01-05") == 0
    return root


def freeze(root: Path, *words: str, period: str = OVER) -> int:
    return main(["freeze", period, *words, "--root", str(root)])


def told(root: Path) -> list[str]:
    return [problem.text() for problem in check(root).problems]


def replace(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


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
    assert told(tree) == []


def test_each_changed_file_is_named_alone(tree: Path) -> None:
    for name in check(tree).loaded.frozen[OVER].files:
        path = tree / name
        right = path.read_bytes()
        path.write_bytes(right + b"\n")
        (line,) = told(tree)
        assert line.startswith(f"{name}:1:1: Filen er endret etter at planen {OVER} ble frosset.")
        path.write_bytes(right.replace(b"\n", b"\r\n"))
        assert told(tree) == []
        path.write_bytes(right)


def test_the_cure_in_the_message_can_be_pasted(tree: Path) -> None:
    replace(tree, AREA, "2003-05", "2003-06")
    (line,) = told(tree)
    frozen = tree / f"data/{OVER}/frozen.yml"
    _paste(frozen, line, "rett-frist")
    erratum = """\
- {id: rett-frist, date: 2009, title: x, reason: y, role: z, corrects: [akutt], source: brev#tiltak}
"""
    (tree / f"data/{OVER}/errata.yml").write_text(erratum, "utf-8")
    assert told(tree) == []

    replace(tree, AREA, "2003-06", "2003-07")
    assert freeze(tree, "--erratum", "rett-mer", *NEW[2:]) == 0
    replace(tree, AREA, "2003-07", "2003-08")
    (line,) = told(tree)
    _paste(frozen, line, "rett-mer")
    assert told(tree) == []


def _paste(frozen: Path, line: str, erratum: str) -> None:
    """Do as the message says."""
    pasted = re.search(r"«( *- \{.*\})»", line)
    assert pasted
    head = "corrections:\n" if "linjen «corrections:» sist i " in line else ""
    added = f"{head}{pasted[1].replace('ID', erratum)}\n"
    frozen.write_text(frozen.read_text("utf-8") + added, "utf-8")


def test_an_erratum_is_written_whole_with_what_it_changed(tree: Path) -> None:
    replace(tree, AREA, "2003-05", "2003-06")
    (tree / f"docs/{OVER}/kart.svg").write_bytes(b"<svg/>\r\n")
    (tree / INDEX).write_text("# Ny\n", "utf-8")
    assert len(told(tree)) == 3
    assert freeze(tree, *NEW, "--page", "index.md") == 0
    assert told(tree) == []
    view = check(tree)
    (erratum,) = view.loaded.library.by_period[OVER].errata
    assert (erratum.id, erratum.date.text, erratum.title) == (
        "rett-frist",
        "2009-02-03",
        "Fristen: rettet",
    )
    assert (erratum.reason, erratum.role, erratum.body) == ("Vi leste feil.", "redaktøren", None)
    assert (erratum.corrects, erratum.pages) == (("ambulanse",), ("index.md",))
    (correction,) = view.loaded.frozen[OVER].corrections
    assert sorted(correction.files) == [AREA, INDEX, f"docs/{OVER}/kart.svg"]
    # A picture is not a text: its bytes count as they are.
    svg = correction.files[f"docs/{OVER}/kart.svg"]
    assert svg == hashlib.sha256(b"<svg/>\r\n").hexdigest()


def test_an_erratum_that_stands_there_needs_only_its_id_and_may_go_on(tree: Path) -> None:
    replace(tree, AREA, "2003-05", "2003-06")
    assert freeze(tree, *NEW) == 0
    errata = tree / f"data/{OVER}/errata.yml"
    before = errata.read_bytes()
    replace(tree, AREA, "2003-06", "2003-07")
    assert len(told(tree)) == 1
    assert freeze(tree, "--erratum", "rett-frist") == 0
    assert told(tree) == []
    assert errata.read_bytes() == before
    # Another one is added below it.
    replace(tree, AREA, "2003-07", "2003-08")
    again = ("--erratum", "rett-igjen", *TOLD, *SOURCE, "--record", "akutt")
    assert freeze(tree, *again) == 0
    assert errata.read_bytes().startswith(before)
    assert told(tree) == []
    # What an erratum has changed cannot be changed back unsaid.
    replace(tree, AREA, "2003-08", "2003-05")
    assert len(told(tree)) == 1


def test_a_file_that_was_deleted_with_an_erratum_stays_so(tree: Path) -> None:
    extra = tree / f"docs/{OVER}/kart.svg"
    extra.write_text("<svg/>", "utf-8")
    assert freeze(tree, *NEW) == 0
    extra.unlink()
    assert "er slettet etter at" in told(tree)[0]
    assert freeze(tree, "--erratum", "rett-frist") == 0
    assert told(tree) == []
    extra.write_text("<svg/>", "utf-8")
    assert "er ny etter at" in told(tree)[0]


def test_an_erratum_names_something_in_each_file_it_changed(tree: Path) -> None:
    replace(tree, AREA, "2003-05", "2003-06")
    (tree / INDEX).write_text("# Ny\n", "utf-8")
    (tree / f"docs/{OVER}/omrader").mkdir()
    cited = '---\ntitle: Akutt\n---\n\nMer. {{ cite("brev#tiltak") }}\n'
    (tree / f"docs/{OVER}/omrader/akutt.md").write_text(cited, "utf-8")
    assert freeze(tree, *NEW) == 1
    assert freeze(tree, *NEW, "--page", "index.md", "--record", "akutt") == 0
    assert told(tree) == []
    errata = f"data/{OVER}/errata.yml"
    replace(tree, errata, "index.md", "omrader/akutt.md")
    (line,) = told(tree)
    assert f"Rettelsen nevner ingenting i {INDEX}, som den endret. Legg til siden" in line
    replace(tree, errata, "omrader/akutt.md", "index.md")
    text = (tree / errata).read_text("utf-8")
    (tree / errata).write_text(re.sub("ambulanse|akutt", OVER, text), "utf-8")
    assert any(f"ingenting i {AREA}, som den endret. Legg til id-en" in line for line in told(tree))


@pytest.fixture
def published(tree: Path) -> Path:
    """The same, after an erratum, as it was published."""
    replace(tree, AREA, "2003-05", "2003-06")
    assert freeze(tree, *NEW) == 0
    return committed(tree)


def since(root: Path) -> int:
    return main(["addresses", "--since", "HEAD", "--root", str(root)])


def test_a_new_erratum_keeps_what_was_promised(published: Path) -> None:
    assert since(published) == 0
    replace(published, AREA, "2003-06", "2003-07")
    assert freeze(published, "--erratum", "igjen", *TOLD, *SOURCE, "--record", "akutt") == 0
    assert since(published) == 0


def test_what_is_frozen_is_held_against_what_was_published(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frozen, plan_file = (f"data/{OVER}/{name}.yml" for name in ("frozen", "plan"))
    capsys.readouterr()

    def refused(said: str, place: str) -> None:
        assert told(published) == []
        assert since(published) == 1
        found = capsys.readouterr()
        assert f"{place}:" in found.out
        assert said in found.out
        assert "En frosset plan er endret uten en ny rettelse." in found.err
        git(published, "checkout", "--quiet", ".")

    # Somebody puts the new digest over the old one.
    old = check(published).loaded.frozen[OVER].files[INDEX]
    (published / INDEX).write_text("# Ny\n", "utf-8")
    replace(published, frozen, old, hashlib.sha256(b"# Ny\n").hexdigest())
    refused("«files» er hvordan filene var", frozen)
    # Somebody takes both files away that say it is frozen.
    (published / frozen).unlink()
    replace(published, plan_file, "frozen: 2009-01-05\n", "")
    refused("er publisert som frosset, og er det ikke lenger", plan_file)
    # Another change hides behind an erratum that readers have seen.
    replace(published, AREA, "2003-06", "2003-07")
    assert freeze(published, "--erratum", "rett-frist") == 0
    refused("Rettelsen «rett-frist» er publisert, og kan ikke få med mer.", frozen)
    # What an erratum did is written over.
    replace(published, AREA, "2003-06", "2003-07")
    digest = hashlib.sha256((published / AREA).read_bytes()).hexdigest()
    replace(published, frozen, check(published).loaded.frozen[OVER].now()[AREA], digest)
    refused("En rettelse som er publisert, er endret", frozen)


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


@pytest.mark.parametrize(
    ("left_out", "named"),
    [
        ("--title", "--title"),
        ("--role", "--role eller --body"),
        ("--record", "--record eller"),
        ("--source", "--source"),
    ],
)
def test_an_erratum_says_what_why_who_and_where(
    tree: Path, capsys: pytest.CaptureFixture[str], left_out: str, named: str
) -> None:
    replace(tree, AREA, "2003-05", "2003-06")
    before = contents(tree)
    at = NEW.index(left_out)
    assert freeze(tree, *NEW[:at], *NEW[at + 2 :]) == 2
    assert named in capsys.readouterr().err
    assert contents(tree) == before


def test_an_erratum_that_is_wrong_leaves_the_files_as_they_were(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(tree, AREA, "2003-05", "2003-06")
    before = contents(tree)
    assert freeze(tree, *NEW, "--record", "ambulansen") == 1
    assert "Mente du «ambulanse»?" in capsys.readouterr().err
    assert contents(tree) == before


def test_a_tree_with_problems_is_not_frozen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = small_copy(tmp_path / "tree")
    replace(root, AREA, "2003-05", "2003-13")
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
    assert told(root) == []


def test_freezing_thaws_nothing_by_taking_away_one_file(tree: Path) -> None:
    frozen = tree / f"data/{OVER}/frozen.yml"
    whole = frozen.read_bytes()
    frozen.unlink()
    assert [line.split(": ")[0] for line in told(tree)] == [f"data/{OVER}/plan.yml:6:1"]
    frozen.write_bytes(whole)
    replace(tree, f"data/{OVER}/plan.yml", "frozen: 2009-01-05\n", "")
    assert {line.split(":")[0] for line in told(tree)} == {
        f"data/{OVER}/plan.yml",
        f"data/{OVER}/frozen.yml",
    }


def test_the_comparison_tells_of_errata_and_not_of_digests(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = Tree(tmp_path / "tree")
    freeze(tree.tree, "--date", "2009-01-05")
    capsys.readouterr()
    tree.compare("--rev", "HEAD")
    frozen = capsys.readouterr().out
    assert "5. januar 2009" in frozen
    assert "rettelse" not in frozen.lower()
    tree.commit()
    tree.replace(AREA, "2003-05", "2003-06")
    freeze(tree.tree, *NEW)
    capsys.readouterr()
    tree.compare("--rev", "HEAD")
    changed = capsys.readouterr().out
    assert "Fristen: rettet" in changed
    assert "juni 2003" in changed
    for digest in check(tree.tree).loaded.frozen[OVER].now().values():
        assert digest not in frozen + changed


def test_readers_see_an_erratum_where_it_belongs_and_on_one_list(mini_site: Path) -> None:
    site = mini_site / OVER
    shown = {
        page.parent.relative_to(site).as_posix()
        for page in site.rglob("index.html")
        if 'class="pl-corrected"' in page.read_text("utf-8")
    }
    # The record, the area that a challenge stands in, and the page of prose.
    assert shown == {"tiltak/ambulanse", "omrader/akutt", "lokal-plan"}
    (box,) = (
        node
        for node in read(site / "lokal-plan/index.html").all("aside")
        if node.attrs.get("class") == "pl-corrected"
    )
    assert box.text == "Rettet på denne siden februar 2006: Fristen for ambulansen er rettet"
    text = (site / "lokal-plan/index.html").read_text("utf-8")
    assert re.search(r'<div lang="nb"><aside class="pl-corrected"', text)
    listed = read(site / "rettelser/index.html")
    (one,) = (n for n in listed.all("section") if n.attrs.get("id") == "rett-ambulanse")
    for word in ("februar 2006", "Vi hadde lest feil linje", "Fjordhelse", "redaktøren"):
        assert word in one.text
    assert "er ikke frosset" in listed.text
    assert "Ingen rettelser." in read(mini_site / NOW / "rettelser/index.html").text


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
    assert told(root) == []


def test_an_erratum_keeps_how_the_lines_of_a_file_end(tree: Path) -> None:
    replace(tree, AREA, "2003-05", "2003-06")
    assert freeze(tree, *NEW) == 0
    path = tree / f"data/{OVER}/errata.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n").rstrip())
    replace(tree, AREA, "2003-06", "2003-07")
    assert freeze(tree, *NEW[:1], "rett-mer", *NEW[2:]) == 0
    data = path.read_bytes()
    assert data.count(b"rett-mer") == 1
    assert data.count(b"\n") == data.count(b"\r\n")
    assert told(tree) == []
