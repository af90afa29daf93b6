"""What the templates around a page know: where the reader is, and where else there is to go."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2.utils import htmlsafe_json_dumps
from mkdocs.structure.pages import Page

from macros.engine.menu import Menu, menu
from macros.engine.sharing import structured, title_of
from macros.engine.state import Build, build
from macros.facts import addresses
from macros.facts.dates import date_in_words
from macros.model.plan import Plan, PlanData
from macros.views.render import PageContext


@dataclass(frozen=True, slots=True)
class Version:
    """One period, as the selector of a page shows it."""

    period: str
    status: str  # where it stands, in words
    href: str  # link to the page's counterpart there; empty for the period that is shown
    here: bool  # whether it is the period that is shown
    exact: bool  # whether the counterpart is the same thing, rather than the nearest there is


@dataclass(frozen=True, slots=True)
class Frame:
    """What the templates around a page know of the plan."""

    plan: Plan
    in_force: Plan
    versions: tuple[Version, ...]  # every period
    lang: str  # of the page's main content
    counterpart: Version | None  # in the plan in force; None where this is it
    canonical: str  # the one address search engines should know the page by
    title: str  # of the page, for lists of hits and tabs
    description: str  # what the page is about
    site: str  # the address of the root of the site
    data: str  # structured data of the page, as JSON that may stand in HTML; empty for no page
    status: str  # where the plan stands, in words
    published: str  # the date of what was built, as prose
    edition: str  # short name of the commit that was built; empty outside git
    owner: str  # whose plan it is; the site is not theirs
    menu: Menu  # what leads on from the page, and to it


def frame(url: str, lang: str, page: Page | None = None, known: Menu | None = None) -> Frame:
    """What stands around the page at an address of the period; the 404 is no page.

    `known` is its menu, where that is known already.
    """
    state = build()
    facts = state.facts
    assert facts.today
    assert facts.library.in_force, "nothing is built that has not passed the check"
    now = facts.library.in_force.plan
    versions = tuple(_version(state, plan, url) for plan in reversed(facts.library.plans))
    counterpart = next(v for v in versions if v.period == now.id)
    plan = facts.data.plan
    title = state.titles.get(url, "") if page else "Siden finnes ikke"
    canonical = _canonical(page, state, now.id)
    description = page.meta["description"] if page and "description" in page.meta else title
    about = {"url": canonical, "description": description, "inLanguage": lang}
    return Frame(
        plan=plan,
        in_force=now,
        versions=versions,
        lang=lang,
        counterpart=None if counterpart.here else counterpart,
        canonical=canonical,
        title=title_of("" if page and page.is_homepage else title, plan),
        description=description,
        site=state.embeds.site,
        data=_structured(state, url, about) if canonical else "",
        status=facts.word("plan_status", facts.data.plan.status.value).label,
        published=date_in_words(facts.today.isoformat()),
        edition=state.edition,
        owner=facts.entries[facts.data.plan.owner].title,
        menu=known or menu(facts, url, state.languages, state.empty),
    )


def _structured(state: Build, url: str, about: dict[str, str]) -> str:
    """What the page is about, and the way to it: the pages above it in its address."""
    folders = [url[: i + 1] for i, letter in enumerate(url) if letter == "/"]
    trail = [(state.titles[name], name) for name in ("", *folders) if name in state.titles]
    home, entry = state.kept.address, state.made.get(url)
    return htmlsafe_json_dumps(structured(state.facts, home, trail, entry=entry, about=about))


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
