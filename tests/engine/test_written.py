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
        ("```\nx", "fence", 1),
        ("Se [ ](side.md).", "wordless", 1),
        ("01. a\n02. b", "number", 1),
        ("1. a\n   2. b\n2. c", "points", 2),
        ("A. a\nB. b", "points", 1),
        ("i) a\nii) b", "points", 1),
        ("1.1 a\n1.2 b\n1.1. a\n1.2. b", "points", 3),
        ("1: a\n2: b", "points", 1),
        ("1.a\n2.b", "points", 1),
        ("1.\u00a0a\n2.\u00a0b", "points", 1),
        ("➢ a", "dot", 1),
        ("→ a\n→ b", "dashes", 1),
        ("o a\no b", "dot", 1),
        ("Vi har\n+ 5 til", "sign", 2),
        ("+ 5 til", "sign", 1),
        ("Det er\n> 3 år", "sign", 2),
        ("Fra 2023\n- 2026", "sign", 2),
        ("Det er nummer\n# 1 i landet", "sign", 2),
        ("Tegnet a*b*c.", "times", 1),
        ("| a |\n|---|\n| b |\nrett under", "below", 4),
        ("#", "empty", 1),
        ("- a\n-", "empty", 2),
        (">", "empty", 1),
        ("####### sju", "deep", 1),
        ("-\u00a0a", "hard", 1),
        ("##\u00a0Tittel", "hard", 1),
        ("\\1. mai", "slash", 1),
        ("Ord\n: forklart", "colon", 2),
        ("*[HF]: helseforetak", "short", 1),
        ("Det går bra :smile:", "emoji", 1),
        ("Formelen $a^2$ her", "sum", 1),
        ("$$a$$", "sum", 1),
        ("H~2~O", "struck", 1),
        ("m^2^", "struck", 1),
        ("++lagt til++", "struck", 1),
        ("{--slettet--}", "struck", 1),
        ('=== "Fane"', "box", 1),
        ("Se https://example.org/a_b.", "bare", 1),
        ("Se www.example.org.", "bare", 1),
        ("Tekst^[note] her", "note", 1),
        ("Se [[side]].", "unknown", 1),
        ("Se [side][].", "unknown", 1),
        ("Tekst {.egen}", "list", 1),
        ("a\tb\nc\td", "tab", 1),
        ("a | b\nc | d", "row", 1),
        ("Et&shy;ord", "unseen", 1),
        ("Et&#8203;ord", "unseen", 1),
        ("Et tegn: &#0;", "unseen", 1),
    ],
)
def test_what_is_not_read_as_written_is_told(text: str, what: str, line: int) -> None:
    assert (what, line) in wrong(text)
    assert (what, line + 2) in wrong(f"Før.\n\n{text}\n\nEtter.")


def test_what_is_lost_is_quoted_to_the_end_of_its_line() -> None:
    page, _ = read_page("side.md", b"| a |\n|---|\n| 1 | tapt |\n| 2 |")
    assert [found.quote for found in told.mistakes(page)] == ["tapt"]


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
        "[![Et kart](kart.png)](side.md)",
        "1. mai 2006. Klokka 10:30:15, +47 73 00 00 00, 50 kroner, -5 til +5, [sic] og §§ 2–3.",
        "Vi skal:\n- øve\n- 5 nye senger\n\n> 3 av 4 sier ja.",
        "| a |\n|---|\n| b |\n\nEtter.",
        "→ Les mer\n\n[egen@fjord.example](mailto:egen@fjord.example)",
        "{{ measures() }}",
        "Et sitat: \"slik\" og 'slik', _kursiv_.",
    ],
)
def test_what_is_read_as_written_is_not_told(text: str) -> None:
    assert wrong(text) == []


WORDS = st.text("ab1 .,§%–\n|*_>#-+~`[]()!&;:\\", max_size=40)
BEGINS = st.sampled_from(
    [
        *(
            "",
            "- ",
            "> ",
            "  ",
            "    ",
            "# ",
            "+ ",
            "1. ",
            "2. ",
            "3) ",
            "1) ",
            "01. ",
            "0. ",
            "2006. ",
        ),
        *(
            "15. mars ",
            "1. mars ",
            "1. halvår ",
            "- 1. ",
            "> 1. ",
            "   2. ",
            "1.a ",
            "1.\u00a0a ",
            "a) ",
        ),
    ]
)
LINES = st.lists(st.tuples(BEGINS, st.sampled_from(["a", "b 1", "1", "", "1. b"])), max_size=7)


@given(LINES)
def test_every_number_that_readers_see_is_the_one_that_is_written(
    lines: list[tuple[str, str]],
) -> None:
    """Numbers of points too, which the browser counts: they stand in the tokens as written."""
    source = "\n".join("".join(pair) for pair in lines).strip("\n")
    if not source.strip() or wrong(source):
        return
    seen: list[str] = []
    counted: list[int] = []
    for token in parse(source).tokens:
        if token.type == "ordered_list_open":
            counted.append(0)
        elif token.type == "ordered_list_close":
            assert counted.pop() > 1, "a list of one point is none"
        elif token.type == "list_item_open" and token.info:
            counted[-1] += 1
            seen.append(str(counted[-1]))
        elif token.type == "inline":
            seen.append("".join(child.content for child in token.children or ()))
    digits = re.compile("[0-9]")
    assert digits.findall("".join(seen)) == digits.findall(source)


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
