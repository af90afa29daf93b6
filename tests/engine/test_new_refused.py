"""`plan new`: where in a file, which id, and what it refuses."""

from __future__ import annotations

import errno
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from building import (
    DEADLINE,
    PLAN,
    content_copy,
    contents,
    environment,
    plan,
    problem_lines,
    swapped,
)
from hypothesis import given
from hypothesis import strategies as st
from newing import AREA, ENOUGH, MEASURE, refused

from macros.cli.main import main
from macros.editing.change import PartlyWrittenError, new_problems, write
from macros.editing.ids import proposed
from macros.editing.places import appended
from macros.editing.records import KINDS
from macros.editing.skeleton import as_item
from macros.editing.yaml_out import written
from macros.model import forms
from macros.problems import ProblemError
from macros.reading.yaml_text import read_text


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return content_copy(tmp_path / "tree")


# ---------------------------------------------------------------- where in a file


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("", "", "- id: ny\n"),
        ("# Om filen\n", "", "# Om filen\n- id: ny\n"),
        ("- id: a", "", "- id: a\n- id: ny\n"),
        ("  - id: a\n", "", "  - id: a\n  - id: ny\n"),
        ("id: a\n", "m", "id: a\nm:\n  - id: ny\n"),
        ("id: a\r\nm:\r\n- id: b\r\n", "m", "id: a\r\nm:\r\n- id: b\r\n- id: ny\r\n"),
        ("m:\n  - a: b\n    # c\n\n# e\nf: g\n", "m", "m:\n  - a: b\n    # c\n+\n# e\nf: g\n"),
        ("m:\n  - t: |-\n      # h\n\nf: g", "m", "m:\n  - t: |-\n      # h\n+\nf: g"),
        ("m:\n- id: b\n# om f\nf: g\n", "m", "m:\n- id: b\n- id: ny\n# om f\nf: g\n"),
        ("m:\n  - id: b\n  # om neste\n", "m", "m:\n  - id: b\n  # om neste\n  - id: ny\n"),
        ("\ufeff- id: a\n", "", "\ufeff- id: a\n- id: ny\n"),
        ("- id: a\n\n- id: b\n", "", "- id: a\n\n- id: b\n\n- id: ny\n"),
        ("- id: a\n\n# om b\n- id: b", "", "- id: a\n\n# om b\n- id: b\n\n- id: ny\n"),
        ("- id: a\r\n\r\n- id: b\r\n", "", "- id: a\r\n\r\n- id: b\r\n\r\n- id: ny\r\n"),
        ("- id: a\n\n- id: b\n\n", "", "- id: a\n\n- id: b\n\n- id: ny\n"),
        ("m:\n- id: a\n\n- id: b\n\nf: g\n", "m", "m:\n- id: a\n\n- id: b\n\n- id: ny\n\nf: g\n"),
    ],
)  # fmt: skip
def test_a_record_is_put_last_in_its_list(text: str, key: str, expected: str) -> None:
    assert appended("x.yml", text, "id: ny\n", key) == expected.replace("+", "  - id: ny\n")


@pytest.mark.parametrize("text", ["m: []\n", "m: [{id: a}]\n", "m: tekst\n", "m: [\n", "a: b: c\n"])
def test_a_list_that_cannot_be_added_to_is_told(text: str) -> None:
    with pytest.raises(ProblemError, match=r"x\.yml:\d:\d"):
        appended("x.yml", text, "id: ny\n", "m")


_TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029"))
_VALUE = st.recursive(
    _TEXT.filter(lambda text: text.strip() == text != ""),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.sampled_from("abc"), inner, min_size=1)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from("xyz"), _VALUE, min_size=1), st.integers(0, 4))
def test_what_is_written_is_what_is_read(value: Mapping[str, object], indent: int) -> None:
    document, problems = read_text("x.yml", as_item(written(value), indent))
    assert problems == []
    assert document.value == [value]


