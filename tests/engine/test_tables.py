"""Tables: whole without script; with it, a hundred rows can be searched, sorted and shared."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import BOTH, PHONE, Visit, visiting
from many import AREAS, MANY
from playwright.sync_api import Browser, Locator, ViewportSize, expect

pytestmark = pytest.mark.browser

LIST = "2005-2008/tiltak/"
STEP = 20
"""Rows at a time on a phone."""
OF_AREA = len(range(0, MANY - 1, len(AREAS)))
TALLEST = 12_000
"""Pixels that the page of a table may be tall on a phone."""


@pytest.fixture
def visit(browser: Browser, many_url: str) -> Iterator[Visit]:
    with visiting(browser, many_url) as made:
        yield made
        assert made.said == []


def ready(visit: Visit, path: str = LIST) -> None:
    """Go to a page and wait until its tables answer."""
    visit.go(path)
    expect(visit.page.locator("table[data-name] .pl-sort").last).to_be_attached()


def rows(visit: Visit) -> Locator:
    return visit.page.locator("table[data-name=tiltak] tbody tr:visible")


def form(visit: Visit) -> Locator:
    return visit.page.get_by_role("form", name="Filtrer: Tiltak")


def narrowed(visit: Visit) -> None:
    """Wait for the first choice: what sees to it is fetched then."""
    expect(form(visit).locator("output")).not_to_have_text(f"Viser {MANY} av {MANY}")


def headings(visit: Visit) -> list[str]:
    return rows(visit).locator("th").all_inner_texts()


def column(visit: Visit, label: str) -> list[str]:
    return rows(visit).locator(f"td[data-label='{label}']").all_inner_texts()


def test_letters_in_parts_and_signs_that_nobody_sees_are_no_other_words(visit: Visit) -> None:
    ready(visit)
    form(visit).get_by_label("Inneholder").fill("ga\u030a gjen\u00adnom")
    narrowed(visit)
    found = rows(visit).count()
    form(visit).get_by_label("Inneholder").fill("gå gjennom")
    assert found == rows(visit).count() > 0


def test_words_and_choices_narrow_the_rows(visit: Visit) -> None:
    ready(visit)
    expect(rows(visit)).to_have_count(MANY)
    form(visit).get_by_label("Inneholder").fill("Akuttmottakene  gå")
    narrowed(visit)
    assert {title.split(" (")[0] for title in headings(visit)} == {
        "Gå gjennom akuttmottakene i alle foretakene"
    }
    found = rows(visit).count()
    expect(form(visit).locator("output")).to_have_text(f"Viser {found} av {MANY}")
    form(visit).get_by_label("Område").select_option(AREAS[1])
    assert 0 < rows(visit).count() < found
    assert set(column(visit, "Område")) == {AREAS[1]}
    form(visit).get_by_label("Inneholder").fill("finnes ikke")
    expect(rows(visit)).to_have_count(0)
    expect(form(visit).locator("output")).to_have_text(f"Viser 0 av {MANY}")


@pytest.mark.parametrize(
    ("label", "choice", "fits"),
    [
        ("Ansvarlig", "Kystkommunene", lambda text: "Kystkommunene" in text),
        ("Frist", "2006", lambda text: "2006" in text),
        ("Sist meldt", "gjennomført", lambda text: text.startswith("gjennomført")),
    ],
)
def test_each_choice_keeps_what_fits_and_nothing_else(
    visit: Visit, label: str, choice: str, fits: object
) -> None:
    assert callable(fits)
    ready(visit)
    everything = column(visit, label)
    form(visit).get_by_label(label).select_option(choice)
    narrowed(visit)
    assert column(visit, label) == [text for text in everything if fits(text)]
    assert 0 < rows(visit).count() < MANY


def test_what_is_chosen_stands_in_the_address_and_survives(visit: Visit) -> None:
    ready(visit, f"{LIST}#utfordringene-tiltakene-svarer-pa")
    form(visit).get_by_label("Inneholder").fill("følge")
    narrowed(visit)
    form(visit).get_by_label("Sist meldt").select_option("pågår")
    for _ in range(2):
        visit.page.get_by_role("button", name="Frist", exact=True).click()
    told = parse_qs(urlsplit(visit.page.url).query)
    assert told == {
        "tiltak.tekst": ["følge"],
        "tiltak.sist meldt": ["pågår"],
        "tiltak.sorter": ["frist,ned"],
    }
    before = headings(visit)
    assert before
    ready(visit, visit.path)
    narrowed(visit)
    assert headings(visit) == before
    expect(form(visit).get_by_label("Inneholder")).to_have_value("følge")
    expect(form(visit).get_by_label("Sist meldt")).to_have_value("pågår")
    expect(visit.page.locator("th[aria-sort=descending]")).to_have_text("Frist")
    assert visit.page.url.endswith("#utfordringene-tiltakene-svarer-pa")
    form(visit).get_by_role("button", name="Nullstill").click()
    expect(rows(visit)).to_have_count(MANY)
    assert urlsplit(visit.page.url).query == ""
    expect(visit.page.locator("[aria-sort]")).to_have_count(0)
    expect(form(visit).get_by_label("Inneholder")).to_have_value("")


def test_the_keyboard_sorts_and_what_is_open_comes_last(visit: Visit) -> None:
    ready(visit)
    button = visit.page.get_by_role("button", name="Frist", exact=True)
    button.focus()
    for key, way in (("Enter", "ascending"), ("Space", "descending")):
        visit.page.keyboard.press(key)
        expect(visit.page.locator("th[aria-sort]")).to_have_attribute("aria-sort", way)
        cells = rows(visit).locator("td[data-label=Frist]")
        known = [at for at in cells.evaluate_all("all => all.map(c => c.dataset.sort)") if at]
        assert known == sorted(known, reverse=way == "descending")
        assert set(column(visit, "Frist")[len(known) :]) == {"–"}
        expect(button).to_be_focused()


@pytest.mark.parametrize("size", BOTH.values(), ids=BOTH)
def test_where_nothing_fits_the_reader_is_told_and_can_start_over(
    visit: Visit, size: ViewportSize
) -> None:
    visit.page.set_viewport_size(size)
    ready(visit)
    line = visit.page.locator(".pl-filter__none").first
    expect(line).to_be_hidden()
    form(visit).get_by_label("Inneholder").fill("finnes ikke")
    expect(line).to_contain_text("Ingen rader passer")
    expect(line).to_be_in_viewport()
    expect(form(visit).get_by_role("status")).to_have_text(f"Viser 0 av {MANY}")  # Read aloud.
    line.get_by_role("button", name="Nullstill").press("Enter")
    expect(line).to_be_hidden()
    assert rows(visit).count() > 0
    expect(form(visit).get_by_label("Inneholder")).to_be_focused()
    visit.page.emulate_media(media="print")
    expect(line).to_be_hidden()


def test_an_address_with_nonsense_shows_everything(visit: Visit) -> None:
    ready(visit, f"{LIST}?tiltak.status=tull&tiltak.sorter=tull,ned&annet=<b>")
    expect(rows(visit)).to_have_count(MANY)


def test_many_rows_fit_on_a_phone(visit: Visit) -> None:
    visit.page.set_viewport_size(PHONE)
    ready(visit)
    more = visit.page.get_by_role("button", name="rader til").first
    expect(more).to_have_text(f"Vis {STEP} rader til ({MANY - STEP} står igjen)")
    expect(rows(visit)).to_have_count(STEP)
    assert visit.page.evaluate("document.documentElement.scrollHeight") < TALLEST
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for left in range(2 * STEP, MANY + STEP, STEP):
        more.click()
        expect(rows(visit)).to_have_count(min(left, MANY))
        row = visit.page.evaluate("document.activeElement.closest('tr').rowIndex")
        assert row == left - STEP + 1
    expect(more).to_have_count(0)


def test_a_phone_says_what_each_value_is_and_can_sort(visit: Visit) -> None:
    visit.page.set_viewport_size(PHONE)
    ready(visit)
    label = "cell => getComputedStyle(cell, '::before').content"
    for cell in rows(visit).first.locator("td").all():
        assert cell.evaluate(label) == f'"{cell.get_attribute("data-label")}: "'
    expect(visit.page.locator("thead button:visible")).to_have_count(0)
    form(visit).get_by_label("Sorter etter").select_option("Tiltak")
    expect(rows(visit).locator("th").first).to_contain_text("Dele beste praksis")
    form(visit).get_by_label("Sorter etter").select_option("Frist, siste først")
    dates = (
        rows(visit)
        .locator("td[data-label=Frist]")
        .evaluate_all("all => all.map((cell) => cell.dataset.sort).filter(Boolean)")
    )
    assert dates == sorted(dates, reverse=True)
    form(visit).get_by_role("button", name="Nullstill").click()
    expect(form(visit).get_by_label("Sorter etter")).to_have_value("")
    form(visit).get_by_label("Område").select_option(AREAS[0])
    expect(rows(visit)).to_have_count(STEP)


def test_desk_and_paper_show_every_row(visit: Visit) -> None:
    ready(visit)
    expect(rows(visit)).to_have_count(MANY)
    visit.page.set_viewport_size(PHONE)
    expect(rows(visit)).to_have_count(STEP)
    visit.page.emulate_media(media="print")
    expect(rows(visit)).to_have_count(MANY)


def test_paper_shows_what_is_chosen_and_says_so(visit: Visit) -> None:
    ready(visit)
    told = visit.page.locator(".pl-chosen:visible")
    form(visit).get_by_label("Område").select_option(AREAS[0])
    expect(rows(visit)).to_have_count(OF_AREA)
    expect(told).to_have_count(0)
    visit.page.emulate_media(media="print")
    expect(rows(visit)).to_have_count(OF_AREA)
    expect(told).to_have_text(f"Utvalg: Område: {AREAS[0]}. Viser {OF_AREA} av {MANY} rader.")
    visit.page.emulate_media(media="screen")
    form(visit).get_by_role("button", name="Nullstill").click()
    visit.page.emulate_media(media="print")
    expect(rows(visit)).to_have_count(MANY)
    expect(told).to_have_count(0)


def test_only_a_table_that_is_too_wide_is_a_stop(visit: Visit) -> None:
    ready(visit)
    box = visit.page.locator(".pl-table").first
    expect(box).not_to_have_attribute("tabindex", "0")
    visit.page.set_viewport_size({"width": 740, "height": 800})
    box.evaluate("box => { box.style.width = '300px' }")
    visit.page.set_viewport_size({"width": 742, "height": 800})
    expect(box).to_have_attribute("tabindex", "0")
    expect(box).to_have_role("region")
    expect(box).to_have_accessible_name(f"Tiltak: den vedtatte planen ({MANY})")
