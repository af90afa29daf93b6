"""An address that was published answers for ever: the list, the check, the pages that lead on."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from building import ROOT, committed, contents, git, plan, whole_tree
from helpers import small_copy
from pages import read

from macros.checks import check
from macros.problems import Problem
from macros.reading.addresses import ADDRESSES, Listed
from macros.site.cli import main
from macros.site.links import check_site

OLD, NOW = "2001-2004", "2005-2008"
URL = "http://127.0.0.1:8000/"


def keep(root: Path) -> int:
    return main(["addresses", "--root", str(root)])


def lines(root: Path) -> list[str]:
    text = (root / ADDRESSES).read_text("utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


# ---------------------------------------------------------------- the list


def test_every_address_on_the_list_answers() -> None:
    """What is new need not be on it: the editor of a page may have nothing but a browser."""
    view = check(ROOT)
    assert len(view.loaded.tree.addresses) > 800
    assert [problem.text() for problem in view.problems] == []


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
    told = capsys.readouterr().out
    assert told == f"{len(lines(root)) - 2} nye adresser, {len(lines(root))} i alt i {ADDRESSES}.\n"
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
    told = capsys.readouterr().err
    assert told.startswith(f"{ADDRESSES}:1:1: Adressen «{OLD}/borte/» er publisert")
    assert lines(root) == [f"{OLD}/borte/"]


def test_taking_away_a_record_is_told_until_it_is_said_where_it_went(tmp_path: Path) -> None:
    root = small_copy(tmp_path / "tree")
    assert keep(root) == 0
    area = root / f"data/{NOW}/areas/akutt-og-beredskap.yml"
    area.write_text(area.read_text("utf-8").replace("id: bat", "id: batar"), "utf-8")
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
    area = root / f"data/{NOW}/areas/akutt-og-beredskap.yml"
    area.write_text(area.read_text("utf-8").replace("id: bat", "id: batar"), "utf-8")
    assert check(root).problems == []
    assert since(root, "HEAD", "--format", "github") == 1
    told = capsys.readouterr()
    assert told.err == "2 adresser er borte siden «HEAD».\n"
    assert told.out.count("::error file=data/addresses.txt,line=1,") == 2
    assert f"«tiltak/bat/: tiltak/batar/» i data/{NOW}/redirects.yml" in told.out
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
    area = root / f"data/{NOW}/areas/akutt-og-beredskap.yml"
    area.write_text(area.read_text("utf-8").replace("id: bat", "id: batar"), "utf-8")
    capsys.readouterr()
    assert since(root) == 1
    told = capsys.readouterr()
    assert told.err == "2 adresser er borte siden «HEAD».\n"
    assert told.out.count(f"{ADDRESSES}:") == 2
    assert f"{ADDRESSES}:1:" not in told.out


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


# ---------------------------------------------------------------- the finished site


def lost(site: Path, *addresses: str) -> list[Problem]:
    listed = [Listed(address, number) for number, address in enumerate(addresses, 1)]
    return check_site(site, URL, listed)


def test_the_finished_site_is_asked_for_every_address(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "index.html").write_text("<html></html>", "utf-8")
    (tmp_path / "a/b/index.html").write_text('<html><p id="her">x</p></html>', "utf-8")
    (tmp_path / "a/x.css").touch()
    assert lost(tmp_path, "a/b/", "a/b/#her", "a/x.css") == []
    gone = ["a/", "a/b", "a/b/#borte", "a/y.css", "a/x.css#her"]
    problems = lost(tmp_path, "a/b/", *gone)
    assert [(p.path, p.line) for p in problems] == [(ADDRESSES, n) for n in range(2, 7)]
    for problem, address in zip(problems, gone, strict=True):
        assert problem.message == f"Adressen «{address}» er publisert, men svarer ikke lenger."
        assert "redirects.yml" in problem.hint


MOVED = {
    OLD: """\
tiltak/bil/: tiltak/ambulanse/
tidsplan/: tidslinje/
tidsplan/#a: omrader/akutt/#uvaer
""",
    NOW: """\
tider/ar/: tidslinje/
ordliste/#helse: ordliste/#hf
""",
}
PUBLISHED = [
    *(f"{OLD}/tiltak/bil/", f"{OLD}/tidsplan/", f"{OLD}/tidsplan/#a"),
    *(f"{NOW}/tider/ar/", f"{NOW}/tider/ar/#start", f"{NOW}/ordliste/#helse"),
    *("gjeldende/tider/ar/", "gjeldende/tiltak/ambulanse/", f"{NOW}/assets/plan.css"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature site, its first plan frozen, with some addresses of former days."""
    root = whole_tree(tmp_path_factory.mktemp("moved"))
    for period, text in MOVED.items():
        (root / f"data/{period}/redirects.yml").write_text(text, "utf-8")
    (root / ADDRESSES).write_text("\n".join(PUBLISHED), "utf-8")
    assert main(["freeze", OLD, "--date", "2006-01-05", "--root", str(root)]) == 0
    assert keep(root) == 0
    done = plan("publish", root=root, env={"SITE_URL": "https://fjord.example/planer/"})
    assert done.returncode == 0, done.stderr
    return root / "_site"


