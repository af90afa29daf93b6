"""Rules about prose: menu, front matter, links, macro calls, a source for each paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

from macros.calls.catalogue import MACROS, answer
from macros.calls.macro import MacroError
from macros.checks.markup import LEFT_OVER
from macros.facts.citations import written_pages
from macros.facts.derive import Facts
from macros.facts.workspace import Workspace
from macros.model import routes
from macros.model.plan import Chapter
from macros.model.text import suggest
from macros.problems import Problem
from macros.reading.calls import Call
from macros.reading.front_matter import Page
from macros.reading.mistakes import mistakes
from macros.reading.prose import calls, calls_in_text, headings, statements
from macros.reading.tree import COMMON, GUIDES
from macros.reading.yaml_text import Loc

_META = ("title", "description", "lang", "include")
_CHOICES = {"lang": ("nb", "nn"), "include": tuple(GUIDES)}
"""What may stand at some keys. A guide that is included says nothing about the plans: it cites
nothing, and its text is no prose of the site's own."""


def front_matter(view: Workspace) -> Iterator[Problem]:
    """A page says its title, and nothing that the house does not know."""
    unread = {problem.path for problem in view.loaded.tree.problems}
    for page in view.loaded.tree.all_pages():
        meta = page.meta.value
        for key, value in meta.items():
            if key not in _META:
                hint = suggest(key, _META)
                message = f"Ukjent nøkkel: «{key}»."
                yield page.meta.problem((key,), "unknown-key", message, hint, key=True)
            elif not isinstance(value, str):
                message, hint = f"«{key}» skal være en tekst.", "Skriv én tekst."
                yield page.meta.problem((key,), "type", message, hint)
            elif value not in _CHOICES.get(key, (value,)):
                what = "et språk" if key == "lang" else "en fil som kan vises"
                message = f"«{value}» er ikke {what} her."
                hint = f"Gyldig: {', '.join(_CHOICES[key])}."
                yield page.meta.problem((key,), "vocabulary", message, hint)
        if "include" in meta and page.body.strip():
            message = "Siden viser en annen fil, og kan ikke ha egen tekst."
            hint = "Fjern teksten under ---, eller linjen med «include»."
            yield page.meta.problem(("include",), "include", message, hint, key=True)
        if page.path in unread:
            continue  # the title may stand in what could not be read
        if "title" not in meta and not page.path.endswith("/index.md") and page.body.strip():
            message, hint = "Siden har ingen tittel.", "Legg til «title: …» mellom --- øverst."
            yield Problem(page.path, 1, 1, "missing-key", message, hint)


def menu_complete(view: Workspace) -> Iterator[Problem]:
    """Each page stands in the menu of its period once, and the menu names only pages.

    A chapter is a page or a heading over pages, not both and not neither.
    """
    loaded = view.loaded
    folders = set(routes.PAGES.values())
    for plan in loaded.library.plans:
        period = plan.plan.id
        placed = loaded.index[period, "plan", period]
        pages = written_pages(loaded, period)
        records = record_names(view, period)
        named: dict[str, int] = {}
        for loc, chapter in _chapters(plan.plan.chapters):
            page = chapter.page
            if bool(page) == bool(chapter.pages):
                what, hint = "både side og", "Legg siden først under «pages»."
                if not page:
                    what, hint = "verken side eller", "Legg til «page» eller «pages»."
                message = f"«{chapter.title}» har {what} undersider."
                yield placed.problem((*loc, "title"), "menu", message, hint, key=True)
            if page is None:
                continue
            named[page] = named.get(page, 0) + 1
            if named[page] > 1:
                message, hint = f"«{page}» står to ganger i menyen.", "Fjern den ene."
                yield placed.problem((*loc, "page"), "menu", message, hint)
            if page not in pages:
                message = f"Siden «{page}» finnes ikke."
                yield placed.problem((*loc, "page"), "menu", message, suggest(page, list(pages)))
        for name, path in sorted(pages.items()):
            listed = name.partition("/")[0] not in folders or name.endswith("/index.md")
            if name not in named and name not in records and listed:
                message = f"Siden står ikke i menyen til {period}."
                hint = f"Legg den til under «chapters» i {placed.doc.path}."
                yield Problem(path, 1, 1, "menu", message, hint)


def _chapters(
    chapters: Iterable[Chapter], loc: Loc = ("chapters",)
) -> Iterator[tuple[Loc, Chapter]]:
    """Every chapter of a menu at any depth, in its order, and where it stands in plan.yml."""
    for i, chapter in enumerate(chapters):
        yield (*loc, i), chapter
        yield from _chapters(chapter.pages, (*loc, i, "pages"))


def record_names(view: Workspace, period: str) -> set[str]:
    """Path of the page of every record, also of those that could not be built."""
    placed = [p for p in view.loaded.placed if p.period in (None, period)]
    raw = {
        f"{routes.PAGES[p.record_type]}/{p.id}.md" for p in placed if p.record_type in routes.PAGES
    }
    raw |= {
        f"{routes.source(p.id).rstrip('/')}.md"
        for p in placed
        if p.record_type == "source" and p.id
    }
    files = (f for f in view.loaded.tree.data if f.record_type == "area" and f.period == period)
    raw |= {f"{routes.PAGES['area']}/{file.stem}.md" for file in files}
    return raw | set(view.facts(period).pages)


