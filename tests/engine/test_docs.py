"""What the guides say is true: every example loads, and all that they name exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from building import ROOT
from guides import CODE, DOCS, FENCE, GUIDE, blank, rows_of, section

from macros.cli.main import COMMANDS

# ---------------------------------------------------------------- all three: what they name exists

_MADE = (".build", ".venv", "_site", "dist")
"""What is made on the way, and so does not stand in a fresh clone."""


def _targets() -> set[str]:
    """The public make targets: those that `make help` lists."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    return set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))


def _written_code(text: str) -> str:
    """Everything that stands in code spans and plain blocks, a piece a line."""
    blocks = [block for form, block in FENCE.findall(text) if form in ("", "text", "sh")]
    return "\n".join([*CODE.findall(FENCE.sub(blank, text)), *blocks])


@pytest.mark.parametrize("name", DOCS)
def test_every_command_named_exists(name: str) -> None:
    code = _written_code(DOCS[name])
    assert set(re.findall(r"\bmake ([a-z-]+)", code)) <= _targets()
    assert set(re.findall(r"(?:^|/)plan ([a-z]+)", code, re.MULTILINE)) <= set(COMMANDS)


def test_every_command_is_in_the_readme() -> None:
    code = _written_code(DOCS["README.md"])
    assert set(COMMANDS) - set(re.findall(r"\bplan ([a-z]+)", code)) == set()
    assert _targets() - set(re.findall(r"\bmake ([a-z-]+)", code)) == set()


_ENDINGS = {".html", ".in", ".md", ".py", ".sh", ".toml", ".txt", ".yml"}


@pytest.mark.parametrize(
    "text",
    [DOCS["README.md"], DOCS["ARCHITECTURE.md"], section(GUIDE, "## Hvor ting står")],
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
    text = FENCE.sub("", DOCS[name])
    links = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]+`", "", text))
    assert links
    for link in links:
        path, _, anchor = link.partition("#")
        if not link.startswith("https://"):
            assert not path or (ROOT / path).is_file(), link
            assert not anchor or anchor in _anchors(path or name), link


def _anchors(name: str) -> set[str]:
    """The anchors that the forge gives the headings of a file."""
    titles = re.findall(r"^#+ (.+)$", FENCE.sub("", DOCS[name]), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


# ---------------------------------------------------------------- ARCHITECTURE.md: the rooms


def _rooms() -> dict[str, tuple[set[str], set[str]]]:
    """Room → its modules, and the rooms it may import, as ARCHITECTURE.md has them."""
    rooms = {}
    text = section(DOCS["ARCHITECTURE.md"], "## The rooms")
    for name in re.findall(r"^### (\w+)$", text, re.MULTILINE):
        below = section(text, f"### {name}")
        allowed = re.search(r"^May import: (.+)\.$", below, re.MULTILINE)
        assert allowed, name
        modules = {row[0].strip("`") for row in rows_of(below)}
        rooms[name] = (modules, set(CODE.findall(allowed[1])))
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
