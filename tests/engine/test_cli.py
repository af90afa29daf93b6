"""The command line, run as a person runs it: its help, its complaints, its exit codes."""

from __future__ import annotations

import importlib
import json
import re
import sys
from pathlib import Path

import pytest
from building import (
    PLAN,
    ROOT,
    content_copy,
    contents,
    environment,
    plan,
    plan_process,
    run,
    swapped,
)

from macros.cli import new
from macros.cli.main import COMMANDS, main, parser_of
from macros.cli.start import ODD

ENGLISH = re.compile(
    r"usage|options|positional|optional|arguments?|show this|invalid|choice|choose|required|"
    r"expected|unrecognized|ambiguous|error|default|\bthe\b|\band\b|no such|directory|address\b|"
    r"traceback",
    re.IGNORECASE,
)
"""What argparse, the system and Python say where nobody has translated it."""

AREA = "data/2005-2008/areas/akutt-og-beredskap.yml"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return content_copy(tmp_path)


@pytest.fixture
def broken(tree: Path) -> Path:
    swapped(tree, AREA, "[fjord]", "[fjor]")
    return tree


def test_the_help_names_every_command() -> None:
    done = plan("--help")
    assert done.returncode == 0
    assert done.stdout.startswith("Bruk: plan [-h] KOMMANDO ...\n")
    assert re.findall(r"^  (\w+)  +\w", done.stdout, re.MULTILINE) == list(COMMANDS)
    assert not ENGLISH.search(done.stdout)
    assert done.stderr == ""


