"""The hooks: a thin shell between MkDocs and the house. MkDocs loads this file by its path."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import rjsmin
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from macros.engine import guide
from macros.engine.build import start
from macros.engine.embeds import site_of
from macros.engine.errors import describe
from macros.engine.frame import frame
from macros.engine.macro_door import keep_out_of_git
from macros.engine.moved import write
from macros.engine.preview import (
    begin_anew_with_new_code,
    is_preview,
    make_when_asked,
    problem_of,
)
from macros.engine.record_pages import Frames, record_page
from macros.engine.record_pages import write as write_page
from macros.engine.rendering import render
from macros.engine.state import Build, Slot, build, current, given
from macros.engine.theme import list_what_is_used
from macros.facts.dates import years
from macros.facts.derive import PageRef
from macros.facts.entries import of_source
from macros.model import routes
from macros.model.plan import Chapter
from macros.reading.tree import COMMON
from macros.views.compiled import keep_compiled
from macros.views.render import INTERFACE, PageContext

_FEW_HEADINGS = 1
_MANY_COLUMNS = 5
"""Fewer fit beside the list of contents on a screen of 1280 px, with each date on one line."""
_TEMPLATES = ("compare/", "document/", "plan/", "root/")
_ID = re.compile(r'\sid="([^"]+)"')


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Point MkDocs at one period of the tree."""
    problems = begin_anew_with_new_code(config)
    keep_out_of_git()
    state = start(Path(config.config_file_path).parent, str(config.site_url))
    state.problems = state.problems or problems
    plan = state.facts.data.plan
    config.docs_dir = str(state.root / "docs" / state.period)
    config.site_name = plan.title
    config.nav = [_menu(chapter) for chapter in plan.chapters]
    list_what_is_used(config.theme)
    config.extra["plan"] = plan
    config.extra["preview"] = is_preview()  # whose server has a script that loads a page anew
    return config


def _menu(chapter: Chapter) -> dict[str, Any]:
    if chapter.page:
        return {chapter.title: chapter.page}
    return {chapter.title: [_menu(below) for below in chapter.pages]}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that every period shares, and a page for each record."""
    state = build()
    ours = [f for f in files if f.src_uri.startswith(_TEMPLATES) and f.src_dir != config.docs_dir]
    for found in ours:
        files.remove(found)  # MkDocs would publish what stands in overrides/ and is no .html
    common = state.root / "docs" / COMMON
    for path in sorted(common.rglob("*")):
        name = path.relative_to(common).as_posix()
        if path.is_file() and files.get_file_from_path(name) is None:
            files.append(File(name, str(common), config.site_dir, config.use_directory_urls))
    for name, record in state.facts.pages.items():
        entry = state.facts.entries[record]
        if not entry.paged:
            continue
        state.made[entry.url] = entry
        if files.get_file_from_path(name) is None:
            state.record_pages[name] = record_page(config, name, entry)
            state.titles[entry.url] = entry.title
    for source in state.facts.library.shared.sources:
        entry = of_source(state.facts.library, source, state.period)
        name = f"{entry.url.rstrip('/')}.md"
        state.made[entry.url] = entry
        state.record_pages[name] = record_page(config, name, entry)
        state.titles[entry.url] = entry.title
    for one in given:
        state.parted.moved.update(one.moved)
    # mike leaves out the slash at the end of a period's address.
    state.kept.address = f"{str(config.site_url).rstrip('/')}/"
    state.embeds.site = site_of(state.kept.address)
    state.pages_all = len(files.documentation_pages()) + len(state.record_pages)
    state.pages_done = 0
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Remember the menu, which stands on every page."""
    build().nav = nav
    return nav


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Start a page with nothing set aside."""
    _begin(build())
    return page


def _begin(state: Build) -> None:
    """Begin a page with nothing set aside."""
    state.slots.clear()
    state.placed.clear()
    state.kept.drawings.clear()


@event_priority(-100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep the text of a page, with marks for its calls, and leave MkDocs nothing to render."""
    entry = build().made.get(page.url)
    if entry is not None:
        page.meta.setdefault("title", entry.title)
        page.meta.setdefault("hide", ["toc"])
    name = page.meta.get(guide.KEY)
    pages = {file.src_uri for file in files}
    build().text = guide.included(build().root, name, pages) if name else markdown
    return ""


