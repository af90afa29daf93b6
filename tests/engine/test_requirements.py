"""What the code imports is asked for by name, with a reason."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions

from building import ROOT

ASKED = re.compile(r"^([\w.-]+)[=>][^#]*#\s*\S", re.MULTILINE)


def _name(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def _imported() -> set[str]:
    """The top of every module from elsewhere that the package imports."""
    found: set[str] = set()
    for path in (ROOT / "macros").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
    tops = {name.partition(".")[0] for name in found}
    return tops - sys.stdlib_module_names - {"macros", "__future__"}


def test_every_package_that_is_imported_is_asked_for_with_a_reason() -> None:
    asked = {_name(name) for name in ASKED.findall((ROOT / "requirements/site.in").read_text())}
    owners = packages_distributions()
    own = _imported() - {"pydantic_core"}  # the other half of pydantic, which pins it
    missing = {top for top in own if not asked & {_name(n) for n in owners[top]}}
    assert missing == set()
