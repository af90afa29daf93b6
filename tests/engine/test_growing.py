"""What is said of a field or a type in one place is found everywhere: a copy of the tree grows."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from building import ROOT, content_copy, run, swapped, whole_tree

FIELD = '''
    cost: Count | None = explain(
        "kostnaden", "12", Change.DETAIL, label="Kostnad", found_by="kroner", default=None
    )
    """Hva tiltaket koster, i millioner kroner."""
'''
TYPE = '''

class GaugeReading(Part):
    """A number on a day."""

    called: ClassVar[str] = "avlesningen"
    day: Edtf = explain("dagen", "2005-10-01", Change.DATE)
    """Dagen tallet gjelder (EDTF)."""
    count: Count = explain("tallet", "12", Change.DETAIL)
    """Tallet som ble lest av."""
    source: Places = Field(min_length=1)


class Gauge(Record):
    """Something that is read off from time to time."""

    record_type: ClassVar[str] = "gauge"
    title: Title
    limit: Count = explain("grensen", "9", Change.DETAIL)
    """Tallet det ikke skal over."""
    readings: tuple[GaugeReading, ...] = explain(
        "avlesningene",
        [{"day": "2005-10-01", "count": "12", "source": "beredskapsnotat-2005#tiltak"}],
        Change.DETAIL,
        default=(),
    )
    """Tallene, med dag og kilde til hver."""
'''
ROW = """
    "gauge": RecordType(
        cls=Gauge,
        name="måler",
        plural="målere",
        file="gauges",
        field="gauges",
        folder="malere",
        macro="gauges",
        listed="målerne",
        example="gauges()",
    ),
}

HANDED_ON"""
DATA = """- id: vannstand
  title: Vannstanden ved kaia
  limit: 9
  readings:
    - day: 2006-03-04
      count: 7
      source: brev#innledning
  source: brev#tiltak
