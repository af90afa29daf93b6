"""What the guides say is true: every example loads, and all that they name exists."""

from __future__ import annotations

import ast
import re
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from building import MINI, ROOT
from pydantic import BaseModel

from macros import catalogue
from macros.checks import check
from macros.loading import TYPES
from macros.model.base import Part, Record
from macros.model.plan import PlanStatus, Word
from macros.reading.tree import PLAN_FILES, SHARED_FILES
from macros.site.cli import COMMANDS
from macros.views.dates import prose

DOCS = {
    name: (ROOT / name).read_text("utf-8")
    for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
}
GUIDE = DOCS["CONTRIBUTING.md"]

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"^ *# .*\n| +# .*", re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")


def _section(text: str, title: str) -> str:
    """What stands below a heading, down to the next one of its level or above."""
    level = title.partition(" ")[0]
    start = f"\n{text}".index(f"\n{title}\n")
    below = text[start + len(title) :]
    end = re.search(rf"^#{{1,{len(level)}}} ", _FENCE.sub(_blank, below), re.MULTILINE)
    return below[: end.start()] if end else below


def _blank(block: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", block[0])


def _rows(text: str) -> list[list[str]]:
    """The cells of every table row, heads left out."""
    lines = [line.strip("|").split(" | ") for line in text.split("\n") if line.startswith("| ")]
    rows = [[cell.strip() for cell in line] for line in lines]
    return [row for row in rows if "`" in row[0]]


# ---------------------------------------------------------------- CONTRIBUTING.md: the examples


@dataclass(frozen=True)
class Example:
    """A fenced block of the guide: the file its first line names, and what stands below it."""

    form: str
    path: str
    text: str


def _examples(text: str) -> list[Example]:
    found = []
    for form, block in _FENCE.findall(text):
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
    plans = [data.plan for data in check(MINI).loaded.library.plans]
    now = next(plan for plan in plans if plan.status is PlanStatus.IN_FORCE)
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
    text = _COMMENT.sub("", path.read_text("utf-8"))
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


CHANGES = re.findall(r"^### (.+)$", _section(GUIDE, "## De vanligste endringene"), re.MULTILINE)


@pytest.mark.parametrize("title", CHANGES)
def test_the_changes_shown_are_valid(tree: Path, title: str) -> None:
    for change in _examples(_section(GUIDE, f"### {title}")):
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


@pytest.mark.parametrize("row", _rows(_section(GUIDE, "## Datoer")), ids=lambda row: row[0])
def test_dates_are_shown_as_the_guide_says(row: list[str]) -> None:
    assert prose(row[0].strip("`")) == row[2]


MACROS = {row[0].strip("`"): row for row in _rows(_section(GUIDE, "## Makroene"))}


@pytest.mark.parametrize("name", catalogue.NAMES)
def test_every_macro_is_explained(name: str) -> None:
    if name in catalogue.LISTINGS:
        example, filters = catalogue.LISTINGS[name].example, set(catalogue.LISTINGS[name].filters)
    else:
        about, example = catalogue.OTHERS[name]
        named = re.search(r"Filt(?:er|re): ([\w, ]+)", about)
        filters = set(re.split(", ", named[1].strip())) if named else set()
    assert example in MACROS
    assert set(_CODE.findall(MACROS[example][2])) == filters


def test_no_macro_is_explained_that_does_not_exist() -> None:
    assert {call.partition("(")[0] for call in MACROS} == set(catalogue.NAMES)


AREA = "data/<periode>/areas/tema-kystberedskap.yml"
PAGE = "docs/<periode>/omrader/tema-kystberedskap.md"
BREAKS = [
    (AREA, "deadline:", "dedline:"),
    (AREA, "deadline: 2006-11-01", "deadline:"),
    (AREA, "deadline: 2006-11-01", "deadline: 1.11.2006"),
    (AREA, "deadline: 2006-11-01", "deadline: 2006-11-31"),
    (AREA, "deadline: 2006-11-01", "deadline: 2206-11-01"),
    ("data/glossary.yml", "  term: AMK", "\tterm: AMK"),
    (AREA, "status: planned", "status: planlagt"),
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
    (PAGE, "../kilder/index.md", "../kjelder/index.md"),
    ("docs/<periode>/ny-side.md", "", "---\ntitle: Ny side\n---\n\n{{ terms() }}\n"),
]
"""Wrong turns that editors take: the file, what stood there, and what stands there instead."""

TOLD = [row[0].strip("`") for row in _rows(_section(GUIDE, "## Meldinger du kan få"))]
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


# ---------------------------------------------------------------- all three: what they name exists

_MADE = (".build", ".venv", "_site", "dist")
"""What is made on the way, and so does not stand in a fresh clone."""


def _targets() -> set[str]:
    """The public make targets: those that `make help` lists."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    return set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))


def _written_code(text: str) -> str:
    """Everything that stands in code spans and plain blocks, a piece a line."""
    blocks = [block for form, block in _FENCE.findall(text) if form in ("", "text", "sh")]
    return "\n".join([*_CODE.findall(_FENCE.sub(_blank, text)), *blocks])


@pytest.mark.parametrize("name", DOCS)
def test_every_command_named_exists(name: str) -> None:
    code = _written_code(DOCS[name])
    assert set(re.findall(r"\bmake ([a-z]+)", code)) <= _targets()
    assert set(re.findall(r"(?:^|/)plan ([a-z]+)", code, re.MULTILINE)) <= set(COMMANDS)


def test_every_command_is_in_the_readme() -> None:
    code = _written_code(DOCS["README.md"])
    assert set(COMMANDS) - set(re.findall(r"\bplan ([a-z]+)", code)) == set()
    assert _targets() - set(re.findall(r"\bmake ([a-z]+)", code)) == set()


_ENDINGS = {".html", ".in", ".md", ".py", ".sh", ".toml", ".txt", ".yml"}


@pytest.mark.parametrize(
    "text",
    [DOCS["README.md"], DOCS["ARCHITECTURE.md"], _section(GUIDE, "## Hvor ting står")],
    ids=DOCS,
)
def test_every_file_named_exists(text: str) -> None:
    words = re.findall(r"[^\s`,;:()]+", _written_code(re.sub(r"<\w+>", "*", text)))
    paths = {word for word in words if re.fullmatch(r"[\w.*-]+(/[\w.*-]+)*/?", word)}
    named = {path for path in paths if "/" in path or Path(path).suffix in _ENDINGS}
    assert len(named) > 5
    assert {path for path in named if not path.startswith(_MADE) and not _exists(path)} == set()


def _exists(path: str) -> bool:
    """Whether a path, `*` for anything, stands below the root or below macros/."""
    return any(any(ROOT.glob(f"{base}{path.rstrip('/')}")) for base in ("", "macros/"))


@pytest.mark.parametrize("name", DOCS)
def test_every_link_leads_somewhere(name: str) -> None:
    text = _FENCE.sub("", DOCS[name])
    links = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]+`", "", text))
    assert links
    for link in links:
        path, _, anchor = link.partition("#")
        if not link.startswith("https://"):
            assert not path or (ROOT / path).is_file(), link
            assert not anchor or anchor in _anchors(path or name), link


def _anchors(name: str) -> set[str]:
    """The anchors that the forge gives the headings of a file."""
    titles = re.findall(r"^#+ (.+)$", _FENCE.sub("", DOCS[name]), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


# ---------------------------------------------------------------- ARCHITECTURE.md: the rooms


def _rooms() -> dict[str, tuple[set[str], set[str]]]:
    """Room → its modules, and the rooms it may import, as ARCHITECTURE.md has them."""
    rooms = {}
    text = _section(DOCS["ARCHITECTURE.md"], "## The rooms")
    for name in re.findall(r"^### (\w+)$", text, re.MULTILINE):
        below = _section(text, f"### {name}")
        allowed = re.search(r"^May import: (.+)\.$", below, re.MULTILINE)
        assert allowed, name
        modules = {row[0].strip("`") for row in _rows(below)}
        rooms[name] = (modules, set(_CODE.findall(allowed[1])))
    return rooms


MODULES = {
    path.relative_to(ROOT / "macros").as_posix(): ast.parse(path.read_text("utf-8"))
    for path in (ROOT / "macros").rglob("*.py")
}


def test_every_module_has_a_room() -> None:
    written = {name for name, tree in MODULES.items() if len(tree.body) > 1}
    rooms = [name for modules, _ in _rooms().values() for name in modules]
    assert sorted(rooms) == sorted(written)


def test_every_room_imports_what_the_architecture_says_it_may() -> None:
    rooms = _rooms()
    room_of = {module: room for room, (modules, _) in rooms.items() for module in modules}
    for module, room in room_of.items():
        found = {room_of[name] for name in _imports(MODULES[module])}
        assert found <= {room, *rooms[room][1]}, module


def test_the_rooms_stand_in_one_order() -> None:
    rooms = _rooms()
    order = list(rooms)
    for room, (_, allowed) in rooms.items():
        assert allowed <= set(order[: order.index(room)]), room


def _imports(tree: ast.Module) -> set[str]:
    """The modules of ours that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("macros"):
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    paths = {name.removeprefix("macros").removeprefix(".").replace(".", "/") for name in names}
    files = {f"{path}.py" for path in paths} | {f"{path}/__init__.py" for path in paths}
    return files & {name for name, tree in MODULES.items() if len(tree.body) > 1}
