"""tools/setup.sh, with the real pip, on a lock of one package that is here already."""

from __future__ import annotations

import fcntl
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from building import DEADLINE, ROOT, contents, environment, one_period, run, started, until
from handed_down import handed_down

SITE_PACKAGES = sysconfig.get_path("purelib")
WAITS = "Noe annet setter opp eller bruker .venv; venter …"
ENV = {"PYTHON": "../python"}
"""A Python whose environments have the one package, and what builds the command, from here."""
_PYTHON = f"""\
#!/bin/sh
'{sys.executable}' "$@" || exit
[ "$1 $2" = '-m venv' ] || exit 0
echo '{SITE_PACKAGES}' >"$(echo "$3"/lib/python*/site-packages)/here.pth"
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A fresh clone, as far as its set-up can tell."""
    root = tmp_path / "blåbær på øya"
    (root / "tools").mkdir(parents=True)
    (tmp_path / "python").write_text(_PYTHON, "utf-8")
    (tmp_path / "python").chmod(0o755)
    (root / "requirements").mkdir()
    for name in ("setup.sh", "common.sh"):
        shutil.copy2(ROOT / "tools" / name, root / "tools")
    for name in ("pyproject.toml", "LICENSE"):
        shutil.copy2(ROOT / name, root)
    shutil.copytree(ROOT / "macros", root / "macros")
    lock = (ROOT / "requirements/site.txt").read_text("utf-8")
    (one,) = re.findall(r"^flit-core==.*\n(?: .*\n)+", lock, re.MULTILINE)
    (root / "requirements/site.txt").write_text(one, "utf-8")
    return root


def set_up(root: Path) -> subprocess.CompletedProcess[str]:
    return run(["tools/setup.sh", "site"], cwd=root, env=ENV)


@pytest.mark.slow
def test_a_fresh_clone_is_set_up_once(tree: Path) -> None:
    first = set_up(tree)
    assert first.returncode == 0, first.stderr
    assert first.stderr.splitlines()[-1] == "[3/3] Installerer kommandoen «plan» …"
    again = set_up(tree)
    assert (again.returncode, again.stderr) == (0, "")


def elsewhere(folder: Path) -> dict[str, bytes]:
    """Another project, with an environment of its own; what is in it."""
    for name in ("tools/x", ".venv/whole", ".venv/bin/x", "requirements/site.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("andres", "utf-8")
    settings = "[global]\nuser = true\ntarget = {0}\nno-binary = :all:\n[install]\nprefix = {0}\n"
    (folder / "pip.conf").write_text(settings.format(folder), "utf-8")
    (folder / "sitecustomize.py").write_text("raise SystemExit('andres')\n", "utf-8")
    (folder / "bash_env").write_text("set -f\ncat() { echo andres; }\n", "utf-8")
    return contents(folder)


@pytest.mark.slow
def test_nothing_that_a_user_has_set_has_a_say(tree: Path, tmp_path: Path) -> None:
    other = tmp_path / "annet"
    before = elsewhere(other)
    env = {**handed_down(other), **ENV}
    done = run(["tools/setup.sh", "site"], cwd=tree, env=env)
    assert done.returncode == 0, done.stderr
    assert (tree / ".venv/whole").exists()
    assert contents(other) == before
    assert run([str(tree / ".venv/bin/plan"), "--help"]).returncode == 0


@pytest.mark.slow
def test_an_environment_that_is_a_link_takes_nothing_with_it(tree: Path, tmp_path: Path) -> None:
    other = tmp_path / "annet"
    before = elsewhere(other)
    (tree / ".venv").symlink_to(other / ".venv")
    done = set_up(tree)
    assert done.returncode == 0, done.stderr
    assert (tree / ".venv/whole").exists()
    assert contents(other) == before


@pytest.mark.slow
def test_what_was_made_once_needs_no_other_python(tree: Path) -> None:
    assert set_up(tree).returncode == 0
    shutil.copy2(tree / "requirements/site.txt", tree / "requirements/tools.txt")
    gone = {**ENV, "PYTHON": "/finnes/ikke/python3"}
    more = run(["tools/setup.sh", "tools"], cwd=tree, env=gone)
    assert more.returncode == 0, more.stderr
    (tree / ".venv/whole").unlink()
    made_anew = run(["tools/setup.sh", "tools"], cwd=tree, env=gone)
    assert made_anew.returncode == 1
    assert "fant ingen Python 3.11 eller nyere i PYTHON=/finnes/ikke/python3" in made_anew.stderr


@pytest.mark.slow
def test_a_path_that_is_not_ascii_can_be_read_where_everything_is(tree: Path) -> None:
    assert set_up(tree).returncode == 0
    words = [".venv/bin/python", "-c", "import macros; print(macros.__file__)"]
    for env in ({"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}, {"LC_ALL": "C.UTF-8"}):
        done = subprocess.run(
            words, cwd=tree, env=environment(env), capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert b"/macros/__init__.py" in done.stdout


@pytest.mark.slow
def test_two_set_ups_at_once_both_end_well(tree: Path) -> None:
    words = ["tools/setup.sh", "site"]
    with started(words, cwd=tree, env=ENV) as first:
        until((tree / ".venv/bin").exists, "the first has begun")
        with started(words, cwd=tree, env=ENV) as second:
            said = [child.communicate(timeout=DEADLINE)[0] for child in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0), said
    assert said[1] == f"{WAITS}\n"
    assert (tree / ".venv/whole").exists()


@pytest.mark.slow
def test_what_is_in_use_is_not_taken_away(tree: Path) -> None:
    assert set_up(tree).returncode == 0
    lock = tree / "requirements/site.txt"
    lock.write_text(f"{lock.read_text('utf-8')}# ny\n", "utf-8")
    with (tree / ".venv.lock").open("rb") as handle:
        fcntl.flock(handle, fcntl.LOCK_SH)
        with started(["tools/setup.sh", "site"], cwd=tree, env=ENV) as child:
            assert child.stdout
            assert child.stdout.readline() == f"{WAITS}\n"
            assert (tree / ".venv/whole").exists()
            fcntl.flock(handle, fcntl.LOCK_UN)
            said, _ = child.communicate(timeout=DEADLINE)
    assert child.returncode == 0, said
    assert "passer ikke lenger til requirements/site.txt" in said


@pytest.mark.slow
def test_a_publication_holds_on_to_its_packages_and_starts_on_none_that_change(
    tree: Path, tmp_path: Path
) -> None:
    assert set_up(tree).returncode == 0
    site = one_period(tmp_path / "site")
    words = [str(tree / ".venv/bin/plan"), "publish", "--root", str(site)]
    env = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}
    with (tree / ".venv.lock").open("rb") as handle:
        with started(words, env=env):
            until(lambda: list(site.glob("._site-work-*")), "the publication has begun")
            with pytest.raises(BlockingIOError):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.flock(handle, fcntl.LOCK_EX)
        done = run(words, env=env)
    assert done.returncode == 1
    told = ".venv:1:1: Python-miljøet blir satt opp på nytt nå. Prøv igjen når det er ferdig."
    assert done.stderr.startswith(told)
