"""Pages block by block: what is said, where it leads, and how it is marked up, each by itself."""

from __future__ import annotations

import pytest

from macros.compare.blocks import blocks
from macros.compare.changes import Item
from macros.compare.prose import ComparedPage, compare, pair_blocks
from macros.compare.words import diff
from macros.reading.front_matter import Page, read_page
from macros.views.changes import report as reports
from macros.views.changes.report import Report, render


def _page(text: str) -> Page:
    page, problems = read_page("docs/felles/x.md", text.encode())
    assert not problems
    return page


def _changes(old: str, new: str) -> list[tuple[str, str]]:
    items = [Item(None, "page", "x.md", ComparedPage(_page(text))) for text in (old, new)]
    return [(change.kind.slug, ".".join(change.path)) for change in compare(*items)]


LONG = "Et avsnitt som er langt nok til at det kan kjennes igjen, også når"


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("# Mål\n\ntekst", "# Mål for alle\n\ntekst", [("heading", "words")]),
        ("# Mål", "## Mål", [("markup", "level")]),
        ("# Mål", "# Mål {: #maal }", [("markup", "markup")]),
        (f"{LONG} a.", f"{LONG} b.", [("text", "words")]),
        ("**a** b", "a b", [("markup", "markup")]),
        ("*a* b", "_a_ b", []),
        ("`a` b", "a b", [("markup", "markup")]),
        ("a\nb", "a b", []),
        ("a  \nb", "a b", [("markup", "markup")]),
        ("a\n\nb", "a\n\n\n\nb", []),
        (f"{LONG} a.\n\n{LONG} b.", f"{LONG} a. {LONG} b.", [("text", "words")]),
        (f"a\n\n{LONG} a. {LONG} b.", f"a\n\n{LONG} a.\n\n{LONG} b.", [("text", "words")]),
        (f"- {LONG} a. {LONG} b.", f"- {LONG} a.\n- {LONG} b.", [("text", "words")]),
        ("- a\n- b", "* a\n* b", []),
        ("- a\n- b", "1. a\n1. b", [("markup", "frame"), ("markup", "frame")]),
        ("- a\n- b", "- a\n\n- b", []),
        ("[a](b.md)", "[a](c.md)", [("link", "links")]),
        ("![a](b.png)", "![a](c.png)", [("link", "links")]),
        ("a\n{: .egen }", "a", [("markup", "markup")]),
        ("a\n{: .egen }", "a\n{:.egen}", []),
        ("# Mål {: #maal }", "# Mål {:#maal}", []),
        ('a {{ fact("b", "c") }}', 'a {{ fact("b", "d") }}', [("text", "words")]),
        ('a {{ cite("b#c") }}', 'a {{ cite("b#d") }}', [("source", "cites")]),
        ('a {{ cite("b#c") }}', "a {{ cite('b#c')}}", []),
        ("{{ measures() }}", '{{ measures(area="a") }}', [("inserted", "calls")]),
        ('{{ measures(area="a", id="b") }}', '{{ measures(id="b", area="a") }}', []),
        ('{{ measures(caption="a b") }}', '{{ measures(caption="a\nb") }}', []),
        ("{{ measures() }}", "{{ areas() }}", [("inserted", "calls"), ("inserted", "calls")]),
        ('{{ link("a", "b") }}', '{{ link("c", "b") }}', [("link", "links")]),
        ("| a | b |\n|---|---|\n| c | d |", "| a | b |\n|:--|--:|\n| c | d |", []),
        (
            "| a | b |\n|---|---|\n| det | regner |",
            "| a | b |\n|---|---|\n| det | regnet |",
            [("text", "words")],
        ),
        ("a\n\n---\n\nb", "a\n\nb", [("markup", "frame")]),
        ("```\na = 1\n```", "```\na = 2\n```", [("text", "words")]),
        ("a\n\nb\n\nc", "a\n\nc", [("text-removed", "words")]),
        ("a\n\nc", "a\n\nb\n\nc", [("text-added", "words")]),
        (f"{LONG} a.\n\n{LONG} b.", f"{LONG} b.\n\n{LONG} a.", [("order", "text")]),
        ("---\ntitle: A\n---\na", "---\ntitle: B\n---\na", [("wording", "title")]),
        ("---\nlang: nn\n---\na", "a", [("language", "lang")]),
        ("---\ntitle: A\nlang: nn\n---\na", '---\nlang: "nn"\ntitle: "A"\n---\na', []),
        ("a {{ oops", "a {{ oops b", [("text", "words")]),
        ('a {{ oops {{ cite("b#c") }}', 'a {{ oops {{ cite("b#d") }}', [("source", "cites")]),
        ("15. mars kom a", "16. mars kom a", [("text", "words")]),
        ("- 2006. Da", "- 2007. Da", [("text", "words")]),
    ],
)
def test_each_thing_is_told_by_itself(old: str, new: str, changes: list[tuple[str, str]]) -> None:
    result = _changes(old, new)
    if ("text", "words") in changes and ("markup", "markup") in changes:
        changes = [("text", "words")]
    assert result == changes
    assert _changes(new, new) == []


