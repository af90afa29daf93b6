"""The anchors of a page are those that the site gives it."""

from __future__ import annotations

import pytest
from building import ROOT
from mkdocs.config import load_config

from macros.reading.anchors import EXTENSIONS, SETTINGS, anchors
from macros.reading.front_matter import read_page


def test_anchors_are_asked_for_as_the_site_is_set_up() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"), plugins=[], hooks=[])
    assert config.markdown_extensions == EXTENSIONS
    assert config.mdx_configs == SETTINGS


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
        ("Et avsnitt.\n{: #her }\n\n*ord*{: #ord } og\n\n## Her", "her ord her_1"),
        ("~~~\n## kode\n~~~\n\n    ## kode", ""),
    ],
)
def test_a_page_gets_these_anchors(text: str, found: str) -> None:
    page, _ = read_page("docs/felles/x.md", text.encode())
    assert anchors(page) == set(found.split())


@pytest.mark.parametrize("hostile", ["- " * 3000, "> " * 3000, "[" * 3000, "*" * 3000])
def test_a_page_that_nests_without_end_has_no_anchors(hostile: str) -> None:
    page, _ = read_page("docs/felles/x.md", f"{hostile}x".encode())
    assert anchors(page) == set()


def test_an_empty_page_has_not_the_anchors_of_the_one_before() -> None:
    for text, found in (("## Frister", {"frister"}), (" \n", set()), ("## Andre", {"andre"})):
        page, _ = read_page("docs/felles/x.md", text.encode())
        assert anchors(page) == found
