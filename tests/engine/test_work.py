"""What a publication does, counted: nothing twice. And what is written past MkDocs' pipeline is
byte for byte what the pipeline would have made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
import pytest
from building import published, swapped, whole_tree
from mkdocs import utils
from mkdocs_macros import context as plugin_context

from macros.engine import build, record_pages
from macros.engine.frame import frame
from macros.publish import publish
from macros.reading import tree
from macros.views import compiled
from macros.views.render import INTERFACE

TITLE = "Leie «båt» & \"fly\" < 3 > 2, 100 % 'trygt'"
FORGE = {"FORGE_URL": "https://forge.example/plan"}


class Work:
    """How often each thing was done, and pages that the ordinary way makes otherwise."""

    def __init__(self) -> None:
        self.done: Counter[tuple[str, str]] = Counter()
        self.otherwise: list[str] = []

    def of(self, kind: str) -> dict[str, int]:
        """What was done, for one kind of work."""
        return {name: count for (what, name), count in self.done.items() if what == kind}

    def counting(self, kind: str, real: Callable[..., Any], name: Callable[..., object]) -> Any:
        """A function that counts its calls by a name."""

        def counted(*args: Any, **options: Any) -> Any:
            self.done[kind, re.sub(r"^.*/\._site-\w+-\w+/", "", str(name(*args)))] += 1
            return real(*args, **options)

        return counted


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> tuple[Work, Path]:
    """The work of one publication, in which a title has all that HTML and addresses know."""
    root = whole_tree(tmp_path_factory.mktemp("work") / "tree")
    area = "data/2005-2008/areas/akutt-og-beredskap.yml"
    swapped(root, area, "title: Leie helikopter", f"title: {TITLE}")
    work, real = Work(), record_pages.Frames.around

    def around(self: Any, page: Any, html: str) -> str:
        shown = real(self, page, html)
        if shown != self.render(_with(page, html), frame(page.url, INTERFACE, page)):
            work.otherwise.append(page.url)
        return shown

    def _with(page: Any, html: str) -> Any:
        page.content = html
        return page

    first = lambda path, *_: path  # noqa: E731
    counted = [
        (publish, "check", "check", lambda _root: "tree"),
        (build, "check", "check", lambda _root: "tree"),
        (build, "compare_periods", "compare", lambda _view, old, new: f"{old} {new}"),
        (jinja2.Environment, "_compile", "template", lambda _env, _source, path: path),
        (utils, "write_file", "page", lambda _text, path: path),
        (record_pages, "write", "page", lambda site, url, _text: site / url / "index.html"),
        (tree, "read_yaml", "file", first),
        (plugin_context, "get_git_info", "git", lambda: "of mkdocs-macros"),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled, "_FOLDER", root / "compiled")
        for owner, name, kind, called in counted:
            patch.setattr(owner, name, work.counting(kind, getattr(owner, name), called))
        patch.setattr(record_pages.Frames, "around", around)
        done = published(root, env=FORGE)
    assert done.returncode == 0, done.stderr
    return work, root / "_site"


@pytest.mark.parametrize("kind", ["check", "compare", "file", "page", "template"])
def test_nothing_is_done_twice(work: tuple[Work, Path], kind: str) -> None:
    done = work[0].of(kind)
    assert done, f"nothing was counted: {kind}"
    assert {name: count for name, count in done.items() if count > 1 and name != "<template>"} == {}


def test_the_plugin_asks_git_for_no_author(work: tuple[Work, Path]) -> None:
    assert work[0].of("git") == {}


def test_record_pages_are_what_the_ordinary_way_makes(work: tuple[Work, Path]) -> None:
    counted, site = work
    assert counted.otherwise == []
    written = {name for name in counted.of("page") if name.endswith("tiltak/helikopter/index.html")}
    assert written == {"2005-2008/tiltak/helikopter/index.html"}
    text = (site / "2005-2008/tiltak/helikopter/index.html").read_text("utf-8")
    assert "&lt; 3 &gt; 2" in text
    assert "%3C%203%20%3E%202" in text  # in the address where errors are reported


def test_record_pages_are_in_the_sitemap_and_the_search(work: tuple[Work, Path]) -> None:
    _, site = work
    sitemap = (site / "2005-2008/sitemap.xml").read_text("utf-8")
    index = (site / "2005-2008/search/index.json").read_text("utf-8")
    for page in (site / "2005-2008/tiltak").glob("*/index.html"):
        address = f"tiltak/{page.parent.name}/"
        assert f"/2005-2008/{address}</loc>" in sitemap
        assert f'"{address}"' in index


def test_a_damaged_or_foreign_template_that_was_kept_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "_FOLDER", tmp_path / "kept")
    for text, damage in (("en", None), ("to", None), ("to", b"j2"), ("to", b""), ("tre", None)):
        (tmp_path / "side.html").write_text(text, "utf-8")
        env = jinja2.Environment(loader=jinja2.FileSystemLoader(tmp_path), autoescape=True)
        compiled.keep_compiled(env, "prøve")
        if damage is not None:
            (kept,) = (tmp_path / "kept/prøve").iterdir()
            kept.write_bytes(kept.read_bytes()[:40] if damage else damage)
        assert env.get_template("side.html").render() == text
