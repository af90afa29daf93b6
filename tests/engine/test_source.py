"""What a site is built from: the commit and what differs from it, whatever git is told."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from building import committed, git, one_period, plan, published, whole_tree
from helpers import SMALL

from macros.git.source import Source, source_files, source_of
from macros.problems import ProblemError

LONG_AGO = 1_580_731_200
"""When the commits of `building.git` are made."""


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small tree with a history, and a home without settings."""
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home/.config"))
    return committed(small(tmp_path / "tree"))


def small(root: Path) -> Path:
    """The smallest content, with a configuration beside it."""
    shutil.copytree(SMALL, root)
    for name in ("mkdocs.yml", "macros/hooks.py", "overrides/main.html"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("x\n", "utf-8")
    return root


def head(root: Path) -> str:
    return git(root, "rev-parse", "HEAD").strip()


def source(root: Path) -> Source:
    return source_of(root, dict.fromkeys(source_files(root), root))


def read(root: Path) -> tuple[str, bool, int]:
    made = source(root)
    return made.commit, made.changed, made.epoch


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_NAMESPACE"])
@pytest.mark.parametrize("where", [".", "../other/.git"])
def test_what_a_hook_has_set_points_to_no_other_repository(
    tree: Path, monkeypatch: pytest.MonkeyPatch, name: str, where: str
) -> None:
    other = committed(small(tree.parent / "other"))
    git(other, "commit", "--quiet", "--allow-empty", "--message=Et annet")
    wanted = head(tree), False, LONG_AGO
    monkeypatch.chdir(tree)
    monkeypatch.setenv(name, where)
    assert read(tree) == wanted


def test_a_signed_commit_has_its_own_date(tree: Path) -> None:
    signed = git(tree, "cat-file", "commit", "HEAD").replace(
        "\n\n", "\ngpgsig -----BEGIN SSH SIGNATURE-----\n x\n -----END SSH SIGNATURE-----\n\n", 1
    )
    (tree.parent / "signed").write_text(signed, "utf-8")
    name = git(tree, "hash-object", "-t", "commit", "-w", "../signed").strip()
    git(tree, "reset", "--quiet", "--hard", name)
    git(tree, "config", "log.showSignature", "true")
    assert read(tree) == (name, False, LONG_AGO)


def write(root: Path, name: str, text: str = "x\n") -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, "utf-8")


