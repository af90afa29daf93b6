"""Input that libraries stop at: told at its place, as everything else that is wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from helpers import change, small_copy

from macros.cli.main import main

PAGE, DIGITS = "docs/2001-2004/index.md", "9" * (sys.get_int_max_str_digits() + 700)


def told(capsys: pytest.CaptureFixture[str], root: Path) -> list[str]:
    """What the check says, as a terminal gets it."""
    assert main(["check", "--root", str(root)]) == 1
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("prose", "said"),
    [
        ("[a](http://[x)", "Adressen «http://[x» kan ikke brukes."),
        ("![a](http://[x)", "Adressen «http://[x» kan ikke brukes."),
        (f"[a]({'x' * 300}.md)", f"Lenken «{'x' * 300}.md» fører ikke til noen side."),
        ("[a](b%00.md)", "Lenken «b%00.md» fører ikke til noen side."),
        (f"{{{{ measures(id=1{DIGITS}) }}}}", "Tallet er for langt til å leses."),
        (r'{{ link("\ud800") }}', "link() har en verdi med tegn som ikke kan leses."),
        (r'{{ areas(id=["\udfff"]) }}', "areas() har en verdi med tegn som ikke kan leses."),
    ],
)
def test_prose_that_libraries_stop_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], prose: str, said: str
) -> None:
    root = small_copy(tmp_path)
    line = (root / PAGE).read_text("utf-8").count("\n") + 2
    change(root, {"append": {PAGE: f"\n{prose}\n{{: .egen }}\n"}})
    (only,) = told(capsys, root)
    place, _, rest = only.partition(": ")
    assert place.startswith(f"{PAGE}:{line}:")
    assert rest.startswith(f"{said} ")


def test_a_line_number_that_no_document_has(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = small_copy(tmp_path)
    change(root, {"replace": {"data/sources.yml": [("lines: 1-4", f"lines: 1-{DIGITS}")]}})
    (only,) = told(capsys, root)
    assert only.startswith("data/sources.yml:11:14: «lines» har ikke riktig form. Skriv ett linje")


def test_a_word_of_a_list_that_is_gone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = small_copy(tmp_path)
    words = (root / "data/vocabulary.yml").read_text("utf-8")
    kinds = words[words.index("area_kind:") : words.index("challenge_kind:")]
    change(
        root,
        {
            "replace": {
                "data/vocabulary.yml": [(kinds, "")],
                "data/2001-2004/areas/akutt.yml": [("kind: theme", "kind: Et tema")],
            },
            "append": {PAGE: '\n{{ fact("akutt", "kind") }} {{ cite("brev#tiltak") }}\n'},
        },
    )
    missing = "Ordlisten «area_kind» mangler. Legg den til, med id og label."
    assert told(capsys, root) == [f"data/vocabulary.yml:1:1: {missing}"]
