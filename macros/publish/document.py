"""`plan.pdf`: a whole plan as one tagged document, made of the pages that have been built.

So it says what the site says, no more and no less, but for the people: an export names none.
Typst sets it, from a template in overrides/document/ that gets everything as JSON.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from html import unescape
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import typst

from macros.engine.errors import BuildError
from macros.export.article import Articles, Block
from macros.export.encode import LEFT_OUT, Encoder, people_of
from macros.export.html_tree import read_article
from macros.facts.citations import written_pages
from macros.facts.dates import date_in_words
from macros.facts.derive import Facts
from macros.facts.open_data import DOCUMENT, FOLDER, PLAN
from macros.facts.workspace import Workspace
from macros.model import routes
from macros.model.plan import Chapter, Source
from macros.publish.kept import kept
from macros.publish.manifest import Edition, sum_of
from macros.publish.row_heads import with_row_heads
from macros.reading.prose import calls
from macros.reading.tree import COMMON
from macros.views.part_links import joined
from macros.views.render import INTERFACE
from macros.views.templates import at_place

ATTACHED = PLAN
"""Attached where it lies beside the document."""
STANDARDS = ["a-3a", "ua-1"]
"""PDF/A-3a (ISO 19005-3), for archives, and PDF/UA-1 (ISO 14289-1), for those who hear it."""

_compile: Any = typst.compile  # its types do not know that it takes files by name
_TEMPLATE = "overrides/document/document.typ"
_OTHERWISE = frozenset(
    {routes.home("change"), routes.home("field-change"), routes.home("source"), f"{FOLDER}/"}
)
"""Pages that are about two plans, about what can be fetched, or told here by notes and a list."""
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_TITLE = re.compile(r"<title[^>]*>([^<]*)")
_TALLEST = 1.2
"""How much higher than wide a drawing may be, and be read on a page; its table says the same."""
_MANY = re.compile(rf"{re.escape(LEFT_OUT)}(?:, {re.escape(LEFT_OUT)})+")


def write_documents(root: Path, site: Path, workspace: Workspace, edition: Edition) -> None:
    """Write the document of every plan into a built site.

    Raises:
        BuildError: Where a document cannot be set.
        OSError: Where a page is missing, or nothing can be written.
    """
    for data in workspace.loaded.library.plans:
        pages = _Pages(site / data.plan.id, workspace, edition)
        target = site / data.plan.id / FOLDER / DOCUMENT
        target.parent.mkdir(exist_ok=True)
        attached = target.with_name(ATTACHED)
        files = {ATTACHED: attached.read_bytes()} if attached.is_file() else {}
        # What the pages show is known when they are read.
        document = pages.document(files)
        files |= pages.pictures
        how = {"typst": version("typst").encode(), "code": Path(__file__).read_bytes()}
        made_of = how | _inputs(root, document, files)
        target.write_bytes(kept(made_of, partial(compiled, root, document, files)))


def compiled(root: Path, document: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    """A document as PDF; the same gives the same bytes, whatever fonts the machine has.

    Args:
        root: The tree with the template.
        document: What the template prints, as it documents on top.
        files: What it attaches or shows: name → content.

    Raises:
        BuildError: With what Typst said.
    """
    inputs = _inputs(root, document, files)
    moment = int(datetime.fromisoformat(document["date"]).timestamp())
    try:
        made = _compile(inputs, ignore_system_fonts=True, pdf_standards=STANDARDS, timestamp=moment)
    except typst.TypstError as error:
        raise BuildError(f"{_TEMPLATE}: Typst kunne ikke lage {DOCUMENT}: {error}") from None
    try:
        return with_row_heads(bytes(made), list(_row_heads(document["chapters"])))
    except ValueError as error:
        message = f"Kunne ikke merke radene i tabellene i {DOCUMENT}: {error}"
        hint = "Ble Typst oppdatert? Bygg uten dokumentet (--without-document) så lenge."
        raise BuildError(f"{_TEMPLATE}: {message}. {hint}") from None


def _row_heads(value: Any) -> Iterator[bool]:
    """For each cell of each table in some blocks, in order, whether it is the head of its row."""
    if isinstance(value, dict) and value.get("is") == "table":
        for cell in (cell for row in value["rows"] for cell in row):
            yield cell["row"]
            yield from _row_heads(cell["blocks"])
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _row_heads(inner)


def _inputs(
    root: Path, document: Mapping[str, Any], files: Mapping[str, bytes]
) -> dict[str, bytes]:
    """All that Typst reads: name → content."""
    return {
        **files,
        "main.typ": (root / _TEMPLATE).read_bytes(),
        "document.json": json.dumps(document, ensure_ascii=False).encode(),
    }


class _Pages:
    """The pages of one period, as the chapters of its document."""

    def __init__(self, folder: Path, workspace: Workspace, edition: Edition) -> None:
        self.folder, self.edition = folder, edition
        self.loaded = workspace.loaded
        self.facts: Facts = workspace.facts(folder.name)
        self.encode = Encoder(people_of([self.loaded.library]))
        self.files = written_pages(self.loaded, folder.name)
        self.pictures: dict[str, bytes] = {}
        self.chapters = list(self._chapters(self.facts.data.plan.chapters, 1))
        self.articles = Articles(
            pages={url for url, _, lang in self.chapters if lang},
            site=f"{edition.site_url}{folder.name}/",
            cites={place.url: name for name, place in self.facts.places.items()},
            clean=self._clean,
            is_left_out=lambda text: bool(re.fullmatch(r"\[(?:\d+ )?navn utelatt\]", text)),
            told=self._told,
        )

    def _clean(self, text: str) -> str:
        """A text without the people that records name."""
        many = lambda hit: LEFT_OUT.replace("[", f"[{hit[0].count(LEFT_OUT)} ")  # noqa: E731
        return _MANY.sub(many, self.encode(text))

    def document(self, files: Mapping[str, bytes]) -> dict[str, Any]:
        """Everything the template prints."""
        plan, facts = self.facts.data.plan, self.facts
        chapters = [self._chapter(*chapter) for chapter in self.chapters]
        cited = {name.partition("#")[0] for name in self.articles.cited}
        return {
            "title": plan.title,
            "lang": plan.lang,
            "status": facts.word("plan_status", plan.status.value).label,
            "period": date_in_words(plan.period),
            "owner": facts.entries[plan.owner].title,
            "official": [link.model_dump(include={"title", "url", "note"}) for link in plan.links],
            "site": self.articles.site,
            "date": self.edition.date,
            "day": date_in_words(self.edition.date[:10]),
            "commit": self.edition.commit or "",
            "changed": self.edition.changed,
            "sum": sum_of(self.folder.parent, self.folder.name),
            "attached": [
                {"name": name, "sha256": hashlib.sha256(content).hexdigest()}
                for name, content in files.items()
            ],
            "chapters": chapters,
            "sources": [self._source(s) for s in facts.library.shared.sources if s.id in cited],
        }

    def _told(self, name: str) -> dict[str, str]:
        """What a note says of a cited place."""
        source, section = self.facts.places[name].source, self.facts.places[name].section
        return {
            "source": self._clean(source.short),
            "section": self._clean(section.title),
            "url": at_place(source.url, section.quote) if source.url else "",
            "origin": self._origin(source),
        }

    def _origin(self, source: Source) -> str:
        official = source.origin == "official"
        return "" if official else self.facts.word("source_origin", source.origin).label

    def _source(self, source: Source) -> dict[str, str]:
        publisher = self.facts.entries[source.publisher].title if source.publisher else ""
        dates = {"date": source.date, "updated": source.updated}
        return {
            "title": self._clean(source.title),
            "lang": source.lang,
            "publisher": publisher,
            "kind": self.facts.word("source_kind", source.kind).label,
            "origin": self._origin(source),
            "url": source.url or "",
            **{name: date_in_words(date) if date else "" for name, date in dates.items()},
        }

    def _chapters(self, chapters: Sequence[Chapter], level: int) -> Iterator[tuple[str, int, str]]:
        """Each heading of the menu, and each page of it with the records that it lists.

        Address or title, level, and language; empty for a title.
        """
        for chapter in chapters:
            below = list(self._chapters(chapter.pages, level + 1))
            if below:
                yield chapter.title, level, ""
                yield from below
            elif chapter.page and self._is_told(chapter.page):
                page = self.loaded.tree.by_path[self.files[chapter.page]]
                url = routes.of_page(chapter.page)
                yield url, level, str(page.meta.value.get("lang", INTERFACE))
                for entry in self.facts.entries.values():
                    listed = f"{routes.PAGES.get(entry.record_type)}/" == url
                    if listed and entry.url.endswith("/"):
                        yield entry.url, level + 1, INTERFACE

    def _is_told(self, page: str) -> bool:
        """Whether a page is about the plan; what says nothing of it, is about the site."""
        path = self.files[page]
        own = path.startswith(f"docs/{COMMON}/") and not calls(self.loaded.tree.by_path[path])[0]
        return not own and routes.of_page(page) not in _OTHERWISE

    def _chapter(self, url: str, level: int, lang: str) -> dict[str, Any]:
        if not lang:
            heading: Block = {"is": "heading", "level": level, "body": [url]}
            return {"lang": self.facts.data.plan.lang, "blocks": [heading]}
        html = self._whole(url)
        blocks = self.articles.blocks(url, read_article(html), level)
        for block in blocks:
            if block["is"] == "figure":
                self._keep(block)
        return {"lang": lang, "blocks": [b for b in blocks if b["is"] != "figure" or b["alt"]]}

    def _whole(self, url: str) -> str:
        """A page, with all rows of lists that are too long for one page of the site."""
        page = self.folder / url
        parts = [path.parent.name for path in page.glob("*side-*/index.html")]
        parts = [name for name in parts if re.fullmatch(routes.PART, name)]
        in_order = sorted(parts, key=lambda name: [*map(int, re.findall(r"\d+", name))])
        first, *rest = ((page / name / "index.html").read_text("utf-8") for name in ("", *in_order))
        at = (f"{url}{name}/" for name in in_order)
        return joined(first, url, [*zip(at, rest, strict=True)])

    def _keep(self, figure: Block) -> None:
        """Have a picture at hand under a name; one that is too tall to be read gets no words."""
        path = self.folder.parent / unquote(figure["src"].removeprefix(self.edition.site_url))
        content = path.read_bytes()
        if path.suffix == ".svg":
            text = content.decode()
            box, title = _BOX.search(text), _TITLE.search(text)
            tall = box and float(box[2]) > _TALLEST * float(box[1])
            figure["alt"] = "" if tall or not title else self._clean(unescape(title[1]))
            content = self._clean(text).encode()
        figure["src"] = f"{len(self.pictures)}{path.suffix}"
        self.pictures[figure["src"]] = content
