"""What a published version changed in a file: only that is read."""

from __future__ import annotations

import pytest

from macros.history.revisions import touched

PATH = "data/actors.yml"
ALIKE = "- id: fjord\n  name: Fjordhelse\n  kind: authority\n  source: side#del\n"
BEFORE = "# Aktører\n\n- id: bat\n  name: Båten\n  kind: trust\n  source: side#del\n"
AFTER = "- id: bat\n  name: Båten i sør\n  kind: trust\n  source: side#del\n"


def names(before: str, after: str) -> list[list[str]] | None:
    sides = touched(PATH, before.encode(), after.encode())
    return sides and [[kept.record.name for kept in side.values()] for side in sides]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BEFORE + ALIKE, AFTER + ALIKE),
        (BEFORE + ALIKE, ALIKE + AFTER),
        (BEFORE + "- id: [\n", AFTER + "- id: [\n"),
        (BEFORE + "- id: x\n  gone: field\n", AFTER + "- id: x\n  gone: field\n"),
    ],
    ids=["first", "moved", "what cannot be read stands in both", "nor an older form"],
)
def test_only_items_that_differ_are_read(before: str, after: str) -> None:
    assert names(before, after) == [["Båten"], ["Båten i sør"]]


def test_a_file_that_came_or_went_is_read_whole() -> None:
    assert names("", BEFORE + ALIKE) == [[], ["Båten", "Fjordhelse"]]
    assert names(BEFORE, "") == [["Båten"], []]


@pytest.mark.parametrize("after", ["- id: [\n", "- id: x\n  gone: field\n", "- a: 'x\n\n- b'\n"])
def test_what_was_changed_and_cannot_be_read_is_told(after: str) -> None:
    assert names(BEFORE, after) is None
    assert names(after, BEFORE) is None
