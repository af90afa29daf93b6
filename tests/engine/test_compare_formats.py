"""What `plan compare` prints: a summary, a page, JSON that follows its schema and names nobody."""

from __future__ import annotations

import html.parser
import json
from pathlib import Path

import jsonschema
import pytest
from building import ROOT, content_copy
from compare_tree import AREA, INDEX, MOVED, Tree

from macros.cli.main import main
from macros.export import comparison as published
from macros.export.encode import LEFT_OUT

Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "repo")


def test_markdown_is_the_summary_of_a_pull_request(tree: Tree, capsys: Capsys) -> None:
    tree.replace(AREA, *MOVED)
    tree.replace("data/actors.yml", "short: FH", "short: FHF")
    words = ("--rev", "main", "--format", "markdown", "--preview", "https://example.org/pr/3")
    assert tree.compare(*words) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("**2 poster og 1 side endret** fra main til arbeidskopien.")
    base = "https://example.org/pr/3/2005-2008"
    helicopter = f"[Leie helikopter]({base}/tiltak/helikopter/)"
    moved = "fristen er flyttet fra 1. november 2006 til mars 2007."
    assert f"- Tiltak «{helicopter}»: {moved}" in lines
    assert f"### {helicopter}" in lines
    assert lines.index("## 2005-2008") < lines.index(f"### {helicopter}")
    assert f"### [Fjordhelse HF]({base}/aktorer/fjord/)" in lines
    # A page on which a fact is read changes with the fact.
    assert f"### [Forside]({base}/)" in lines
    assert any("<del>1. november 2006</del><ins>mars 2007</ins>" in line for line in lines)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_format_counts_alike_and_shows_where_paragraphs_were_joined(
    tree: Tree, form: str, capsys: Capsys
) -> None:
    tree.replace(AREA, "  Første avsnitt.\n\n", "  Første avsnitt.\n")
    tree.replace("data/vocabulary.yml", "label: pågår", "label: i gang")
    assert tree.compare("--rev", "main", "--format", form) == 0
    output = capsys.readouterr().out
    assert "Første avsnitt. ¶ Andre avsnitt" in output
    # A word that many pages show is one change.
    assert "2 poster endret" in output


def test_what_is_written_is_never_markup(tree: Tree, capsys: Capsys) -> None:
    text = "Båt* <script>alert(1)</script> | [x] (y) @alle `kode & mer_tekst_"
    tree.replace(AREA, "title: Skaffe båt", f"title: '{text}'")
    assert tree.compare("--rev", "main", "--format", "markdown") == 0
    output = capsys.readouterr().out
    safe = (
        "Båt\\* &lt;script&gt;alert(1)&lt;/script&gt; \\| \\[x\\] (y) &#64;alle "
        "\\`kode &amp; mer\\_tekst\\_"
    )
    assert f"til «{safe}»." in output
    assert "<script>" not in output
    assert tree.compare("--rev", "main", "--format", "html") == 0
    output = capsys.readouterr().out
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in output
    assert "<script" not in output


def test_an_address_that_is_only_written_is_no_link(tree: Tree, capsys: Capsys) -> None:
    tree.replace(AREA, "title: Skaffe båt", "title: 'HTTPS://x.no www.x.no http: wwwx'")
    assert tree.compare("--rev", "main", "--format", "markdown") == 0
    assert "HTTPS&#58;//x.no www&#46;x.no http: wwwx" in capsys.readouterr().out


