"""What the sources name, date and count stands on the page where a reader looks for it.

tests/facts.yml has one line a fact: the period, the page in it, and a text or an address.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml
from building import ROOT
from pages import Node, read

FACTS = yaml.safe_load((ROOT / "tests" / "facts.yml").read_text("utf-8"))


def _name(fact: dict[str, str]) -> str:
    return f"{fact['period']}/{fact['page']}: {fact['text']}"


@cache
def content(page: Path) -> Node:
    """What a reader came for: the page without its header, menu and foot."""
    return next(read(page).all("article"))


@pytest.mark.parametrize("fact", FACTS, ids=_name)
def test_fact_is_on_its_page(real_tree: Path, fact: dict[str, str]) -> None:
    page = content(real_tree / "_site" / fact["period"] / fact["page"] / "index.html")
    if fact["text"].startswith(("https://", "mailto:")):
        assert fact["text"] in {link.attrs.get("href") for link in page.all("a")}
    else:
        assert fact["text"] in page.text


def test_every_fact_is_named_once() -> None:
    names = [_name(fact) for fact in FACTS]
    assert len(set(names)) == len(names)
