"""The places that templates make: none that prose can make too, but for those the check knows."""

from __future__ import annotations

import re

from building import ROOT

from macros.checks.anchors import CHANGES, SECTIONS
from macros.model import forms

OVERRIDES = ROOT / "overrides"
_ID = re.compile(r'\sid="([^"]+)"')
_VALUE = re.compile(r"\{\{.*?\}\}")


def _made() -> dict[str, set[str]]:
    """Template → the ids that it gives, with 2001-2004 for each value in them, two for `both`."""
    return {
        path.relative_to(OVERRIDES).as_posix(): {
            _VALUE.sub("2001-2004", name.replace("{{ both }}", "{{ a }}-{{ b }}"))
            for name in _ID.findall(path.read_text("utf-8"))
        }
        for path in OVERRIDES.rglob("*.html")
    }


def _is_free(name: str) -> bool:
    """Whether it is a record's, or one that no heading comes to be called by itself."""
    return name.startswith("__") or set(name.split("--")) == {"2001-2004"}


def test_no_template_makes_a_place_that_the_check_does_not_know() -> None:
    for path, names in _made().items():
        odd = {name for name in names if not _is_free(name)}
        if path.startswith(("plan/page-", "plan/_page")):
            odd -= SECTIONS
        elif path in ("plan/changes.html", "plan/between.html"):
            odd = {name for name in odd if not CHANGES.fullmatch(name)}
        assert odd == set(), path


def test_every_place_that_the_check_keeps_free_is_made_by_some_template() -> None:
    made = _made()
    on_records = [
        names for path, names in made.items() if path.startswith(("plan/page-", "plan/_page"))
    ]
    assert set.union(*on_records) >= SECTIONS
    assert sum(CHANGES.fullmatch(name) is not None for name in made["plan/changes.html"]) == 4


def test_no_record_can_be_called_what_stands_apart() -> None:
    assert not re.match(forms.ID, "__innhold")
    assert not re.match(forms.ID, "brev--tiltak")
