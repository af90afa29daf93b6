"""The throw-away repository, with a stand-in in the place of MkDocs."""

from __future__ import annotations

import errno
import logging
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from building import contents, one_period, whole_tree
from handed_down import handed_down
from mike.commands import list_versions

from macros.checks import check
from macros.engine import period
from macros.engine.errors import BuildError
from macros.engine.state import Given, current, given
from macros.export.plan_json import Open
from macros.history.slips import State
from macros.problems import ProblemError
from macros.publish import manifest
from macros.publish.builder import Builder

Work = Callable[[Path], object]
Build = Callable[[Work], Builder]


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Builds a period with a function that gets the folder of the pages in the place of MkDocs."""
    tree = one_period(tmp_path / "tree")
    for name in ("work", "site"):
        (tmp_path / name).mkdir()

    def built_with(work: Work) -> Builder:
        def mkdocs(config: Any) -> None:
            Path(config.site_dir).mkdir()
            work(Path(config.site_dir))

        monkeypatch.setattr(period, "build_pages", mkdocs)
        builder = Builder(tree, tmp_path / "work", "https://fjord.example/")
        workspace = check(tmp_path / "work")
        read = Given(workspace, Open(workspace.loaded.library, "https://fjord.example/"))
        builder.build(tmp_path / "site", "2005-2008", read, title="Tittel", alias="gjeldende")
        return builder

    return built_with


def one_page(site: Path) -> None:
    (site / "index.html").write_text("side", "utf-8")


def test_the_site_is_what_mike_has_committed_and_mike_knows_its_versions(
    build: Build, tmp_path: Path
) -> None:
    builder = build(one_page)
    builder.export(tmp_path / "site")
    site = contents(tmp_path / "site")
    assert sorted(site) == [
        *(".nojekyll", "2005-2008/index.html", "gjeldende/index.html", "versions.json")
    ]
    listed = builder._git("ls-tree", "-r", "--name-only", "site").decode().split()
    assert {name: builder._git("show", f"site:{name}") for name in listed} == site
    with builder.building():
        (version,) = list_versions("site")
    assert (str(version.version), version.title) == ("2005-2008", "Tittel")
    assert version.aliases == {"gjeldende"}


def test_the_surroundings_are_as_before_and_nothing_is_remembered(build: Build) -> None:
    before = dict(os.environ), Path.cwd()
    build(one_page)
    assert (dict(os.environ), Path.cwd()) == before
    assert (given, current) == ([], [])
    assert logging.getLogger("mkdocs").handlers == []


def test_what_is_warned_of_stops_the_build_with_paths_of_the_tree(
    build: Build, tmp_path: Path
) -> None:
    def warn(site: Path) -> None:
        logging.getLogger("mkdocs.plugins.macros").warning(
            "[macros] - ERROR %s/docs/x.md:1:1: Det er galt.", tmp_path / "work"
        )
        logging.getLogger("mkdocs").info("Prat")

    with pytest.raises(BuildError, match=r"^docs/x\.md:1:1: Det er galt\.$"):
        build(warn)
    assert not (tmp_path / "work/.git/refs/heads/site").exists()


def failing(error: BaseException) -> Work:
    def fail(site: Path) -> None:
        raise error

    return fail


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(errno.EFBIG, "For stor")])
def test_an_interrupt_and_the_disks_refusal_go_on_as_they_are(
    build: Build, error: BaseException
) -> None:
    with pytest.raises(type(error)) as raised:
        build(failing(error))
    assert raised.value is error


@pytest.mark.parametrize(
    ("said", "number"),
    [
        (f"fatal: write error: {os.strerror(errno.ENOSPC)}", errno.ENOSPC),
        ("docs:1:1: Filen får ikke bli så stor her. Hev grensen", errno.EFBIG),
    ],
)
def test_a_refusal_of_the_disk_is_one_also_where_a_tool_met_it(
    build: Build, said: str, number: int
) -> None:
    with pytest.raises(OSError, match=os.strerror(number)) as raised:
        build(failing(BuildError(said)))
    assert raised.value.errno == number


def test_nothing_that_a_user_has_set_reaches_the_builds(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "annet"
    (other / "hooks").mkdir(parents=True)
    (other / ".gitconfig").write_text("[core]\n\tautocrlf = true\n\teditor = annet\n", "utf-8")
    for name, value in {**handed_down(other), "HOME": str(other)}.items():
        monkeypatch.setenv(name, value)
    told: list[str] = []

    def tell(site: Path) -> None:
        one_page(site)
        told.extend(f"{name}={value}" for name, value in os.environ.items())
        told.append(subprocess.check_output(["git", "config", "--list"], text=True))

    build(tell)
    whole = "\n".join(told).replace(f"HOME={other}\n", "")
    assert str(other) not in whole
    assert "autocrlf" not in whole
    names = {line.partition("=")[0] for line in told}
    # What we set ourselves; that it is not theirs is held above.
    assert names & set(handed_down(other)) <= {"GIT_CONFIG_COUNT", "GIT_DIR", "MIKE_DOCS_VERSION"}


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
