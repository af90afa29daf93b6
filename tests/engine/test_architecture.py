"""The house itself: who may import whom, what is documented, where HTML stands, file sizes."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import MINI, ROOT, environment, whole_tree
from helpers import SMALL
from jinja2 import Environment, meta, nodes
from rooms import MACROS, NEVER, ROOMS

from macros.calls import catalogue
from macros.load.library import TYPES
from macros.model import routes
from macros.model.registry import NAMES

TEMPLATES = ROOT / "overrides" / "plan"
FILES = sorted(MACROS.rglob("*.py"))
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in FILES
]

DOOR = {"mkdocs", "properdocs", "mike", "mkdocs_macros", "material", "mergedeep", "ghp_import"}
"""What only the outer rooms may touch."""

OUTER = {"engine", "publish", "cli"}

HTML = re.compile(
    r"</?(?:a|abbr|b|br|button|caption|code|dd|details|div|dl|dt|em|figure|form|h[1-6]|head|html|i"
    r"|iframe|img|input|li|link|main|meta|nav|ol|p|path|pre|script|section|small|span|strong|style"
    r"|sub|summary|sup|svg|table|tbody|td|text|th|thead|time|title|tr|ul|use)\b[^<>]*>",
    re.IGNORECASE,
)
HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|--(?:extra-)?index-url|--find-links|\bpypi\b")


def _part(module: str) -> str:
    return [*module.split("."), ""][1]


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def _imports(path: Path) -> Iterator[str]:
    """Every module a file imports, wherever in it the import stands."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else str(node.module)


def test_every_part_of_the_house_has_its_layer() -> None:
    assert {_part(module) for module in MODULES} - {""} == set(ROOMS)
    assert {path.name for path in MACROS.glob("*.py")} == {"__init__.py", "problems.py"}


@pytest.mark.parametrize(("path", "module"), list(zip(FILES, MODULES, strict=True)), ids=MODULES)
def test_imports_point_one_way(path: Path, module: str) -> None:
    own = _part(module)
    inner = {"engine"}  # the package itself only opens the door, and late
    if own:
        inner = set(ROOMS[: ROOMS.index(own) + 1]) - NEVER.get(own, set())
    used = {_part(name) for name in _imports(path) if name.split(".")[0] == "macros"} - {""}
    assert used <= inner


@pytest.mark.parametrize(("path", "module"), list(zip(FILES, MODULES, strict=True)), ids=MODULES)
def test_only_the_door_touches_the_engine(path: Path, module: str) -> None:
    if _part(module) not in OUTER:
        assert not {name.split(".")[0] for name in _imports(path)} & DOOR


def _loaded_after(*modules: str) -> set[str]:
    """What a fresh Python has in memory after importing some modules."""
    code = f"import sys, json, {', '.join(modules)}; print(json.dumps(sorted(sys.modules)))"
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def test_the_inside_is_imported_without_the_engine() -> None:
    inside = [module for module in MODULES if _part(module) not in OUTER]
    found = _loaded_after(*inside)
    assert set(inside) <= found
    assert not {name.split(".")[0] for name in found} & DOOR
    assert not [name for name in found if _part(name) in OUTER]


def test_the_model_is_imported_alone() -> None:
    found = _loaded_after(*[module for module in MODULES if _part(module) == "model"])
    assert {_part(name) for name in found if name.split(".")[0] == "macros"} == {"", "model"}
    assert "yaml" not in found
    assert "jinja2" not in found


def test_what_shows_pages_is_imported_without_anything_that_loads() -> None:
    found = _loaded_after("macros.views.render")
    assert not {_part(name) for name in found if name.split(".")[0] == "macros"} & NEVER["views"]
    assert "yaml" not in found


def test_the_package_alone_loads_nothing_else() -> None:
    assert {name for name in _loaded_after("macros") if name.startswith("macros.")} == set()


def _undocumented(node: ast.AST, inside: str) -> Iterator[str]:
    """Public classes and functions without a docstring; what stands in a function is its own."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if child.name.startswith("_"):
            continue
        if not ast.get_docstring(child):
            yield f"{inside}.{child.name}"
        if isinstance(child, ast.ClassDef):
            yield from _undocumented(child, f"{inside}.{child.name}")


@pytest.mark.parametrize(("path", "module"), list(zip(FILES, MODULES, strict=True)), ids=MODULES)
def test_all_that_is_public_has_a_docstring(path: Path, module: str) -> None:
    tree = _tree(path)
    assert ast.get_docstring(tree)
    assert list(_undocumented(tree, module)) == []


SHOWN = [p for p in sorted((ROOT / "overrides").rglob("*")) if p.suffix in (".css", ".html", ".js")]


@pytest.mark.parametrize("path", [*FILES, *SHOWN], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_longer_than_one_can_read(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 350


def _texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every string of a file but docstrings and the patterns that read HTML."""
    left_out: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left_out.add(id(node.value))
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            left_out |= {id(part) for part in ast.walk(node)}
    for node in ast.walk(tree):
        found = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if found and id(node) not in left_out:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", FILES, ids=MODULES)
