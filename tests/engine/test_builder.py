"""The throw-away repository, with a script in the place of mike."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from building import contents, one_period, whole_tree
from handed_down import handed_down

from macros.engine.errors import BuildError
from macros.history.slips import State
from macros.problems import ProblemError
from macros.publish import manifest
from macros.publish.builder import Builder

COMMITS = """
echo "INFO    -  $PLAN: 1 error, No space left"
blob=$(echo "$PLAN" | git hash-object -w --stdin)
tree=$(printf '100644 blob %s\\tindex.html\\n' "$blob" | git mktree)
export GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x
git update-ref refs/heads/site "$(git commit-tree -m x "$tree")"
"""
FAILS = """
echo "INFO    -  Prat"
echo "WARNING -  [macros] - ERROR_ Prat"
echo "$PWD/docs/x.md:1:1: Det er galt."
echo "error: Command '['mkdocs', 'build']' returned non-zero exit status 1." >&2
exit 1
"""
Build = Callable[[str], Builder]


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Builds a period with a script as mike."""
    tree = one_period(tmp_path / "tree")
    for name in ("bin", "work", "site"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin/python"))

    def built_with(script: str) -> Builder:
        mike = tmp_path / "bin/mike"
        mike.write_text(f"#!/bin/sh\n{script}", "utf-8")
        mike.chmod(0o755)
        builder = Builder(tree, tmp_path / "work", "https://fjord.example/")
        builder.build("2005-2008", "Tittel", None, lambda _done, _total: None)
        return builder

    return built_with


def test_what_was_committed_is_exported_whatever_the_log_says(build: Build, tmp_path: Path) -> None:
    build(COMMITS).export(tmp_path / "site")
    assert contents(tmp_path / "site") == {"index.html": b"2005-2008\n"}


def test_where_nothing_was_committed_the_period_is_not_built(build: Build) -> None:
    with pytest.raises(BuildError, match=r"^mike har ikke lagret 2005-2008\. Prøv igjen\.$"):
        build("echo 'INFO    -  Documentation built'; exit 0")


def test_a_commit_does_not_hide_that_it_failed(build: Build) -> None:
    with pytest.raises(BuildError, match=r"^Rettes$"):
        build(f"{COMMITS}\necho Rettes; exit 1")


def test_of_what_it_said_the_complaint_is_told_with_paths_of_the_tree(build: Build) -> None:
    with pytest.raises(BuildError, match=r"^docs/x\.md:1:1: Det er galt\.$"):
        build(FAILS)


@pytest.mark.parametrize(("ends", "code"), [("exit 3", 3), ("kill -KILL $$", -9)])
def test_where_it_said_nothing_that_is_told(build: Build, ends: str, code: int) -> None:
    message = rf"^mike stoppet uten å si hvorfor \(kode {code}\)\. Kanskje var det ikke nok minne\."
    with pytest.raises(BuildError, match=message):
        build(ends)


@pytest.mark.parametrize(
    ("output", "number"),
    [
        (os.strerror(errno.ENOSPC), errno.ENOSPC),
        ("docs:1:1: Filen får ikke bli så stor her. Hev grensen", errno.EFBIG),
    ],
)
def test_a_refusal_of_the_disk_is_one_also_where_a_tool_met_it(
    build: Build, output: str, number: int
) -> None:
    with pytest.raises(OSError, match=os.strerror(number)) as raised:
        build(f"echo '{output}'; exit 1")
    assert raised.value.errno == number


TOLD = """
env >"$PWD/../told"
git config --list >>"$PWD/../told"
"""


def test_nothing_that_a_user_has_set_reaches_the_builds(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "annet"
    (other / "hooks").mkdir(parents=True)
    (other / ".gitconfig").write_text("[core]\n\tautocrlf = true\n\teditor = annet\n", "utf-8")
    for name, value in {**handed_down(other), "HOME": str(other)}.items():
        monkeypatch.setenv(name, value)
    made = build(f"{TOLD}{COMMITS}")
    told = (tmp_path / "told").read_text("utf-8").replace(f"HOME={other}\n", "")
    assert str(other) not in told
    assert "autocrlf" not in told
    names = {line.partition("=")[0] for line in told.splitlines()}
    # What we set ourselves; that it is not theirs is held above.
    assert names & set(handed_down(other)) <= {"GIT_CONFIG_COUNT", "PYTHONPATH"}
    made.export(tmp_path / "site")
    assert contents(tmp_path / "site") == {"index.html": b"2005-2008\n"}


@pytest.mark.parametrize("seconds", [-7, 0, 1, 86_400, 2**32 - 1])
def test_files_may_be_of_any_day_that_a_build_can_write(tmp_path: Path, seconds: int) -> None:
    root = whole_tree(tmp_path / "tree")
    for path in root.rglob("*"):
        os.utime(path, (seconds, seconds))
    (tmp_path / "work").mkdir()
    builder = Builder(root, tmp_path / "work", "https://fjord.example/")
    assert builder.source.epoch == max(0, seconds)
    assert builder._git("var", "GIT_COMMITTER_IDENT")
    manifest.edition(builder.source, State.MISSING, "", "")


def test_a_file_of_another_century_is_told(tmp_path: Path) -> None:
    root = whole_tree(tmp_path / "tree")
    os.utime(root / "data/actors.yml", (2**33, 2**33))
    (tmp_path / "work").mkdir()
    with pytest.raises(ProblemError, match=r"^data/actors\.yml:1:1: .*Kjør «touch data/actors"):
        Builder(root, tmp_path / "work", "https://fjord.example/")
