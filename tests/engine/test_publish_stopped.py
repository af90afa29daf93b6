"""A publication that is stopped, wherever it is, leaves the former site byte for byte as it was."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from building import (
    DEADLINE,
    PLAN,
    contents,
    one_period,
    published,
    started,
    swapped,
    until,
)

KEPT = "Den forrige _site/ er ikke rørt."


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return one_period(tmp_path / "tree")


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a killed publication leaves in the system's temporary folder goes away here."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def assert_stopped(
    tree: Path, before: dict[str, bytes], done: subprocess.CompletedProcess[str]
) -> None:
    assert done.returncode == 1, done.stdout
    assert KEPT in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert 'File "' not in done.stdout + done.stderr
    assert contents(tree / "_site") == before
    assert not list(tree.glob("._site-*"))


def add(root: Path, name: str, text: str) -> None:
    path = root / name
    path.write_text(path.read_text("utf-8") + text, "utf-8")


Break = Callable[[Path], None]
BREAKS: dict[str, tuple[Break, str]] = {
    "a broken data file": (
        lambda root: add(root, "data/2005-2008/plan.yml", "statuss: feil\n"),
        r"^data/2005-2008/plan\.yml:\d+:1: Ukjent nøkkel: «statuss»\.",
    ),
    "a data file that is no YAML": (
        lambda root: add(root, "data/actors.yml", "\t- id: [\n"),
        r"^data/actors\.yml:\d+:\d+: ",
    ),
    "a macro that is called wrongly": (
        lambda root: add(root, "docs/2005-2008/index.md", '\n{{ measures(area="borte") }}\n'),
        r"^docs/2005-2008/index\.md:\d+:\d+: measures\(area=«borte»\) finnes ikke\.",
    ),
    "a link to no heading on a page made from data": (
        lambda root: add(
            root,
            "docs/2005-2008/index.md",
            "\n[x](omrader/akutt-og-beredskap.md#borte)\n{: .egen }\n",
        ),
        r"omrader/akutt-og-beredskap\.md.*#borte",
    ),
    "a broken link that only the finished site shows": (
        lambda root: add(root, "overrides/partials/footer.html", '<a href="borte/">x</a>'),
        r"^_site/2005-2008/404\.html:\d+:1: Lenken «borte/» fører ikke til noen side\.",
    ),
    "a table template that uses what does not exist": (
        lambda root: add(root, "overrides/plan/actors.html", "{{ borte }}"),
        r"^overrides/plan/actors\.html:\d+:1: Malen kan ikke vises: «'borte' is undefined»\. Rett",
    ),
    "a page template that cannot be read": (
        lambda root: add(root, "overrides/plan/page-area.html", "{% if %}"),
        r"^overrides/plan/page-area\.html:\d+:1: Malen kan ikke vises: «Expected an expression",
    ),
    "a theme template that raises": (
        lambda root: add(root, "overrides/partials/footer.html", "{{ borte.borte }}"),
        r"^overrides/partials/footer\.html:\d+:1: Malen kan ikke vises: «'borte' is undefined»",
    ),
    "a root template that raises": (
        lambda root: swapped(root, "overrides/root/404.html", "<h1>", "{{ borte }}<h1>"),
        r"overrides/root/404\.html",
    ),
    "a configuration that MkDocs refuses": (
        lambda root: swapped(root, "mkdocs.yml", "plugins:\n", "plugins:\n  - borte\n"),
        r"«?\"?borte",
    ),
    "no configuration": (
        lambda root: (root / "mkdocs.yml").unlink(),
        r"mkdocs\.yml",
    ),
}
"""What is wrong -> how to make it so, and a pattern that a line of the complaint matches."""


@pytest.mark.parametrize("wrong", list(BREAKS))
def test_what_is_wrong_is_told_and_the_former_site_stays(tree: Path, wrong: str) -> None:
    broken, pattern = BREAKS[wrong]
    broken(tree)
    before = contents(tree / "_site")
    done = published(tree)
    assert_stopped(tree, before, done)
    assert re.search(pattern, done.stderr, re.MULTILINE), done.stderr


def test_without_git_the_cure_is_told(tree: Path, tmp_path: Path) -> None:
    before = contents(tree / "_site")
    done = published(tree, env={"PATH": str(tmp_path)})
    assert_stopped(tree, before, done)
    assert "Fant ikke programmet «git». Installer det." in done.stderr


def test_with_a_git_that_fails_what_it_said_is_told(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").write_text(
        "#!/bin/sh\necho 'fatal: i stykker' >&2\nexit 3\n", "utf-8"
    )
    (tmp_path / "bin" / "git").chmod(0o755)
    before = contents(tree / "_site")
    done = published(tree, env={"PATH": f"{tmp_path}/bin:/usr/bin:/bin"})
    assert_stopped(tree, before, done)
    assert done.stderr.startswith(".git:1:1: git sier: i stykker ")


def test_two_publications_at_once_both_end_and_the_site_is_whole(
    tree: Path, mini_site: Path
) -> None:
    words = [PLAN, "publish", "--root", str(tree)]
    with started(words) as first:
        until(lambda: list(tree.glob("._site-work-*")), "the first has begun")
        with started(words) as second:
            outputs = [child.communicate(timeout=DEADLINE)[0] for child in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0), outputs
    assert "En annen bygging pågår; venter til den er ferdig …" in outputs[1]
    assert "En annen bygging pågår" not in outputs[0]
    # What tells of the plan before is not there without it.
    apart = ("2001-2004/", "2005-2008/data/", "data/", "innbygging/")
    wanted = [name for name in sorted(contents(mini_site)) if not name.startswith(apart)]
    made = sorted(contents(tree / "_site"))
    assert [name for name in made if not name.startswith(apart)] == wanted
    assert {"2005-2008/data/plan.json", "data/katalog.ttl"} <= {*made}
    assert not list(tree.glob("._site-*"))