@event_priority(-50)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Render the text of a page, and put in tables, pictures, and whole record pages."""
    state = build()
    state.titles[page.url] = str(page.meta.get("title") or page.title)
    if state.problems:
        context = PageContext(state.facts, page.url)
        return state.views.show("_problems", context, problems=state.problems)
    html = render(state.text, page, state.linked(files), state.facts)
    entry = state.made.get(page.url)
    if entry is None:
        state.search.add_page(page, state.prose(html))
    else:
        state.search.add_record(entry.id, state.prose(html))
    written = partial(_written, state, page, html, [*state.slots])
    if is_preview():
        page.present_anchor_ids = None  # not known yet; the check has followed all links
        state.waiting[page.url] = partial(_make, state, page, written, _around)
        return ""
    return written()


def _written(state: Build, page: Page, html: str, slots: list[Slot]) -> str:
    """All that stands on a page that an editor has written, with what macros have set aside."""
    state.slots[:] = slots
    html = _content(state, page, state.fill(html, page))
    if page.is_homepage or _is_table(page, html):
        page.meta.setdefault("hide", ["toc"])
    page.present_anchor_ids = set(_ID.findall(html))
    return html


def _content(state: Build, page: Page, html: str) -> str:
    """All that stands on a page; `html` is what an editor has written on it."""
    context = PageContext(state.facts, page.url, kept=state.kept)
    entry = state.made.get(page.url)
    if entry is not None:
        html = state.views.record_page(entry, context, html)
    title = state.titles[page.url]
    given = str(page.meta.get("description") or "")
    said = state.descriptions.of(html, title, state.facts, entry=entry, given=given)
    page.meta["description"] = said
    # The page of every changed field only quotes what other pages say and explain; with terms it
    # would be a sixth heavier, and it is the heaviest already. The front page is in plain words,
    # and each of its links leads into the plan.
    lang = page.meta.get("lang", INTERFACE)
    own = PageContext(state.facts, page.url, lang=lang, kept=state.kept)
    known: dict[str, int] = {}  # the numbers of the sources
    html, sheets = state.parted.cut(html, page, own, state.views)

    def explained(html: str) -> str:
        plain = page.url in ("", routes.home("field-change"))
        return html if plain else state.views.explain_terms(html, own)

    html = state.views.number_sources(
        explained(html) + _afterwards(state, context, lang), own, known
    )
    for sheet in sheets:  # Its numbers go on from those before, so that rows can stand together.
        context = PageContext(state.facts, page.url)
        sheet.html = state.views.number_sources(explained(sheet.html), context, known)
    if page.url != routes.home("field-change"):
        html = state.embeds.offer(html, own, state.views, PageRef(title, page.url, lang))
    return html


def _afterwards(state: Build, context: PageContext, lang: str) -> str:
    """What came later: what was corrected on a page after it was frozen, and what has left it."""
    shown = ""
    if context.base in state.corrected:
        shown += state.views.show("_corrected", context, entries=state.corrected[context.base])
    if context.base in state.left:
        shown += state.views.show("_moved", context, rows=state.left[context.base])
    if not shown or lang == INTERFACE:
        return shown
    return state.views.show("_wrapped", context, shown=shown, inline=False)


def _is_table(page: Page, html: str) -> bool:
    """Whether the tables of a page need the width of the list of contents more than it.

    They do where there is little else, or where one has so many columns that it would be cut.
    """
    headings = sum(len(item.children) for item in page.toc)
    few = headings <= _FEW_HEADINGS if "data-name=" in html else not headings
    columns = [table.count('scope="col"') for table in html.split('class="pl-grid"')[1:]]
    return bool(few and columns) or max(columns, default=0) >= _MANY_COLUMNS


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any
) -> dict[str, Any]:
    """Tell the templates around the page where the reader is, and where else there is to go."""
    context["frame"] = frame(page.url, page.meta.get("lang", INTERFACE), page)
    return context


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Write the pages of records. Templates without a page (the 404) stand at the front page."""
    env.filters["years"] = years
    env.globals["frame"] = frame("", INTERFACE)
    keep_compiled(env, "theme")
    state = build()
    state.frames = Frames(env, config, files, state.nav)
    _make_parts(state)
    for page in state.record_pages.values():
        content = partial(_content, state, page, "")
        state.waiting[page.url] = partial(_make, state, page, content, Frames.around)
        if not is_preview():
            state.waiting.pop(page.url)()
    return env


