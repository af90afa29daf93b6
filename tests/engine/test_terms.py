"""The words of the glossary are in order, and are found in finished pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import small_copy

from macros.checks import check
from macros.facts.entries import Entry
from macros.model.records import Term
from macros.views.terms import Glossary

TERMS = {
    "fjh": ("FJH", ()),
    "styremote": ("FJH styremøte", ()),
    "fou": ("FoU", ("R&D", "forskning & utvikling")),
    "sykehus": ("sykehus", ("sykehuset",)),
    "sitat": ('"god nok"', ()),
    "amp": ("AMP", ("amp",)),
}


def _marked(html: str) -> str:
    entries = []
    for name, (term, forms) in TERMS.items():
        record = Term.model_construct(id=name, term=term, forms=forms)
        entries.append(Entry(record, "term", term, "", "2005-2008"))
    return Glossary(entries).mark(html, lambda e, text: f"[{e.id} {text}]")


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("FJH styremøte i FJH", "[styremote FJH styremøte] i [fjh FJH]"),
        ("fjh styremøte, fjh", "[styremote fjh styremøte], fjh"),
        ("FJH styremøtet, <p>FJH</p>", "[fjh FJH] styremøtet, <p>FJH</p>"),
        ("R&amp;D, r&amp;d", "[fou R&amp;D], r&amp;d"),
        ("Forskning &amp; utvikling", "[fou Forskning &amp; utvikling]"),
        ("\u017fykehus og SYKEHUSET", "[sykehus \u017fykehus] og SYKEHUSET"),
        ('"god nok" er &#34;god nok&#34;', '[sitat "god nok"] er &#34;god nok&#34;'),
        ("&#34;god nok&#34;", "[sitat &#34;god nok&#34;]"),
        ("a &amp; b, amp", "a &amp; b, [amp amp]"),
        ("<a>FJH</a> FJH-huset <p>FJH</p>", "<a>FJH</a> FJH-huset <p>[fjh FJH]</p>"),
    ],
)  # fmt: skip
def test_every_term_is_found_as_it_stands_and_the_longest_wins(html: str, marked: str) -> None:
    assert _marked(html) == marked


def test_a_glossary_without_terms_marks_nothing() -> None:
    assert Glossary([]).mark("FJH", lambda *_: "x") == "FJH"


def test_the_glossary_is_in_the_order_of_the_norwegian_alphabet(tmp_path: Path) -> None:
    root = small_copy(tmp_path / "tree")
    path = root / "data" / "glossary.yml"
    words = ("åpen", "Ærlig", "øving", "zink", "Ål", "ape")
    more = "".join(
        f"- id: ord-{at}\n  term: {word}\n  meaning: Et ord.\n  source: brev#tiltak\n"
        for at, word in enumerate(words)
    )
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    terms = [entry.title for entry in check(root).facts("2005-2008").of("term")]
    in_order = [term for term in terms if term in words]
    assert in_order == ["ape", "zink", "Ærlig", "øving", "Ål", "åpen"]
