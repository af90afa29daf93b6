"""Small scripts of tools/, run as they are, with stubs for the programs that they call."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from building import PLAN, ROOT, committed, contents, one_period, plan, run, swapped
from guides import GUIDE_PAGE


def _script(root: Path, name: str, stubs: dict[str, str]) -> str:
    """A script in a tree of its own, with stubs for the programs it calls; its path."""
    (root / "tools").mkdir(parents=True)
    for script in (name, "common.sh"):
        shutil.copy2(ROOT / "tools" / script, root / "tools" / script)
    for stub, text in stubs.items():
        (root / stub).parent.mkdir(parents=True, exist_ok=True)
        (root / stub).write_text(f"#!/bin/sh\n{text}\n", "utf-8")
        (root / stub).chmod(0o755)
    return str(root / "tools" / name)


# ---------------------------------------------------------------- what readers will see change


@pytest.mark.parametrize(("code", "told"), [(0, "endret"), (1, "ikke gjort")])
def test_a_summary_writes_over_nothing(tmp_path: Path, code: int, told: str) -> None:
    stub = f"echo '**3 sider endret**'; echo feil >&2; exit {code}"
    script = _script(tmp_path / "tree", "summary.sh", {".venv/bin/plan": stub})
    both = f'(echo FOER; "{script}"; echo ETTER) >"{tmp_path}/fil"'
    done = run(["bash", "-c", both], env={"BASE": "main", "GITHUB_STEP_SUMMARY": ""})
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "fil").read_text("utf-8")
    assert text.startswith("FOER\n")
    assert text.endswith("ETTER\n")
    assert told in text


def test_a_job_gets_its_summary_in_its_own_file(tmp_path: Path) -> None:
    stub = {".venv/bin/plan": "echo ny"}
    script = _script(tmp_path / "tree", "summary.sh", stub)
    summary = tmp_path / "summary.md"
    summary.write_text("før\n", "utf-8")
    done = run([script], env={"BASE": "main", "GITHUB_STEP_SUMMARY": str(summary)})
    assert (done.returncode, done.stdout) == (0, "")
    assert summary.read_text("utf-8") == "før\nny\n"


# ---------------------------------------------------------------- the second engine


def _second_engine(root: Path, engine: str) -> str:
    """A script beside the site of a tree with history and a guide; what it calls as the engine."""
    one_period(root)
    (root / "docs/felles/bidra").mkdir()
    (root / "docs/felles/bidra/index.md").write_text(GUIDE_PAGE, "utf-8")
    page = "  - title: Bidra\n    page: bidra/index.md\n  - title: Innhold\n"
    swapped(root, "data/2005-2008/plan.yml", "  - title: Innhold\n", page)
    committed(root)
    assert plan("publish", root=root).returncode == 0
    python = f'exec "{sys.executable}" "$@"'
    stubs = {".venv-properdocs/bin/plan": engine, ".venv-properdocs/bin/python": python}
    return _script(root, "properdocs.sh", stubs)


@pytest.mark.slow
def test_the_second_engine_builds_what_the_first_one_built(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    script = _second_engine(root, f'"{PLAN}" "$@"')
    before = (root / "_site").stat().st_ino
    done = run([script])
    assert done.returncode == 0, done.stdout + done.stderr
    site = root / "_site/2005-2008"
    assert (site / "bidra/index.html").is_file()
    assert "Flyttinger er fulgt siden" in (site / "frister/index.html").read_text("utf-8")
    assert "byte for byte" in done.stdout
    assert (root / "_site").stat().st_ino == before
    assert list((root / ".cache").iterdir()) == []


@pytest.mark.slow
def test_what_the_second_engine_makes_otherwise_is_told_and_the_site_is_not_touched(
    tmp_path: Path,
) -> None:
    root = tmp_path / "tree"
    script = _second_engine(root, 'mkdir "$3/_site" && echo annet >"$3/_site/index.html"')
    before = contents(root / "_site")
    done = run([script])
    assert done.returncode == 1
    assert "_site/index.html" in done.stderr
    assert "ikke det samme" in done.stderr
    assert contents(root / "_site") == before


@pytest.mark.slow
def test_a_second_engine_that_is_killed_takes_no_site_with_it(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    script = _second_engine(root, "kill -9 $PPID")
    before = contents(root / "_site")
    assert run([script]).returncode == -9
    assert contents(root / "_site") == before
