"""A site whose lists are too long for one page: complete, linked to, and chosen among."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from axe import broken
from browsing import DESK, PHONE, Visit, served, visiting
from building import one_period, plan, published
from many import AREAS, MANY, grown
from pages import read
from playwright.sync_api import Browser, expect

from macros.publish import document
from macros.search import split
from macros.views import part_links, parts

NEW = "2005-2008"
ROWS, LETTERS = 40, 4_000
"""What the site of these tests has on a page of a list, and in a file of its index."""

AREA_ROWS = [
    [f"tiltak-{n:03}" for n in range(at, MANY - 1, len(AREAS))] for at in range(len(AREAS))
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one plan whose lists are too long for one page."""
    root = one_period(tmp_path_factory.mktemp("parted"))
    grown(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "MOST", ROWS)
        patch.setattr(split, "MOST", LETTERS)
        done = published(root)  # which follows every link and anchor
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "_site"


@pytest.fixture(scope="module")
def url(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


def measures(site: Path) -> list[Path]:
    """The pages of the list of measures, as their links to the next say."""
    found = [site / NEW / "tiltak/index.html"]
    while following := [a for a in read(found[-1]).all("a") if a.attrs.get("rel") == "next"]:
        found.append((found[-1].parent / following[0].attrs["href"] / "index.html").resolve())
    return found


def test_the_pages_of_a_list_hold_every_row_once_and_say_how_many(site: Path) -> None:
    pages = measures(site)
    assert len(pages) == -(-MANY // ROWS)
    names = [re.findall(r'<tr id="([^"]+)"', page.read_text("utf-8")) for page in pages]
    adopted = [n for some in names for n in some if n.startswith(("tiltak-", "helikopter"))]
    assert len(adopted) == len(set(adopted)) == MANY
    for at, page in enumerate(pages, 1):
        text = next(read(page).all("article")).text
        assert f"Side {at} av {len(pages)}" in text
        assert f"av {MANY})" in text


def test_numbers_of_sources_go_on_and_each_page_lists_its_own(site: Path) -> None:
    known: dict[str, str] = {}
    for page in measures(site):
        html = page.read_text("utf-8")
        for number, there in re.findall(r'<li id="__kilde-(\d+)".*?href="(?:\.\./)*([^"]+)"', html):
            assert known.setdefault(number, there) == there
        used = set(re.findall(r'href="#(__kilde-\d+)"', html))
        assert used
        assert used == set(re.findall(r'<li id="(__kilde-\d+)"', html))


def test_a_part_has_an_address_a_title_and_a_place_in_the_sitemap(site: Path) -> None:
    pages = measures(site)
    sitemap = (site / NEW / "sitemap.xml").read_text("utf-8")
    titles = {next(read(page).all("title")).text for page in pages}
    assert len(titles) == len(pages)
    for page in pages:
        canonical = re.search(r'<link rel="canonical" href="([^"]+)"', page.read_text("utf-8"))
        assert canonical
        assert canonical[1].endswith(f"/{page.parent.relative_to(site).as_posix()}/")
        assert f"<loc>{canonical[1]}</loc>" in sitemap


def reports_after_the_first_page(site: Path) -> list[str]:
    """The reports that stand only as rows, and not on the first page of their list."""
    first = (site / NEW / "oppfolging/index.html").read_text("utf-8")
    everywhere = [*(site / NEW / "oppfolging").rglob("index.html")]
    found = [re.findall(r'<tr id="(melding-\d+)"', page.read_text("utf-8")) for page in everywhere]
    return [name for some in found for name in some if f'id="{name}"' not in first]


def test_a_document_has_the_list_whole(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[dict[str, Any]] = []

    def kept(_root: Path, told: dict[str, Any], _files: dict[str, bytes]) -> bytes:
        printed.append(told)
        return b""

    monkeypatch.setattr(document, "compiled", kept)  # which takes ten seconds
    monkeypatch.setattr(document, "kept", lambda _made_of, make: make())
    made = plan("document", root=site.parent)
    assert made.returncode == 0, made.stderr
    chapter = next(c for c in printed[-1]["chapters"] if c["blocks"][0].get("id") == "tiltak/")
    told = json.dumps(chapter, ensure_ascii=False)
    assert set(re.findall(r"\((\d{3})\)", told)) == {f"{at:03}" for at in range(MANY - 1)}
    assert "side-2" not in told


def test_the_parts_of_a_page_make_the_page_again(site: Path) -> None:
    first, *others = measures(site)
    rest = [(f"tiltak/{page.parent.name}/", page.read_text("utf-8")) for page in others]
    whole = part_links.joined(first.read_text("utf-8"), "tiltak/", rest)
    rows = re.findall(r'<tr id="([^"]+)"', whole)
    assert len(rows) == len(set(rows)) > MANY
    assert rows[:MANY] == ["helikopter", *(name for some in AREA_ROWS for name in some)]
    cited, foot = (re.findall(rf'{name}="#?(__kilde-\d+)"', whole) for name in ("href", "id"))
    assert set(cited) == set(foot)
    assert len(foot) == len(set(foot))
    for page, place in re.findall(r'href="([^"#]*)#(tiltak-\d+)"', whole):
        assert page in ("", "../tiltak/")
        assert place in rows


def test_the_search_leads_to_the_part_that_has_a_row(site: Path) -> None:
    folder = site / NEW / "search"
    index = json.loads((folder / "index.json").read_text("utf-8"))
    docs = index["docs"] + [
        doc
        for name in index["more"]
        for doc in json.loads((folder / name).read_text("utf-8"))["docs"]
    ]
    read = (json.loads(path.read_text("utf-8")) for path in folder.glob("index*.json"))
    assert max(len(json.dumps(one["docs"], ensure_ascii=False)) for one in read) < 2 * LETTERS
    places = {doc["location"].partition("#")[2]: doc["location"] for doc in docs}
    moved = reports_after_the_first_page(site)
    assert moved
    for name in moved:
        page = places[name].partition("#")[0]
        assert f'id="{name}"' in (site / NEW / page / "index.html").read_text("utf-8")


# ---------------------------------------------------------------- the reader


@pytest.fixture
def visit(browser: Browser, url: str) -> Iterator[Visit]:
    with visiting(browser, url) as made:
        yield made
        assert made.said == []


@pytest.mark.browser
def test_without_script_each_page_is_whole_and_leads_on(browser: Browser, url: str) -> None:
    with visiting(browser, url, java_script_enabled=False) as visit:
        visit.go(f"{NEW}/tiltak/")
        seen = []
        for at in range(1, 4):
            expect(visit.page.get_by_text(f"Side {at} av 3:")).to_be_visible()
            rows = visit.page.locator("table[data-name=tiltak] tbody tr:visible")
            seen.append(rows.count())
            for absent in (".pl-filter", ".pl-sort"):
                expect(visit.page.locator(f"{absent}:visible")).to_have_count(0)
            if at < 3:
                visit.page.get_by_role("link", name="Neste side").last.click()
        assert sum(seen) == MANY


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["390", "1280"])
def test_a_part_breaks_no_rule_of_access(visit: Visit, size: dict[str, int]) -> None:
    visit.page.set_viewport_size(size)  # type: ignore[arg-type]
    visit.go(f"{NEW}/tiltak/side-2/")
    visit.page.get_by_text("Alle 3 sidene").click()
    assert broken(visit.page) == []
    wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert visit.page.evaluate(wide)


@pytest.mark.browser
@pytest.mark.parametrize("page", ["tiltak/", "tiltak/side-3/"])
def test_what_is_chosen_is_chosen_among_all_rows(visit: Visit, page: str) -> None:
    visit.go(f"{NEW}/{page}")
    visit.still()
    others = "side-"
    assert [asked for asked in visit.asked if others in asked.removesuffix(page)] == []
    form = visit.page.get_by_role("form", name="Filtrer: Tiltak")
    form.get_by_label("Inneholder").focus()
    expect(form.get_by_label("Område").locator("option")).to_have_count(len(AREAS) + 2)
    rows = visit.page.locator("table[data-name=tiltak] tbody tr:visible")
    for area in (AREAS[0], AREAS[-1]):
        form.get_by_label("Område").select_option(area)
        expect(form.locator("output")).to_have_text(f"Viser {rows.count()} av {MANY}")
        assert {*rows.locator("td[data-label='Område']").all_inner_texts()} == {area}
    assert rows.count() == len(range(len(AREAS) - 1, MANY - 1, len(AREAS)))
    expect(visit.page.get_by_text("Neste side").first).to_be_hidden()
    link = rows.locator("th a[href*='#melding']").last
    there = link.get_attribute("href") or ""
    link.click()
    expect(visit.page.locator(":target")).to_be_in_viewport()
    assert visit.page.url == urljoin(f"{visit.url}{NEW}/{page}", there)


@pytest.mark.browser
def test_many_that_fit_come_some_at_a_time_and_all_again(visit: Visit) -> None:
    visit.go(f"{NEW}/tiltak/side-2/?tiltak.sorter=tiltak,opp")
    rows = visit.page.locator("table[data-name=tiltak] tbody tr:visible")
    expect(rows).to_have_count(30)
    titles = rows.locator("th").all_inner_texts()
    assert titles == sorted(titles)
    visit.page.get_by_role("button", name="Vis flere").click()
    expect(rows).to_have_count(60)
    expect(rows.nth(30).locator("a").first).to_be_focused()
    visit.page.get_by_role("button", name="Nullstill").first.click()
    expect(visit.page.get_by_text("Side 2 av 3:")).to_be_visible()
    expect(rows).to_have_count(-(-MANY // 3))
    expect(visit.page.get_by_role("button", name="Vis flere")).to_be_hidden()


@pytest.mark.browser
def test_paper_says_that_it_has_only_some_of_what_fits(visit: Visit) -> None:
    visit.go(f"{NEW}/tiltak/?tiltak.tekst=e")
    expect(visit.page.locator("table[data-name=tiltak] tbody tr:visible")).to_have_count(30)
    visit.page.emulate_media(media="print")
    told = f"Utvalg: Inneholder: e. Viser {MANY} av {MANY} rader. Her er de første 30 av {MANY}."
    expect(visit.page.locator(".pl-chosen:visible")).to_have_text(told)


@pytest.mark.browser
def test_what_cannot_be_fetched_is_told_and_may_be_there_the_next_time(
    browser: Browser, url: str
) -> None:
    with visiting(browser, url) as visit:
        visit.go(f"{NEW}/tiltak/")
        visit.page.route("**/side-3/", lambda route: route.abort())
        form = visit.page.get_by_role("form", name="Filtrer: Tiltak")
        form.get_by_label("Inneholder").focus()
        expect(form.locator("output")).to_contain_text("Fikk ikke hentet resten av listen.")
        visit.page.unroute("**/side-3/")
        form.get_by_label("Inneholder").fill("(003)")
        expect(form.locator("output")).to_have_text(f"Viser 1 av {MANY}")


@pytest.mark.browser
def test_an_address_from_before_leads_to_the_page_that_has_the_row(
    visit: Visit, site: Path
) -> None:
    for name in (reports_after_the_first_page(site)[0], reports_after_the_first_page(site)[-1]):
        visit.go(f"{NEW}/oppfolging/#{name}")
        expect(visit.page.locator(f"tr#{name}")).to_be_in_viewport()
