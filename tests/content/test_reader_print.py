"""Paper: a printed page is whole, says what it is, and leaves out what only a screen can do."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe import settled
from browsing import UNLIKE, Visit, visiting
from pages import Node, read
from playwright.sync_api import Browser
from pypdf import PageObject, PdfReader

from macros.facts.dates import years

pytestmark = pytest.mark.browser

NEW = "2023-2026"
SCREEN_ONLY = (
    "Lukk menyen",
    "Mørke farger",
    "Inneholder",
    "Nullstill",
    "Innholdsliste",
    "Skriv søkeord",
    "velg planperiode",
    "Gå til innholdet",
    "Til toppen",
    "↕",
)
TABLES = [path for path in UNLIKE if path != "kilder/"]  # that one is all lists
PRINTED = [*TABLES[:3], *(pytest.param(path, marks=pytest.mark.slow) for path in TABLES[3:])]
MARGIN = 20
"""Points at the edge of the paper that no text may begin in."""


@pytest.fixture
def visit(browser: Browser, real_url: str) -> Iterator[Visit]:
    with visiting(browser, real_url, color_scheme="dark") as made:
        yield made


def printed(visit: Visit, path: str) -> PdfReader:
    """A page as a reader with dark colours prints it."""
    visit.go(path)
    return PdfReader(io.BytesIO(visit.page.pdf(prefer_css_page_size=True)))


def text(pages: PdfReader | list[PageObject]) -> str:
    return "".join(page.extract_text() for page in (getattr(pages, "pages", pages)))


def bare(words: str) -> str:
    """Text without what the setting of lines changes: spaces, hyphens, ligatures."""
    return re.sub(r"[\s\-‐­]+", "", unicodedata.normalize("NFKC", words))


def tables(real_tree: Path, path: str) -> list[Node]:
    return [*read(real_tree / "_site" / path / "index.html").all("table")]


@pytest.mark.parametrize("path", PRINTED)
def test_every_cell_is_on_the_paper_and_nothing_of_the_screen(
    visit: Visit, real_tree: Path, path: str
) -> None:
    paper = printed(visit, f"{NEW}/{path}")
    words = text(paper)
    assert [word for word in SCREEN_ONLY if word in words] == []
    told = bare(words)
    shown = tables(real_tree, f"{NEW}/{path}")
    assert shown
    for table in shown:
        for cell in table.all("caption", "th", "td"):
            for part in cell.inside:
                words = bare(part if isinstance(part, str) else own(part))
                assert words in told, cell.text
    assert outside(paper) == []


def own(node: Node) -> str:
    """The words of an element up to what stands on lines of its own."""
    return "" if [*node.all("li", "p", "span", "ul")] else node.text


def outside(paper: PdfReader) -> list[str]:
    """Text that begins outside what the paper can hold."""
    found: list[tuple[float, str]] = []

    def look(words: str, cm: list[float], tm: list[float], *_: object) -> None:
        if words.strip():
            found.append((cm[0] * tm[4] + cm[4], words))

    for page in paper.pages:
        page.extract_text(visitor_text=look)
    wide = float(paper.pages[0].mediabox.width)
    return [words for x, words in found if not MARGIN < x < wide - MARGIN]


def test_a_table_over_several_sheets_repeats_its_heads(visit: Visit, real_tree: Path) -> None:
    paper = printed(visit, f"{NEW}/aktorer/")
    table = max(tables(real_tree, f"{NEW}/aktorer"), key=lambda table: len([*table.all("tr")]))
    cells = [bare(cell.text) for cell in table.all("th")]
    heads = bare("Aktør Kort Slag Hører til")  # the last is none to sort by, and told elsewhere
    names = cells[5:]
    sheets = [bare(page.extract_text()) for page in paper.pages]
    first = next(i for i, sheet in enumerate(sheets) if heads in sheet)
    rows = [sheet for sheet in sheets[first:] if sum(name in sheet for name in names) > 4]
    assert "".join(cells[:5]) == f"{heads}Kilde"
    assert len(rows) > 2
    assert all(heads in sheet for sheet in rows)


def test_a_wide_table_turns_the_paper_and_a_narrow_one_does_not(visit: Visit) -> None:
    for path, wide in (("oppfolging/", True), ("aktorer/hmn/", False), ("personvern/", False)):
        box = printed(visit, f"{NEW}/{path}").pages[0].mediabox
        assert (box.width > box.height) == wide, path


@pytest.mark.parametrize("script", [True, False])
def test_what_is_folded_away_is_printed(browser: Browser, real_url: str, script: bool) -> None:
    with visiting(browser, real_url, java_script_enabled=script) as visit:
        told = bare(text(printed(visit, f"{NEW}/")))
        assert visit.page.locator("article details").count() > 0
    # In the picture, and in the table behind it.
    assert told.count(bare("Den regionale planen skal til styret")) == 2


def test_a_printed_page_says_what_it_is(visit: Visit) -> None:
    for period, status in (("2019-2022", "tidligere"), (NEW, "gjeldende")):
        told = text(printed(visit, f"{period}/aktorer/hmn/"))
        assert re.search(
            rf"Helse Midt-Norge {years(period)} \({status}\)\. Publisert \d+\. \w+ \d{{4}}", told
        )
        assert bare(f"/{period}/aktorer/hmn/") in bare(told)
    assert "gjelder ikke lenger" in text(printed(visit, "2019-2022/aktorer/hmn/"))


def test_the_addresses_of_links_to_others_are_printed_once(visit: Visit) -> None:
    told = bare(text(printed(visit, f"{NEW}/dokumenter/")))
    links = visit.page.locator("article a[href^=http]")
    hrefs = [links.nth(at).get_attribute("href") or "" for at in range(links.count())]
    assert len(hrefs) > 3
    for href in hrefs:
        # An address is printed in those that go on from it too.
        within = sum(bare(other).startswith(bare(href)) for other in hrefs)
        assert told.count(bare(href)) == within, href
    told = bare(text(printed(visit, "2019-2022/dokumenter/")))
    named = visit.page.locator("article a[href^=http]:not(.pl-bare)").first
    assert bare(f"{named.inner_text()} ({named.get_attribute('href')})") in told


def test_paper_is_white_whatever_the_reader_has_chosen(visit: Visit) -> None:
    visit.go(f"{NEW}/tiltak/")
    visit.page.locator("[data-pl-colours]").click()
    visit.page.locator("[data-pl-colours]").click()
    visit.page.emulate_media(media="print", color_scheme="dark")
    settled(visit.page)
    look = "getComputedStyle(document.querySelector({0!r})).{1}"
    assert visit.page.evaluate(look.format("body", "backgroundColor")) == "rgb(255, 255, 255)"
    for part in ("h1", "article p", "tbody th", "tbody td", "tbody a"):
        ink = visit.page.evaluate(look.format(part, "color"))
        assert max(map(int, re.findall(r"\d+", ink)[:3])) <= 0x66, part


def test_pictures_are_printed_too(visit: Visit) -> None:
    for path in ("lokale-planer/", "tidslinje/"):
        visit.go(f"{NEW}/{path}")
        assert visit.page.locator("figure svg").count() > 0
        visit.page.emulate_media(media="print")
        assert visit.page.locator("figure svg:visible").count() > 0, path
        visit.page.emulate_media(media="screen")
