"""The site of the repository's own data: whole, in two languages, with what the sources say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pages import Node, read
from real import in_force, leads_on

from macros.checks import check
from macros.facts.workspace import Workspace
from macros.model import routes

NEW, OLD = "2023-2026", "2019-2022"
HMN, HNT, STO, HMR = (
    "Helse Midt-Norge RHF",
    "Helse Nord-Trøndelag HF",
    "St. Olavs hospital HF",
    "Helse Møre og Romsdal HF",
)
TRUSTS = (HMN, HNT, STO, HMR)

FOURTEEN = [str(number) for number in range(1, 15)]
CURE = (
    "Dette står i en kilde, og i tests/test_site_real.py. Er det endret ved en feil, så hent det "
    "tilbake. Sier en kilde noe annet nå, så endre det der i samme forslag, der testen «{}» leser "
    "det."
)
"""What an editor is told whose change takes from a page what a source says."""

PROJECT = [
    ("Sverre B. Midthjell", HMN),
    ("Olav Bremnes", HNT),
    ("Tom Christian Martinsen", STO),
    ("Hege Hegle", HMR),
    ("Lars Henrik Hegrenæs", HMN),
]
STEERING = [
    ("Stig A. Slørdahl", HMN),
    ("Tor Åm", HNT),
    ("Grethe Aasved", STO),
    ("Øyvind Bakke", HMR),
    ("Nils Kvernmo", HMN),
    ("Lindy Jarosch-Von Schweder", ""),
    ("Bjarte Jensen", ""),
    ("Snorre Ness", ""),
    ("Bjørnar Lien", ""),
]
THEMES = {
    "framskrivninger": "Linda Midttun;Rolf Tørring;Hilde Aareskjold;Trine Sperre",
    "kvalitet": "Ragnhild Johansen;Hilde Fossland;Helge Hårstad;Vidar Haagerup",
    "samhandling": "Daniel Haga;Olav Bremnes;Hans Olav Siljehaug;Lena Waage",
    "utdanning": "Ruben Angell;Kari Hynne Skjærpe;Guro Karlsholm;Guro Berge",
    "teknologi": "Per Olav Skjesol;Erik Jørgensson;Knut Jørgen Rotabakk;Odd Arne Maridal",
    "forskning": (
        "Siv Mørkved;Hege Selnes Haugdahl+Åsmund Bang;Johan Skomsvoll;Dag Arne Hoff+Christer Jensen"
    ),
    "beredskap": "Ole Magnus Nyheim;Per Martin Øfsti;Erlend Vanvik;Hans Olav Ose",
    "kommunikasjon": "Mari Kleppan;Berig Indgul;Marit Kvikne;Hege Hegle",
}
"""The source's table: for each theme the members from HMN, HNT, STO and HMR."""


@pytest.fixture(scope="module")
def site(real_tree: Path) -> Path:
    return real_tree / "_site"


@pytest.fixture(scope="module")
def view(real_tree: Path) -> Workspace:
    return check(real_tree)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Node]:
    """Address -> page, for every page of both periods."""
    found = [p for period in (OLD, NEW) for p in (site / period).rglob("*.html")]
    named = {p.relative_to(site).as_posix().removesuffix("index.html"): read(p) for p in found}
    return {address: page for address, page in named.items() if not leads_on(page)}


def test_both_periods_and_the_alias_are_there(site: Path) -> None:
    for name in (OLD, NEW, "gjeldende"):
        assert (site / name / "index.html").is_file()
    now = in_force()
    assert f"url={now}/" in (site / "index.html").read_text("utf-8")
    assert f"url=../{now}/" in (site / "gjeldende/index.html").read_text("utf-8")


@pytest.mark.parametrize("period", [OLD, NEW])
def test_every_record_has_its_page_or_its_place_on_one(
    view: Workspace, pages: dict[str, Node], period: str
) -> None:
    entries = view.facts(period).entries.values()
    assert len(entries) > 100
    for entry in entries:
        address, _, anchor = entry.url.partition("#")
        page = pages[f"{period}/{address}"]
        if entry.record_type in routes.PAGES and not anchor:
            assert [h1.text for h1 in page.all("h1")] == [entry.title]
        elif anchor:
            assert page_has(page, anchor), entry.url


