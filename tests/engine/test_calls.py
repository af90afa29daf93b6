"""Macro calls on a page have their places, however many stand on a line."""

from __future__ import annotations

import re

import pytest

from macros.reading import prose
from macros.reading.front_matter import Page, read_page


def _page(text: str) -> Page:
    return read_page("docs/felles/x.md", f"# X\n\n{text}\n".encode())[0]


def test_the_second_call_on_a_line_is_the_second_in_the_text() -> None:
    text = "{{ a() }} {{ ba() }} {{ a () }}\n{{ a() }} {{ a(\n'x') }}"
    found, slips = prose.calls(_page(text))
    assert slips == ()
    told = [(call.name, call.line, call.column) for call in found]
    assert told == [("a", 3, 4), ("ba", 3, 14), ("a", 3, 25), ("a", 4, 4), ("a", 4, 14)]


def test_what_is_kept_of_a_page_cannot_be_changed_by_who_asks() -> None:
    page = _page("{{ a('b', c='d') }} {{ 1 }}")
    found, slips = prose.calls(page)
    assert (type(found), type(slips), type(found[0].args)) == (tuple, tuple, tuple)
    assert prose.calls(page)[0] == found


def test_a_long_line_of_calls_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    searched = []
    finditer = re.finditer

    def counted(pattern: str, text: str) -> object:
        searched.append(pattern)
        return finditer(pattern, text)

    monkeypatch.setattr(prose.re, "finditer", counted)
    found, _ = prose.calls(_page("{{ measures() }} {{ areas() }} " * 500))
    assert [call.column for call in found[-2:]] == [499 * 31 + 4, 499 * 31 + 21]
    assert len(searched) <= 2
