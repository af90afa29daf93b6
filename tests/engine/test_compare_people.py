"""The JSON of a comparison leaves out the people that records name, wherever they are written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from compare_tree import AREA, Tree

from macros.export.people import LEFT_OUT, Hide, led_by
from macros.model.records import Actor, Member

EVENTS = """- id: mote
  title: Møte
  date: 2005-01-10
  programme:
    - start: "09:00"
      end: "09:30"
      title: Velkommen
      by: Administrerende direktør Anne Eksempel
    - start: "09:30"
      end: "10:00"
      title: Planen
      by: Fjordhelse HF
  source: brev#tiltak
"""


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    tree = Tree(tmp_path / "repo")
    (tree.tree / "data/2005-2008/events.yml").write_text(EVENTS, "utf-8")
    tree.commit()
    return tree


def test_who_leads_a_point_is_left_out_of_prose_and_other_fields(
    tree: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Direktør Anne\n  Eksempel fra Fjordhelse HF og Kari Nordmann ba om båt."
    tree.replace(AREA, "title: Skaffe båt", f'title: Skaffe båt\n    description: "{text}"')
    page = tree.tree / "docs/2005-2008/index.md"
    added = '\n\nAnne\nEksempels råd til Fjordhelse HF. {{ cite("brev#tiltak") }}\n'
    page.write_text(page.read_text("utf-8") + added, "utf-8")
    assert tree.compare("--rev", "main", "--format", "json") == 0
    told = capsys.readouterr().out
    assert "Nordmann" not in told
    assert "Eksempel" not in told
    shown = f"Direktør {LEFT_OUT} fra Fjordhelse HF og {LEFT_OUT} ba om båt."
    assert shown in told
    assert f"{LEFT_OUT}s råd til Fjordhelse HF." in told
    changes = [c for c in json.loads(told)["changes"] if LEFT_OUT in str(c["new"])]
    assert len(changes) == 2
    assert all(change["withheld"] for change in changes)


def test_whom_only_a_text_names_stays(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    tree.replace(AREA, "title: Skaffe båt", "title: Skaffe båt til Ola Ukjent")
    assert tree.compare("--rev", "main", "--format", "json") == 0
    (change,) = json.loads(capsys.readouterr().out)["changes"]
    assert (change["new"], change["withheld"]) == ("Skaffe båt til Ola Ukjent", False)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Administrerande direktør Espen Remme", ["Espen Remme"]),
        ("Anders Riise, leiar i Utval Nord og Sør", ["Anders Riise", "Utval Nord"]),
        ("Dr. Stig A. By (leder)", ["Dr. Stig A. By", "Stig A. By", "A. By"]),
        ("Kari Berg. Ola By", ["Kari Berg", "Ola By"]),
        ("Helse Fjord og Sund", []),
        ("Fagavdelingen", []),
    ],
)
def test_people_are_read_from_who_leads_a_point(text: str, people: list[str]) -> None:
    assert led_by(text, ["Helse Fjord og Sund HF"]) == people


def test_organisations_of_the_records_are_no_people() -> None:
    actor = Actor.model_construct(name="Helse Fjord HF", short=None)
    member = Member(name="Kari Nordmann")
    assert Hide([actor, member])("Helse Fjord HF: Kari\u00a0Nordmann") == (
        f"Helse Fjord HF: {LEFT_OUT}"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Livet på fødeavdelingen", None),
        ("Per Bergersen og Super Berg", None),
        ("Livs råd, av _Per Berg_ og Liv.", f"{LEFT_OUT}s råd, av _{LEFT_OUT}_ og {LEFT_OUT}."),
        ("OLIVEN, LivPer Berg og Per BergLiv", "OLIVEN, {0}{0} og {0}{0}"),
        ("Per\nBergs plan, Liv1 og Per Berg-utvalget", "{0}s plan, {0}1 og {0}-utvalget"),
    ],
)
def test_a_name_is_a_word_of_its_own(text: str, shown: str | None) -> None:
    hide = Hide([Member(name=name) for name in ("Liv", "LIV", "Per Berg")])
    assert hide(text) == (shown or text).format(LEFT_OUT)
