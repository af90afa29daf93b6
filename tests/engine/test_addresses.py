"""An address that was published answers for ever: the list, the check, the pages that lead on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from building import committed, contents, git, swapped
from helpers import small_copy

from macros.checks import check
from macros.cli.main import main
from macros.reading.address_list import ADDRESSES

OLD, NOW = "2001-2004", "2005-2008"
AREA = f"data/{NOW}/areas/akutt-og-beredskap.yml"
URL = "http://127.0.0.1:8000/"


def keep(root: Path) -> int:
    return main(["addresses", "--root", str(root)])


def lines(root: Path) -> list[str]:
    text = (root / ADDRESSES).read_text("utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


# ---------------------------------------------------------------- the list


def test_a_draft_promises_nothing(tmp_path: Path) -> None:
    root = small_copy(tmp_path / "tree")
    assert main(["new", "period", "2009-2012", "--root", str(root)]) == 0
    assert keep(root) == 0
    assert [line for line in lines(root) if line.startswith("2009")] == []
    (area,) = (root / "data/2009-2012/areas").glob("*.yml")
    area.unlink()
    assert check(root).problems == []


def test_every_page_and_place_is_listed_once_in_order(tmp_path: Path) -> None:
    root = small_copy(tmp_path / "tree")
    assert keep(root) == 0
    found = lines(root)
    assert found == sorted(set(found))
    pages = ("", "tidslinje/", "omrader/", "aktorer/fjord/")
    wanted = {f"{period}/{page}" for period in (OLD, NOW, "gjeldende") for page in pages}
    wanted |= {
        f"{OLD}/tiltak/ambulanse/",
        f"{NOW}/tiltak/helikopter/",
        "gjeldende/tiltak/helikopter/",
        f"{NOW}/tidslinje/#start",
        f"{NOW}/omrader/akutt-og-beredskap/#lang-vei",
        f"{NOW}/motstrid/#startar",
        f"{NOW}/kilder/#brev",
    }
    assert wanted - set(found) == set()
    assert "gjeldende/tiltak/ambulanse/" not in found
    assert check(root).problems == []


def test_what_stands_on_the_list_is_never_taken_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = small_copy(tmp_path / "tree")
    by_hand = ["2005-2008/assets/plan.css", "2005-2008/tiltak/heli/"]
    (root / ADDRESSES).write_text("\n".join(by_hand), "utf-8")
    moved = root / f"data/{NOW}/redirects.yml"
    moved.write_text("tiltak/heli/: tiltak/helikopter/\n", "utf-8")
    assert keep(root) == 0
    assert set(by_hand) < set(lines(root))
    output = capsys.readouterr().out
    assert (
        output == f"{len(lines(root)) - 2} nye adresser, {len(lines(root))} i alt i {ADDRESSES}.\n"
    )
    before = (root / ADDRESSES).read_bytes()
    assert keep(root) == 0
    assert capsys.readouterr().out.startswith("0 nye adresser")
    assert (root / ADDRESSES).read_bytes() == before


def test_a_tree_with_problems_leaves_the_list_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = small_copy(tmp_path / "tree")
    (root / ADDRESSES).write_text(f"{OLD}/borte/\n", "utf-8")
    assert keep(root) == 1
    output = capsys.readouterr().err
    assert output.startswith(f"{ADDRESSES}:1:1: Adressen «{OLD}/borte/» er publisert")
    assert lines(root) == [f"{OLD}/borte/"]


def test_taking_away_a_record_is_told_until_it_is_said_where_it_went(tmp_path: Path) -> None:
    root = small_copy(tmp_path / "tree")
    assert keep(root) == 0
    swapped(root, AREA, "id: bat", "id: batar")
    problems = check(root).problems
    assert [(p.path, p.rule) for p in problems] == [(ADDRESSES, "address")] * 2
    named = {lines(root)[p.line - 3] for p in problems}
    assert named == {f"{NOW}/tiltak/bat/", "gjeldende/tiltak/bat/"}
    cure = re.search("«(tiltak/bat/: .*?)»", problems[0].hint)
    assert cure
    assert cure[1] == "tiltak/bat/: tiltak/batar/"
    (root / f"data/{NOW}/redirects.yml").write_text(f"{cure[1]}\n", "utf-8")
    assert check(root).problems == []


# ---------------------------------------------------------------- what nobody has listed yet


def since(root: Path, revision: str = "HEAD", *more: str) -> int:
    return main(["addresses", "--since", revision, *more, "--root", str(root)])


def test_an_address_that_is_not_listed_is_kept_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = committed(small_copy(tmp_path / "tree"))
    before = contents(root / "data")
    assert since(root) == 0
    assert contents(root / "data") == before
    assert capsys.readouterr() == ("", "Ingen adresse er borte siden «HEAD».\n")
    swapped(root, AREA, "id: bat", "id: batar")
    assert check(root).problems == []
    assert since(root, "HEAD", "--format", "github") == 1
    output = capsys.readouterr()
    assert output.err == "2 adresser er borte siden «HEAD».\n"
    assert output.out.count("::error file=data/addresses.txt,line=1,") == 2
    assert f"«tiltak/bat/: tiltak/batar/» i data/{NOW}/redirects.yml" in output.out
    redirects = root / f"data/{NOW}/redirects.yml"
    redirects.write_text("tiltak/bat/: tiltak/batar/\n", "utf-8")
    assert since(root) == 0
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=Flyttet")
    redirects.unlink()
    assert since(root) == 1


def test_lines_taken_off_the_list_are_missed(tmp_path: Path) -> None:
    root = small_copy(tmp_path / "tree")
    redirects = root / f"data/{NOW}/redirects.yml"
    redirects.write_text("tiltak/heli/: tiltak/helikopter/\n", "utf-8")
    (root / ADDRESSES).write_text(f"{NOW}/tiltak/heli/\n", "utf-8")
    committed(root)
    (root / ADDRESSES).write_text("", "utf-8")
    assert since(root) == 0
    redirects.unlink()
    assert since(root) == 1


def test_what_is_listed_is_told_here_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = small_copy(tmp_path / "tree")
    assert keep(root) == 0
    committed(root)
    swapped(root, AREA, "id: bat", "id: batar")
    capsys.readouterr()
    assert since(root) == 1
    output = capsys.readouterr()
    assert output.err == "2 adresser er borte siden «HEAD».\n"
    assert output.out.count(f"{ADDRESSES}:") == 2
    assert f"{ADDRESSES}:1:" not in output.out


def test_a_base_with_errors_still_keeps_what_it_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = small_copy(tmp_path / "tree")
    assert keep(root) == 0
    area = root / f"data/{NOW}/areas/akutt-og-beredskap.yml"
    whole = area.read_text("utf-8")
    area.write_text(whole.replace("deadline: 2006-11-01", "deadline: snart"), "utf-8")
    committed(root)
    area.write_text(whole.replace("id: bat", "id: batar"), "utf-8")
    text = (root / ADDRESSES).read_text("utf-8")
    text = "".join(line for line in text.splitlines(True) if "tiltak/bat/" not in line)
    (root / ADDRESSES).write_text(text, "utf-8")
    assert check(root).problems == []
    capsys.readouterr()
    assert since(root) == 1
    assert "2 adresser er borte siden «HEAD».\n«HEAD» har feil" in capsys.readouterr().err


def test_a_revision_without_a_plan_in_force_promises_no_alias(tmp_path: Path) -> None:
    root = small_copy(tmp_path / "tree")
    plan = root / f"data/{NOW}/plan.yml"
    text = plan.read_text("utf-8")
    plan.write_text(text.replace("status: in-force", "status: past"), "utf-8")
    committed(root)
    plan.write_text(text, "utf-8")
    assert since(root) == 0


def test_a_revision_or_a_tree_that_cannot_be_read_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = committed(small_copy(tmp_path / "tree"))
    assert since(root, "borte") == 2
    assert "Fant ikke revisjonen «borte»." in capsys.readouterr().err
    (root / "data/actors.yml").write_text("- id: [\n", "utf-8")
    assert since(root) == 1
    assert "make check" in capsys.readouterr().err
