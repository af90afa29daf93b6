"""The smallest whole tree, which tests break, and the small changes that cases describe."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from building import ROOT, TESTS, content_copy
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner

from macros.editing.schemas import BY_MACHINE, FOLDER
from macros.model.about import About
from macros.reading.tree import DataFile, read_tree

SMALL = TESTS / "small"


def small_copy(folder: Path) -> Path:
    """A copy of the smallest whole tree, for a test to break."""
    return content_copy(folder, SMALL)


def change(root: Path, case: dict[str, Any]) -> None:
    """Make the changes that a case describes; a text to replace must stand there exactly once."""
    for name, pairs in case.get("replace", {}).items():
        path = root / name
        text = path.read_text("utf-8")
        for old, new in pairs:
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
            text = text.replace(old, new)
        path.write_text(text, "utf-8", newline="")
    for name, added in case.get("append", {}).items():
        path = root / name
        path.write_text(path.read_text("utf-8") + added, "utf-8", newline="")
    for name, text in case.get("write", {}).items():
        _written(root / name).write_bytes(
            text.encode(case.get("encoding", "utf-8"), "surrogateescape")
        )
    for name, target in case.get("move", {}).items():
        (root / name).rename(root / target)
    for name, target in case.get("symlink", {}).items():
        _written(root / name).symlink_to(target)
    for name in case.get("delete", ()):
        (root / name).unlink()


def _written(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def kinds_in(hint: Any) -> Iterator[Any]:
    """The types that a field may hold, one by one."""
    if get_origin(hint) is Annotated:
        kind, *held = get_args(hint)
        held = [one for one in held if not isinstance(one, About)]
        hint = Annotated[kind, *held] if held else kind
        # What is said of the field is no part of its type, nor how many a list must hold.
        hint = kind if get_origin(kind) in (tuple, Union, UnionType) else hint
    if get_origin(hint) in (tuple, Union, UnionType):
        for part in get_args(hint):
            yield from kinds_in(part)
    elif hint is not Ellipsis:
        yield hint


def by_hand(root: Path) -> list[DataFile]:
    """The data files of a tree but those that only a command writes."""
    return [file for file in read_tree(root).data if file.record_type not in BY_MACHINE]


def schema_of(file: DataFile) -> str:
    """The name of the schema that a data file is to follow."""
    return "area.json" if file.record_type == "area" else f"{file.stem}.json"


def checked(schema: str, paths: list[Path]) -> dict[str, Any]:
    """What the tool that editors and the forge use says of some files, held to a schema."""
    words = ["--output-format", "json", "--schemafile", str(ROOT / FOLDER / schema)]
    done = CliRunner().invoke(check_jsonschema, [*words, *map(str, paths)])
    assert done.exit_code in (0, 1), done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found
