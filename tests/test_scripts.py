"""The small scripts of tools/: what they print where, and what they hand to a build."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from building import PLAN, ROOT, one_period, run, swapped

from macros.site.clone import PARTS, copy, parts


def _script(root: Path, name: str, stubs: dict[str, str]) -> str:
    """A script in a tree of its own, with stubs for the programs it calls; its path."""
    (root / "tools").mkdir(parents=True)
    for tool in ("tree.py", name):
        shutil.copy2(ROOT / "tools" / tool, root / "tools" / tool)
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


def test_the_second_engine_gets_all_that_a_build_reads(tmp_path: Path) -> None:
    root = one_period(tmp_path / "tree")
    shutil.copytree(ROOT / "docs" / "felles" / "bidra", root / "docs" / "felles" / "bidra")
    page = "  - title: Bidra\n    page: bidra/index.md\n  - title: Innhold\n"
    swapped(root, "data/2005-2008/plan.yml", "  - title: Innhold\n", page)
    shutil.rmtree(root / "_site")
    where = ".venv-properdocs"
    script = _script(
        root,
        "properdocs.sh",
        {
            f"{where}/bin/python": f'PYTHONPATH="{ROOT}" exec "{sys.executable}" "$@"',
            f"{where}/bin/plan": f'"{PLAN}" "$@" && cp -R "$3/_site" _site',
        },
    )
    done = run([script], env={"PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stdout + done.stderr
    assert (root / "_site/2005-2008/bidra/index.html").is_file()
    assert "byte for byte" in done.stdout


def test_a_tree_without_a_guide_is_copied_without(tmp_path: Path) -> None:
    root = one_period(tmp_path / "tree")
    (tmp_path / "with").mkdir()
    copy(root, tmp_path / "with")
    assert sorted(path.name for path in (tmp_path / "with").iterdir()) == sorted(PARTS)
    (root / "CONTRIBUTING.md").unlink()
    assert sorted({*PARTS} - {*parts(root)}) == ["CONTRIBUTING.md"]
