"""The JSON of a comparison leaves out the people that records name, wherever they are written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import pytest
from compare_tree import AREA, Tree
from compare_values import part, record, record_types

from macros.export.encode import LEFT_OUT, Encoder, people_of
from macros.model.about import About
from macros.model.base import Part
from macros.model.edtf import Edtf, parse
from macros.model.fields import fields_of
from macros.model.plan import Library, Plan, PlanData, PlanStatus, Shared
from macros.model.proceedings import Event, Slot
from macros.model.records import Actor, Group, Member

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
    output = capsys.readouterr().out
    assert "Nordmann" not in output
    assert "Eksempel" not in output
    shown = f"Direktør {LEFT_OUT} fra Fjordhelse HF og {LEFT_OUT} ba om båt."
    assert shown in output
    assert f"{LEFT_OUT}s råd til Fjordhelse HF." in output
    changes = [c for c in json.loads(output)["changes"] if LEFT_OUT in str(c["new"])]
    assert len(changes) == 2
    assert all(change["withheld"] for change in changes)


def test_whom_only_a_text_names_stays(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    tree.replace(AREA, "title: Skaffe båt", "title: Skaffe båt til Ola Ukjent")
    assert tree.compare("--rev", "main", "--format", "json") == 0
    (change,) = json.loads(capsys.readouterr().out)["changes"]
    assert (change["new"], change["withheld"]) == ("Skaffe båt til Ola Ukjent", False)


def _left_out(text: str, *, members: Iterable[str] = (), by: str = "", actor: str = "") -> str:
    """A text in the JSON of a library with these people and this actor."""
    group = record(Group, "g", members=tuple(part(Member, name=name) for name in members))
    event = record(Event, "e", programme=(part(Slot, by=by or None),))
    plan = PlanData.model_construct(
        plan=record(Plan, "2001-2004"), groups=(group,), events=(event,)
    )
    actors = (part(Actor, id="a", name=actor, short=None),) if actor else ()
    shared = Shared.model_construct(actors=actors)
    return Encoder(people_of([Library.model_construct(shared=shared, plans=(plan,))]))(text)


@pytest.mark.parametrize(
    ("by", "shown"),
    [
        ("Administrerande direktør Espen Remme", "Administrerande direktør {0}"),
        ("Anders Riise, leiar i Utval Nord og Sør", "{0}, leiar i {0} og Sør"),
        ("Dr. Stig A. By (leder)", "Dr. {0} (leder)"),
        ("Direktør Kari Berg. Ola By", "{0}. {0}"),
        ("Helse Fjord og Sund", None),
        ("Fagavdelingen", None),
    ],
)
def test_people_are_read_from_who_leads_a_point(by: str, shown: str | None) -> None:
    shown = (shown or by).format(LEFT_OUT)
    assert _left_out(by, by=by, actor="Helse Fjord og Sund HF") == shown
    assert _left_out("Det sa Kari Berg.", by="Direktør Kari Berg") == f"Det sa {LEFT_OUT}."


def test_organisations_of_the_records_are_no_people() -> None:
    text = "Helse Fjord HF: Kari\u00a0Nordmann"
    shown = _left_out(text, members=["Kari Nordmann"], by="Helse Fjord HF", actor="Helse Fjord HF")
    assert shown == f"Helse Fjord HF: {LEFT_OUT}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Livet på fødeavdelingen", None),
        ("Per Bergersen og Super Berg", None),
        ("Livs råd, av _Per Berg_ og Liv.", "{0}s råd, av _{0}_ og {0}."),
        ("OLIVEN, LivPer Berg og Per BergLiv", "OLIVEN, {0}{0} og {0}{0}"),
        ("Per\nBergs plan, Liv1 og Per Berg-utvalget", "{0}s plan, {0}1 og {0}-utvalget"),
        ("Jan van der Bergs plan", "{0}s plan"),
    ],
)
def test_a_name_is_a_word_of_its_own(text: str, shown: str | None) -> None:
    names = ["Liv", "LIV", "Per Berg", "Jan van der Berg"]
    assert _left_out(text, members=names) == (shown or text).format(LEFT_OUT)


# ---------------------------------------------------------------- every type, every field


class Named(Part):
    """A part as someone may add it: numbers, a date, a person, a list of its own kind."""

    count: int = 3
    share: Decimal = Decimal("12.50")
    rate: float = 0.25
    sure: bool = False
    day: Edtf = parse("2005-03")
    status: PlanStatus = PlanStatus.DRAFT
    who: Annotated[str | None, About("navnet", "Hvem.", "Kari", personal=True)] = "Kari Nordmann"
    parts: tuple[Named, ...] = ()


def test_every_type_of_value_has_its_form() -> None:
    encode = Encoder(people_of([]))
    inner = {
        "count": 3,
        "share": 12.5,
        "rate": 0.25,
        "sure": False,
        "day": "2005-03",
        "status": "draft",
    }
    assert encode(Named(parts=(Named(),))) == {**inner, "parts": [inner]}
    assert encode.withheld
    assert [encode(value) for value in (Decimal(7), None, "")] == [7, None, ""]


def test_a_part_without_a_person_withholds_nothing() -> None:
    encode = Encoder(people_of([]))
    encode(Named(who=None))
    assert not encode.withheld


def test_a_type_that_is_not_known_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match=r"encode\.py: verdier av typen date har ingen form"):
        Encoder(people_of([]))((date(2005, 1, 1),))


@pytest.mark.parametrize("record_type", record_types())
def test_every_field_that_is_filled_is_published_unless_it_is_personal(record_type: str) -> None:
    cls = record_types()[record_type]
    one = record(cls, "2001-2004" if record_type == "plan" else "the-id")
    _same_fields(one, Encoder(people_of([]))(one))


def _same_fields(one: Part, encoded: dict[str, Any]) -> None:
    filled = {n: f for n, f in fields_of(type(one)).items() if getattr(one, n) not in ((), None)}
    assert set(encoded) == {name for name, field in filled.items() if not field.about.personal}
    for name, field in filled.items():
        value = getattr(one, name)
        if field.part and isinstance(value, tuple):
            for inner, shown in zip(value, encoded[name], strict=True):
                _same_fields(inner, shown)
