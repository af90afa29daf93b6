"""CONTRIBUTING.md: its examples are valid, its tables and messages are the real ones."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from building import MINI
from guides import CODE, COMMENT, FENCE, GUIDE, rows_of, section
from pydantic import BaseModel

from macros.calls import catalogue
from macros.checks import check
from macros.facts.dates import date_in_words
from macros.load.library import TYPES
from macros.model.base import Part, Record
from macros.model.plan import Word
from macros.reading.tree import PLAN_FILES, SHARED_FILES

# ---------------------------------------------------------------- CONTRIBUTING.md: the examples


@dataclass(frozen=True)
class Example:
    """A fenced block of the guide: the file its first line names, and what stands below it."""

    form: str
    path: str
    text: str


def _examples(text: str) -> list[Example]:
    found = []
    for form, block in FENCE.findall(text):
        if form in ("yaml", "markdown", "diff"):
            first, _, rest = block.partition("\n")
            named = re.fullmatch(r"(?:#|<!--) ((?:data|docs)/.+?)(?: -->)?", first)
            assert named, f"the first line names no file: {first}"
            found.append(Example(form, _in_mini(named[1]), rest.lstrip("\n")))
    return found


def _in_mini(path: str) -> str:
    """The path in the miniature tree, where the plan in force stands for any plan."""
    return re.sub(r"<.+?>", lambda hit: _periods()[hit[0]], path)


@cache
def _periods() -> dict[str, str]:
    data = check(MINI).loaded.library.in_force
    assert data
    now = data.plan
    last = int(now.id[-4:])
    after = f"{last + 1}-{last + 4}"
    return {
        "<periode>": now.id,
        "<forrige periode>": str(now.predecessor),
        "<neste periode>": after,
    }


EXAMPLES = [example for example in _examples(GUIDE) if example.form != "diff"]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The miniature tree with every whole example of the guide put into it."""
    root = tmp_path / "tree"
    for name in ("data", "docs"):
        shutil.copytree(MINI / name, root / name)
    for example in EXAMPLES:
        path = root / example.path
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text("utf-8") if path.exists() else ""
        path.write_text(_joined(before, example), "utf-8")
    return root


def _joined(before: str, example: Example) -> str:
    """What stood in a file, and an example: at the end of a list, or of one list of words."""
    first = f"{example.text.partition(chr(10))[0]}\n"
    if before.startswith("- ") or not before:
        return before + example.text
    assert before.count(first) == 1, f"{example.path} stands there already"
    return before.replace(first, example.text)


def _change(path: Path, lines: str) -> None:
    """Make the change that a diff shows; what it takes away must stand there once.

    The changes leave out the comments of the examples.
    """
    old = "".join(line[1:] for line in lines.splitlines(keepends=True) if line[0] in " -")
    new = "".join(line[1:] or line for line in lines.splitlines(keepends=True) if line[0] in " +")
    text = COMMENT.sub("", path.read_text("utf-8"))
    assert text.count(old) == 1, f"stands {text.count(old)} times in {path.name}:\n{old}"
    path.write_text(text.replace(old, new), "utf-8")


def _told(root: Path) -> list[str]:
    return [problem.text() for problem in check(root).problems]


def test_the_examples_are_valid(tree: Path) -> None:
    assert _told(tree) == []


def test_there_is_an_example_of_everything_an_editor_writes(tree: Path) -> None:
    known = {placed.id for placed in check(MINI).loaded.placed}
    shown = {placed.kind for placed in check(tree).loaded.placed if placed.id not in known}
    assert shown == set(TYPES)
    no_records = {"redirects", "frozen"}  # Shown as lines of text, and tried in tests of their own.
    stems = {*SHARED_FILES, *PLAN_FILES} - no_records
    assert {Path(e.path).stem for e in EXAMPLES} >= stems
    assert {example.form for example in EXAMPLES} == {"yaml", "markdown"}


def test_an_example_that_is_wrong_would_be_found(tree: Path) -> None:
    assert len(EXAMPLES) > 12
    for example in EXAMPLES:
        path = tree / example.path
        right = path.read_text("utf-8")
        found, broken = ("{{ ", "{{ x") if example.form == "markdown" else ("id: ", "xid: ")
        wrong = example.text.replace(found, broken, 1)
        path.write_text(right.replace(example.text, wrong), "utf-8")
        assert _told(tree), example.path
        path.write_text(right, "utf-8")


CHANGES = re.findall(r"^### (.+)$", section(GUIDE, "## De vanligste endringene"), re.MULTILINE)


@pytest.mark.parametrize("title", CHANGES)
def test_the_changes_shown_are_valid(tree: Path, title: str) -> None:
    for change in _examples(section(GUIDE, f"### {title}")):
        _change(tree / change.path, change.text)
    assert _told(tree) == []


_BY_COMMAND = {"plan": {"frozen"}}
"""Fields that only a command writes."""


@pytest.mark.parametrize("kind", [*TYPES, "vocabulary"])
def test_every_field_is_in_an_example(kind: str) -> None:
    cls = Word if kind == "vocabulary" else TYPES[kind]
    assert _fields(cls) - _keys(kind) - _BY_COMMAND.get(kind, set()) == set()


def test_what_every_record_may_have_is_in_an_example() -> None:
    fields = _fields(Record, of_every_record=True)
    assert fields - _keys("area") - _keys("milestone") == set()


