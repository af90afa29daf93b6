"""Errata of a frozen plan: written whole, naming what they changed, and seen by readers."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from building import contents, problem_lines, swapped
from compare_tree import Tree
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
from pages import read

from macros.checks import check
from macros.facts.addresses import corrected


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return frozen_copy(tmp_path)


def test_an_erratum_is_written_whole_with_what_it_changed(tree: Path) -> None:
    swapped(tree, AREA, "2003-05", "2003-06")
    (tree / f"docs/{OVER}/kart.svg").write_bytes(b"<svg/>\r\n")
    (tree / INDEX).write_text("# Ny\n", "utf-8")
    assert len(problem_lines(tree)) == 3
    assert freeze(tree, *NEW, "--page", "index.md") == 0
    assert problem_lines(tree) == []
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
    swapped(tree, AREA, "2003-05", "2003-06")
    assert freeze(tree, *NEW) == 0
    errata = tree / f"data/{OVER}/errata.yml"
    before = errata.read_bytes()
    swapped(tree, AREA, "2003-06", "2003-07")
    assert len(problem_lines(tree)) == 1
    assert freeze(tree, "--erratum", "rett-frist") == 0
    assert problem_lines(tree) == []
    assert errata.read_bytes() == before
    # Another one is added below it.
    swapped(tree, AREA, "2003-07", "2003-08")
    again = ("--erratum", "rett-igjen", *WHY, *SOURCE, "--record", "akutt")
    assert freeze(tree, *again) == 0
    assert errata.read_bytes().startswith(before)
    assert problem_lines(tree) == []
    # What an erratum has changed cannot be changed back unsaid.
    swapped(tree, AREA, "2003-08", "2003-05")
    assert len(problem_lines(tree)) == 1


def test_a_file_that_was_deleted_with_an_erratum_stays_so(tree: Path) -> None:
    extra = tree / f"docs/{OVER}/kart.svg"
    extra.write_text("<svg/>", "utf-8")
    assert freeze(tree, *NEW) == 0
    extra.unlink()
    assert "er slettet etter at" in problem_lines(tree)[0]
    assert freeze(tree, "--erratum", "rett-frist") == 0
    assert problem_lines(tree) == []
    extra.write_text("<svg/>", "utf-8")
    assert "er ny etter at" in problem_lines(tree)[0]


def test_an_erratum_names_something_in_each_file_it_changed(tree: Path) -> None:
    swapped(tree, AREA, "2003-05", "2003-06")
    (tree / INDEX).write_text("# Ny\n", "utf-8")
    (tree / f"docs/{OVER}/omrader").mkdir()
    cited = '---\ntitle: Akutt\n---\n\nMer. {{ cite("brev#tiltak") }}\n'
    (tree / f"docs/{OVER}/omrader/akutt.md").write_text(cited, "utf-8")
    assert freeze(tree, *NEW) == 1
    assert freeze(tree, *NEW, "--page", "index.md", "--record", "akutt") == 0
    assert problem_lines(tree) == []
    errata = f"data/{OVER}/errata.yml"
    swapped(tree, errata, "index.md", "omrader/akutt.md")
    (line,) = problem_lines(tree)
    assert f"Rettelsen nevner ingenting i {INDEX}, som den endret. Legg til siden" in line
    swapped(tree, errata, "omrader/akutt.md", "index.md")
    text = (tree / errata).read_text("utf-8")
    (tree / errata).write_text(re.sub("ambulanse|akutt", OVER, text), "utf-8")
    assert any(
        f"ingenting i {AREA}, som den endret. Legg til id-en" in line
        for line in problem_lines(tree)
    )


def test_what_a_later_erratum_moves_leaves_the_one_before_as_it_was(tmp_path: Path) -> None:
    root, page, plan = small_copy(tmp_path), f"docs/{OVER}/lokal-plan.md", f"data/{OVER}/plan.yml"
    text = '---\ntitle: Lokal\n---\n\n# Lokal\n\nTekst. {{ cite("brev#tiltak") }}\n'
    (root / page).write_text(text, "utf-8")
    with (root / plan).open("a", encoding="utf-8") as file:
        file.write("  - title: Lokal\n    page: lokal-plan.md\n")
    assert freeze(root) == 0
    swapped(root, page, "Tekst", "Annen tekst")
    assert freeze(root, "--erratum", "rett-a", *WHY, *SOURCE, "--page", "lokal-plan.md") == 0
    errata = root / f"data/{OVER}/errata.yml"
    before = errata.read_bytes()
    (root / page).rename(root / f"docs/{OVER}/lokal.md")
    swapped(root, plan, "lokal-plan.md", "lokal.md")
    again = ("--erratum", "rett-b", *WHY, *SOURCE, "--page", "lokal.md", "--record", OVER)
    assert freeze(root, *again) == 1
    assert any("Siden «lokal-plan.md» finnes ikke." in line for line in problem_lines(root))
    (root / f"data/{OVER}/redirects.yml").write_text("lokal-plan/: lokal/\n", "utf-8")
    assert freeze(root, *again) == 0
    assert problem_lines(root) == []
    assert errata.read_bytes().startswith(before)


MILESTONES = f"data/{OVER}/milestones.yml"
STONE = "- {{id: {0}, kind: start, title: {0}, date: 2001-09, source: brev#tiltak}}\n"


@pytest.fixture
def without_ein(tmp_path: Path) -> Path:
    """A frozen plan from whose list of milestones the first has been taken away."""
    root = small_copy(tmp_path / "tree")
    (root / MILESTONES).write_text(STONE.format("ein") + STONE.format("to"), "utf-8")
    assert freeze(root) == 0
    (root / MILESTONES).write_text(STONE.format("to"), "utf-8")
    return root


def test_a_record_that_is_taken_away_is_named_once_its_address_leads_on(
    without_ein: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--erratum", "rett-ein", *WHY, *SOURCE, "--record", "ein")
    assert freeze(without_ein, *words) == 1
    assert "Ukjent post: «ein»." in capsys.readouterr().err
    redirects = without_ein / f"data/{OVER}/redirects.yml"
    redirects.write_text("tidslinje/#ein: tidslinje/\n", "utf-8")
    assert freeze(without_ein, *words) == 0
    assert problem_lines(without_ein) == []
    facts = check(without_ein).facts(OVER)
    assert {url: [e.id for e in errata] for url, errata in corrected(facts).items()} == {
        "tidslinje/": ["rett-ein"]
    }
    # What another erratum takes away later is still what this one was about.
    (without_ein / MILESTONES).unlink()
    redirects.write_text("tidslinje/#ein: tidslinje/\ntidslinje/#to: tidslinje/\n", "utf-8")
    assert freeze(without_ein, "--erratum", "rett-to", *WHY, *SOURCE, "--record", "to") == 0
    assert problem_lines(without_ein) == []


def test_the_page_of_a_list_stands_for_the_list(
    without_ein: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--erratum", "rett-listen", *WHY, *SOURCE)
    assert freeze(without_ein, *words, "--page", "kilder/index.md") == 1
    cure = "Er det listen som er rettet, legg til tidslinje/index.md i «pages»."
    assert f"ingenting i {MILESTONES}, som den endret. " in (message := capsys.readouterr().err)
    assert cure in message
    assert freeze(without_ein, *words, "--page", "tidslinje/index.md") == 0
    assert problem_lines(without_ein) == []


def test_an_erratum_of_a_file_that_another_one_changed_later_is_not_held_against_it(
    tree: Path,
) -> None:
    swapped(tree, AREA, "2003-05", "2003-06")
    assert freeze(tree, *NEW) == 0
    swapped(tree, AREA, "2003-06", "2003-07")
    assert freeze(tree, "--erratum", "igjen", *WHY, *SOURCE, "--record", "akutt") == 0
    errata = f"data/{OVER}/errata.yml"
    swapped(tree, errata, "ambulanse", OVER)
    assert problem_lines(tree) == []
    swapped(tree, errata, "[akutt]", "[fjord]")
    (line,) = problem_lines(tree)
    assert f"Rettelsen nevner ingenting i {AREA}" in line


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
    swapped(tree, AREA, "2003-05", "2003-06")
    before = contents(tree)
    at = NEW.index(left_out)
    assert freeze(tree, *NEW[:at], *NEW[at + 2 :]) == 2
    assert named in capsys.readouterr().err
    assert contents(tree) == before


def test_an_erratum_that_is_wrong_leaves_the_files_as_they_were(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    swapped(tree, AREA, "2003-05", "2003-06")
    before = contents(tree)
    assert freeze(tree, *NEW, "--record", "ambulansen") == 1
    assert "Mente du «ambulanse»?" in capsys.readouterr().err
    assert contents(tree) == before


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


def test_an_erratum_keeps_how_the_lines_of_a_file_end(tree: Path) -> None:
    swapped(tree, AREA, "2003-05", "2003-06")
    assert freeze(tree, *NEW) == 0
    path = tree / f"data/{OVER}/errata.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n").rstrip())
    swapped(tree, AREA, "2003-06", "2003-07")
    assert freeze(tree, *NEW[:1], "rett-mer", *NEW[2:]) == 0
    data = path.read_bytes()
    assert data.count(b"rett-mer") == 1
    assert data.count(b"\n") == data.count(b"\r\n")
    assert problem_lines(tree) == []