def test_a_change_stands_under_its_heading_on_its_own_side() -> None:
    old = "# A\n\nen to tre\n\n## B\n\nborte vekk\n"
    new = "# A\n\nen to tre\n\n## C\n\nny og fin\n"
    items = [Item(None, "page", "x.md", ComparedPage(_page(text))) for text in (old, new)]
    result = {(change.old, change.new): change.under for change in compare(*items)}
    assert result[("borte vekk", None)] == "B"
    assert result[(None, "ny og fin")] == "C"
    assert result[("B", None)] == result[(None, "C")] == ""


def test_a_page_that_is_new_from_end_to_end_is_not_weighed_block_by_block() -> None:
    sides = ["\n\n".join(f"{word} {n}" for n in range(400)) for word in ("alfa", "beta")]
    pages = [ComparedPage(_page(text)) for text in sides]
    pairs = pair_blocks(*pages)
    assert [pair.old for pair in pairs if pair.old] == list(pages[0].blocks)
    assert [pair.new for pair in pairs if pair.new] == list(pages[1].blocks)


def test_marks_of_our_own_in_a_text_do_no_harm() -> None:
    result = blocks(_page('a \ue0007\ue001 {{ cite("b#c") }}'))
    assert [block.cites for block in result] == [("b#c",)]


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("den 1. mars 2022 er", "den 2. mai 2022 er", "den [1. mars|2. mai] 2022 er"),
        ("årene 2001–2004", "årene 2005–2008", "årene [2001|2005]–[2004|2008]"),
        ("a, b", "a,b", "a,[ |]b"),
        ("tre ord her", "tre her", "tre [ord |]her"),
        ("e-post til alle", "e-brev til alle", "[e-post|e-brev] til alle"),
        (
            "samarbeidsavtalen samt beredskapsplanen",
            "helikopterbasen samt ambulansetjenesten",
            "[samarbeidsavtalen|helikopterbasen] samt [beredskapsplanen|ambulansetjenesten]",
        ),
        ("", "alt", "[|alt]"),
        ("likt", "likt", "likt"),
    ],
)
def test_whole_words_are_compared(old: str, new: str, marked: str) -> None:
    pieces = diff(old, new)
    result = (p.new if p.kept else f"[{p.old}|{p.new}]" for p in pieces)
    assert "".join(result) == marked


def test_a_word_that_is_everywhere_in_a_long_text_is_kept() -> None:
    often = "og så " * 150
    result = [
        (piece.old, piece.new) for piece in diff(f"ja {often}", f"nei {often}") if not piece.kept
    ]
    assert result == [("ja", "nei")]


def test_a_summary_that_is_too_long_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "MOST_BYTES", 2000)
    pages = [reports.Page(f"Side æøå {n}", "") for n in range(200)]
    long = Report("a", "b", {"2005-2008": pages}, 0, 200, [("endret", 200)], 0)
    result = render(long, "markdown")
    assert len(result.encode()) < 2300
    assert result.endswith("Hele listen får du med `plan compare`.\n")
    left = int(result.rpartition("kuttet her; ")[2].partition(" ")[0])
    monkeypatch.setattr(reports, "MOST_BYTES", 10**6)
    whole = render(long, "markdown")
    assert left == whole.count("\n") - result.partition("\n\n**Sammendraget")[0].count("\n")
