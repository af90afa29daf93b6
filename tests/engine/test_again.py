"""A publication after another: what is kept from the one before changes no byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from building import committed, contents, git, plan, swapped, whole_tree

from macros.publish import document, kept
from macros.views import compiled

AREA = "data/2005-2008/areas/akutt-og-beredskap.yml"


def published(root: Path) -> dict[str, bytes]:
    done = plan("publish", root=root)
    assert done.returncode == 0, done.stderr
    return contents(root / "_site")


def test_after_one_changed_measure_the_site_is_that_of_a_build_from_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []
    real = document.compiled

    def counted(root: Path, what: dict[str, object], files: dict[str, bytes]) -> bytes:
        made.append(root)
        return real(root, what, files)

    monkeypatch.setattr(document, "compiled", counted)
    for module, name in ((kept, "_FOLDER"), (compiled, "_FOLDER")):
        monkeypatch.setattr(module, name, tmp_path / module.__name__)
    root = committed(whole_tree(tmp_path / "tree"))
    swapped(root, AREA, "title: Leie helikopter", "title: Leie båt")
    first = published(root)
    swapped(root, AREA, "title: Leie båt", "title: Kjøpe båt")
    again = published(root)
    assert (published(root), len(made)) == (again, 4), "what is as it was, is not set again"

    for module in (kept, compiled):
        shutil.rmtree(tmp_path / module.__name__)
    git(tmp_path, "clone", "--quiet", str(root), "nothing")
    shutil.copy(root / AREA, tmp_path / "nothing" / AREA)
    nothing = published(tmp_path / "nothing")
    assert [name for name in nothing if nothing[name] != again.get(name)] == []
    assert sorted(nothing) == sorted(again)
    changed = {name for name in again if again[name] != first.get(name)}
    assert "2005-2008/tiltak/helikopter/index.html" in changed


def test_what_is_kept_is_never_another_thing_nor_a_damaged_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kept"
    monkeypatch.setattr(kept, "_FOLDER", folder)
    assert kept.kept({"a": b"1"}, lambda: b"en") == b"en"
    assert kept.kept({"a": b"1"}, lambda: b"to") == b"en"
    for other in ({"a": b"2"}, {"b": b"1"}, {"a": b"1", "b": b""}, {"a": b"1\0b"}):
        assert kept.kept(other, lambda: b"to") == b"to"
    for damage in (b"", b"\n", b"x" * 90, b"0" * 64 + b"\nen"):
        for path in folder.iterdir():
            path.write_bytes(damage)
        assert kept.kept({"a": b"1"}, lambda: b"tre") == b"tre"
        assert kept.kept({"a": b"1"}, lambda: b"fire") == b"tre"


def test_only_the_newest_are_kept_and_without_a_folder_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_FOLDER", tmp_path / "kept")
    for number in range(kept._MOST + 3):
        kept.kept({"number": bytes([number])}, lambda: b"x")
    assert len([*(tmp_path / "kept").iterdir()]) == kept._MOST
    monkeypatch.setattr(kept, "_FOLDER", tmp_path / "file" / "below")
    (tmp_path / "file").write_text("", "utf-8")
    assert kept.kept({}, lambda: b"en") == b"en"
