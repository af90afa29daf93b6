"""What pages say of records that sources do not agree about, and of areas that hold nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import ROOT
from helpers import change, small_copy
from pages import Node, parse

from macros.calls.catalogue import answer
from macros.checks import check
from macros.facts.derive import Facts
from macros.views.render import PageContext, Views

_CONFLICTS = """\
  conflicts:
    - id: strid
      title: Strid om {field}
      field: {field}
      readings:
        - says: Brevet sier noe annet.
          source: brev#tiltak
        - says: Nettsiden sier dette.
          source: nettside#side
      shown: Vi viser dette.
      concerns: [horing]
"""
_EVENT = """\
- id: mote
  title: Møtet
  date: 2005-10-12
  registration_deadline: 2005-02-01
  source: brev#tiltak
"""
_HEARING = """\
- id: horing
  title: Høringen
  period: 2005-01/2005-06
  deadline: 2005-06-01
  source: brev#tiltak
"""
_AREA = """\
id: {id}
kind: theme
title: {title}
source: brev#tiltak
"""
_MEASURE = """\
measures:
  - id: tiltak-{id}
    title: Gjøre noe til {id}
    source: brev#tiltak
"""


def _area(name: str, title: str, *related: str, measure: bool = False) -> dict[str, str]:
    text = _AREA.format(id=name, title=title)
    text += f"relates_to: [{', '.join(related)}]\n" if related else ""
    text += _MEASURE.format(id=name) if measure else ""
    return {f"data/2005-2008/areas/{name}.yml": text}


def _facts(root: Path, files: dict[str, str]) -> Facts:
    tree = small_copy(root)
    change(tree, {"write": files})
    workspace = check(tree)
    assert [problem.text() for problem in workspace.problems] == []
    return workspace.facts("2005-2008")


def _views(facts: Facts) -> Views:
    return Views(facts, ROOT / "overrides" / "plan")


def _page(facts: Facts, name: str) -> Node:
    entry = facts.entries[name]
    return parse(_views(facts).record_page(entry, PageContext(facts, entry.url), ""))


def _shown(facts: Facts, macro: str, base: str = "", **filters: str) -> Node:
    values = answer(facts, macro, [], filters)
    return parse(_views(facts).show(macro, PageContext(facts, base), **values))


def _flags(facts: Facts, macro: str) -> dict[str, list[str]]:
    """What is disputed beside each row of a table, by the title of the row."""
    table = _shown(facts, macro)
    rows = [row for body in table.all("tbody") for row in body.all("tr")]
    return {
        next(next(row.all("th")).all("a")).text: [
            link.text for link in row.all("a") if link.attrs.get("class") == "pl-flag"
        ]
        for row in rows
    }


@pytest.mark.parametrize(
    ("field", "disputed"), [("registration_deadline", True), ("date", False), ("title", False)]
)
def test_a_deadline_is_disputed_only_where_it_is_what_sources_differ_on(
    tmp_path: Path, field: str, disputed: bool
) -> None:
    """Another record's dispute concerns a record, not its deadline."""
    files = {"events": _EVENT + _CONFLICTS.format(field=field), "consultations": _HEARING}
    facts = _facts(tmp_path, {f"data/2005-2008/{n}.yml": text for n, text in files.items()})
    flag = f"Kildene er ikke enige, motstrid 2: Strid om {field}"
    due = _flags(facts, "deadlines")
    assert due["Møtet"] == ([flag] if disputed else [])
    assert due["Høringen"] == []
    # Where no value is asked about, and on its own page, the reader meets it still.
    assert _flags(facts, "consultations") == {"Høringen": [flag]}
    assert f"Strid om {field}" in _page(facts, "horing").text


NOTHING = "Kildene nevner ingen utfordringer eller tiltak under dette området."


def test_an_area_without_measures_leads_to_those_it_hangs_together_with(tmp_path: Path) -> None:
    facts = _facts(
        tmp_path,
        {
            **_area("barn", "Barn", "krav", "samhandling", "tom"),
            **_area("krav", "Krav", measure=True),
            **_area("samhandling", "Samhandling", measure=True),
            **_area("tom", "Tomt"),
            **_area("alene", "Alene"),
        },
    )

    def led_to(page: Node) -> list[str]:
        return [head.text for head in page.all("h2") if head.text.startswith("Tiltak under")]

    page = _page(facts, "barn")
    assert NOTHING in page.text
    assert led_to(page) == ["Tiltak under Krav", "Tiltak under Samhandling"]
    # What leads nowhere is not led to, and what has its own measures says neither.
    for name in ("tom", "alene"):
        assert NOTHING in _page(facts, name).text
        assert led_to(_page(facts, name)) == []
    assert NOTHING not in _page(facts, "krav").text
    assert led_to(_page(facts, "krav")) == []


def test_a_table_of_measures_names_the_area_unless_the_page_is_about_it(tmp_path: Path) -> None:
    facts = _facts(tmp_path, _area("krav", "Krav", measure=True))

    def heads(shown: Node) -> list[str]:
        return [head.text for body in shown.all("thead") for head in body.all("th")]

    assert heads(_page(facts, "krav")) == ["Tiltak", "Kilde"]
    for base in ("", facts.entries["krav"].url):
        table = _shown(facts, "measures", base)
        assert heads(table)[1] == "Område"
        for one in table.all("table"):
            rows = [row for body in one.all("tbody") for row in body.all("tr")]
            assert {len(list(row.all("th", "td"))) for row in rows} == {len(heads(one))}


def test_steps_have_a_column_for_numbers_where_a_source_has_numbered_any(tmp_path: Path) -> None:
    bare = "- {id: start, kind: start, title: Start, date: 2004-09, source: nettside#side}\n"
    numbered = _facts(tmp_path / "numbered", {})
    without = _facts(tmp_path / "without", {"data/2005-2008/milestones.yml": bare})

    def table(facts: Facts) -> tuple[str, set[int]]:
        shown = _shown(facts, "milestones")
        rows = [list(row.all("td")) for body in shown.all("tbody") for row in body.all("tr")]
        return next(shown.all("th")).text, {len(row) for row in rows}

    assert table(numbered) == ("Trinn", {4})
    assert table(without) == ("Når", {3})