def _make(
    state: Build,
    page: Page,
    content: Callable[[], str],
    around: Callable[[Frames, Page, str], str],
) -> None:
    """Write a page past MkDocs' pipeline, with its content, and what stands around it."""
    _begin(state)
    html, problems = "", state.problems
    try:
        html = html if problems else content()
    except Exception as error:
        if not is_preview():
            raise
        problems = [problem_of(error, state.root)]
    if problems:
        html = state.views.show("_problems", PageContext(state.facts, page.url), problems=problems)
    html = state.parted.led(html, page.url)
    write_page(Path(page.file.dest_dir), page.url, around(state.frames, page, html))
    _make_parts(state)
    _advance(state)


def _make_parts(state: Build) -> None:
    """Write what has been found since on pages: pieces for others, and parts of long lists."""
    state.embeds.write(state.parted.led)
    for page, html in state.parted.made(state.frames.config, state.titles):
        whole = state.frames.around(page, html)
        write_page(Path(page.file.dest_dir), page.url, whole)


def _around(frames: Frames, page: Page, html: str) -> str:
    """A page that an editor has written, as MkDocs would make it."""
    page.content, page.active = html, True
    try:
        return frames.render(page, frame(page.url, page.meta.get("lang", INTERFACE), page))
    finally:
        page.active = False


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Let the live preview make its pages when they are asked for."""
    make_when_asked(server)
    return server


def on_template_context(
    context: dict[str, Any], template_name: str, config: MkDocsConfig
) -> dict[str, Any]:
    """Name the pages of records in the sitemap, after those that MkDocs knows."""
    ours = (*build().record_pages.values(), *build().parted.pages.values())
    context["pages"] = [*context["pages"], *(page.file for page in ours)]
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Tell whoever waits how far the build has come."""
    _advance(build())
    return build().parted.led(output, page.url)


def _advance(state: Build) -> None:
    state.pages_done += 1
    state.advance(state.pages_done, state.pages_all)


def on_build_error(error: Exception) -> None:
    """Say what stopped the build as one located line; MkDocs would print a trace."""
    if not hasattr(error, "format_message"):  # what the engine raises itself, be it ProperDocs
        raise Abort(describe(error, current[0].root if current else Path.cwd())) from None


def on_post_build(config: MkDocsConfig) -> None:
    """Write what the search looks through, what leads on, and scripts without what only we read."""
    state, site = build(), Path(config.site_dir)
    state.search.write(state.facts, site, state.parted.found)
    for one in given:
        one.moved.update(state.parted.seen_from(state.period))
    write(state.root, site, state.moved, state.facts.library, url=state.kept.address)
    ours = state.root / "overrides" / "assets"
    for path in ours.rglob("*.js"):
        text = rjsmin.jsmin(path.read_text("utf-8"))
        (site / "assets" / path.relative_to(ours)).write_text(f"{text}\n", encoding="utf-8")
