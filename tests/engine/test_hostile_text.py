"""Hostile text in every field of every record and on pages: refused at its place, or only text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
import yaml
from browsing import Visit, served, stay, visiting
from building import NO_DOCUMENT, built_once, content_copy
from helpers import kinds_in
from playwright.sync_api import Browser, expect
from searching import ask, open_box

from macros.checks import check
from macros.load.library import TYPES
from macros.model.base import Conflict, Link, Note, Part
from macros.model.plan import Word
from macros.model.proceedings import Expectation, Slot
from macros.model.records import Contact, Member
from macros.model.text import Exact, Line, Text
from macros.reading.tree import read_tree

NEW, OLD = "2005-2008", "2001-2004"
HOSTILE = (
    '<script>__owned=1</script><img src=x onerror="__owned=2"><svg/onload=__owned=3>'
    "</script></title></style><style>*{display:none}</style>'\"><A href=javascript:__owned=4>"
    "{{ 7*7*({}|length+1) }}{% if {} %}{# x #}⟦plan:0⟧ &lt b&gt &amp [x](javascript:__owned=5 (y)) "
    "`x *x %s $&"
)
MADE: dict[type[Part], dict[str, Any]] = {
    Note: {},
    Link: {"url": "https://example.org/x"},
    Conflict: {"readings": [{"source": "brev#tiltak"}, {"source": "brev#innledning"}]},
    Contact: {},
    Member: {},
    Slot: {"start": "12:00", "end": "12:30"},
    Expectation: {"source": "brev#tiltak"},
}
"""What a part needs besides its texts, where a record of the tree has none yet."""
NO_TEXT = {"Conflict.field"}
"""What is a line of text by its type, but must be a name that the house knows."""
AS_IT_IS = {"Report.part", "Section.declined"}
"""What is filled only where it is: to say it would contradict the rest of the tree."""
NOT_SHOWN = {"Catalog.description", "Catalog.publisher", "Catalog.title"}
NOT_SHOWN |= {"Section.quote", "Source.file", "Term.forms", "Word.nn"}
"""What no page of this tree shows: the catalogue is a file, a quote is part of an address, the file
is the kept copy, forms only find their word in texts; and no record of the tree needs the last."""


@dataclass
class Filling:
    """Puts hostile text into every field that takes text, each time with a name of its own.

    Attributes:
        put: `Class.field` → the names that were put there.
        wanted: Every `Class.field` that takes text.
    """

    put: dict[str, set[str]] = field(default_factory=dict)
    wanted: set[str] = field(default_factory=set)

    def hostile(self, where: str) -> str:
        names = self.put.setdefault(where, set())
        name = f"{where.replace('.', '')}x{len(names)}x"
        names.add(name)
        return f"{name} {HOSTILE}"

    def fill(self, cls: type[Part], value: dict[str, Any]) -> dict[str, Any]:
        """A record or a part of one, with hostile text in all its texts, old and new."""
        hints = get_type_hints(cls, include_extras=True)
        for name in cls.model_fields:
            where, kinds = f"{cls.__name__}.{name}", list(kinds_in(hints[name]))
            many = _is_list(hints[name])
            for kind in kinds:
                if kind in (Exact, Line, Text) and where not in NO_TEXT:
                    if where in AS_IT_IS and name not in value:
                        continue
                    self.wanted.add(where)
                    said = self.hostile(where)
                    value[name] = [said] if many else said
                elif isinstance(kind, type) and issubclass(kind, Part):
                    parts = value.get(name) or ([dict(MADE[kind])] if kind in MADE else [])
                    parts = [parts] if isinstance(parts, dict) else parts
                    filled = [self.fill(kind, dict(part)) for part in parts]
                    if filled:
                        value[name] = filled if many else filled[0]
        if cls is Conflict:
            value.setdefault("id", f"strid-{len(self.put['Conflict.title'])}")
        return value


def _is_list(hint: Any) -> bool:
    """Whether a field holds a list, whatever is said of it."""
    return tuple in (get_origin(hint), *map(get_origin, get_args(hint)[:1]))


def filled(folder: Path) -> Filling:
    """The miniature tree with hostile text everywhere, and what stands where."""
    content_copy(folder)
    filling = Filling()
    for file in read_tree(folder).data:
        value = yaml.load((folder / file.doc.path).read_text("utf-8"), yaml.BaseLoader)
        if file.record_type == "vocabulary":
            value = {name: [filling.fill(Word, word) for word in value[name]] for name in value}
        elif isinstance(value, list):
            value = [filling.fill(TYPES[file.record_type], record) for record in value]
        else:
            value = filling.fill(TYPES[file.record_type], value)
        text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)
        (folder / file.doc.path).write_text(text, "utf-8")
    said = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    page = folder / "docs" / NEW / "vedtak.md"
    page.write_text(
        f"---\ntitle: 'Sidetittel {HOSTILE.replace(chr(39), chr(39) * 2)}'\n"
        f'description: "{said}"\n---\n\n# Side &lt;script&gt;alert(6)&lt;/script&gt;\n\n'
        f'Lenken {{{{ link("helikopter", "lenketekst <x onclick=__owned=7>") }}}} og `__owned=8`. '
        f'{{{{ cite("brev#tiltak") }}}}\n\n'
        f'{{{{ decisions(caption="Bildetekst <x onclick=__owned=9>") }}}}\n\n'
        f"{{{{ hierarchy() }}}}\n",
        "utf-8",
    )
    return filling


@pytest.fixture(scope="module")
def filling(tmp_path_factory: pytest.TempPathFactory) -> tuple[Filling, Path]:
    folder = tmp_path_factory.mktemp("hostile-content")
    return filled(folder), folder


@pytest.fixture(scope="module")
def hostile_site(shared_folder: Path, filling: tuple[Filling, Path]) -> Path:
    return built_once(shared_folder, "hostile", filling[1], NO_DOCUMENT) / "_site"


def test_every_field_that_takes_text_is_tried(filling: tuple[Filling, Path]) -> None:
    put, folder = filling
    assert check(folder).problems == []
    assert put.wanted - put.put.keys() == set()
    assert len(put.wanted) > 60


LOOK = """() => ({
    text: document.body.textContent + document.title,
    found: {
        owned: window.__owned ?? null,
        hidden: getComputedStyle(document.body).display === "none",
        handlers: [...document.querySelectorAll("*")].flatMap(
            element => element.getAttributeNames().filter(name => /^on/.test(name))),
        addresses: [...document.querySelectorAll("[href], [src], [action], [srcdoc]")]
            .flatMap(e => ["href", "src", "action", "srcdoc"].map(name => e.getAttribute(name)))
            .filter(address => /^\\s*(javascript|data:text|vbscript):/i.test(address ?? "")),
        elements: [...document.querySelectorAll(
            "main b, main img, main script, main style, main iframe, svg script, [href='x']")]
            .map(element => element.outerHTML),
    },
})"""
NOTHING: dict[str, Any] = {
    "owned": None,
    "hidden": False,
    "handlers": [],
    "addresses": [],
    "elements": [],
}


@pytest.fixture
def visit(browser: Browser, hostile_site: Path) -> Iterator[Visit]:
    """A visit in which no script runs, no dialog opens, and nobody else is asked for anything."""
    with served(hostile_site) as url, visiting(browser, url) as made:
        made.page.on("dialog", lambda dialog: made.said.append(f"dialog: {dialog.message}"))
        yield made
        assert made.page.evaluate(LOOK)["found"] == NOTHING
        assert made.said == []
        assert made.foreign == []


@pytest.mark.browser
def test_every_page_shows_hostile_text_as_text(
    visit: Visit, hostile_site: Path, filling: tuple[Filling, Path]
) -> None:
    text, found = "", {}
    for path in sorted(hostile_site.glob("????-????/**/*.html")):
        address = path.relative_to(hostile_site).as_posix().removesuffix("index.html")
        visit.page.goto(f"{visit.url}{address}", wait_until="load")
        seen = visit.page.evaluate(LOOK)
        text += seen["text"]
        if seen["found"] != NOTHING:
            found[address] = seen["found"]
    assert found == {}
    assert "lenketekst <x onclick=__owned=7>" in text
    assert "Bildetekst <x onclick=__owned=9>" in text
    assert "<script>alert(6)</script>" in text
    assert f"Sidetittel {HOSTILE}" in text
    unseen = {
        where
        for where, names in filling[0].put.items()
        if not any(f"{name} {HOSTILE}" in text for name in names)
    }
    assert unseen == NOT_SHOWN


@pytest.mark.browser
def test_the_front_door_shows_the_names_of_plans_as_text(visit: Visit) -> None:
    stay(visit.page.context)
    visit.page.goto(visit.url, wait_until="load")
    seen = visit.page.evaluate(LOOK)
    assert seen["text"].count(f" {HOSTILE}") >= 2
    assert seen["found"] == NOTHING


@pytest.mark.browser
@pytest.mark.parametrize("address", [f"{NEW}/", f"{NEW}/tidslinje/", f"{OLD}/endringer/"])
def test_the_search_shows_hostile_hits_as_text(visit: Visit, address: str) -> None:
    visit.go(address)
    visit.page.locator(".pl-versions summary").click()
    open_box(visit.page)
    of_page = ["Sidetittel"] if address.startswith(NEW) else []
    for question in ("Measuretitlex1x", "Actornamex1x", "Termtermx0x", *of_page, HOSTILE):
        hits = ask(visit.page, question)
        assert hits, question
        assert any(HOSTILE in hit["text"] for hit in hits), question
        seen = visit.page.evaluate(LOOK)["found"]
        assert seen == NOTHING, question
    hit = visit.page.locator(".md-search-result__item")
    expect(hit.locator("img, script, style, svg, b, a a")).to_have_count(0)