CHANGES: dict[str, Callable[[Path], None]] = {
    "a changed file": lambda root: write(root, "data/actors.yml"),
    "a changed file that git is told not to look at": lambda root: (
        git(root, "update-index", "--assume-unchanged", "data/actors.yml"),
        write(root, "data/actors.yml"),
    )[1],
    "a file that is gone": lambda root: (root / "data/actors.yml").unlink(),
    "a new file where new files are not shown": lambda root: (
        git(root, "config", "status.showUntrackedFiles", "no"),
        write(root, "docs/felles/ny.md"),
    )[1],
    "a new file that the repository ignores": lambda root: (
        write(root, ".git/info/exclude", "ny.md\n"),
        write(root, "docs/felles/ny.md"),
    )[1],
    "a new file that its owner ignores everywhere": lambda root: (
        write(Path(os.environ["XDG_CONFIG_HOME"]), "git/ignore", "ny.md\n"),
        write(root, "docs/felles/ny.md"),
    )[1],
    "other line ends": lambda root: (
        (root / "data/actors.yml").write_bytes(
            (root / "data/actors.yml").read_bytes().replace(b"\n", b"\r\n")
        )
        and None
    ),
    "a link in the place of a file": lambda root: (
        (root / "overrides/main.html").unlink(),
        (root / "overrides/main.html").symlink_to("../mkdocs.yml"),
    )[1],
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_built_and_not_committed_is_a_change(tree: Path, change: str) -> None:
    name = head(tree)
    CHANGES[change](tree)
    assert read(tree) == (name, True, LONG_AGO)
    assert source(tree).edition == f"{name[:10]} med endringer"


@pytest.mark.parametrize(
    "name", ["docs/.DS_Store", "macros/__pycache__/x.pyc", "docs/felles/index.md~", "notater.md"]
)
def test_what_is_not_built_is_no_change(tree: Path, name: str) -> None:
    write(tree, name)
    assert read(tree) == (head(tree), False, LONG_AGO)
    git(tree, "add", "--force", "--all")
    git(tree, "commit", "--quiet", "--message=Mer")
    write(tree, name, "y\n")
    assert read(tree) == (head(tree), False, LONG_AGO)


def test_a_committed_link_is_as_it_was(tree: Path) -> None:
    (tree / "overrides/annen.html").symlink_to("main.html")
    git(tree, "add", "--all")
    git(tree, "commit", "--quiet", "--message=Lenke")
    assert read(tree) == (head(tree), False, LONG_AGO)


def test_in_a_repository_of_the_other_kind(tmp_path: Path) -> None:
    root = small(tmp_path / "tree")
    git(root, "init", "--quiet", "--object-format=sha256", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=Alt")
    assert read(root) == (head(root), False, LONG_AGO)


def test_a_tree_may_be_a_folder_of_its_repository(tree: Path) -> None:
    inner = small(tree / "prosjekter" / "plan på æ")
    assert read(inner)[0] == ""  # not committed, and so none of that repository's
    git(tree, "add", "--all")
    git(tree, "commit", "--quiet", "--message=Inn")
    assert read(inner) == (head(tree), False, LONG_AGO)
    write(inner, "data/ny.yml")
    assert read(inner)[1]
    assert not read(tree)[1]


def test_a_tree_unpacked_in_another_repository_is_not_its_commit(tree: Path) -> None:
    inner = small(tree / ".cache" / "archive")
    for path in inner.rglob("*"):
        os.utime(path, (LONG_AGO + 7, LONG_AGO + 7))
    assert read(inner) == ("", False, LONG_AGO + 7)


def test_before_the_first_commit_there_is_none(tmp_path: Path) -> None:
    root = small(tmp_path / "tree")
    git(root, "init", "--quiet")
    assert read(root)[:2] == ("", False)


def test_a_commit_that_cannot_be_read_is_read(tree: Path) -> None:
    name = head(tree)
    (tree / ".git/objects" / name[:2] / name[2:]).unlink()
    with pytest.raises(ProblemError, match=r"^\.git:1:1: git sier: "):
        source(tree)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_a_tree_of_somebody_else_is_not_published_as_if_it_had_no_git(tmp_path: Path) -> None:
    root = committed(one_period(tmp_path / "tree"))
    for path in (root, *root.rglob("*")):
        os.chown(path, 12345, 12345, follow_symlinks=False)
    done = published(root, env={"HOME": str(tmp_path)})
    assert done.returncode == 1
    assert done.stderr.startswith(".git:1:1: Mappen eies av en annen bruker, ")
    assert f"«git config --global --add safe.directory {root}»" in done.stderr
    assert (root / "_site/index.html").read_text("utf-8") == "gammel"
    done = plan("compare", "--rev", "HEAD", root=root, env={"HOME": str(tmp_path)})
    assert done.returncode == 2
    assert "Mappen eies av en annen bruker, " in done.stderr


def test_nothing_in_the_repository_is_touched(tmp_path: Path) -> None:
    root = committed(one_period(tmp_path / "tree"))
    for path in root.glob("data/**/*"):
        os.utime(path)  # what git would note in its index, if it might
    index = root / ".git/index"
    before = index.stat()
    assert published(root).returncode == 0
    after = index.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.parametrize(
    "name", ["overrides/assets/hemmelig.txt", "macros/annet", "CONTRIBUTING.md"]
)
def test_a_link_out_of_the_tree_is_not_published(tmp_path: Path, name: str) -> None:
    root = whole_tree(tmp_path / "tree")
    (tmp_path / "hemmelig").write_text("hemmelig", "utf-8")
    (root / name).unlink(missing_ok=True)
    (root / name).symlink_to(tmp_path / "hemmelig")
    (root / "docs/felles/.#index.md").symlink_to("user@host.1:1")  # Emacs, while it is open
    cure = "Lenken peker ut av mappen. Legg en kopi her i stedet."
    with pytest.raises(ProblemError, match=f"^{name}:1:1: {cure}$"):
        source_files(root)
    done = published(root)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name}:1:1: {cure}\n1 feil.")