# ---------------------------------------------------------------- ids


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Øve på å være i båten", "ove-pa-a-vaere-i-baten"),
        ("ÆØÅ", "aeoa"),
        ("A\u030alesund og Île-d’Étretat", "alesund-og-ile-d-etretat"),
        ("  Mål: 24/7!  ", "mal-24-7"),
        ("漢字", "ny"),
        ("index", "index-2"),
        ("x" * 200, "x" * 48),
        (f"{'ord ' * 11}plass", f"{'ord-' * 10}ord"),
        (f"{'ord ' * 11}rom", f"{'ord-' * 11}rom"),
    ],
)  # fmt: skip
def test_an_id_is_made_from_the_title(title: str, expected: str) -> None:
    assert proposed(title, frozenset({"index"})) == expected


@given(st.text(), st.integers(0, 3))
def test_an_id_is_valid_and_never_taken(title: str, times: int) -> None:
    used: set[str] = set()
    for _ in range(times + 1):
        name = proposed(title, used)
        assert len(name) <= 80
        assert re.fullmatch(forms.ID, name)
        assert name not in used
        used.add(name)


def test_an_id_of_another_period_is_taken(tree: Path) -> None:
    done = plan("new", *MEASURE, "--title", "Ambulanse", root=tree)
    assert "«ambulanse-2»" in done.stdout
    message = refused(tree, *MEASURE, "--title", "Bil", "--id", "ambulanse", code=2)
    assert message.startswith("--id: «ambulanse» er brukt før. Prøv for eksempel «ambulanse-3».\n")


# ---------------------------------------------------------------- what it refuses


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_missing_is_told_all_at_once(tree: Path, kind: str) -> None:
    message = refused(tree, kind, code=2)
    words = [word for word in ENOUGH[kind] if word.startswith("--")]
    for word in words:
        assert f"{word} mangler. " in message
    assert message.count(" mangler. ") == len(words)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--area", "akut-og-beredskap"], "--area: «akut-og-beredskap» finnes ikke. Mente du «a"),
        (["--period", "2005-2009"], "--period: «2005-2009» finnes ikke. Mente du «2005-2008»?"),
        (["--source", "brev#tiltk"], "--source: «brev#tiltk» finnes ikke. Mente du «brev#tiltak»?"),
        (["--responsible", "xyz"], "--responsible: «xyz» finnes ikke. Gyldig: "),
        (["--standing", "foreslått"], "--standing: «foreslått» finnes ikke. "),
        (["--title", "\udce6"], "--title: Verdien inneholder tegn som ikke kan leses."),
        (["--id", "Stor Bokstav"], "--id: «Stor Bokstav» har ikke riktig form. Skriv små "),
    ],
)  # fmt: skip
def test_a_wrong_choice_is_told_with_the_right_ones(
    tree: Path, words: list[str], message: str
) -> None:
    assert message in refused(tree, *ENOUGH["measure"], *words, code=2)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--title", "To\nlinjer"], "Teksten går over flere linjer."),
        (["--title", "Usynlig\u200btegn"], "Teksten inneholder det usynlige tegnet U+200B."),
        (["--title", "a" * 401], "«title» er for lang."),
        (["--deadline", "1.2.2006"], "«1.2.2006» er ikke en dato."),
        (["--deadline", "2036"], "Datoen 2036 ligger utenfor det planen kan handle om"),
        (["--continues", "finnes-ikke"], "Ukjent post i planen før denne: «finnes-ikke»."),
    ],
)
def test_what_would_not_be_valid_is_not_written(tree: Path, words: list[str], message: str) -> None:
    output = refused(tree, *ENOUGH["measure"], *words, code=1)
    assert message in output
    assert output.startswith(f"{AREA}:")
    line = int(output.split(":")[1])
    assert 1 <= line <= len((tree / AREA).read_text("utf-8").splitlines())


def test_an_empty_title_is_a_missing_one(tree: Path) -> None:
    assert "--title mangler. " in refused(tree, *MEASURE, "--title", "  ", code=2)


def test_an_area_is_not_written_over_a_file(tree: Path) -> None:
    (tree / "data/2005-2008/areas/nytt-omrade.yml").write_text("# Bare en merknad\n", "utf-8")
    assert "Filen finnes fra før." in refused(tree, *ENOUGH["area"], code=1)


def test_a_file_that_cannot_be_read_is_not_added_to(tree: Path) -> None:
    (tree / AREA).write_bytes(b"id: akutt-og-beredskap\nkind: [\n")
    assert AREA in refused(tree, *ENOUGH["measure"], code=1)
    (tree / AREA).write_bytes(b"id: akutt-og-beredskap\ntitle: \xe6\n")
    assert "UTF-8" in refused(tree, *ENOUGH["measure"], code=1)