@pytest.mark.parametrize("period", [OLD, NEW])
def test_no_page_of_a_record_says_little(
    view: Workspace, pages: dict[str, Node], period: str
) -> None:
    entries = [e for e in view.facts(period).entries.values() if e.record_type in routes.PAGES]
    texts = {
        e.url: own(next(pages[f"{period}/{e.url}"].all("article"))) for e in entries if e.paged
    }
    assert len(texts) > 80
    assert [url for url, text in texts.items() if len(re.findall(r"\w+", text)) < 45] == []


def own(node: Node) -> str:
    """What an article says of its subject: not the way to it, its sources or how to cite it."""
    around = {"pl-cites", "pl-sources", "pl-citing"} & {*node.attrs.get("class", "").split()}
    if node.tag in ("nav", "svg", "script") or around:
        return ""
    return " ".join(part if isinstance(part, str) else own(part) for part in node.inside)


def test_what_is_done_about_preparedness_stands_on_its_page(pages: dict[str, Node]) -> None:
    """No measure is filed under the theme: those of the areas it hangs together with are there."""
    page = pages[f"{NEW}/omrader/tema-beredskap/"]
    linked = [link.attrs["href"] for table in page.all("table") for link in table.all("a")]
    assert "../../tiltak/fellesloesning-logistikk-beredskap/" in linked


def page_has(page: Node, anchor: str) -> bool:
    ids = (node.attrs.get("id") for node in page.all("tr", "li", "dt", "section", "div"))
    return anchor in ids


def test_every_page_has_one_heading_and_a_title(pages: dict[str, Node]) -> None:
    for address, page in pages.items():
        (heading,) = page.all("h1")
        (title,) = (t for head in page.all("head") for t in head.all("title"))
        assert heading.text, address
        assert re.search(r"(Regional u|U)tviklingsplan", title.text), address


def test_no_page_shows_what_a_template_left_behind(pages: dict[str, Node]) -> None:
    left = re.compile(
        r"\bNone\b|[Uu]ndefined|⟦|⟧|\{\{|\}\}|\{%|Traceback|<built-in|&(?:lt|gt|amp|quot|#\d+);"
    )
    # The guide for editors shows what calls look like.
    looked = {a: page for a, page in pages.items() if "/bidra/" not in f"/{a}"}
    assert len(looked) == len(pages) - 14
    shown = {address: left.search(page.text) for address, page in looked.items()}
    assert {address: hit.group() for address, hit in shown.items() if hit} == {}


def test_pages_in_nynorsk_say_so_with_everything_around_in_bokmal(
    view: Workspace, pages: dict[str, Node]
) -> None:
    written = {page.path: page.meta.value for page in view.loaded.tree.all_pages()}
    nynorsk = {
        path.removeprefix("docs/").removesuffix(".md").removesuffix("index")
        for path, meta in written.items()
        if meta.get("lang") == "nn"
    }
    assert nynorsk
    for address, page in pages.items():
        (html,) = page.all("html")
        written_in = "nn" if address.rstrip("/") in {n.rstrip("/") for n in nynorsk} else "nb"
        assert html.attrs["lang"] == written_in, address
        (header,) = (h for h in page.all("header") if "md-header" in h.attrs["class"])
        assert header.attrs["lang"] == "nb", address


def test_records_in_nynorsk_are_marked_on_their_pages(
    view: Workspace, pages: dict[str, Node]
) -> None:
    entries = [(p, e) for p in (OLD, NEW) for e in view.facts(p).entries.values()]
    marked = [
        (p, e) for p, e in entries if e.lang == "nn" and e.record_type in routes.PAGES and e.paged
    ]
    assert marked
    for period, entry in marked:
        (heading,) = pages[f"{period}/{entry.url}"].all("h1")
        assert heading.attrs.get("lang") == "nn", entry.url


def test_the_timetable_has_its_fourteen_steps(pages: dict[str, Node]) -> None:
    """In the order of the source; when each is stands in facts.yml. There may be more."""
    steps = [row["Trinn"] for row in pages[f"{NEW}/tidslinje/"].rows()]
    assert [n for n in steps if n in FOURTEEN] == FOURTEEN, CURE.format("FOURTEEN")


