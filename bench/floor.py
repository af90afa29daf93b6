"""The floor: pages as they were built, as raw HTML in plain MkDocs and Material.

One project a period; the pages in the menu stand in its menu, all others outside. The same folders
serve the peers, so that all build the same pages.
"""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

_TEMPLATES = Path(__file__).parent / "floor"
_ENV = Environment(loader=FileSystemLoader(_TEMPLATES), trim_blocks=True)
_ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
_BLANK = re.compile(r"\n\s*\n")
_TITLE = re.compile(r"<title>(.*?)(?: – [^–]*)?</title>")
_MENU = re.compile(r'<nav class="pl-nav".*?</nav>', re.DOTALL)


def make(site: Path, folder: Path) -> list[Path]:
    """Write the projects of a published site into a folder, and return their folders."""
    return [_project(period, folder / period.name) for period in sorted(site.glob("????-????"))]


def _project(period: Path, folder: Path) -> Path:
    for page in period.rglob("index.html"):
        text = page.read_text("utf-8")
        article = _ARTICLE.search(text)
        if article is None:  # a page that only leads on
            continue
        title = html.unescape((_TITLE.search(text) or ["", "Side"])[1])
        name = page.relative_to(period).with_suffix(".md").as_posix()
        values = {"title": title, "article": article[1].strip(), "mark": ""}
        _write(folder / "docs" / name, "page.md.jinja", **values)
        # To VitePress, a blank line ends HTML, and braces are code where no mark says otherwise.
        whole = {**values, "article": _BLANK.sub("\n", values["article"]), "mark": " v-pre"}
        _write(folder / "vitepress" / name, "page.md.jinja", **whole)
        # To Hugo, a folder with an index.md has no pages below it.
        _write(
            folder / "hugo" / name.removesuffix("index.md") / "_index.md", "page.md.jinja", **values
        )
    menu = _MENU.search((period / "index.html").read_text("utf-8"))
    assert menu, "the front page has a menu"
    pages = [_source(href) for href in re.findall(r'<a href="([^"]*)"', menu[0])]
    _write(folder / "mkdocs.yml", "mkdocs.yml.jinja", period=period.name, menu=pages)
    _write(folder / "hugo.toml", "hugo.toml.jinja", period=period.name)
    _write(folder / ".vitepress/config.mjs", "vitepress.mjs.jinja", period=period.name)
    for name in ("single.html", "list.html"):
        (folder / "layouts/_default").mkdir(parents=True, exist_ok=True)
        shutil.copy(_TEMPLATES / "layout.html", folder / "layouts/_default" / name)
    return folder


def _source(href: str) -> str:
    """The file of a page in the menu of the front page."""
    return f"{href.removeprefix('./')}index.md" if href.strip("./") else "index.md"


def _write(path: Path, template: str, **values: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_ENV.get_template(template).render(values) + "\n", encoding="utf-8")