def test_no_html_stands_in_python(path: Path) -> None:
    assert [(line, text) for line, text in _texts(_tree(path)) if HTML.search(text)] == []


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.stem)
def test_a_template_says_on_top_what_it_takes(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("{#-")
    about = text[: text.index("#}")]
    assert len(about.split()) > 4
    env = Environment()
    tree = env.parse(text)
    env.filters.update({node.name: str for node in tree.find_all(nodes.Filter)})
    own = {node.target for node in tree.find_all(nodes.Import)}
    own |= {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    own |= {node.name for node in tree.find_all(nodes.Macro)}
    taken = meta.find_undeclared_variables(tree) - own - {"page", "facts", "caller"}
    assert {name for name in taken if not re.search(rf"\b{name}\b", about)} == set()


@pytest.mark.parametrize("name", catalogue.MACROS)
def test_a_macro_has_a_template_of_its_name(name: str) -> None:
    assert (TEMPLATES / f"{name}.html").is_file()


@pytest.mark.parametrize("kind", sorted({*TYPES, *routes.PAGES, *routes.ANCHORS}))
def test_a_record_type_is_found_somewhere(kind: str) -> None:
    assert kind in TYPES
    assert kind in NAMES
    address = routes.address(kind, "navn", "omrade")
    assert re.fullmatch(r"([a-z]+/)*(#[a-z-]+)?", address)
    if kind in routes.PAGES:
        assert (TEMPLATES / f"page-{kind}.html").is_file()
    elif kind in routes.ANCHORS:
        page = MINI / "docs" / "felles" / routes.ANCHORS[kind] / "index.md"
        assert page.is_file()
    else:
        assert kind in ("plan", "challenge")


def test_no_page_of_a_record_is_without_a_type() -> None:
    made = {path.stem.removeprefix("page-") for path in TEMPLATES.glob("page-*.html")}
    # page-record.html is for types without their own; a source is no record of a plan.
    assert made - {"record", "source"} <= set(routes.PAGES)


LOCKS = ["site.txt", "tools.txt", "test.txt", "properdocs.txt"]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host_and_locks_everything(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text("utf-8")
    assert not HOST.search(text)
    packages = [line for line in text.split("\n") if line and line[0] not in " #"]
    assert packages
    assert [line for line in packages if not re.match(r"[a-z0-9-]+==\S+", line)] == []
    blocks = re.split(r"(?m)^(?=[a-z0-9])", text)[1:]
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


def _locked(name: str) -> dict[str, str]:
    """Package → version, of one lock."""
    text = (ROOT / "requirements" / name).read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("whole", "part"),
    [("tools.txt", "site.txt"), ("test.txt", "tools.txt"), ("properdocs.txt", "site.txt")],
)
def test_a_lock_holds_the_one_below_it_package_for_package(whole: str, part: str) -> None:
    found, below = _locked(whole), _locked(part)
    assert {name: found.get(name) for name in below} == below
    assert set(found) > set(below)


def test_every_list_of_packages_is_locked() -> None:
    folder = ROOT / "requirements"
    assert {path.name for path in folder.iterdir()} == {
        name for lock in LOCKS for name in (lock, lock.replace(".txt", ".in"))
    }


SCRIPT = """
import json, os, sys
from mkdocs.config import load_config
from mkdocs_macros.plugin import MacrosPlugin
config = load_config("mkdocs.yml")
config.plugins.on_startup(command="build", dirty=False)
config = config.plugins.on_config(config)
plugin = next(p for p in config.plugins.values() if isinstance(p, MacrosPlugin))
print(json.dumps({name: call.__module__ for name, call in plugin.macros.items()}))
"""


def test_the_real_plugin_learns_every_macro(tmp_path: Path) -> None:
    root = whole_tree(tmp_path / "tree", SMALL)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=root,
        env=environment({"PLAN": "2005-2008", "PYTHONPATH": str(root)}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    known = json.loads(done.stdout)
    ours = {name for name, module in known.items() if module.startswith("macros.")}
    assert ours == set(catalogue.MACROS)
