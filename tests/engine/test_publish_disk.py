"""A disk that is full, or may only be read: told with its place and its cure, and nothing lost."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from building import NO_DOCUMENT, PLAN, contents, one_period, run

KEPT = "Den forrige _site/ er ikke rørt."
LOCATED = re.compile(r"^/\S+:1:1: (.+)$", re.MULTILINE)
FULL = "Disken er full. Frigjør plass og prøv igjen."
TOO_BIG = "Filen får ikke bli så stor her. Hev grensen for filstørrelse (ulimit -f)."
READ_ONLY = "Mappen kan bare leses. Bruk en mappe du kan skrive i."
NOT_OURS = "Du har ikke rett til å skrive her. Be om rett, eller arbeid i din egen mappe."
NAMESPACE = ["unshare", "--map-root-user", "--mount"]
SMALL_DISK = """
mount -t tmpfs -o size="$3" none "$2" && cp -a "$1/." "$2" && cd / || exit 99
TMPDIR="$2" "$4" publish --without-document --root "$2"
code=$?
cp -a "$2" "$5"
exit $code
"""
"""What a tree becomes when it is published on a disk of its own, which ends with the script."""
MOUNTED_READ_ONLY = """
mount --bind "$1/_site" "$1/_site" && mount -o remount,bind,ro "$1/_site" || exit 99
"$2" publish --without-document --root "$1"
"""
LIMITED = """
import ctypes, os, resource, sys
most, *command = sys.argv[1:]
if most == "rights":  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE: what lets root write where nobody may
    ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)
else:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
os.execv(command[0], command)
"""
"""Runs a command where no file may grow beyond a size, or where rights count even for root."""


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    return one_period(tmp_path / "tree")


def mounts() -> bool:
    """Whether a disk of one's own can be had here."""
    try:
        return run([*NAMESPACE, "mount", "-t", "tmpfs", "none", "/mnt"]).returncode == 0
    except FileNotFoundError:
        return False


def limited(most: str, tree: Path) -> subprocess.CompletedProcess[str]:
    return run(
        [sys.executable, "-c", LIMITED, most, PLAN, "publish", NO_DOCUMENT, "--root", str(tree)]
    )


def size_of(tree: Path) -> int:
    """What a tree takes on a disk, each file in whole pages of memory."""
    page = resource.getpagesize()
    return sum(-(-path.lstat().st_size // page) * page for path in tree.rglob("*"))


def assert_told(
    done: subprocess.CompletedProcess[str], tree: Path, before: dict[str, bytes], wanted: str
) -> None:
    assert done.returncode == 1, done.stdout + done.stderr
    assert LOCATED.findall(done.stderr) == [f"{wanted} {KEPT}"], done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert contents(tree / "_site") == before
    assert not list(tree.glob("._site-*"))
    assert not list(tree.glob("plan-*"))


@pytest.mark.parametrize(
    ("spare", "most"),
    [(300_000, 2_000), (1_200_000, 30_000), (2_500_000, 300_000), (3_800_000, 1_000_000)],
    ids=["while copying", "while MkDocs begins", "while MkDocs writes", "while all is gathered"],
)
def test_a_full_disk(tree: Path, tmp_path: Path, spare: int, most: int) -> None:
    before = contents(tree / "_site")
    if not mounts():
        assert_told(limited(str(most), tree), tree, before, TOO_BIG)
        return
    (tmp_path / "disk").mkdir()
    after = tmp_path / "after"
    words = [tree, tmp_path / "disk", size_of(tree) + spare, PLAN, after]
    done = run([*NAMESPACE, "sh", "-c", SMALL_DISK, "sh", *map(str, words)])
    assert_told(done, after, before, FULL)


def test_where_no_file_may_grow(tree: Path) -> None:
    assert_told(limited("65536", tree), tree, contents(tree / "_site"), TOO_BIG)


def test_a_site_that_may_only_be_read_is_not_replaced(tree: Path) -> None:
    before = contents(tree / "_site")
    (tree / "_site").chmod(0o555)
    done = limited("rights", tree)
    (tree / "_site").chmod(0o755)
    assert_told(done, tree, before, NOT_OURS)
    assert "Bygger" not in done.stdout  # told before anyone has waited for a build


def test_a_site_on_a_disk_that_may_only_be_read_is_not_replaced(tree: Path) -> None:
    before = contents(tree / "_site")
    wanted = READ_ONLY if mounts() else NOT_OURS
    if mounts():
        done = run([*NAMESPACE, "sh", "-c", MOUNTED_READ_ONLY, "sh", str(tree), PLAN])
    else:
        (tree / "_site").chmod(0o555)
        done = limited("rights", tree)
        (tree / "_site").chmod(0o755)
    assert_told(done, tree, before, wanted)


def test_a_tree_that_may_only_be_read(tree: Path) -> None:
    before = contents(tree / "_site")
    tree.chmod(0o555)
    done = limited("rights", tree)
    tree.chmod(0o755)
    assert_told(done, tree, before, NOT_OURS)
