"""plan.pdf: what those who hear it get, and that it is the same, whole, and names nobody."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pdf
import pytest
from building import MINI, ROOT, contents, plan, whole_tree
from pages import read
from pypdf import PdfReader

from macros.checks import check
from macros.engine.errors import BuildError
from macros.export.article import Articles, Block
from macros.export.html_tree import read_article
from macros.publish import manifest
from macros.publish.document import ATTACHED, compiled
from macros.publish.row_heads import with_row_heads

PERIOD = "2005-2008"


@pytest.fixture(scope="module")
def made(mini_site: Path) -> PdfReader:
    return pdf.read((mini_site / PERIOD / "data" / "plan.pdf").read_bytes())


@pytest.fixture(scope="module")
def structure(made: PdfReader) -> pdf.Tag:
    return pdf.tags(made)


def test_it_says_what_it_is(made: PdfReader, mini_site: Path) -> None:
    root = made.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "nb-NO"
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert made.metadata
    assert made.metadata.title == check(MINI).facts(PERIOD).data.plan.title
    known = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1<" in known
    assert "<pdfaid:part>3<" in known


def test_it_tells_whose_word_it_is_and_of_which_edition(made: PdfReader, mini_site: Path) -> None:
    first = " ".join(made.pages[0].extract_text().split())
    owner = check(MINI).facts(PERIOD)
    assert f"ikke laget av {owner.entries[owner.data.plan.owner].title}" in first
    edition = manifest.edition_of(mini_site)
    assert edition
    assert (edition.commit or "uten utgavenummer") in first
    listed = json.loads((mini_site / manifest.NAME).read_text("utf-8"))
    lines = (f"{file['sha256']}  {file['path']}\n" for file in listed["files"])
    ours = [x for x in lines if x[66:].startswith(f"{PERIOD}/") and "/plan.pdf" not in x]
    number = hashlib.sha256("".join(ours).encode()).hexdigest()
    assert {"period": PERIOD, "sha256": number} in listed["plans"]
    assert number in first.replace(" ", "")


def test_the_bookmarks_are_the_menu_with_its_records(made: PdfReader) -> None:
    found = json.dumps(pdf.titles(made.outline), ensure_ascii=False)
    facts = check(MINI).facts(PERIOD)
    told = [*facts.of("measure"), *facts.of("area"), *facts.of("actor")]
    pages = [entry.title for entry in told if entry.url.endswith("/")]
    assert pages
    assert [title for title in pages if title not in found] == []
    assert "Personvern" not in found  # says nothing of the plan


def test_the_page_of_open_data_shows_how_it_begins(made: PdfReader, mini_site: Path) -> None:
    page = read(mini_site / PERIOD / "data" / "index.html")
    shown = [fold for fold in page.all("details") if fold.text.startswith("Slik begynner plan.pdf")]
    lines = "".join(map(str, next(shown[0].all("code")).inside)).split("\n")
    first, contents = (" ".join(made.pages[n].extract_text().split()) for n in (0, 1))
    begun = lines.index("Innholdsfortegnelse")
    places = [first.index(line) for line in lines[:begun] if line]
    assert len(places) > 4
    assert places == sorted(places), "as they stand on the first page"
    heads = [line for line in lines[begun:] if line]
    assert contents.startswith(f"{made.metadata.title} {heads[0]}")
    bookmarks = [str(one) for one in pdf.titles(made.outline) if isinstance(one, str)]
    assert heads[1:]
    assert [name for name in bookmarks if name in heads] == heads[1:]


def test_a_table_says_what_its_columns_are(structure: pdf.Tag) -> None:
    tables = list(structure.all("/Table"))
    assert len(tables) > 10
    for table in tables:
        heads = list(table.all("/TH"))
        assert heads
        scopes = [str(head.attribute("/Scope")) for head in heads]
        assert set(scopes) <= {"/Column", "/Row"}
        assert scopes[0] == "/Column"
        cells = [cell.attribute("/Headers") for cell in table.all("/TD")]
        assert all(cells), "a cell without a head"


def test_a_row_says_what_it_is_about(made: PdfReader, structure: pdf.Tag) -> None:
    """Each cell names the head of its row among its own, and the document knows the name."""
    known = pdf.named(made)
    bodies = [row for body in structure.all("/TBody") for row in body.all("/TR")]
    heads = {
        str(head.given["/ID"]): head
        for row in bodies
        for head in row.all("/TH")
        if head.attribute("/Scope") == "/Row"
    }
    assert len(heads) > 40
    assert {name: known[name] for name in heads} == {n: h.given for n, h in heads.items()}
    assert list(known) == sorted(known)
    for row in bodies:
        own = {str(head.given["/ID"]) for head in row.all("/TH")}
        for cell in row.all("/TD"):
            assert own <= {str(name) for name in cell.attribute("/Headers")}


def test_a_picture_has_words(structure: pdf.Tag) -> None:
    figures = list(structure.all("/Figure"))
    assert figures
    assert [f for f in figures if not str(f.given.get("/Alt", "")).strip()] == []


def test_another_language_is_marked(structure: pdf.Tag) -> None:
    languages = {
        str(tag.given.get("/Lang", "")) for kind in ("/P", "/Span") for tag in structure.all(kind)
    }
    assert any(language.startswith("nn") for language in languages)


def test_sources_are_notes(structure: pdf.Tag, made: PdfReader) -> None:
    assert list(structure.all("/Note"))
    facts = check(MINI).facts(PERIOD)
    cited = {place.source.short for name, place in facts.places.items() if name in facts.cited}
    text = pdf.words(made)
    assert [short for short in cited if short not in text] == []


def test_nobody_is_named(made: PdfReader, mini_site: Path) -> None:
    people = {
        member.name
        for data in check(MINI).loaded.library.plans
        for group in data.groups
        for member in group.members
    }
    shown = (mini_site / PERIOD / "grupper" / "index.html").read_text("utf-8")
    assert people
    assert any(name in shown for name in people)
    everything = [pdf.words(made), *(str(one) for one in _alternatives(pdf.tags(made)))]
    assert [name for name in people for text in everything if name in text] == []


def _alternatives(tag: pdf.Tag) -> list[Any]:
    return [tag.given.get("/Alt", ""), *(one for kid in tag.inside for one in _alternatives(kid))]


def test_made_alone_it_is_the_same(mini_site: Path, tmp_path: Path) -> None:
    root = whole_tree(tmp_path / "tree")
    site = Path(shutil.copytree(mini_site, root / "_site"))
    for path in site.rglob("plan.pdf"):
        path.unlink()
    done = plan("document", root=root)
    assert done.returncode == 0, done.stderr
    assert manifest.verify(site) == []
    assert contents(site) == contents(mini_site)


def links_to_it(site: Path) -> list[str]:
    pages = (site / PERIOD).rglob("*.html")
    return [page.parent.name for page in pages if '/plan.pdf"' in page.read_text("utf-8")]


def test_a_page_leads_to_it(mini_site: Path) -> None:
    assert links_to_it(mini_site) == ["data"]


@pytest.mark.slow  # a whole publication
def test_a_site_can_be_published_without(tmp_path: Path) -> None:
    """Then nothing leads to it, though it is among the addresses that last."""
    root = whole_tree(tmp_path)
    assert plan("addresses", root=root).returncode == 0
    assert f"{PERIOD}/data/plan.pdf\n" in (root / "data/addresses.txt").read_text("utf-8")
    done = plan("publish", "--without-document", root=root)
    assert done.returncode == 0, done.stderr
    assert list((root / "_site").rglob("plan.pdf")) == []
    assert links_to_it(root / "_site") == []
    told = (root / "_site" / PERIOD / "data" / "index.html").read_text("utf-8")
    assert "er bygd uten dokumentet" in told


def test_a_document_needs_a_site(tmp_path: Path) -> None:
    done = plan("document", root=whole_tree(tmp_path))
    assert done.returncode == 2
    assert "make site" in done.stderr


def test_the_data_lie_in_it(made: PdfReader, mini_site: Path) -> None:
    data = (mini_site / PERIOD / "data" / ATTACHED).read_bytes()
    assert made.attachments[ATTACHED] == [data]
    assert made.trailer["/Root"]["/AF"][0].get_object()["/AFRelationship"] == "/Data"
    assert hashlib.sha256(data).hexdigest() in made.pages[0].extract_text().replace("\n", "")


# ---------------------------------------------------------------- a document of one table


def document(*blocks: Block) -> dict[str, Any]:
    keys = ("status", "period", "owner", "site", "day", "commit")
    plain = dict.fromkeys(keys, "https://fjord.example/")
    return {
        **plain,
        "title": "Prøve",
        "lang": "nb",
        "date": "2020-02-03T12:00:00+00:00",
        "changed": False,
        "sum": "",
        "official": [],
        "attached": [],
        "sources": [],
        "chapters": [{"lang": "nb", "blocks": [heading(1, "Tabell"), *blocks]}],
    }


def heading(level: int, text: str) -> Block:
    return {"is": "heading", "level": level, "body": [text]}


def article(html: str) -> list[Block]:
    articles = Articles("https://fjord.example/", set(), {}, str, lambda _: False, lambda _: {})
    return articles.blocks("side/", read_article(f"<article>{html}</article>"), 1)


def test_a_table_of_many_pages_is_one_table() -> None:
    text = "Noe som går over mer enn en linje. " * 4
    rows = "".join(f'<tr><th scope="row">Rad {n}</th><td>{text}</td></tr>' for n in range(200))
    html = f"<table><thead><tr><th>Hva</th><th>Om</th></tr></thead><tbody>{rows}</tbody></table>"
    data = compiled(ROOT, document(*article(html)), {})
    made = pdf.read(data)
    assert len(made.pages) > 5
    (table,) = pdf.tags(made).all("/Table")
    _, *rows = table.all("/TR")
    assert len(rows) == 200
    for row in rows:
        head, cell = row.inside
        assert (head.kind, cell.kind) == ("/TH", "/TD")
        assert head.attribute("/Scope") == "/Row"
        own, column = map(str, cell.attribute("/Headers"))
        assert (own, column[:1]) == (str(head.given["/ID"]), "U")
    assert sum("Hva" in page.extract_text() for page in made.pages) > 4, "heads on each page"
    assert compiled(ROOT, document(*article(html)), {}) == data


def test_a_row_may_have_its_head_anywhere_or_none() -> None:
    html = """<table><thead><tr><th>Når</th><th>Hva</th></tr></thead><tbody>
    <tr><td>2020</td><th scope="row">Båt</th></tr><tr><td>2021</td><td>Ikke noe</td></tr>
    </tbody></table>"""
    made = pdf.read(compiled(ROOT, document(*article(html)), {}))
    (table,) = pdf.tags(made).all("/Table")
    _, first, second = table.all("/TR")
    assert [cell.kind for cell in (*first.inside, *second.inside)] == ["/TD", "/TH", "/TD", "/TD"]
    headers = [len(cell.attribute("/Headers")) for cell in table.all("/TD")]
    assert headers == [2, 1, 1]
    assert list(pdf.named(made)) == sorted(pdf.named(made))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"xref\n0 ", b"xrev\n0 ", "no list of objects"),
        (b"/S/TD", b"/S/TX", "0 cells, not 2"),
        (b"/Type/StructTreeRoot", b"/Type/StructTreeRoom", "no structure"),
    ],
)
def test_of_another_file_nothing_is_guessed(old: bytes, new: bytes, told: str) -> None:
    html = "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"
    data = compiled(ROOT, document(*article(html)), {})
    assert with_row_heads(data, [False, False]) == data
    with pytest.raises(ValueError, match=told):
        with_row_heads(data.replace(old, new), [True, False])


def test_a_level_that_is_skipped_is_refused() -> None:
    with pytest.raises(BuildError, match=re.escape("overrides/document/document.typ: Typst")):
        compiled(ROOT, document(heading(3, "For dypt")), {})
    found = article("<h1>En</h1><p>.</p><h4>Fire</h4><p>.</p>")
    assert [block["level"] for block in found if block["is"] == "heading"] == [1, 2]


def test_what_is_only_for_a_screen_is_left_out() -> None:
    html = """<p class="pl-kicker">tiltak</p><h1>Båt</h1><form><input></form><p hidden>borte</p>
    <p><a href="../a/">A</a> · <a href="../b/">B</a> · <a href="../c/">C</a></p>
    <h2>Tom</h2><h2>Full</h2>
    <p>Her <em>står</em>  noe<span class="pl-hidden">skjult</span>.</p>"""
    assert [(b["is"], b["body"]) for b in article(html)] == [
        ("heading", ["Båt"]),
        ("p", ["tiltak"]),
        ("heading", ["Full"]),
        ("p", ["Her ", {"is": "em", "body": ["står"]}, " noe."]),
    ]
