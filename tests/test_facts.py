"""What the sources name, date and count stands on the page where a reader looks for it.

tests/facts.yml has one line a fact: the period, the page in it, and a text or an address.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml
from building import ROOT
from pages import Node, read

FILE = ROOT / "tests" / "facts.yml"
FACTS = yaml.safe_load(FILE.read_text("utf-8"))


def _name(fact: dict[str, str]) -> str:
    return f"{fact['period']}/{fact['page']}: {fact['text']}"


@cache
def content(page: Path) -> Node:
    """What a reader came for: the page without its header, menu and foot."""
    return next(read(page).all("article"))


@pytest.mark.parametrize("fact", FACTS, ids=_name)
def test_fact_is_on_its_page(real_tree: Path, fact: dict[str, str]) -> None:
    page = content(real_tree / "_site" / fact["period"] / fact["page"] / "index.html")
    if fact["text"].startswith(("https://", "mailto:")):
        found = fact["text"] in {link.attrs.get("href") for link in page.all("a")}
    else:
        found = fact["text"] in page.text
    assert found, cure(fact)


def cure(fact: dict[str, str]) -> str:
    """What an editor is told whose change takes a fact from its page."""
    lines = FILE.read_text("utf-8").split("\n")
    (line,) = (n for n, text in enumerate(lines, 1) if text and yaml.safe_load(text) == [fact])
    return (
        f"tests/facts.yml:{line}: Siden {fact['period']}/{fact['page']} viser ikke lenger "
        f"«{fact['text']}», som en kilde sier. Er det tatt bort ved en feil, så hent det tilbake. "
        f"Sier en kilde noe annet nå, så endre linje {line} i tests/facts.yml i samme forslag."
    )


def test_who_changes_a_fact_is_told_which_line_to_change() -> None:
    lines = FILE.read_text("utf-8").split("\n")
    for fact in FACTS:
        said = cure(fact)
        number = int(said.split(":")[1])
        assert yaml.safe_load(lines[number - 1]) == [fact]
        assert f"endre linje {number} i tests/facts.yml" in said


def test_every_fact_is_named_once() -> None:
    names = [_name(fact) for fact in FACTS]
    assert len(set(names)) == len(names)
