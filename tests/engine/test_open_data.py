"""The open data: valid, without people, promised, and the same again."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import pdf
import pytest
from building import MINI, ROOT, TESTS, run
from reading_back import lines, plan_json

from macros.checks import check
from macros.checks.addresses import of_tree
from macros.export import files, shape
from macros.export.plan_json import VERSION, Open, OpenPlan, schema
from macros.export.tables import Table, as_csv
from macros.facts import open_data
from macros.publish.open_data import write_open_data

PERIODS = ("2001-2004", "2005-2008")
PEOPLE = ("Kari Nordmann", "Ola Nordmann")


def folder(site: Path, period: str = "2005-2008") -> Path:
    return site / period / "data"


# ---------------------------------------------------------------- valid


@pytest.mark.parametrize("period", PERIODS)
def test_what_is_published_fits_the_schemas_that_are_published(
    mini_site: Path, period: str
) -> None:
    forms = mini_site / "data" / "v1"
    form = json.loads((forms / "plan.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(form)
    document = plan_json(folder(mini_site, period))
    assert form["$id"] == document["$schema"]
    assert [e.message for e in jsonschema.Draft202012Validator(form).iter_errors(document)] == []
    change = json.loads((forms / "endring.schema.json").read_text("utf-8"))
    for stream in (mini_site / "data", folder(mini_site)):
        for line in lines(stream / "endringer.jsonl"):
            jsonschema.validate(line, change)


@pytest.mark.parametrize("name", ["plan", "endring"])
def test_a_schema_lets_nothing_else_in(mini_site: Path, name: str) -> None:
    """A key that nobody has told of is refused, however deep it stands."""
    form = json.loads((mini_site / "data" / "v1" / f"{name}.schema.json").read_text("utf-8"))

    def objects(part: Any) -> list[dict[str, Any]]:
        inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        own = [part] if isinstance(part, dict) and "properties" in part and "type" in part else []
        return own + [found for one in inner for found in objects(one)]

    found = objects(form)
    assert len(found) > (20 if name == "plan" else 0)
    assert [one["title"] for one in found if one.get("additionalProperties") is not False] == []


@pytest.mark.parametrize("period", PERIODS)
def test_the_data_package_is_valid(mini_site: Path, period: str) -> None:
    report = frictionless.validate(str(folder(mini_site, period) / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])


@pytest.mark.parametrize(
    ("file", "old", "new", "error"),
    [
        ("tiltak.csv", "2006-11-01", "1.11.2006", "constraint-error"),
        ("tiltak.csv", ";adopted;", ";bestemt;", "constraint-error"),
        ("tiltak.csv", ";akutt-og-beredskap;", ";finnes-ikke;", "foreign-key"),
        ("verdier.csv", "34,5", "mange", "type-error"),
        ("aktorer.csv", "styret;", "fjord;", "primary-key"),
    ],
)
def test_a_wrong_cell_is_found(
    mini_site: Path, tmp_path: Path, file: str, old: str, new: str, error: str
) -> None:
    copy = Path(shutil.copytree(folder(mini_site), tmp_path / "data"))
    text = (copy / file).read_text("utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), "utf-8")
    found = frictionless.validate(str(copy / "datapackage.json")).flatten(["type"])
    assert [error] in found


def test_a_spreadsheet_runs_nothing_and_nothing_is_lost() -> None:
    column = shape.Column("a", "string", "", "")
    texts = ["=1+1", "+47 1", "-2", "@x", "\tx", "'x", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"]
    texts.append("vanlig; med «tegn»\nog linjer; =1")
    table = Table("t", "", (column,), [{"a": text} for text in texts], ("a",))
    file = as_csv(table).decode()
    assert file.startswith("\ufeffa\r\n")
    (_, *rows) = csv.reader(io.StringIO(file, newline=""), delimiter=";")
    assert [row[0] for row in rows] == [*(f"'{text}" for text in texts[:-1]), texts[-1]]


# ---------------------------------------------------------------- people, promises, the same again


def test_no_format_names_a_person_and_mailboxes_stay(mini_site: Path) -> None:
    made = [*mini_site.glob("*/data/**/*"), *(mini_site / "data").rglob("*")]
    files = [path for path in made if path.is_file() and path.suffix != ".html"]
    named = [person for group in _people() for person in group]
    assert set(PEOPLE) <= set(named)
    for path in files:
        pages = path.suffix == ".pdf"
        text = pdf.words(pdf.read(path.read_bytes())) if pages else path.read_text("utf-8")
        assert [name for name in named if name in text] == [], path
    assert "post@fjord.example" in (folder(mini_site) / "aktorer.csv").read_text("utf-8")


def _people() -> list[list[str]]:
    """Everybody that the data name in a field for people, as the pages show them."""
    texts = [path.read_text("utf-8") for path in (MINI / "data").rglob("*.yml")]
    return [re.findall(r"^\s+(?:- name|by): ([A-ZÆØÅ]\w+ [A-ZÆØÅ]\w+)$", t, re.M) for t in texts]


def test_every_file_is_promised_listed_and_no_other(mini_site: Path) -> None:
    workspace = check(MINI)
    promised = {a for a in of_tree(workspace) if "data/" in a and not a.endswith("/")}
    assert any(Path(name).name == open_data.DOCUMENT for name in promised)
    made = {
        path.relative_to(mini_site).as_posix()
        for path in mini_site.rglob("*")
        if path.is_file() and "data" in path.parts and path.name != "index.html"
    }
    assert promised == made
    manifest = json.loads((mini_site / "manifest.json").read_text("utf-8"))
    assert made <= {file["path"] for file in manifest["files"]}


def test_the_same_tree_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, seed, zone in (("a", "1", "UTC"), ("b", "2", "Pacific/Kiritimati")):
        words = ["-m", "macros.cli.main", "export", "--root", str(MINI), "--out", name]
        env = {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        done = run([sys.executable, *words], cwd=tmp_path, env=env)
        assert done.returncode == 0, done.stderr
    one, other = (sorted(p for p in (tmp_path / n).rglob("*") if p.is_file()) for n in "ab")
    assert [p.read_bytes() for p in one] == [p.read_bytes() for p in other]
    assert len(one) == len(open_data.files(check(MINI).facts("2005-2008"))) + len(
        open_data.files(check(MINI).facts("2001-2004"))
    ) + len(open_data.of_site(check(MINI).loaded.library))


def test_work_grows_with_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each record is given its form once, whatever number of formats it goes into."""
    workspace = check(MINI)
    data = Open(workspace.loaded.library, "https://plan.example/")
    plan = OpenPlan(data, workspace.facts("2005-2008"))
    count = 0
    record = type(data.people).record

    def counted(self: Any, part: Any) -> Any:
        nonlocal count
        count += 1
        return record(self, part)

    monkeypatch.setattr(type(data.people), "record", counted)
    for _ in range(2):
        assert plan.records
        assert plan.deadlines
    assert count == sum(map(len, plan.records.values()))


