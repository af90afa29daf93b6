"""The hooks: a thin shell between MkDocs and the house. Picks the period, and fails closed."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import time
from typing import Any

import rjsmin
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from macros.checks import check
from macros.compare.comparison import compare_periods
from macros.engine import guide
from macros.engine.errors import describe
from macros.engine.moved import moved_in_period, write
from macros.engine.rendering import render
from macros.engine.state import Build, build, current
from macros.facts import addresses
from macros.facts.citations import written_pages
from macros.facts.dates import date_in_words
from macros.facts.derive import Facts
from macros.facts.workspace import Workspace
from macros.git.history import read_history
from macros.history.slips import HISTORY_JSON, History
from macros.model import routes
from macros.model.plan import Chapter, PlanData, PlanStatus
from macros.problems import nothing_built
from macros.reading.prose import calls
from macros.reading.tree import COMMON
from macros.views.changes.plans import PlanComparison, lay_out_plans
from macros.views.render import INTERFACE, PageContext, Views

_FEW_HEADINGS = 1
_TEMPLATES = ("compare/", "plan/", "root/")
_ID = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Version:
    """One period, as the selector of a page shows it.

    Attributes:
        period: The plan's id.
        status: Where it stands, in words.
        href: Link to the page's counterpart there; empty for the period that is shown.
        here: Whether it is the period that is shown.
        exact: Whether the counterpart is the same thing, rather than the nearest there is.
    """

    period: str
    status: str
    href: str
    here: bool
    exact: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What the templates around a page know of the plan.

    Attributes:
        plan: The plan that is shown.
        in_force: The plan in force.
        versions: Every period, with the link to this page's counterpart.
        lang: Language of the page's main content.
        counterpart: The plan in force among the versions; None where this is it.
        canonical: The one address search engines should know the page by.
        description: What the page is about, where it does not say so itself.
        status: Where the plan stands, in words.
        published: The date of what was built, as prose.
        edition: Short name of the commit that was built; empty outside git.
        languages: Path of a page → its language, for those that are not in bokmål.
    """

    plan: Any
    in_force: Any
    versions: tuple[Version, ...]
    lang: str
    counterpart: Version | None
    canonical: str
    description: str
    status: str
    published: str
    edition: str
    languages: dict[str, str]


