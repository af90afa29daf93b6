"""Addresses of a finished site: each that was published answers, and what has moved leads on."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from building import published, whole_tree
from pages import read
from support.looked_over import look_over

from macros.checks import check
from macros.cli.main import main
from macros.problems import Problem
from macros.reading.address_list import ADDRESSES, Listed

OLD, NOW = "2001-2004", "2005-2008"
URL = "http://127.0.0.1:8000/"


def lost(site: Path, *addresses: str) -> list[Problem]:
    listed = [Listed(address, number) for number, address in enumerate(addresses, 1)]
    return look_over(site, URL, listed)


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

GONE = f"""\
- id: rett-bil
  date: 2006-03
  title: Bilen er tatt bort
  reason: Det var en ambulanse.
  role: redaktøren
  corrects: [bil, akutt, {NOW}]
  pages: [tidsplan.md]
  source: brev#tiltak
"""
"""An erratum about what is no longer there, beside what is, and what never was in this plan."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature site, its first plan frozen, with some addresses of former days."""
    root = whole_tree(tmp_path_factory.mktemp("moved"))
    for period, text in MOVED.items():
        (root / f"data/{period}/redirects.yml").write_text(text, "utf-8")
    with (root / f"data/{OLD}/errata.yml").open("a", encoding="utf-8") as file:
        file.write(GONE)
    (root / ADDRESSES).write_text("\n".join(PUBLISHED), "utf-8")
    assert main(["freeze", OLD, "--date", "2006-01-05", "--root", str(root)]) == 0
    assert main(["addresses", "--root", str(root)]) == 0
    done = published(root, env={"SITE_URL": "https://fjord.example/planer/"})
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


def test_errata_about_what_is_gone_stand_where_readers_are_led(site: Path) -> None:
    page = read(site / f"{OLD}/rettelser/index.html")
    (one,) = (node for node in page.all("section") if node.attrs.get("id") == "rett-bil")
    links = {link.text: link.attrs["href"] for link in one.all("a")}
    assert links["bil"] == "../tiltak/ambulanse/"
    assert links["tidsplan.md"] == "../tidslinje/"
    assert "bil (tatt bort eller flyttet)" in one.text
    for led in ("tiltak/ambulanse", "tidslinje", "omrader/akutt"):
        boxes = [
            node.text
            for node in read(site / OLD / led / "index.html").all("aside")
            if node.attrs.get("class") == "pl-corrected"
        ]
        assert ["Bilen er tatt bort" in text for text in boxes] == [True]


def test_a_publication_that_loses_an_address_is_stopped(tmp_path: Path) -> None:
    root = whole_tree(tmp_path / "tree")
    (root / ADDRESSES).write_text(f"{NOW}/\n{NOW}/assets/borte.css\n", "utf-8")
    assert check(root).problems == []  # files are known only when the site is there
    done = published(root)
    assert done.returncode == 1
    message = f"{ADDRESSES}:2:1: Adressen «{NOW}/assets/borte.css» er publisert"
    assert message in done.stderr
    assert not (root / "_site").exists()