def test_what_a_page_has_shown_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages show how the files begin before they are written: each is made once for both."""
    workspace = check(MINI)
    data = Open(workspace.loaded.library, "https://plan.example/")
    facts = {period: workspace.facts(period, data.history) for period in PERIODS}
    made: list[str] = []
    monkeypatch.setattr(files, "as_csv", lambda table: made.append(table.name) or as_csv(table))
    shown = {period: files.beginnings(data, facts, period, ()) for period in PERIODS}
    count = write_open_data(tmp_path, workspace, data)
    assert count == len([path for path in tmp_path.rglob("*") if path.is_file()])
    assert len(made) == len([*tmp_path.rglob("*.csv")])
    told = ((period, *one) for period in PERIODS for one in shown[period].items())
    for plan, name, text in told:
        path = tmp_path / ("" if name.startswith("data/") else f"{plan}/data") / name
        first = text.split("\n")[0].removesuffix("…")
        assert path.read_text("utf-8").lstrip("\ufeff").startswith(first)


# ---------------------------------------------------------------- the promise


def _form(form: dict[str, Any]) -> set[str]:
    """Every field of the form, with what it may hold: one line each."""
    found = {f"plan {name}" for name in form["properties"]}
    for name, part in form["$defs"].items():
        for field, about in part.get("properties", {}).items():
            plain = {k: v for k, v in about.items() if k in ("type", "items", "$ref", "enum")}
            found.add(f"{name} {field} {json.dumps(plain, sort_keys=True)}")
    return found


def test_what_version_1_of_the_form_has_promised_is_there() -> None:
    """A new field comes with a new line in the list; a line is never taken away or changed."""
    promised = set((TESTS / "plan_json_v1.txt").read_text("utf-8").splitlines())
    now = _form(schema())
    assert VERSION == 1
    assert promised - now == set(), "put it back, or make version 2 of the form beside this one"
    assert now - promised == set(), "add these lines to tests/plan_json_v1.txt"
