"""Dates as prose, in bokmål and nynorsk: never more exact than what was written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import EDTF

from macros.facts.dates import date_in_words, datetime_attribute
from macros.model.edtf import Edtf, parse

BOTH = {
    "2022-11-01": "1. november 2022",
    "2022-01-31": "31. januar 2022",
    "2022-11": "november 2022",
    "2022-11-XX": "november 2022",
    "2022": "2022",
    "2022-XX": "2022",
    "2022-XX-XX": "2022",
    "2016-21": "våren 2016",
    "2016-24": "vinteren 2016",
    "2022?": "2022 (usikkert)",
    "2022-11?": "november 2022 (usikkert)",
    "2021/2022": "2021–2022",
    "2021-03/2022-02": "mars 2021 – februar 2022",
    "2021-03/2021-05": "mars–mai 2021",
    "2021-12/2022-01": "desember 2021 – januar 2022",
    "2021-03-01/2021-03-05": "1.–5. mars 2021",
    "2021-03-01/2021-05-02": "1. mars – 2. mai 2021",
    "2021-12-31/2022-01-02": "31. desember 2021 – 2. januar 2022",
    "2021-03-01/2021-05": "1. mars 2021 – mai 2021",
    "2021/2022-05": "2021 – mai 2022",
    "2021-03?/2021-05": "mars 2021 (usikkert) – mai 2021",
    "../2022-07": "til og med juli 2022",
    "../2022-07-31": "til og med 31. juli 2022",
}
"""EDTF -> the same words in both languages."""

EACH = {
    "2016-22": ("sommeren 2016", "sommaren 2016"),
    "2016-23": ("høsten 2016", "hausten 2016"),
    "201X": ("2010-årene", "2010-åra"),
    "19XX": ("1900-tallet", "1900-talet"),
    "2022~": ("omtrent 2022", "om lag 2022"),
    "2022-11-01~": ("omtrent 1. november 2022", "om lag 1. november 2022"),
    "2022%": ("omtrent 2022 (usikkert)", "om lag 2022 (usikkert)"),
    "2016-21/2016-23": ("våren 2016 – høsten 2016", "våren 2016 – hausten 2016"),
    "2021~/2022": ("omtrent 2021 – 2022", "om lag 2021 – 2022"),
    "/2022-07": (
        "fram til juli 2022 (starten er ikke oppgitt)",
        "fram til juli 2022 (starten er ikkje oppgitt)",
    ),
    "2022-07/": (
        "fra juli 2022 (slutten er ikke oppgitt)",
        "frå juli 2022 (slutten er ikkje oppgitt)",
    ),
    "2022-07/..": ("fra og med juli 2022", "frå og med juli 2022"),
    "2022-07-15~/..": ("fra og med omtrent 15. juli 2022", "frå og med om lag 15. juli 2022"),
}
"""EDTF -> the words in bokmål, and in nynorsk."""

TABLE = {**{text: (words, words) for text, words in BOTH.items()}, **EACH}

MACHINE = {
    "2022-11-01": "2022-11-01",
    "2022-11": "2022-11",
    "2022-11-XX": "2022-11",
    "2022": "2022",
    "2022-XX-XX": "2022",
    "2022-11~": "2022-11",
    "2022?": "2022",
    "2016-22": None,
    "201X": None,
    "19XX": None,
    "2021/2022": None,
    "/2022": None,
    "2022/..": None,
}


@pytest.mark.parametrize("text", TABLE)
def test_a_date_as_a_norwegian_reader_expects_it(text: str) -> None:
    bokmal, nynorsk = TABLE[text]
    assert date_in_words(text) == bokmal
    assert date_in_words(parse(text), "nb") == bokmal
    assert date_in_words(text, "nn") == nynorsk


def test_another_language_gets_bokmal() -> None:
    assert date_in_words("2016-23", "en") == "høsten 2016"


@pytest.mark.parametrize("month", range(1, 13))
def test_the_months_have_their_names(month: int) -> None:
    names = "januar februar mars april mai juni juli august september oktober november desember"
    assert date_in_words(f"2022-{month:02d}") == f"{names.split()[month - 1]} 2022"
    assert date_in_words(f"2022-{month:02d}", "nn") == date_in_words(f"2022-{month:02d}", "nb")


@pytest.mark.parametrize("text", MACHINE)
def test_the_datetime_of_html_is_given_where_html_has_a_form_for_it(text: str) -> None:
    assert datetime_attribute(parse(text)) == MACHINE[text]


@given(EDTF, st.sampled_from(["nb", "nn", "en"]))
def test_every_date_has_words(value: Edtf, lang: str) -> None:
    words = date_in_words(value, lang)
    assert words == words.strip()
    assert words.isprintable()
    assert not re.search(r"X|~|%|\?|/|\.\.|  |\{|\}", words)
    if lang == "nn":
        assert not re.search(r"\b(?:fra|ikke|sommeren|høsten|omtrent|årene|tallet)\b", words)


@given(EDTF)
def test_no_day_is_named_that_was_not_written(value: Edtf) -> None:
    days = re.findall(r"(\d+)\. ?(?:[a-z]|–)", date_in_words(value))
    written = [point for point in (value.start, value.end) if point and point.precision == "day"]
    assert {int(day) for day in days} <= {point.first.day for point in written}


@given(EDTF)
def test_what_a_machine_reads_is_a_day_a_month_or_a_year(value: Edtf) -> None:
    given_form = datetime_attribute(value)
    assert given_form is None or re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", given_form)
