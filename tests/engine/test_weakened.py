"""Targets that a weaker one took the place of: told only where the data say which way is better."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from macros.facts.followup import weakened
from macros.model.followup import Indicator


@pytest.mark.parametrize(
    ("better", "targets", "weaker"),
    [
        ("up", [("20", "2008"), ("15", "2008")], True),
        ("up", [("20", "2008"), ("25", "2008")], False),
        ("down", [("20", "2008"), ("25", "2008")], True),
        ("down", [("20", "2008"), ("15", "2010")], False),
        ("up", [("20", "2008"), ("20", "2010")], True),
        ("up", [("20", "2010"), ("20", "2008")], False),
        (None, [("20", "2008"), ("15", "2008")], False),
        (None, [("20", "2008"), ("20", "2010")], True),
        ("up", [("20", "2008")], False),
    ],
)
def test_a_target_is_weakened_when_less_is_aimed_at_or_later(
    better: str | None, targets: list[tuple[str, str]], weaker: bool
) -> None:
    given: list[dict[str, Any]] = [
        {"date": when, "value": number, "kind": "target", "source": ["brev#tiltak"]}
        for number, when in targets
    ]
    told = {"title": "A", "unit": "a", "definition": "A", "concerns": ["b"], "better": better}
    one = Indicator.model_validate({"id": "a", **told, "source": ["brev#tiltak"], "values": given})
    entry = SimpleNamespace(record_type="indicator", record=one)
    found = weakened({"2005-2008": {"a": entry}})  # type: ignore[dict-item]
    assert [(str(w.was.value), str(w.became.value)) for w in found] == (
        [tuple(number for number, _ in targets)] if weaker else []
    )