def chosen_period(root: Path) -> str:
    """The period to build: mike's version, or PLAN; fails where neither has data."""
    name = os.environ.get("MIKE_DOCS_VERSION") or os.environ.get("PLAN", "")
    known = sorted(p.name for p in (root / "data").glob("????-????") if p.is_dir())
    if name not in known:
        said = f"«{name}» er ikke en planperiode" if name else "Ingen planperiode er valgt"
        raise PluginError(f"{said}. Sett PLAN til en av: {', '.join(known)}.")
    return name


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the tree, and point MkDocs at one period of it."""
    root = Path(config.config_file_path).parent
    period = chosen_period(root)
    view = check(root)
    if view.problems:
        if current and os.environ.get("PLAN_EDIT"):
            build().problems = view.problems
            return _configure(config, build())
        raise PluginError(nothing_built(view.problems))
    facts = view.facts(period, _history(root, view))
    views = Views(facts, root / "overrides" / "plan", _comparisons(view, facts))
    names = [plan.plan.id for plan in view.loaded.library.plans]
    pages = {name: addresses.all_of(view.loaded, view.facts(name)) for name in names}
    current[:] = [Build(root, period, facts, views, pages)]
    _know_pages(view, current[0])
    current[0].moved, current[0].left = moved_in_period(view, period)
    current[0].corrected = addresses.corrected(facts)
    return _configure(config, current[0])


def _history(root: Path, view: Workspace) -> History:
    """What became of the deadlines: as the publication read it, else from this repository."""
    if path := os.environ.get("PLAN_HISTORY"):
        return HISTORY_JSON.validate_json(Path(path).read_bytes())
    return read_history(root, view.loaded)


def _comparisons(view: Workspace, facts: Facts) -> list[PlanComparison]:
    """The comparisons with the plan before this one and the plan after, if that is no draft."""
    plans = view.loaded.library.plans
    pairs = [
        (plan.plan.predecessor, plan.plan.id)
        for plan in plans
        if plan.plan.id == facts.period or plan.plan.status is not PlanStatus.DRAFT
    ]
    found = [pair for pair in pairs if facts.period in pair and pair[0] is not None]
    library = view.loaded.library
    return [lay_out_plans(compare_periods(view, str(old), new), library) for old, new in found]


def _know_pages(view: Workspace, state: Build) -> None:
    """Which pages are in nynorsk, and which common pages are only our own text."""
    by_path = view.loaded.tree.by_path
    for name, path in written_pages(view.loaded, state.period).items():
        lang = by_path[path].meta.value.get("lang", INTERFACE)
        if lang != INTERFACE:
            state.languages[name] = lang
        if path.startswith(f"docs/{COMMON}/") and not calls(by_path[path])[0]:
            state.shared_text.add(name)


def _configure(config: MkDocsConfig, state: Build) -> MkDocsConfig:
    plan = state.facts.data.plan
    config.docs_dir = str(state.root / "docs" / state.period)
    config.site_name = plan.title
    config.nav = [_menu(chapter) for chapter in plan.chapters]
    config.extra["plan"] = plan
    return config


def _menu(chapter: Chapter) -> dict[str, Any]:
    if chapter.page:
        return {chapter.title: chapter.page}
    return {chapter.title: [_menu(below) for below in chapter.pages]}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that every period shares, and a page for each record."""
    state = build()
    for found in [f for f in files if f.src_uri.startswith(_TEMPLATES)]:
        files.remove(found)  # MkDocs would publish what stands in overrides/ and is no .html
    common = state.root / "docs" / COMMON
    for path in sorted(common.rglob("*")):
        name = path.relative_to(common).as_posix()
        if path.is_file() and files.get_file_from_path(name) is None:
            files.append(File(name, str(common), config.site_dir, config.use_directory_urls))
    for name, record in state.facts.pages.items():
        entry = state.facts.entries[record]
        state.made[entry.url] = entry
        if files.get_file_from_path(name) is None:
            made = File.generated(config, name, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            files.append(made)
    state.pages_all, state.pages_done = len(files.documentation_pages()), 0
    return files


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Start a page with nothing set aside."""
    build().slots.clear()
    return page


@event_priority(-100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep the text of a page, with marks for its calls, and leave MkDocs nothing to render."""
    entry = build().made.get(page.url)
    if entry is not None:
        page.meta.setdefault("title", entry.title)
        page.meta.setdefault("hide", ["toc"])
    name = page.meta.get(guide.KEY)
    build().text = guide.included(build().root, name) if name else markdown
    return ""


@event_priority(-50)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Render the text of a page, and put in tables, pictures, and whole record pages."""
    state = build()
    context = PageContext(state.facts, page.url)
    if state.problems:
        return state.views.show("_problems", context, problems=state.problems)
    html = render(state.text, page, files)
    entry = state.made.get(page.url)
    if entry is None:
        state.search.add_page(page, state.prose(html))
    else:
        state.search.add_record(entry.id, state.prose(html))
    html = state.fill(html, page)
    if entry is not None:
        html = state.views.record_page(entry, context, html)
    # The page of changes only quotes what other pages say and explain; with terms it would be
    # a sixth heavier, and it is the heaviest already.
    if page.url != routes.home("change"):
        lang = page.meta.get("lang", INTERFACE)
        html = state.views.explain_terms(html, PageContext(state.facts, page.url, lang=lang))
    html += _afterwards(state, context, page.meta.get("lang", INTERFACE))
    if _is_table(page, html):
        page.meta.setdefault("hide", ["toc"])
    page.present_anchor_ids = set(_ID.findall(html))
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
    """Whether a page is little but a table, which then gets the width of the list of contents."""
    headings = sum(len(item.children) for item in page.toc)
    return "data-name=" in html and headings <= _FEW_HEADINGS


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any
) -> dict[str, Any]:
    """Tell the templates around the page where the reader is, and where else there is to go."""
    context["frame"] = frame(page.url, page.meta.get("lang", INTERFACE), page)
    return context


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Templates without a page (the 404 of a period) stand at its front page."""
    env.globals["frame"] = frame("", INTERFACE)
    return env


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Tell whoever waits how far the build has come."""
    state = build()
    state.pages_done += 1
    where = os.environ.get("PLAN_PROGRESS")
    if where:
        Path(where).write_text(f"{state.pages_done} {state.pages_all}", encoding="ascii")
    return output


def on_post_build(config: MkDocsConfig) -> None:
    """Write what the search looks through, what leads on, and scripts without what only we read."""
    state, site = build(), Path(config.site_dir)
    state.search.write(state.facts, site)
    # mike leaves out the slash at the end of a period's address.
    url = f"{str(config.site_url).rstrip('/')}/"
    write(state.root, site, state.moved, state.facts.library, url=url)
    ours = state.root / "overrides" / "assets"
    for path in ours.rglob("*.js"):
        text = rjsmin.jsmin(path.read_text("utf-8"))
        (site / "assets" / path.relative_to(ours)).write_text(f"{text}\n", encoding="utf-8")


def on_build_error(error: Exception) -> None:
    """Say what stopped the build as one located line; MkDocs would print a trace."""
    if not isinstance(error, MkDocsException):
        raise Abort(describe(error, current[0].root if current else Path.cwd())) from None


def frame(url: str, lang: str, page: Page | None = None) -> Frame:
    """What stands around the page at an address below the period; without a page, the 404."""
    state = build()
    facts = state.facts
    assert facts.library.in_force, "nothing is built that has not passed the check"
    now = facts.library.in_force.plan
    versions = tuple(_version(state, plan, url) for plan in reversed(facts.library.plans))
    counterpart = next(v for v in versions if v.period == now.id)
    day = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", time())), tz=UTC)
    return Frame(
        plan=facts.data.plan,
        in_force=now,
        versions=versions,
        lang=lang,
        counterpart=None if counterpart.here else counterpart,
        canonical=_canonical(page, state, now.id),
        description=f"{page.title if page else 'Siden finnes ikke'} – {facts.data.plan.title}",
        status=state.facts.word("plan_status", facts.data.plan.status.value).label,
        published=date_in_words(day.date().isoformat()),
        edition=os.environ.get("PLAN_EDITION", ""),
        languages=state.languages,
    )


def _canonical(page: Page | None, state: Build, in_force: str) -> str:
    """Pages that every period shares are known by the address they have in the plan in force."""
    if page is None or not page.canonical_url:
        return ""
    url = str(page.canonical_url)
    if not page.file.src_uri or page.file.src_uri not in state.shared_text:
        return url
    return url.replace(f"/{state.period}/", f"/{in_force}/", 1)


def _version(state: Build, data: PlanData, url: str) -> Version:
    period = data.plan.id
    label = state.facts.word("plan_status", data.plan.status.value).label
    if period == state.period:
        return Version(period, label, "", here=True, exact=True)
    there, exact = addresses.counterpart(url, state.facts, period, state.addresses[period])
    href = PageContext(state.facts, url).other(period, there)
    return Version(period, label, href, here=False, exact=exact)
