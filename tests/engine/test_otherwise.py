"""What the check lets pass, Python-Markdown and CommonMark read alike.

Both make HTML of a text here, and what is compared is which blocks it has, and what they say.
"""

from __future__ import annotations

import pytest
from alike import alike, assert_read_alike, told
from building import MINI, ROOT
from helpers import SMALL
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros.reading.front_matter import Page, read_page
from macros.reading.tree import read_tree

PAGES = [
    page for root in (MINI, SMALL) for pages in read_tree(root).pages.values() for page in pages
]
PAGES.append(read_page("CONTRIBUTING.md", (ROOT / "CONTRIBUTING.md").read_bytes())[0])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_page_is_read_alike(page: Page) -> None:
    assert_read_alike(page)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tekst {{ cite() }}\n- øve", ["list"]),
        ("Tekst\n1. øve", ["list"]),
        ("Tekst\n| a |\n|---|\n| b |", ["table"]),
        ("> Sitat\n- øve", ["list"]),
        ("| a |\n|---|\n| b |\n- øve", ["list"]),
        ("- øve\n> Sitat", ["quote"]),
        ("- øve\n\n    Tekst\n    - i juni", ["list"]),
        ("- øve\n    | a |\n    |---|\n    | b |", ["table"]),
        ("- øve\n\n    | a |\n    |---|\n    | b |", []),
        ("## Frister\n- øve", []),
        ("Tekst\n## Frister", []),
        ("Tekst\n> Sitat", []),
        ("Tekst\n```\n- a\n```\nTekst", []),
        ("Tekst\n***\n- øve", []),
        ("- øve\n***", []),
        ("- øve\n- varsle\n---", []),
        ("- øve\n---", ["rule"]),
        ("> Sitat\n---", ["rule"]),
        ("- øve\n  - i juni\n  - i juli", ["shallow"]),
        ("- øve\n   - i juni", ["shallow"]),
        ("- øve\n    - i juni\n        - den første", []),
        ("- øve\n    - i juni\n      - den første", ["shallow"]),
        ("- øve\n    - i juni\n\n    og juli", []),
        ("- øve\n  i juni\n    - den første", []),
        ("- øve\n\n  i juni", ["shallow"]),
        ("1. øve\n\n    i juni\n2. varsle", ["item"]),
        ("1. øve\n\n    i juni\n\n2. varsle", []),
        ("- øve\n    - i juni\n- varsle", []),
        ("- øve\n\n    - i juni\n    - i juli\n- varsle", ["item"]),
        ("- øve\n\n    i juni\n## Varsle", ["heading"]),
        ("- øve\n\n    ## Varsle\nTekst", ["text"]),
        ("   - øve\n   - varsle", []),
        ("> - øve\n>   - varsle", ["shallow"]),
        ("> - øve\n>     - varsle", []),
        ("- - øve", []),
        ("- i\n  2004. Da", ["point"]),
        ("I\n2004. Da", []),
        ("- øve\n* varsle", []),
        ("- øve\n\n1. varsle", ["mixed"]),
        ("1) øve", ["bracket"]),
        ("#1 i planen", ["hash"]),
        ("> #1 i planen", ["hash"]),
        ("- #1 i planen", ["hash"]),
        ("Tekst\n#1", ["hash"]),
        ("Tekst\n  #1", []),
        ("\\#1 i planen", []),
        ("####### Dypt", ["hash"]),
        ("  ## Frister", ["indented"]),
        ("-  ## Frister", []),
        ("En\nto\n---", ["underlined"]),
        ("En\n---\nto", []),
        ("#1\n---", ["underlined"]),
        ("- øve\n\n    ```\n    kode\n    ```", ["fence"]),
        ("```text og mer\nkode\n```", ["fence"]),
        ("```\nkode\n````", ["fence"]),
        ("```text\n#1\n- a\n```", []),
        ("| #1 | a |\n|---|---|\n| - b | c |", []),
    ],
)
def test_only_what_is_read_otherwise_is_told(text: str, found: list[str]) -> None:
    assert [what for what, _ in told(text)] == found
    assert alike(text) == (not found)


def test_nothing_in_a_call_or_a_remark_begins_a_block() -> None:
    assert told("Tekst {# husk:\n- dette\n#1 #} og {{ link(\n'a',\n'- b') }}") == []


PIECES = ["Tekst", "mer", "", "", "", "- a", "- b", "1. c", "2) d", "  - e", "    - f", "  tekst"]
PIECES += ["## H", "#1", " ## I", "> q", "> - r\n> - s", "| a | b |\n|---|---|\n| 1 | 2 |"]
PIECES += ["```\nkode\n```", "    ```\n    kode\n    ```", "---", "\n    tekst\n"]


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES), max_size=6).map("\n".join))
@example("- a\n    - b\n\n    tekst\n\n- c")
def test_what_is_not_told_is_read_alike(text: str) -> None:
    assert told(text) or alike(text)