@pytest.mark.parametrize("words", [("measure",), ("period", "2030-2033")])
def test_a_folder_without_a_plan_is_told(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert "data:1:1: Mappen «data» finnes ikke." in refused(tmp_path, *words, code=1)


def test_what_was_wrong_before_does_not_stop_it(tree: Path) -> None:
    swapped(tree, AREA, "[styret]", "[styrt]")
    before = problem_lines(tree)
    assert len(before) == 1
    assert plan("new", *ENOUGH["measure"], root=tree).returncode == 0
    assert plan("new", *ENOUGH["actor"], root=tree).returncode == 0
    assert problem_lines(tree) == before


def test_a_change_that_stops_midway_tells_what_is_written_and_what_is_not(tree: Path) -> None:
    (tree / "data" / "mappe").mkdir()
    before = contents(tree)
    change = {"data/ny/a.yml": "ny", "data/mappe": "ny", "data/actors.yml": "ny"}
    with pytest.raises(PartlyWrittenError) as caught:
        write(tree, change)
    message = "Endringen stoppet underveis. Skrevet: data/ny/a.yml. "
    message += "Ikke skrevet: data/mappe, data/actors.yml. "
    assert str(caught.value).startswith(message)
    assert contents(tree) == before | {"data/ny/a.yml": b"ny"}


def test_a_change_whose_first_file_cannot_be_written_changes_nothing(tree: Path) -> None:
    (tree / "data" / "mappe").mkdir()
    before = contents(tree)
    with pytest.raises(OSError, match="mappe"):
        write(tree, {"data/mappe": "ny", "data/actors.yml": "ny"})
    assert contents(tree) == before


def test_an_id_never_leads_out_of_the_tree(tree: Path) -> None:
    beside = contents(tree.parent)
    message = refused(tree, *ENOUGH["area"], "--id", "../../../../tree-2/ny", code=2)
    assert message.startswith("--id: «../../../../tree-2/ny» har ikke riktig form. Skriv små ")
    assert contents(tree.parent) == beside


@pytest.mark.parametrize("name", ["../ute.yml", "data/../../ute.yml", "{}/x.yml", "data/ut/x.yml"])
def test_a_change_never_leads_out_of_the_tree(tree: Path, name: str) -> None:
    (tree / "data" / "ut").symlink_to("../..")
    name = name.format(tree.parent)
    before = contents(tree.parent)
    for way in (lambda: write(tree, {name: "x"}), lambda: new_problems(tree, {name: "x"}, [])):
        with pytest.raises(ProblemError, match="Filen ligger utenfor mappen"):
            way()
    assert contents(tree.parent) == before


WRITES = {
    "data/actors.yml": ["new", *ENOUGH["actor"]],
    "data/addresses.txt": ["addresses"],
    "schemas/area.json": ["schema"],
    "data/2001-2004/plan.yml": ["freeze", "2001-2004"],
}
"""The file that a command writes first → the command."""


@pytest.mark.parametrize("name", WRITES)
def test_a_file_that_cannot_be_written_is_told_by_its_own_name(
    tree: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, write = contents(tree), Path.write_bytes

    def refusing(path: Path, data: bytes) -> int:
        if path.is_relative_to(tree):
            raise OSError(errno.EROFS, "Read-only file system", str(path))
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", refusing)
    assert main([*WRITES[name], "--root", str(tree)]) == 1
    output = capsys.readouterr().err
    assert output.startswith(f"{name}:1:1: Mappen kan bare leses.")
    assert output.endswith(" Ingenting er skrevet.\n")
    assert contents(tree) == before


def test_a_tree_that_cannot_be_written_is_told(tree: Path) -> None:
    before = contents(tree)
    command = f"ulimit -f 0; exec {PLAN} new {' '.join(ENOUGH['area'][:1])} "
    words = " ".join(f"'{word}'" for word in ENOUGH["area"][1:])
    done = subprocess.run(
        ["bash", "-c", f"{command} {words} --root {tree}"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
        env=environment(),
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert contents(tree) == before
