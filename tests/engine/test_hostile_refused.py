"""Addresses, marks and prose that could do harm are refused where they stand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_type_hints

import pytest
from building import content_copy
from helpers import kinds_in

from macros.checks import check
from macros.load.library import TYPES
from macros.model.base import Part
from macros.model.frozen import Correction
from macros.model.plan import Word
from macros.model.text import Email, PagePath, Url

NEW, OLD = "2005-2008", "2001-2004"
ADDRESSES = [
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//example.org/x",
    "https:javascript:alert(1)",
    'https://example.org/" onclick="alert(1)',
    "https://example.org/'><script>",
    "https://example.org/\u202egpj.exe",
    "https://example.org/ x",
    "https://[::1",
    "mailto:x@example.org",
    "<script>",
    'x@example.org" onclick="alert(1)',
    "{{ 7*7 }}",
]
EU = "http://publications.europa.eu/resource/authority/"
WHERE: dict[str, tuple[str, str, str]] = {
    "Link.url": ("documents.yml", "https://example.org/baten", f"data/{NEW}/documents.yml"),
    "Contact.url": ("actors.yml", "https://kyst.example/", "data/actors.yml"),
    "Contact.email": ("actors.yml", "post@fjord.example", "data/actors.yml"),
    "Source.url": ("sources.yml", "https://example.org/plan", "data/sources.yml"),
    "Event.registration_url": ("events.yml", "REGISTRATION", f"data/{NEW}/events.yml"),
    "Chapter.page": ("plan.yml", "vedtak.md", f"data/{NEW}/plan.yml"),
    "Chapter.continues": ("plan.yml", "CONTINUES", f"data/{NEW}/plan.yml"),
    "Catalog.contact": ("catalog.yml", "om-nettstedet/index.md", "data/catalog.yml"),
    "Catalog.licence": ("catalog.yml", "https://data.norge.no/nlod/no/2.0", "data/catalog.yml"),
    "Catalog.licence_id": (
        "catalog.yml",
        f"{EU}licence/NLOD_2_0",
        "data/catalog.yml",
    ),
    "Catalog.themes": (
        "catalog.yml",
        f"{EU}data-theme/HEAL",
        "data/catalog.yml",
    ),
    "Erratum.pages": ("errata.yml", "lokal-plan.md", f"data/{OLD}/errata.yml"),
}
"""Every field that takes an address → file, what stands there, path."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return content_copy(tmp_path)


def test_every_field_that_takes_an_address_is_tried() -> None:
    found, parts = set(), [*TYPES.values(), Word, Correction]
    for cls in parts:
        hints = get_type_hints(cls, include_extras=True)
        for name in cls.model_fields:
            kinds = list(kinds_in(hints[name]))
            below = [k for k in kinds if isinstance(k, type) and issubclass(k, Part)]
            parts += [kind for kind in below if kind not in parts]
            if any(kind in (Url, Email, PagePath) for kind in kinds):
                found.add(f"{cls.__name__}.{name}")
    assert found == set(WHERE)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_hostile_address_is_refused_wherever_it_stands(root: Path, address: str) -> None:
    """In every field at once: each is told at its own line."""
    places = set()
    for _, old, name in WHERE.values():
        path = root / name
        text = path.read_text("utf-8")
        if "registration_url:" not in text:
            text = text.replace(
                "  place: Kaia\n", "  place: Kaia\n  registration_url: REGISTRATION\n"
            )
        if "CONTINUES" not in text:
            text = text.replace(
                "page: tiltak/index.md", "page: tiltak/index.md\n        continues: CONTINUES"
            )
        assert text.count(old) == 1, old
        path.write_text(text.replace(old, json.dumps(address), 1), "utf-8")
        places.add((name, old, text[: text.index(old)].count("\n") + 1))
    told = {(p.path, p.line) for p in check(root).problems}
    assert {(name, old) for name, old, line in places if (name, line) not in told} == set()


INVISIBLE = ["\u202e", "\u2066", "\u200b", "\x1b", "\x7f", "\u2028"]


@pytest.mark.parametrize("mark", INVISIBLE)
def test_what_turns_or_hides_text_is_refused(root: Path, mark: str) -> None:
    for name, old in {
        "data/actors.yml": "Fjordhelse HF",
        f"docs/{NEW}/vedtak.md": "# Vedtak",
    }.items():
        text = (root / name).read_text("utf-8")
        new = json.dumps(f"x{mark}y") if name.endswith(".yml") else f"# x{mark}y"
        (root / name).write_text(text.replace(old, new, 1), "utf-8")
    told = {problem.path for problem in check(root).problems}
    assert told == {"data/actors.yml", f"docs/{NEW}/vedtak.md"}


PROSE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//example.org/x.js>",
    "Tekst <b onclick=alert(1)>x</b>.",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<style>*{display:none}</style>",
    "<iframe src=https://example.org/>",
    "<meta http-equiv=refresh content=0;url=https://example.org/>",
    "<base href=https://example.org/>",
    "<form action=https://example.org/><input>",
    "<!-- skjult -->",
    "<?php ?>",
    "</main>",
    "<javascript:alert(1)>",
    "<a\nhref=javascript:alert(1)>x</a>",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](javascript:alert('a b'))",
    "[x](data:text/html,x)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "![x](https://example.org/x.png)",
    '[x](index.md){: onclick="alert(1)" }',
    "[x](index.md){: href='javascript:alert(1)' }",
    "## Tittel {: style='display:none' }",
    "## Tittel {: hidden }",
    "Tekst **x**{: inert}.",
    "Tekst [x].\n[x]: javascript:alert(1)",
    '{{ cite("}} {#") }} <script>alert(1)</script> {{ cite("#}") }}',
    "Tekst {# skjult #}.",
    "\ue0000\ue001",
    "\ue000999\ue001",
    "{{ 7*7 }}",
    "{% raw %}x{% endraw %}",
    "{{ config }}",
    "{{ ''.__class__ }}",
]


@pytest.mark.parametrize("prose", PROSE)
def test_hostile_prose_is_refused_where_it_stands(root: Path, prose: str) -> None:
    name = f"docs/{NEW}/vedtak.md"
    text = (root / name).read_text("utf-8")
    (root / name).write_text(f"{text}\n{prose}\n{{: .egen }}\n", "utf-8")
    first = text.count("\n") + 2
    told = [problem for problem in check(root).problems if problem.rule != "uncited"]
    assert told
    assert {problem.path for problem in told} == {name}
    assert all(first <= p.line <= first + prose.count("\n") + 1 and p.hint for p in told)


def test_prose_that_only_looks_hostile_is_let_be(root: Path) -> None:
    name = f"docs/{NEW}/vedtak.md"
    text = (root / name).read_text("utf-8")
    added = (
        "Der 1 < 2 og 3 > 2, x = 1, 100 % av {krøll}: &lt;script&gt; `{x}` <https://example.org/a?b=c>\n"
        "og <mailto:post@fjord.example>, ⟦plan:0⟧, *x*{inert} og [x](index.md){onclick=alert(1)}.\n"
        "{: .egen #anker }\n"
    )
    (root / name).write_text(f"{text}\n{added}", "utf-8")
    assert check(root).problems == []
