"""What is written in prose is what readers get, or is told with place and cure."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.engine.rendering import render
from macros.reading import mistakes as told
from macros.reading.front_matter import read_page
from macros.reading.markdown import parse
from macros.reading.written import lost

NOTHING: Any = None


def wrong(text: str) -> list[tuple[str, int]]:
    page, problems = read_page("side.md", text.encode())
    assert problems == []
    return [(found.what, found.line) for found in told.mistakes(page)]


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 | tapt |", "lost", 4),
        ("> | a |\n> |---|\n> | 1 | tapt |", "lost", 3),
        ("1. a\n2004. b", "number", 2),
        ("1. a\n1. b", "number", 2),
        ("- x\n\n  1. a\n  2. b\n  2006. c", "number", 5),
        ("Tekst\n---", "line", 2),
        ("Tekst\n===", "line", 2),
        ("Dette er ~~ikke~~ sant.", "struck", 1),
        ("Dette er ==viktig==.", "struck", 1),
        ("- [ ] gjøre\n- [x] gjort", "task", 1),
        ("> [!NOTE]\n> Tekst", "box", 1),
        ("!!! note\n    Tekst", "box", 1),
        ("::: tip", "box", 1),
        ('Tekst measures(id="a") }} her', "brace", 1),
        ("Tekst\n{measures()} her", "brace", 2),
        ("Dette er ** fett**.", "stars", 1),
        ("Dette er `kode.", "stars", 1),
        ("> [!NOTE] a\n> | a", "box", 1),
        ("##Overskrift", "hashes", 1),
        ("| a | b |\n| 1 | 2 |", "row", 1),
        ("• punkt\n• punkt", "dot", 1),
        ("Vi skal:\n• punkt", "dot", 2),
        ("-punkt\n-punkt", "glued", 1),
        ("Vi skal:\n*punkt", "glued", 2),
        ("– punkt\n– punkt", "dashes", 1),
        ("a) punkt\nb) punkt", "points", 1),
        ("Her kommer TODO mer.", "todo", 1),
        ("Tegnet &tull; her", "entity", 1),
        ("Rommet er 2*3*4 meter.", "times", 1),
        ("Se\n![](kart.png)", "alt", 2),
        ("Se [her]().", "nowhere", 1),
        ("Se [](side.md).", "wordless", 1),
    ],
)
def test_what_is_not_read_as_written_is_told(text: str, what: str, line: int) -> None:
    assert (what, line) in wrong(text)
    assert (what, line + 2) in wrong(f"Før.\n\n{text}\n\nEtter.")


@pytest.mark.parametrize(
    "text",
    [
        "15. mars 2006 vedtok styret planen.\n2006. Da",
        "- a\n- b\n\n1. a\n2. b\n\n   c\n3. d",
        '## Overskrift {: #egen }\n\nTekst *kursiv* **fet** `a*b*c**` [tekst](side.md "tittel").',
        "Tekst\n{: .egen }\n\n> Sitat\n> > i sitat",
        "| a | b |\n|:--|--:|\n| 1 | `x` \\| y |\n| 2 |",
        "![Et *kart*](kart.png) <https://example.org/a_b> &lt; &amp; &nbsp; \\*",
        "```yaml\n- 2004. ~~x~~\n```",
        "– Vi er glade, sier hun. – Det er bra.",
        "Det var -5 grader, 2 * 3, 100 % og § 4-5 (b). #1",
        "En linje\\\nog en til  \nog en til",
        "{{ measures() }}",
        "Et sitat: \"slik\" og 'slik', _kursiv_.",
    ],
)
def test_what_is_read_as_written_is_not_told(text: str) -> None:
    assert wrong(text) == []


WORDS = st.text("ab1 .,§%–\n|*_>#-+~`[]()!&;:\\", max_size=40)


@given(WORDS)
def test_no_letter_or_number_of_a_page_is_gone_without_a_word(text: str) -> None:
    """Whatever is written: the letters and numbers of the page are those of its source."""
    signs = re.compile(r"[ab1]")
    source = text.strip("\n")
    parsed = parse(source)
    if list(lost(source.split("\n"), parsed.tokens)) or parsed.references:
        return
    html = render(text, SimpleNamespace(), NOTHING, SimpleNamespace()) if "](" not in text else ""
    shown = re.sub(r"<[^>]*>", "", html)
    numbers = [t.info for t in parsed.tokens if t.type == "list_item_open" and t.info]
    if html and not numbers and not any(t.type == "fence" and t.info for t in parsed.tokens):
        assert signs.findall(shown.replace("&amp;", "&")) == signs.findall(source)
