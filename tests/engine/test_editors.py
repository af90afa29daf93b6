"""What helps those who write in an editor: schemas that it finds, settings, and a container."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from building import MINI, ROOT, committed, content_copy, git, plan, swapped
from helpers import by_hand, schema_of, small_copy

from macros.checks import check
from macros.editing.schemas import FOLDER, modeline, schemas
from macros.git.history import read_history
from macros.reading.tree import read_tree


def test_what_only_a_command_writes_needs_none(tmp_path: Path) -> None:
    root = small_copy(tmp_path / "tree")
    before = by_hand(root)
    assert plan("freeze", "2001-2004", root=root).returncode == 0
    assert len(read_tree(root).data) == len(before) + 1
    assert [file.doc.path for file in by_hand(root)] == [file.doc.path for file in before]


def test_so_do_the_files_that_are_made(tmp_path: Path) -> None:
    content_copy(tmp_path)
    before = {file.doc.path for file in read_tree(tmp_path).data}
    words = ["--title", "Ny", "--kind", "theme", "--source", "brev#tiltak"]
    assert plan("new", "area", *words, root=tmp_path).returncode == 0
    assert plan("new", "period", "2009-2012", root=tmp_path).returncode == 0
    words = [*words[:2], "--kind", "start", "--date", "2009", *words[4:], "--period", "2009-2012"]
    assert plan("new", "milestone", *words, root=tmp_path).returncode == 0
    made = [file for file in read_tree(tmp_path).data if file.doc.path not in before]
    assert len(made) == 5
    for file in made:
        text = (tmp_path / file.doc.path).read_text("utf-8")
        assert text.startswith(modeline(file.doc.path, file.record_type))


def test_the_editor_is_set_up_for_every_file() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    globs = settings["yaml.schemas"]
    for file in by_hand(MINI):
        hits = [name for name, glob in globs.items() if Path(file.doc.path).match(glob)]
        assert hits == [f"{FOLDER}/{schema_of(file)}"]
    assert set(globs) == {f"{FOLDER}/{name}" for name in schemas()}
    wanted = json.loads((ROOT / ".vscode/extensions.json").read_text("utf-8"))
    assert wanted == {"recommendations": ["redhat.vscode-yaml"]}


TEMPLATE = ROOT / ".github/PULL_REQUEST_TEMPLATE/opplysning.md"


@pytest.mark.parametrize("reason", ["", "Båten er forsinket."])
def test_the_description_of_a_pull_request_can_be_the_message_that_gives_the_reason(
    tmp_path: Path, reason: str
) -> None:
    text = TEMPLATE.read_text("utf-8")
    assert text.count("\nGrunn:\n") == 1
    root = committed(small_copy(tmp_path / "tree"))
    name = "data/2005-2008/areas/akutt-og-beredskap.yml"
    swapped(root, name, "deadline: 2006-11-01", "deadline: 2007-02")
    message = text.replace("\nGrunn:\n", f"\nGrunn: {reason}\n")
    git(root, "commit", "--quiet", "--all", f"--message=Fristen er flyttet (#7)\n\n{message}")
    found = read_history(root, check(root).loaded)
    told = [move.reasons for slip in found.slips for move in slip.moves]
    assert told == [(reason,) if reason else ()]


def test_the_container_is_made_from_what_the_repository_has() -> None:
    folder = ROOT / ".devcontainer"
    said = json.loads((folder / "devcontainer.json").read_text("utf-8"))
    target = re.fullmatch(r"make ([a-z]+)", said["postCreateCommand"])
    assert target
    assert re.search(rf"^{target[1]}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    recipe = (folder / said["build"]["dockerfile"]).read_text("utf-8")
    assert re.findall(r"^FROM (.+)$", recipe, re.MULTILINE) == ["python:3.11-bookworm"]
    assert f"--shell /bin/bash {said['remoteUser']}\n" in recipe
    speller = (ROOT / "tools/spelling.sh").read_text("utf-8")
    (packages,) = re.findall(r"^readonly packages=\((.+)\)$", speller, re.MULTILINE)
    assert f"--no-install-recommends {packages} " in recipe, "whoever edits may not install them"
    assert said["remoteEnv"]["PATH"].startswith("${containerWorkspaceFolder}/.venv/bin:")