Leads = Callable[[str], tuple[str, str]]


@pytest.fixture
def leads(site: Path) -> Leads:
    """Where a page sends the reader, below the root of the site, and what it calls canonical."""

    def follow(address: str) -> tuple[str, str]:
        text = (site / address / "index.html").read_text("utf-8")
        (target,) = set(re.findall(r'content="0; url=([^"]+)"', text))
        assert f'<a href="{target}">' in text
        (known,) = re.findall(r'rel="canonical" href="([^"]+)"', text)
        whole = (site / address / target).resolve().relative_to(site).as_posix()
        return f"{whole}/", known

    return follow


@pytest.mark.parametrize(
    ("address", "target"),
    [
        (f"{OLD}/tiltak/bil/", f"{OLD}/tiltak/ambulanse/"),
        (f"{OLD}/tidsplan/", f"{OLD}/tidslinje/"),
        (f"{NOW}/tider/ar/", f"{NOW}/tidslinje/"),
        ("gjeldende/tiltak/ambulanse/", f"{OLD}/tiltak/ambulanse/"),
    ],
)
def test_an_old_address_leads_on_without_script(
    site: Path, leads: Leads, address: str, target: str
) -> None:
    assert leads(address) == (target, f"https://fjord.example/planer/{target}")
    text = (site / address / "index.html").read_text("utf-8")
    assert '<html lang="nb">' in text
    assert '<meta name="robots" content="noindex">' in text
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in text
    (script,) = re.findall(r"<script([^>]*)></script>", text)  # Which only takes the place along.
    (onward,) = re.findall(r'src="([^"]+)"', script)
    assert (site / address / onward).resolve() == (site / "onward.js").resolve()
    older = address.startswith("gjeldende/")
    (heading,) = read(site / address / "index.html").all("h1")
    assert heading.text == ("Siden hører til en tidligere plan" if older else "Siden er flyttet")
    for style in re.findall(r'href="([^"]+\.(?:css|svg))"', text):
        assert (site / address / style).is_file()


def test_the_alias_leads_to_what_has_moved(leads: Leads) -> None:
    assert leads("gjeldende/tider/ar/")[0] == f"{NOW}/tider/ar/"


def test_places_on_a_page_that_has_moved_have_links_of_their_own(site: Path) -> None:
    page = read(site / f"{OLD}/tidsplan/index.html")
    (place,) = (item for item in page.all("li") if "id" in item.attrs)
    (link,) = place.all("a")
    assert (place.attrs["id"], link.attrs["href"]) == ("a", "../omrader/akutt/#uvaer")
    page = read(site / f"{NOW}/tider/ar/index.html")
    (place,) = (item for item in page.all("li") if "id" in item.attrs)
    (link,) = place.all("a")
    assert (place.attrs["id"], link.attrs["href"]) == ("start", "../../tidslinje/#start")


def test_a_place_that_has_left_a_page_still_answers_on_it(site: Path) -> None:
    page = read(site / f"{NOW}/ordliste/index.html")
    (place,) = (item for item in page.all("li") if item.attrs.get("id") == "helse")
    (link,) = place.all("a")
    assert link.attrs["href"] == "#hf"


def test_what_only_leads_on_is_not_in_the_sitemap(site: Path) -> None:
    text = (site / OLD / "sitemap.xml").read_text("utf-8")
    assert f"{OLD}/tidslinje/" in text
    assert "tidsplan" not in text


def test_a_frozen_plan_says_so_where_its_errata_are_listed(site: Path) -> None:
    assert "ble frosset 5. januar 2006" in read(site / f"{OLD}/rettelser/index.html").text


def test_a_publication_that_loses_an_address_is_stopped(tmp_path: Path) -> None:
    root = whole_tree(tmp_path / "tree")
    (root / ADDRESSES).write_text(f"{NOW}/\n{NOW}/assets/borte.css\n", "utf-8")
    assert check(root).problems == []  # files are known only when the site is there
    done = plan("publish", root=root)
    assert done.returncode == 1
    told = f"{ADDRESSES}:2:1: Adressen «{NOW}/assets/borte.css» er publisert"
    assert told in done.stderr
    assert not (root / "_site").exists()
