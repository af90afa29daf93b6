"""CONTRIBUTING.md and guide/: examples are valid, tables and messages are the real ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from building import MINI, ROOT, content_copy, problem_lines
from guides import CODE, COMMENT, DOCS, FENCE, GUIDE, rows_of, section

from macros.calls import catalogue
from macros.checks import check
from macros.facts.dates import date_in_words
from macros.load.library import TYPES
from macros.model.base import Part
from macros.model.fields import described, types_within
from macros.model.plan import Word
from macros.reading.tree import GUIDES, PLAN_FILES, SHARED_FILES

# ---------------------------------------------------------------- the examples


@dataclass(frozen=True)
class Example:
    """A fenced block of the guide: the file its first line names, and what stands below it."""

    form: str
    path: str
    text: str


def _examples(text: str) -> list[Example]:
    found = []
    for form, block in FENCE.findall(text):
        if form in ("yaml", "markdown", "diff") and block.startswith(("# data/", "<!-- docs/")):
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


EXAMPLES = [e for name in GUIDES for e in _examples(DOCS[name]) if e.form != "diff"]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The miniature tree with every whole example of the guide put into it."""
    root = content_copy(tmp_path / "tree")
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


def test_the_examples_are_valid(tree: Path) -> None:
    assert problem_lines(tree) == []


def test_there_is_an_example_of_everything_an_editor_writes(tree: Path) -> None:
    known = {placed.id for placed in check(MINI).loaded.placed}
    shown = {placed.record_type for placed in check(tree).loaded.placed if placed.id not in known}
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
        assert problem_lines(tree), example.path
        path.write_text(right, "utf-8")


CHANGES = re.findall(r"^### (.+)$", section(GUIDE, "## De vanligste endringene"), re.MULTILINE)


@pytest.mark.parametrize("title", CHANGES)
def test_the_changes_shown_are_valid(tree: Path, title: str) -> None:
    for change in _examples(section(GUIDE, f"### {title}")):
        _change(tree / change.path, change.text)
    assert problem_lines(tree) == []


# ---------------------------------------------------------------- schemas/README.md: the fields


@pytest.mark.parametrize("cls", [*TYPES.values(), Word], ids=lambda cls: cls.__name__)
def test_every_field_is_explained_with_an_example(cls: type[Part]) -> None:
    for part in types_within(cls):
        about = {name: described(part, name) for name in part.model_fields}
        wanted = {f"{name}: {one.help}" for name, one in about.items()}
        assert any(wanted <= set(section) for section in _FIELDS), part.__name__


def _sections(text: str) -> Iterator[list[str]]:
    """`field: what it is for`, for each block of the page that explains fields."""
    for _, block in FENCE.findall(text):
        explained = re.findall(r"^((?:# .+\n)+)(\w+):", block, re.MULTILINE)
        yield [
            f"{name}: {' '.join(help.replace('# ', '').split()).removeprefix('Må. ')}"
            for help, name in explained
        ]


_FIELDS = list(_sections(DOCS["schemas/README.md"]))

# ---------------------------------------------------------------- the tables


@pytest.mark.parametrize(
    "row", rows_of(section(DOCS["guide/datafiler.md"], "## Datoer")), ids=lambda row: row[0]
)
def test_dates_are_shown_as_the_guide_says(row: list[str]) -> None:
    assert date_in_words(row[0].strip("`")) == row[2]


MACROS = {
    row[0].strip("`"): row for row in rows_of(section(DOCS["guide/makroer.md"], "## Makroene"))
}


@pytest.mark.parametrize("name", catalogue.MACROS)
def test_every_macro_is_explained(name: str) -> None:
    macro = catalogue.MACROS[name]
    assert macro.example in MACROS
    assert set(CODE.findall(MACROS[macro.example][2])) == set(macro.filters)


def test_no_macro_is_explained_that_does_not_exist() -> None:
    assert {call.partition("(")[0] for call in MACROS} == set(catalogue.MACROS)


def test_the_short_list_names_every_macro_once() -> None:
    rows = rows_of(section(GUIDE, "## Makroene"))
    assert sorted(name for row in rows for name in CODE.findall(row[0])) == sorted(catalogue.MACROS)


AREA = "data/<periode>/areas/tema-kystberedskap.yml"
PAGE = "docs/<periode>/omrader/tema-kystberedskap.md"
BREAKS = [
    (AREA, "deadline:", "dedline:"),
    (AREA, "deadline: 2006-11-01", "deadline:"),
    (AREA, "deadline: 2006-11-01", "deadline: 1.11.2006"),
    (AREA, "deadline: 2006-11-01", "deadline: 2006-11-31"),
    (AREA, "deadline: 2006-11-01", "deadline: 2206-11-01"),
    ("data/glossary.yml", "  term: AMK", "\tterm: AMK"),
    ("data/<periode>/reports.yml", "state: under-way #", "state: planlagt #"),
    ("data/<periode>/reports.yml", "state: under-way #", "state: snart #"),
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

ROWS = rows_of(DOCS["guide/meldinger.md"])
TOLD = [row[0].strip("`") for row in ROWS]
"""The messages that are explained, where … stands for anything."""


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


def test_the_commonest_messages_are_explained_in_the_same_words() -> None:
    few = [row[0] for row in rows_of(section(GUIDE, "## Meldinger du kan få"))]
    assert 5 <= len(few) <= 10
    assert set(few) <= {row[0] for row in ROWS}


def test_the_choices_of_a_pull_request_are_the_templates_there_are() -> None:
    folder = ROOT / ".github" / "PULL_REQUEST_TEMPLATE"
    text = folder.with_suffix(".md").read_text("utf-8")
    named = re.findall(r"\(\?expand=1&template=(\w+\.md)\)", text)
    assert sorted(named) == sorted(path.name for path in folder.iterdir())