def record_pages(view: Workspace) -> Iterator[Problem]:
    """A page in a folder of records is named after a record; its heading is the record's."""
    loaded = view.loaded
    for plan in loaded.library.plans:
        period = plan.plan.id
        records = view.facts(period).pages
        folders = {name.partition("/")[0] for name in records}
        known = {placed.id for placed in loaded.placed}
        for name, path in written_pages(loaded, period).items():
            folder, _, stem = name.partition("/")
            if folder in folders and stem and stem != "index.md" and name not in records:
                named = stem.removesuffix(".md") in known
                if not loaded.whole and (named or loaded.unread):
                    continue
                message = f"Siden heter ikke det samme som noen post i «{folder}»."
                here = [n.partition("/")[2] for n in records if n.startswith(f"{folder}/")]
                hint = suggest(stem, here)
                yield Problem(path, 1, 1, "file-name", message, hint)
            page = loaded.tree.by_path[path]
            for level, line in headings(page) if name in records else ():
                if level == 1:
                    message = "Siden får overskriften sin fra dataene."
                    hint = "Fjern linjen, eller bruk ## for en underoverskrift."
                    yield Problem(path, line, 1, "heading", message, hint)


def macro_calls(view: Workspace) -> Iterator[Problem]:
    """Every macro call can be answered."""
    loaded = view.loaded
    known = {placed.id for placed in loaded.placed} | loaded.sections
    for folder, pages in loaded.tree.pages.items():
        periods = [p.plan.id for p in loaded.library.plans if folder in (COMMON, p.plan.id)]
        for page in pages:
            found, others = calls(page)
            for other in others:
                yield Problem(
                    page.path, other.line, other.column, "macro", other.message, other.hint
                )
            yield from _alone(page)
            for whole in found:
                wrong = False
                where = (page.path, whole.line, whole.column, "macro")
                for call, period in product(_apart(whole), periods):
                    if error := _wrong(view.facts(period), call):
                        wrong = True
                        if loaded.whole or not _doubtful(error, known, loaded.unread):
                            yield Problem(*where, error.message, error.hint)
                filtered = whole.kwargs.keys() - {"caption"}
                # A page that all plans share is written for any of them.
                if filtered and loaded.whole and not wrong and folder != COMMON:
                    shown = answer(view.facts(folder), whole.name, whole.args, whole.kwargs)
                    if not any(value for name, value in shown.items() if name != "caption"):
                        message = f"{whole.name}(…) viser ingenting, for ingen passer til filtrene."
                        yield Problem(*where, message, "Rett filtrene, eller fjern kallet.")


def _apart(call: Call) -> list[Call]:
    """A call with several filters as several with one, so that each is judged by itself.

    The two limits are judged together as well: one may lie after the other.
    """
    one = [replace(call, kwargs={key: value}) for key, value in call.kwargs.items()]
    limits = {key: call.kwargs[key] for key in ("from", "to") if key in call.kwargs}
    return [*one, replace(call, kwargs=limits)] if len(limits) > 1 else one or [call]


def _alone(page: Page) -> Iterator[Problem]:
    """A table or a picture stands in a paragraph of its own, not inside a sentence."""
    for call in calls_in_text(page):
        if call.name in MACROS and not MACROS[call.name].inline:
            message = f"{call.name}() gir en tabell eller figur, og kan ikke stå inne i en setning."
            hint = "Sett kallet på en egen linje, med en tom linje før og etter."
            yield Problem(page.path, call.line, call.column, "macro", message, hint)


def _wrong(facts: Facts, call: Call) -> MacroError | None:
    try:
        answer(facts, call.name, call.args, call.kwargs)
    except MacroError as error:
        return error
    return None


def _doubtful(error: MacroError, known: set[str], unread: frozenset[str]) -> bool:
    """Whether the id may stand in what could not be read or built."""
    if not error.unknown:
        return False
    return error.unknown in known or bool(unread & set(error.among) if error.among else unread)


def paragraphs_cited(view: Workspace) -> Iterator[Problem]:
    """Each paragraph of a plan says where it is told, or is marked as our own text."""
    for page in view.loaded.tree.all_pages():
        if LEFT_OVER.search(page.body) or any(m.what == "note" for m in mistakes(page)):
            continue  # a merge or a footnote is told, and its source may stand there
        halves = {found.line for found in mistakes(page) if found.what == "brace"}
        for statement in statements(page):
            # Half a call is told, and may be the source.
            if not (statement.own or statement.cited or halves & set(statement.lines)):
                message = "Avsnittet viser ikke til noen kilde."
                hint = 'Avslutt med {{ cite("dokument#del") }}; merk egen tekst {: .egen }.'
                yield Problem(page.path, statement.line, 1, "uncited", message, hint)


RULES = [
    front_matter,
    menu_complete,
    record_pages,
    macro_calls,
    paragraphs_cited,
]
