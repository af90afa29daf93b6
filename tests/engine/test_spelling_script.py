"""`tools/spelling.sh`: the dictionaries are there, or are installed, or it says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from building import ROOT

SCRIPT = ROOT / "tools" / "spelling.sh"


def run_script(folder: Path, stubs: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the script where there is nothing but the shell, a few tools and these stubs."""
    for name in ("bash", "cat", "chmod", "dirname", "env", "grep", "id", "touch"):
        path = shutil.which(name)
        assert path
        (folder / name).symlink_to(path)
    for name, text in stubs.items():
        (folder / name).write_text(f"#!{folder}/bash\n{text}", "utf-8")
        (folder / name).chmod(0o755)
    env = {**os.environ, "PATH": str(folder)}
    return subprocess.run([SCRIPT], capture_output=True, encoding="utf-8", env=env, check=False)


def test_the_script_is_silent_where_all_is_there(tmp_path: Path) -> None:
    ran = run_script(tmp_path, {"hunspell": "echo '*'", "apt-get": "exit 9"})
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_the_script_installs_what_is_missing(tmp_path: Path) -> None:
    apt = f"""echo "$@" >>{tmp_path}/asked
if [ "$1" = install ]; then echo "echo '*'" >{tmp_path}/hunspell; chmod +x {tmp_path}/hunspell; fi
"""
    ran = run_script(tmp_path, {"apt-get": apt, "sudo": 'shift; "$@"'})
    assert ran.returncode == 0, ran.stderr
    assert "hunspell hunspell-no" in (tmp_path / "asked").read_text("utf-8")


@pytest.mark.parametrize(
    "stubs", [{}, {"apt-get": "exit 9"}, {"hunspell": '[ "$4" = nb_NO ] && echo "*"'}]
)
def test_the_script_says_what_to_do_where_it_cannot(tmp_path: Path, stubs: dict[str, str]) -> None:
    ran = run_script(tmp_path, {**stubs, "sudo": 'shift; "$@"'})
    assert ran.returncode == 1
    assert "sudo apt-get install -y hunspell hunspell-no" in ran.stderr
