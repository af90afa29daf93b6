"""What the sources name, date and count stands on the page where a reader looks for it.

tests/facts.yml has one line a fact: the period, the page in it, and a text or an address. Editors
change it beside the data, so what is wrong with it is told as the check tells it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from building import ROOT
from pages import Node, read
from pydantic import ValidationError

from macros.load.messages import told
from macros.model.base import Part
from macros.model.text import Exact
from macros.problems import Problem
from macros.reading.yaml_text import read_yaml

NAME = "tests/facts.yml"


class Fact(Part):
    """Something a source says, and the page that shows it; the front page has an empty name."""

    period: Exact
    page: str
    text: Exact


def facts(data: bytes) -> tuple[list[tuple[Fact, int]], list[Problem]]:
    """Each fact of a list with its line, and what is wrong with the list."""
    doc, problems = read_yaml(NAME, data)
    if doc.value is not None and not isinstance(doc.value, list):
        message, hint = "Filen skal være en liste.", "Begynn hver linje med «- {period: …}»."
        problems.append(doc.problem((), "type", message, hint))
    found = []
    for i, raw in enumerate(doc.value if isinstance(doc.value, list) else ()):
        try:
            found.append((Fact.model_validate(raw), doc.place((i,))[0]))
        except ValidationError as error:
            problems.extend(told(doc, (i,), Fact, error, names={}))
    return found, problems


FACTS, PROBLEMS = facts((ROOT / NAME).read_bytes())


def _name(fact: Fact) -> str:
    return f"{fact.period}/{fact.page}: {fact.text}"


@cache
def content(page: Path) -> Node:
    """What a reader came for: the page without its header, menu and foot."""
    return next(read(page).all("article"))


@pytest.mark.parametrize(("fact", "line"), FACTS, ids=[_name(fact) for fact, _ in FACTS])
def test_fact_is_on_its_page(real_tree: Path, fact: Fact, line: int) -> None:
    page = content(real_tree / "_site" / fact.period / fact.page / "index.html")
    if fact.text.startswith(("https://", "mailto:")):
        found = fact.text in {link.attrs.get("href") for link in page.all("a")}
    else:
        found = fact.text in page.text
    assert found, cure(fact, line)


def cure(fact: Fact, line: int) -> str:
    """What an editor is told whose change takes a fact from its page."""
    return (
        f"{NAME}:{line}: Siden {fact.period}/{fact.page} viser ikke lenger «{fact.text}», som en "
        f"kilde sier. Er det tatt bort ved en feil, så hent det tilbake. Sier en kilde noe annet "
        f"nå, så endre linje {line} i {NAME} i samme forslag."
    )


def test_the_list_can_be_read() -> None:
    assert not PROBLEMS, "\n".join(problem.text() for problem in PROBLEMS)
    assert len(FACTS) > 400


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('- {period: 2019-2022, page: kilder/, text: "KS}', "er aldri lukket."),
        ("- {period: 2019-2022, page: kilder/, tekst: KS}", "Ukjent nøkkel: «tekst»."),
        ("- {period: 2019-2022, page: kilder/}", "«text» mangler."),
        ("- bare ord", "skal være nøkler og verdier."),
        ("period: 2019-2022", "Filen skal være en liste."),
    ],
)
def test_a_line_that_cannot_be_read_is_told_at_its_place(line: str, told: str) -> None:
    found, problems = facts(f"# Fakta\n\n{line}\n".encode())
    assert found == []
    assert f"{NAME}:3:" in problems[0].text()
    assert any(told in problem.message for problem in problems)


def test_who_changes_a_fact_is_told_which_line_to_change() -> None:
    lines = (ROOT / NAME).read_text("utf-8").split("\n")
    for fact, number in FACTS:
        assert fact.text in lines[number - 1].replace('\\"', '"')
        assert f"endre linje {number} i {NAME}" in cure(fact, number)


def test_every_fact_is_named_once() -> None:
    names = [_name(fact) for fact, _ in FACTS]
    assert len(set(names)) == len(names)
