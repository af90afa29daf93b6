"""The documents of the real plans: all that is adopted stands in them, and nobody is named."""

from __future__ import annotations

import re
from pathlib import Path

import pdf
import pytest
from building import ROOT, built_once
from real import people, periods

from macros.checks import check
from macros.facts.entries import ADOPTED
from macros.facts.open_data import DOCUMENT, FOLDER

pytestmark = pytest.mark.slow  # a document of two hundred pages takes seconds to read


def bare(text: str) -> str:
    """A text without spaces, and without the hyphens that end lines."""
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


@pytest.fixture(scope="module")
def documents(shared_folder: Path) -> Path:
    """The repository's own data and prose, published with documents. For reading only."""
    return built_once(shared_folder, "documents", ROOT)


@pytest.mark.parametrize("period", periods())
def test_a_real_plan_is_whole_and_names_nobody(documents: Path, period: str) -> None:
    made = pdf.read((documents / "_site" / period / FOLDER / DOCUMENT).read_bytes())
    workspace = check(ROOT)
    facts, text = workspace.facts(period), bare(pdf.words(made))
    adopted = [e for e in facts.entries.values() if e.standing == ADOPTED and e.period == period]
    assert adopted
    assert [e.title for e in adopted if bare(e.title) not in text] == []
    assert [name for name in people() if bare(name) in text] == []
    tables = list(pdf.tags(made).all("/Table"))
    assert all(list(table.all("/TH")) for table in tables)
    scopes = [str(head.attribute("/Scope")) for table in tables for head in table.all("/TH")]
    assert scopes.count("/Row") > 500
    rows = [sum(1 for _ in table.all("/TR")) for table in tables]
    assert max(rows) > 40, "a table of several pages is one"
    titles = [one for one in pdf.titles(made.outline) if isinstance(one, str)]
    assert len(titles) > 5