def _fields(model: type[BaseModel], *, of_every_record: bool = False) -> set[str]:
    """The keys of a record type and of the parts it has, without those that all records have."""
    common = set() if of_every_record or not issubclass(model, Record) else Record.model_fields
    found: set[str] = set()
    for name, field in model.model_fields.items():
        if name not in common:
            inner = (part for part in _parts(field.annotation) if part is not model)
            found |= {name}.union(*map(_fields, inner))
    return found


def _parts(annotation: Any) -> list[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return [annotation]
    return [part for inner in get_args(annotation) for part in _parts(inner)]


def _keys(kind: str) -> set[str]:
    """Every key in the examples of the file that holds a record type."""
    stems = {kind: stem for stem, kind in (SHARED_FILES | PLAN_FILES).items()}
    texts = [e.text for e in EXAMPLES if Path(e.path).stem == stems.get(kind)]
    if kind in ("area", "challenge", "measure"):
        texts = [e.text for e in EXAMPLES if "/areas/" in e.path]
    return {key for text in texts for key in re.findall(r"^[ -]*(\w+):", text, re.MULTILINE)}


# ---------------------------------------------------------------- CONTRIBUTING.md: the tables


@pytest.mark.parametrize("row", rows_of(section(GUIDE, "## Datoer")), ids=lambda row: row[0])
def test_dates_are_shown_as_the_guide_says(row: list[str]) -> None:
    assert date_in_words(row[0].strip("`")) == row[2]


MACROS = {row[0].strip("`"): row for row in rows_of(section(GUIDE, "## Makroene"))}


@pytest.mark.parametrize("name", catalogue.MACROS)
def test_every_macro_is_explained(name: str) -> None:
    macro = catalogue.MACROS[name]
    assert macro.example in MACROS
    assert set(CODE.findall(MACROS[macro.example][2])) == set(macro.filters)


def test_no_macro_is_explained_that_does_not_exist() -> None:
    assert {call.partition("(")[0] for call in MACROS} == set(catalogue.MACROS)


AREA = "data/<periode>/areas/tema-kystberedskap.yml"
PAGE = "docs/<periode>/omrader/tema-kystberedskap.md"
BREAKS = [
    (AREA, "deadline:", "dedline:"),
    (AREA, "deadline: 2006-11-01", "deadline:"),
    (AREA, "deadline: 2006-11-01", "deadline: 1.11.2006"),
    (AREA, "deadline: 2006-11-01", "deadline: 2006-11-31"),
    (AREA, "deadline: 2006-11-01", "deadline: 2206-11-01"),
    ("data/glossary.yml", "  term: AMK", "\tterm: AMK"),
    (AREA, "standing: adopted", "standing: vedtatt"),
    (AREA, "responsible: [kysthelse]\npart", "responsible: [kysthelsa]\npart"),
    (AREA, "relates_to: [tema-transport]", "relates_to: tema-transport"),
    (AREA, "- id: felles-ovelse", "- id: kystbat"),
    ("data/<periode>/areas/tema-transport.yml", "id: tema-transport", "id: transport"),
    ("data/<periode>/aims.yml", "title: Hjelpen", "title: Målet: hjelpen"),
    ("data/<periode>/aims.yml", "#ingress", "#ingres"),
    ("data/<periode>/decisions.yml", "  source: beredskapsnotat-2005#ingress\n", ""),
    (
        "data/sources.yml",
        "      declined: Bare lenker til andre sider. # hvorfor delen ikke er brukt\n",
        "",
    ),
    (
        "data/<forrige periode>/areas/kystberedskap-gammel.yml",
        "    outcome:\n      kind: not-stated",
        "#",
    ),
    (
        PAGE,
        '"kystbat", "deadline") }}. {{ cite("beredskapsnotat-2005#tiltak") }}',
        '"kystbat", "deadline") }}.',
    ),
    (PAGE, 'area="tema-kystberedskap"', 'area="tema-kystberedskapen"'),
    (PAGE, "measures(area", "mesures(area"),
    (PAGE, "fergene ikke går, er", "dette svikter, er båten viktig:\n- når fergene ikke går, er"),
    (PAGE, "../kilder/index.md", "../kjelder/index.md"),
    ("docs/<periode>/ny-side.md", "", "---\ntitle: Ny side\n---\n\n{{ terms() }}\n"),
]
"""Wrong turns that editors take: the file, what stood there, and what stands there instead."""

TOLD = [row[0].strip("`") for row in rows_of(section(GUIDE, "## Meldinger du kan få"))]
"""The messages of the guide, where … stands for anything."""


def _broken(tree: Path, where: str, old: str, new: str) -> list[str]:
    """What is told of the examples with one thing wrong, without the places."""
    path = tree / _in_mini(where)
    text = path.read_text("utf-8") if path.exists() else ""
    assert text.count(old) == 1
    path.write_text(text.replace(old, new) or new, "utf-8")
    told = [f"{problem.message} {problem.hint}" for problem in check(tree).problems]
    path.write_text(text, "utf-8") if text else path.unlink()
    return told


def test_the_messages_are_those_that_editors_get(tree: Path) -> None:
    matched: set[str] = set()
    for where, old, new in BREAKS:
        told = "\n".join(_broken(tree, where, old, new))
        hits = {m for m in TOLD if re.search(re.escape(m).replace("…", ".+"), told)}
        assert hits, f"the guide has none of these messages:\n{told}"
        matched |= hits
    assert matched == set(TOLD)
