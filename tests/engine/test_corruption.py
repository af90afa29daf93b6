"""Every file spoiled in every way: told at its place in Norwegian, or read as it stands."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest
from building import MINI, PLAN, content_copy, plan, run
from corruption import (
    BOMB,
    LINES,
    SAME,
    SAME_DATA,
    TOLD,
    TOLD_DATA,
    TOLD_PAGE,
    VALUES,
    Spoil,
)
from ground import Ground

from macros.checks import check
from macros.cli.main import main
from macros.problems import MAX_SAID
from macros.reading import tree
from macros.reading.yaml_text import MAX_BYTES

SEED = 1


def open_tree(root: Path) -> list[Path]:
    """The miniature tree, with the two files that it lacks; every file is spoiled."""
    (root / "data/addresses.txt").write_text("2005-2008/tiltak/\n2005-2008/gammel/\n", "utf-8")
    (root / "data/2005-2008/redirects.yml").write_text("gammel/: tiltak/\n", "utf-8")
    return []


def closed_tree(root: Path) -> list[Path]:
    """The same with its first plan frozen and corrected; what says so is spoiled."""
    freeze = ["freeze", "2001-2004", "--root", str(root)]
    assert main([*freeze, "--date", "2009-01-05"]) == 0
    area = root / "data/2001-2004/areas/akutt.yml"
    area.write_text(area.read_text("utf-8") + "\n", "utf-8")
    assert main([*freeze, "--erratum", "rett-ambulanse"]) == 0
    return [root / "data/2001-2004/frozen.yml", root / "data/2001-2004/errata.yml"]


@pytest.fixture(scope="module", params=[open_tree, closed_tree])
def ground(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ground]:
    """A tree whose files are spoiled; what was read once is kept."""
    root = content_copy(tmp_path_factory.mktemp("ground"), MINI)
    only = request.param(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tree, "read_yaml", cache(tree.read_yaml))
        made = Ground(root)
        if only:
            made.files, made.alike = only, []
        yield made


def spoils(ground: Ground, name: str, spoil: Spoil, ending: str) -> Iterator[tuple[Path, bytes]]:
    """The files, and a fourth of those that are little but a heading and a call, in turn."""
    turn = Random(f"{SEED} {name}").randrange(4)
    for path in [*ground.files, *ground.alike[turn::4]]:
        if path.suffix in ending.split():
            draw = Random(f"{SEED} {name} {path.name}")
            text = path.read_text("utf-8")
            for data in spoil(text, draw):
                made = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
                if made != text.encode():
                    yield path, made


def either(ground: Ground, name: str, spoil: Spoil, ending: str) -> list[str]:
    """What is bad in the answers where a change may be valid: told, or taken in."""
    found = []
    for path, data in spoils(ground, name, spoil, ending):
        view, bad = ground.spoiled(path, data)
        if ground.goes_unsaid(path, data, view):
            bad.append("neither told nor taken in")
        found += [f"{path.relative_to(ground.root)}: {why}" for why in bad]
    return found


def told(ground: Ground, name: str, spoil: Spoil, ending: str) -> list[str]:
    """What is bad in the answers where a change is never valid: told, in that file."""
    found = []
    for path, data in spoils(ground, name, spoil, ending):
        view, bad = ground.spoiled(path, data)
        here = path.relative_to(ground.root).as_posix()
        if here not in {problem.path for problem in view.problems}:
            bad.append("not told")
        found += [f"{here}: {why}" for why in bad]
    return found


@pytest.mark.parametrize("name", LINES)
def test_a_spoiled_line_is_told_or_taken_in(ground: Ground, name: str) -> None:
    assert either(ground, name, LINES[name], ".yml .md .txt") == []


@pytest.mark.parametrize("name", VALUES)
def test_another_value_is_told_or_taken_in(ground: Ground, name: str) -> None:
    assert either(ground, name, VALUES[name], ".yml") == []


@pytest.mark.parametrize("name", TOLD)
def test_what_is_no_text_is_told(ground: Ground, name: str) -> None:
    assert told(ground, name, TOLD[name], ".yml .md") == []


@pytest.mark.parametrize("name", TOLD_DATA)
def test_what_is_no_data_is_told(ground: Ground, name: str) -> None:
    assert told(ground, name, TOLD_DATA[name], ".yml") == []


@pytest.mark.parametrize("name", TOLD_PAGE)
def test_what_is_no_page_is_told(ground: Ground, name: str) -> None:
    assert told(ground, name, TOLD_PAGE[name], ".md") == []


@pytest.mark.parametrize("name", [*SAME, *SAME_DATA])
def test_what_changes_nothing_changes_nothing(ground: Ground, name: str) -> None:
    spoil = {**SAME, **SAME_DATA}[name]
    for path, data in spoils(ground, name, spoil, ".yml .md .txt" if name in SAME else ".yml"):
        view, _ = ground.spoiled(path, data)
        assert (path, view.problems) == (path, [])
        assert ground.is_same(view), path


# ---------------------------------------------------------------- what stands where a file should

HERE = "data/2005-2008/aims.yml"


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def leads_out(path: Path) -> None:
    path.symlink_to("/etc/hostname")


def leads_up(path: Path) -> None:
    path.symlink_to("../../../secret.yml")


def leads_nowhere(path: Path) -> None:
    path.symlink_to("borte.yml")


def folder_of_another(path: Path) -> None:
    path.symlink_to("/proc/self")


PLACED: dict[str, tuple[Callable[[Path], object], str]] = {
    "a link to itself": (loop, "Lenken peker ikke på noen fil."),
    "a link out": (leads_out, "Lenken peker ut av mappen."),
    "a link up": (leads_up, "Lenken peker ut av mappen."),
    "a link to nothing": (leads_nowhere, "Lenken peker ikke på noen fil."),
    "a link to a folder": (folder_of_another, "Lenken peker ut av mappen."),
    "a pipe": (os.mkfifo, "Dette er ikke en vanlig fil."),
    "a folder": (Path.mkdir, "Dette er en mappe, ikke en fil."),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "secret.yml").write_text("- id: hemmelig\n", "utf-8")
    return content_copy(tmp_path / "tree", MINI)


@pytest.mark.parametrize("name", PLACED)
@pytest.mark.parametrize("path", [HERE, "docs/2005-2008/vedtak.md"])
def test_what_is_no_file_of_the_tree_is_told_and_not_read(root: Path, path: str, name: str) -> None:
    place, message = PLACED[name]
    (root / path).unlink()
    place(root / path)
    told = [problem for problem in check(root).problems if problem.path == path]
    assert [(p.line, p.column, p.message) for p in told] == [(1, 1, message)]
    assert told[0].hint


@pytest.mark.parametrize("name", [b"\xff.yml", b"a\nb.yml", b"\x1b[31m.md"])
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_name_that_cannot_be_printed_is_told(root: Path, name: bytes, form: str) -> None:
    (root / os.fsdecode(b"docs/felles/" + name)).write_bytes(b"x")
    done = plan("check", "--format", form, root=root)
    assert done.returncode == 1
    assert done.stdout.count("Navnet inneholder tegn som ikke kan vises.") == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stdout.isascii() or "\ufffd" not in done.stdout


RIGHTS = """
import ctypes, os, sys
for right in (1, 2):  # PR_CAPBSET_DROP of CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH
    ctypes.CDLL(None).prctl(24, right, 0, 0, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Runs a command for which rights count, even where it is root that runs it."""


@pytest.mark.parametrize("path", [HERE, "docs/2005-2008/vedtak.md", "data/2005-2008/areas"])
def test_what_may_not_be_read_is_told(root: Path, path: str) -> None:
    mode = (root / path).stat().st_mode
    (root / path).chmod(0)
    try:
        done = run([sys.executable, "-c", RIGHTS, PLAN, "check", "--root", str(root)])
    finally:
        (root / path).chmod(mode)
    assert done.returncode == 1, done.stderr
    assert f"{path}:1:1: Du har ikke rett til å lese " in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


# ---------------------------------------------------------------- the worst, as an editor meets it

WORST: dict[str, tuple[str, bytes]] = {
    "an alias bomb": (HERE, BOMB.encode()),
    "a text of megabytes": (HERE, b"- id: x\n  title: " + b"x" * 7_000_000),
    "an id of megabytes": (HERE, b"- id: " + b"x" * 3_000_000),
    "a key of megabytes": (HERE, b"- ? " + b"k" * 3_000_000 + b"\n  : v\n"),
    "places of megabytes": (HERE, b"- source: " + b"x" * 3_000_000),
    "a file that is too large": (HERE, b"#" * (MAX_BYTES + 1)),
    "ten thousand bad records": (HERE, b"- x\n" * 10_000),
    "deep lists": (HERE, b"- " * 100_000),
    "deep brackets": (HERE, b"[" * 1_000_000),
    "deep keys": (HERE, b"".join(b" " * i + b"a:\n" for i in range(2000))),
    "a deep page": ("docs/2005-2008/vedtak.md", b"> " * 50_000),
    "deep emphasis": ("docs/2005-2008/vedtak.md", b"*a _b " * 20_000),
    "deep links": ("docs/2005-2008/vedtak.md", b"[" * 50_000),
    "deep calls": ("docs/2005-2008/vedtak.md", b"{{ x(" * 50_000),
    "zeros": ("docs/2005-2008/vedtak.md", b"\x00" * 1_000_000),
}


@pytest.mark.parametrize("name", WORST)
def test_the_worst_is_told_by_the_real_command(root: Path, name: str) -> None:
    path, data = WORST[name]
    (root / path).write_bytes(data)
    done = plan("check", root=root)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert "Uventet feil" not in done.stdout + done.stderr
    assert re.search(rf"^{re.escape(path)}:\d+:\d+: \S", done.stdout, re.MULTILINE)
    assert max(map(len, done.stdout.splitlines())) < 3 * MAX_SAID
