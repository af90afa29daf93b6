"""The anchors of a page."""

from __future__ import annotations

import pytest

from macros.reading.front_matter import read_page
from macros.reading.prose import anchors


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## Frister\n\n## Annet {: #frister }", "frister_1 frister"),
        ("## X {: .egen }", "x"),
        ("## X {: .foo #bar }", "bar"),
        ("## a_1\n\n## a_1", "a_1 a_2"),
        ("## ???", "_1"),
        ("## Å *øve* [her](x.md) `nå`", "å-øve-her-nå"),
        ("Frist\n-----\n\n## Frist ##", "frist frist_1"),
        ("Et avsnitt.\n{: #her }\n\n- et punkt\n{: #ord }\n\n## Her", "her ord her_1"),
        ("~~~\n## kode\n~~~\n\nog `## kode`", ""),
        (" \n", ""),
    ],
)
def test_a_page_gets_these_anchors(text: str, found: str) -> None:
    page, _ = read_page("docs/felles/x.md", text.encode())
    assert [anchor for anchor, _ in anchors(page)] == found.split()


@pytest.mark.parametrize("hostile", ["- " * 3000, "> " * 3000, "[" * 3000, "*" * 3000])
def test_a_page_that_nests_without_end_has_no_anchors(hostile: str) -> None:
    page, _ = read_page("docs/felles/x.md", f"{hostile}x".encode())
    assert not list(anchors(page))