class _Balanced(html.parser.HTMLParser):
    """Knows which elements are open, and which languages were named."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.langs: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.langs |= {value or "" for name, value in attrs if name == "lang"}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_is_a_whole_page_that_needs_neither_script_nor_colour(
    tree: Tree, capsys: Capsys
) -> None:
    tree.replace(AREA, *MOVED)
    tree.replace(AREA, "title: Skaffe båt", "title: Skaffe ein båt")
    assert tree.compare("--rev", "main", "--format", "html") == 0
    text = capsys.readouterr().out
    page = _Balanced()
    page.feed(text)
    assert page.open == []
    assert {"ins", "del", "h1", "h2", "h3", "main"} <= set(page.seen)
    assert "script" not in page.seen
    assert page.langs == {"nb", "nn"}
    assert "<small>fjernet:</small>" in text
    assert "<small>lagt til:</small>" in text
    assert "://" not in text


def test_json_follows_its_schema_and_names_nobody(tree: Tree, capsys: Capsys) -> None:
    tree.replace("data/2005-2008/groups.yml", "role: overlege", "role: sjefslege")
    tree.replace(
        "data/2005-2008/groups.yml",
        "source: brev",
        "notes: [{text: Kari Nordmann leder.}]\n  source: brev",
    )
    tree.replace(
        "data/2005-2008/groups.yml",
        "      actor: fjord\n",
        "      actor: fjord\n    - name: Ola Nordmann\n      function: leder\n",
    )
    assert tree.compare("--rev", "main", "--format", "json") == 0
    text = capsys.readouterr().out
    document = json.loads(text)
    jsonschema.validate(document, json.loads(published.schema()))
    assert "Nordmann" not in text
    assert [(c["kind"], c["field"], c["old"], c["new"]) for c in document["changes"]] == [
        ("note", "notes", None, {"text": f"{LEFT_OUT} leder."}),
        ("people", "members.role", "overlege", "sjefslege"),
        ("people", "members", None, {"function": "leder"}),
    ]
    assert all(change["withheld"] for change in document["changes"])
    assert [change["part"] for change in document["changes"]] == ["1", None, None]
    assert tree.compare("--rev", "main") == 0
    assert "medlemmet «Ola Nordmann» er lagt til" in capsys.readouterr().out


def test_json_has_the_published_shape(tree: Tree, capsys: Capsys) -> None:
    tree.replace(AREA, *MOVED)
    tree.replace(INDEX, '{{ fact("helikopter", "deadline") }}', "kort")
    tree.commit()
    assert tree.compare("--rev", "HEAD~1", "--rev", "HEAD", "--format", "json") == 0
    document = json.loads(capsys.readouterr().out)
    keys = ["version", "between", "old", "new", "changes", "unchanged", "history"]
    assert list(document) == keys
    assert (document["old"], document["new"], document["between"]) == ("HEAD~1", "HEAD", "versions")
    assert document["changes"][0] == {
        "kind": "deadline",
        "label": "frist endret",
        "type": "measure",
        "id": "helikopter",
        "old_id": "helikopter",
        "new_id": "helikopter",
        "old_period": "2005-2008",
        "new_period": "2005-2008",
        "area": "akutt-og-beredskap",
        "url": "tiltak/helikopter/",
        "field": "deadline",
        "part": None,
        "under": None,
        "old": "2006-11-01",
        "new": "2007-03",
        "old_source": ["brev#tiltak", "nettside#side"],
        "new_source": ["brev#tiltak", "nettside#side"],
        "withheld": False,
    }
    assert [(c["kind"], c["id"]) for c in document["changes"][1:]] == [("text", "index.md")]


def test_two_runs_give_the_same_bytes(tree: Tree, capsys: Capsys) -> None:
    output = []
    for _ in range(2):
        assert tree.compare("2001-2004", "2005-2008", "--format", "json") == 0
        output.append(capsys.readouterr().out)
    assert output[0] == output[1]


def test_the_schema_beside_the_code_is_the_schema() -> None:
    text = (ROOT / "macros" / "export" / "schema.json").read_text("utf-8")
    assert text == published.schema(), "Write it anew from macros.export.comparison.schema()."
    jsonschema.Draft202012Validator.check_schema(json.loads(text))


def test_a_plan_with_itself_is_unchanged(tmp_path: Path, capsys: Capsys) -> None:
    root = content_copy(tmp_path)
    assert main(["compare", "2005-2008", "2005-2008", "--root", str(root)]) == 0
    assert capsys.readouterr().out.startswith("Ingen endringer")