def test_the_steering_group_has_nine_members(pages: dict[str, Node]) -> None:
    rows = pages[f"{NEW}/grupper/gruppe-styringsgruppe/"].rows()
    assert_members(rows, STEERING, "STEERING")
    assert "leder" in rows[0]["Stilling eller rolle"], CURE.format("STEERING")


def test_the_project_group_has_five_members(pages: dict[str, Node]) -> None:
    assert_members(pages[f"{NEW}/grupper/gruppe-prosjektgruppe/"].rows(), PROJECT, "PROJECT")


@pytest.mark.parametrize("theme", list(THEMES))
def test_each_theme_has_members_from_all_four_trusts(pages: dict[str, Node], theme: str) -> None:
    rows = pages[f"{NEW}/grupper/gruppe-{theme}/"].rows()
    for names, trust in zip(THEMES[theme].split(";"), TRUSTS, strict=True):
        for name in names.split("+"):
            found = any(name in row[""] and row["Organisasjon"] == trust for row in rows)
            assert found, f"{name}, {trust}: {CURE.format('THEMES')}"
    assert {row["Organisasjon"] for row in rows} == set(TRUSTS), CURE.format("THEMES")


def assert_members(rows: list[dict[str, str]], members: list[tuple[str, str]], named: str) -> None:
    assert len(rows) == len(members), CURE.format(named)
    for row, (name, trust) in zip(rows, members, strict=True):
        assert row[""].startswith(name), CURE.format(named)
        assert row["Organisasjon"] == trust or not trust, CURE.format(named)


def test_there_are_eight_themes_each_with_a_group(pages: dict[str, Node]) -> None:
    tables = pages[f"{NEW}/omrader/"].all("table")
    # Where all are themes, no column says so.
    rows = [row for table in tables for row in table.rows() if row.get("Slag", "tema") == "tema"]
    assert len(rows) == len(THEMES), CURE.format("THEMES")


def test_the_old_plan_was_adopted_on_19_december_2018(pages: dict[str, Node]) -> None:
    (page,) = (
        r for r in pages[f"{OLD}/vedtak/"].all("tr") if r.attrs.get("id") == "vedtak-plan-2018"
    )
    times = [time.attrs.get("datetime") for time in page.all("time")]
    assert "2018-12-19" in times, CURE.format("test_the_old_plan_was_adopted_on_19_december_2018")
    assert "19. desember 2018" in page.text
    assert "Styret for Helse Midt-Norge RHF" in [link.text for link in page.all("a")]


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (NEW, ["digital", "standard", "fellesløsning", "utdanning", "virksomhetsutvikling"]),
        (OLD, ["digital", "standard", "virksomhetsutvikling", "fellesløsning"]),
    ],
)
def test_the_instruments_are_those_of_the_plan(
    pages: dict[str, Node], period: str, words: list[str]
) -> None:
    titles = [
        row[""].lower()
        for row in next(pages[f"{period}/omrader/"].all("table")).rows()  # The adopted plan's.
        if row.get("Slag", "virkemiddel") == "virkemiddel"
    ]
    said = CURE.format("test_the_instruments_are_those_of_the_plan")
    assert len(titles) == len(words), said
    assert [sum(word in title for title in titles) for word in words] == [1] * len(words), said


def test_the_public_can_reach_all_four(pages: dict[str, Node]) -> None:
    links = {link.attrs.get("href", "").lower() for link in pages[f"{NEW}/aktorer/"].all("a")}
    wanted = {
        "mailto:postmottak_mr@helse-mr.no",
        "mailto:utviklingsplan@stolav.no",
        "mailto:postmottak@hnt.no",
        "mailto:postmottak@helse-midt.no",
    }
    assert wanted <= links, CURE.format("test_the_public_can_reach_all_four")


def test_the_consultation_had_answers(pages: dict[str, Node]) -> None:
    answers = [row["Svar"] for row in pages[f"{NEW}/horinger/"].rows()]
    assert "29" in answers, CURE.format("test_the_consultation_had_answers")