@pytest.mark.parametrize("command", list(COMMANDS))
def test_the_help_of_each_command_is_norwegian(command: str) -> None:
    done = plan(command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Bruk: plan {command} [-h] [--root ")
    assert "mappen med data/ og docs/" in done.stdout
    assert "-h, --help" in done.stdout
    assert "json-skjema" not in done.stdout  # a name keeps its capitals
    assert not ENGLISH.search(done.stdout)


@pytest.mark.parametrize(
    ("words", "output"),
    [
        ("", "plan: det mangler: KOMMANDO"),
        ("chek", "plan: KOMMANDO: 'chek' finnes ikke; velg "),
        ("check noe", "plan check: ukjent: noe"),
        ("check --rot .", "plan check: ukjent: --rot ."),
        ("check --root", "plan check: --root trenger en verdi"),
        ("check --format xml", "plan check: --format: 'xml' finnes ikke; velg "),
        ("serve --port åtti", "plan serve: --port: "),
        ("serve --port 99999", "plan serve: --port: "),
        ("edit --port -1", "plan edit: --port"),
        ("check --root=", "plan check: --root: verdien er tom"),
        ("export --out=", "plan export: --out: verdien er tom"),
        ("serve --site=", "plan serve: --site: verdien er tom"),
        ("freeze 2001-2004 --erratum=", "plan freeze: --erratum: verdien er tom"),
        ("freeze 2001-2004 --date=", "plan freeze: --date: verdien er tom"),
        ("compare --rev=", "plan compare: --rev: verdien er tom"),
    ],
)
def test_wrong_use_ends_with_2_and_where_the_help_is(words: str, output: str) -> None:
    done = plan(*words.split())
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(output)
    assert re.search(r"\nSkriv «plan( \w+)? --help» for hjelp\.\n$", done.stderr)
    assert not ENGLISH.search(done.stderr)


def test_without_problems_the_check_ends_with_0(tree: Path) -> None:
    done = plan("check", root=tree)
    assert (done.returncode, done.stdout) == (0, "")
    assert re.fullmatch(r"Ingen feil\. \d+ poster i 2 planer er lest\.\n", done.stderr)


def test_problems_are_told_as_text_with_exit_code_1(broken: Path) -> None:
    done = plan("check", root=broken)
    assert done.returncode == 1
    assert done.stdout == f"{AREA}:21:19: Ukjent aktør eller gruppe: «fjor». Mente du «fjord»?\n"
    assert re.fullmatch(r"1 feil\. \d+ poster i 2 planer er lest\.\n", done.stderr)


def test_problems_are_told_where_not_every_character_can_be_shown(broken: Path) -> None:
    done = plan_process("check", root=broken, env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 1
    output = r"Ukjent akt\xf8r eller gruppe: \xabfjor\xbb. Mente du \xabfjord\xbb?"
    assert done.stdout == f"{AREA}:21:19: {output}\n"


def test_problems_are_told_as_json(broken: Path) -> None:
    done = plan("check", "--format", "json", root=broken)
    assert done.returncode == 1
    assert json.loads(done.stdout) == [
        {
            "path": AREA,
            "line": 21,
            "column": 19,
            "rule": "reference",
            "message": "Ukjent aktør eller gruppe: «fjor».",
            "hint": "Mente du «fjord»?",
        }
    ]
    assert done.stderr == ""


def test_problems_are_told_as_annotations(broken: Path) -> None:
    done = plan("check", "--format", "github", root=broken)
    assert done.returncode == 1
    assert done.stdout == (
        f"::error file={AREA},line=21,col=19::"
        "Ukjent aktør eller gruppe: «fjor». Mente du «fjord»?\n"
    )
    assert done.stderr == ""


@pytest.mark.parametrize(("form", "output"), [("json", "[]\n"), ("github", "")])
def test_nothing_wrong_is_an_empty_list(tree: Path, form: str, output: str) -> None:
    done = plan("check", "--format", form, root=tree)
    assert (done.returncode, done.stdout, done.stderr) == (0, output, "")


def test_what_is_set_for_other_pythons_has_no_say(tree: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "yaml.py").write_text("raise SystemExit('another')\n", "utf-8")
    odd = {**dict.fromkeys(ODD, "1"), "PYTHONPATH": str(other)}
    del odd["PYTHONHOME"], odd["PYTHONPLATLIBDIR"]  # with them no Python begins at all
    done = run([PLAN, "check", "--root", str(tree)], env=odd)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    schema = ["export", "--root", str(tree), "--out", str(tmp_path / "made")]
    assert run([PLAN, *schema], env={"PYTHONOPTIMIZE": "2"}).returncode == 0
    made = contents(tmp_path / "made")
    assert run([PLAN, *schema]).returncode == 0
    assert contents(tmp_path / "made") == made


def test_the_makefile_passes_on_none_of_it_either() -> None:
    lines = (ROOT / "Makefile").read_text("utf-8").replace("\\\n", " ")
    (unset,) = re.findall(r"^unexport (.+)$", lines, re.MULTILINE)
    assert set(ODD) <= set(unset.split())


def test_the_root_may_be_relative_and_is_otherwise_where_one_stands(broken: Path) -> None:
    command = plan_process("check", root=broken).args[0]
    here = run([command, "check"], cwd=broken)
    above = run([command, "check", "--root", broken.name], cwd=broken.parent)
    assert here.stdout == above.stdout == plan("check", root=broken).stdout


def test_a_folder_without_a_plan_is_told_by_the_check(tmp_path: Path) -> None:
    done = plan("check", root=tmp_path / "borte")
    assert done.returncode == 1
    assert "data:1:1: Mappen «data» finnes ikke. Pek --root på en mappe som har den." in done.stdout
    assert not ENGLISH.search(done.stdout + done.stderr)


@pytest.mark.parametrize("command", ["publish", "serve", "edit"])
def test_a_folder_without_a_plan_is_told_in_norwegian(command: str, tmp_path: Path) -> None:
    for root in (tmp_path / "borte", tmp_path):
        done = plan(command, root=root)
        assert done.returncode in (1, 2)
        assert re.search(r"«?(data|_site)", done.stderr)
        assert not ENGLISH.search(done.stderr.replace(str(tmp_path), ""))


def test_a_file_that_cannot_be_shown_in_the_terminal_does_not_stop_the_check(broken: Path) -> None:
    command = plan_process("check", root=broken).args[0]
    done = run([command, "check", "--root", str(broken)], env={"LC_ALL": "C", "LANG": "C"})
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert AREA in done.stdout


def test_the_tests_choose_no_period_by_accident() -> None:
    assert not {"PLAN", "MIKE_DOCS_VERSION", "SITE_URL"} & set(environment())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_can_be_asked_for(command: str) -> None:
    module = importlib.import_module(f"macros.cli.{command}")
    words = {"new": ["actor"], "freeze": ["2005-2008"]}.get(command, [])
    assert parser_of(command, module).parse_args([*words, "--root", "x"]).root == Path("x")
    assert callable(module.run)


def test_the_list_of_commands_is_there_without_the_model() -> None:
    code = (
        "import sys; from macros.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print([m for m in sys.modules if m in sys.argv], file=sys.stderr)"
    )
    heavy = ["pydantic", "mkdocs", "jinja2", "yaml", "macros.model", "macros.checks"]
    done = run([sys.executable, "-c", code, *heavy])
    assert (done.returncode, done.stderr) == (0, "[]\n")
    assert done.stdout.startswith("Bruk: plan ")


def test_a_fault_while_the_options_are_made_is_told_without_a_trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_kind: str) -> None:
        raise KeyError("felt")

    monkeypatch.setattr(new, "wanted", fail)
    assert main(["new", "--help"]) == 1
    output = capsys.readouterr().err
    assert "Uventet feil: «'felt'». Dette er en feil i programmet." in output
    assert output.endswith("\nStoppet. Ingenting er skrevet.\n")
    assert "Traceback" not in output