"""
PLAN = "2005-2008"


def ran(root: Path, *words: str) -> str:
    """What `plan` of a copy says; it must not refuse."""
    env = {"PYTHONPATH": str(root), "PLAN": PLAN}
    done = run([sys.executable, "-m", "macros.cli.main", *words], cwd=root, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def copy(folder: Path) -> Path:
    return whole_tree(folder / "tree")


RECORDS, REGISTRY = "macros/model/records.py", "macros/model/registry.py"
PLAN_DATA = "macros/model/plan.py"
END_OF_MEASURE = "    cases: Cases = ()\n\n\nclass Area"
AREA = f"data/{PLAN}/areas/akutt-og-beredskap.yml"
TEXTS = "from macros.model.text import "
ERRATA = "    errata: tuple[Erratum, ...] = ()"


def grown_field(root: Path) -> Path:
    """A measure with one field more, said in one place, and one measure that states it."""
    swapped(root, RECORDS, END_OF_MEASURE, f"{FIELD}{END_OF_MEASURE}")
    swapped(root, RECORDS, TEXTS, f"{TEXTS}Count, ")
    swapped(root, AREA, "  - id: helikopter\n", "  - id: helikopter\n    cost: 42\n")
    return root


def grown_type(root: Path) -> Path:
    """A record type, in three places and a file of data: its class, its row, its list in a plan."""
    swapped(root, RECORDS, "\n\nclass Aim(Record)", f"{TYPE}\n\nclass Aim(Record)")
    needed = "from pydantic import Field\nfrom macros.model.edtf import Edtf\n"
    swapped(root, RECORDS, TEXTS, f"{needed}{TEXTS}Count, ")
    swapped(root, REGISTRY, "}\n\nHANDED_ON", ROW.lstrip("\n"))
    swapped(root, PLAN_DATA, ERRATA, f"    gauges: tuple[Gauge, ...] = ()\n{ERRATA}")
    for name in (REGISTRY, PLAN_DATA):
        swapped(root, name, "import Actor, ", "import Gauge, Actor, ")
    (root / "data" / PLAN / "gauges.yml").write_text(DATA, "utf-8")
    page = root / "docs" / PLAN / "index.md"
    page.write_text(page.read_text("utf-8") + "\n\n{{ gauges() }}\n", "utf-8")
    return root


@pytest.fixture(scope="module", params=["field", "type"])
def grown(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    root = copy(tmp_path_factory.mktemp(request.param))
    if request.param == "field":
        grown_field(root)
    else:
        grown_type(root)
    ran(root, "publish")
    ran(root, "schema")
    return request.param, root


TABLE = {"field": ("tiltak", "Kostnad"), "type": ("", "Vannstanden ved kaia")}
PAGE = {"field": ("tiltak/helikopter", "42"), "type": ("malere/vannstand", "Grensen")}
NAME = {"field": "cost", "type": "readings"}


def shown(root: Path, address: str) -> str:
    return (root / "_site" / PLAN / address / "index.html").read_text("utf-8")


def test_it_stands_in_table_and_page(grown: tuple[str, Path]) -> None:
    kind, root = grown
    for address, text in (TABLE[kind], PAGE[kind]):
        assert text in shown(root, address), address
    if kind == "type":
        page = shown(root, "malere/vannstand")
        assert "4. mars 2006" in page
        assert "kilder/brev/#innledning" in page


def test_it_stands_in_schema_guide_and_search(grown: tuple[str, Path]) -> None:
    kind, root = grown
    name = "area.json" if kind == "field" else "gauges.json"
    assert NAME[kind] in (root / "schemas" / name).read_text("utf-8")
    guide = (root / "schemas" / "README.md").read_text("utf-8")
    assert ("Hva tiltaket koster" if kind == "field" else "Tallene, med dag og kilde") in guide
    index = (root / "_site" / PLAN / "search" / "index.json").read_text("utf-8")
    assert ("kroner" if kind == "field" else "4. mars 2006") in index


def test_it_stands_in_every_format_of_the_open_data(grown: tuple[str, Path]) -> None:
    kind, root = grown
    folder = root / "_site" / PLAN / "data"
    name, table = ("measure", "tiltak") if kind == "field" else ("gauge", "malere")
    field, shown = ("cost", 42) if kind == "field" else ("limit", 9)
    records = json.loads((folder / "plan.json").read_text("utf-8"))["records"][name]
    assert shown in [record.get(field) for record in records]
    schema = json.loads((root / "_site/data/v1/plan.schema.json").read_text("utf-8"))
    own = schema["$defs"][name.capitalize()]["properties"]
    assert own[field]["type"] == "integer"
    head, *rows = (folder / f"{table}.csv").read_text("utf-8-sig").splitlines()
    column = head.split(";").index(field)
    assert str(shown) in [row.split(";")[column] for row in rows]
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    fields = next(r["schema"]["fields"] for r in package["resources"] if r["name"] == table)
    about = "Hva tiltaket koster, i millioner kroner." if kind == "field" else "Tallet det ikke"
    assert any(f["name"] == field and f["description"].startswith(about) for f in fields)
    assert f"{table}.csv" in (folder / "index.html").read_text("utf-8")
    changes = (folder / "endringer.jsonl").read_text("utf-8")
    assert f'"{field}"' in changes
    catalogue = (root / "_site/data/katalog.ttl").read_text("utf-8")
    assert f"{PLAN}/data/{table}.csv" in catalogue


SKELETON = """
from macros.editing.skeleton import skeleton
from macros.load.library import TYPES
print(skeleton(TYPES["{name}"], {{"id": "x"}}))
"""
COMPARED = """
from pathlib import Path
from macros.checks import check
from macros.compare.comparison import compare_revisions
from macros.export.comparison import as_json
old, new = (check(Path(p)) for p in ({old!r}, {new!r}))
assert not old.problems and not new.problems, (old.problems, new.problems)
found = compare_revisions(old, new, ("før", "nå"))
print(as_json(found))
"""


def test_it_stands_in_skeleton_and_comparison(grown: tuple[str, Path], tmp_path: Path) -> None:
    kind, root = grown
    name = "measure" if kind == "field" else "gauge"
    code = SKELETON.format(name=name)
    done = run([sys.executable, "-c", code], cwd=root, env={"PYTHONPATH": str(root)})
    assert NAME[kind] in done.stdout, done.stderr
    changed = content_copy(tmp_path / "changed", root)
    if kind == "field":
        swapped(changed, f"data/{PLAN}/areas/akutt-og-beredskap.yml", "cost: 42", "cost: 43")
    else:
        swapped(changed, f"data/{PLAN}/gauges.yml", "count: 7", "count: 8")
    code = COMPARED.format(old=str(root), new=str(changed))
    done = run([sys.executable, "-c", code], cwd=root, env={"PYTHONPATH": str(root)})
    assert done.returncode == 0, done.stderr
    changes = json.loads(done.stdout)["changes"]
    values = [(c["field"], c["old"], c["new"]) for c in changes]
    assert values == ([("cost", 42, 43)] if kind == "field" else [("readings.count", 7, 8)])


def test_what_is_not_said_of_a_field_is_told_with_its_place(tmp_path: Path) -> None:
    root = copy(tmp_path)
    swapped(
        root,
        "macros/model/records.py",
        "    cases: Cases = ()\n\n\nclass Area",
        "    cost: Count | None = None\n    cases: Cases = ()\n\n\nclass Area",
    )
    swapped(root, RECORDS, TEXTS, f"{TEXTS}Count, ")
    env = {"PYTHONPATH": str(root)}
    done = run([sys.executable, "-m", "macros.cli.main", "schema"], cwd=root, env=env)
    assert done.returncode == 1
    assert "macros/model/records.py: feltet «cost» i Measure mangler «words»" in done.stderr
    assert "Traceback" not in done.stderr
    assert "macros.model.fields" not in done.stderr


def test_nothing_of_this_is_in_the_repository() -> None:
    assert "gauge" not in (ROOT / "macros" / "model" / "registry.py").read_text("utf-8")
