"""Rules about frozen plans: no file of theirs changes without an erratum that says so."""

from __future__ import annotations

from collections.abc import Iterator

from macros.checks.written import of_type
from macros.facts.citations import written_pages
from macros.facts.entries import grouped
from macros.facts.workspace import Workspace
from macros.model import routes
from macros.model.forms import DELETED, GONE
from macros.model.proceedings import Erratum
from macros.model.registry import LISTS
from macros.model.text import suggest
from macros.problems import Problem
from macros.reading.digests import of_period
from macros.reading.yaml_text import Document

RULE = "frozen"


def _documents(workspace: Workspace) -> dict[str, Document]:
    """Period → its frozen.yml."""
    files = workspace.loaded.tree.data
    return {str(file.period): file.doc for file in files if file.record_type == "frozen"}


def both_say_frozen(workspace: Workspace) -> Iterator[Problem]:
    """A plan that says it is frozen has its digests, and one that has digests says so.

    It stands in two files so that taking away one of them thaws nothing.
    """
    listed = _documents(workspace)
    for placed in of_type(workspace, "plan"):
        period = str(placed.period)
        if "frozen" in placed.raw and period not in listed:
            message = f"Planen er frosset, men data/{period}/frozen.yml mangler."
            hint = (
                "Hent filen tilbake fra historikken i git. Har den aldri vært der, fjern linjen, "
                f"og kjør «plan freeze {period}»."
            )
            yield placed.problem(("frozen",), RULE, message, hint, key=True)
        elif period in listed and "frozen" not in placed.raw:
            message = "plan.yml sier ikke når planen ble frosset."
            hint = f"Hent tilbake linjen «frozen: …» i {placed.doc.path}."
            yield listed[period].problem((), RULE, message, hint)


def files_unchanged(workspace: Workspace) -> Iterator[Problem]:
    """Every file of a frozen plan is as it was then, or as the last erratum left it."""
    unread = {problem.path for problem in workspace.loaded.problems}
    for period, doc in _documents(workspace).items():
        frozen = workspace.loaded.frozen.get(period)
        if frozen is None:
            continue
        was, now = frozen.now(), of_period(workspace.loaded.tree, period)
        for path in {*was, *now} - unread:
            if was.get(path) == now.get(path):
                continue
            hint = _cure(period, path, now.get(path, DELETED), doc)
            if path in now:
                word = "endret" if path in was else "ny"
                message = f"Filen er {word} etter at planen {period} ble frosset."
                yield Problem(path, 1, 1, RULE, message, hint)
            else:
                message = f"Filen {path} er slettet etter at planen {period} ble frosset."
                yield doc.problem(("files", path), RULE, message, hint, key=True)


def _cure(period: str, path: str, digest: str, doc: Document) -> str:
    # What is put in last must stand as far in as what stands there already.
    first, file = ("corrections", 0), f"data/{period}/frozen.yml"
    indent = doc.place(first)[1] - len("- ") - 1 if doc.has(first) else 2
    line = f"«{' ' * indent}- {{erratum: ID, files: {{{path}: {digest}}}}}»"
    by_hand = f"sett inn linjen «corrections:» sist i {file}, og {line} under den."
    if doc.has(("corrections",)):
        by_hand = f"sett inn {line} sist under «corrections:» i {file}."
    return (
        f"Ta endringen tilbake, eller meld den som en rettelse: skriv den i "
        f"data/{period}/errata.yml, og kjør «plan freeze {period} --erratum ID». "
        f"Uten kommandoen: {by_hand}"
    )


def errata_lead(workspace: Workspace) -> Iterator[Problem]:
    """An erratum names pages that exist, or whose address leads on."""
    loaded = workspace.loaded
    for period, plan in loaded.library.by_period.items() if loaded.whole else ():
        facts = workspace.facts(period)
        known = [*written_pages(loaded, period), *facts.pages]
        for erratum in plan.errata:
            for i, path in enumerate(erratum.pages):
                if path not in known and routes.of_page(path) not in facts.moved:
                    placed = loaded.index[period, "erratum", erratum.id]
                    message, hint = f"Siden «{path}» finnes ikke.", f"{suggest(path, known)} {GONE}"
                    yield placed.problem(("pages", i), "reference", message, hint)


def errata_name_what_they_change(workspace: Workspace) -> Iterator[Problem]:
    """Readers meet an erratum where something was corrected, so it names something in each file.

    Only the last one of a file is held against what stands there: a later one may have moved or
    taken away what those before it name, and what is published is never written anew.
    """
    loaded = workspace.loaded
    for period, frozen in loaded.frozen.items() if loaded.whole else ():
        pages = _list_pages(workspace, period)
        last = {path: one.erratum for one in frozen.corrections for path in one.files}
        texts = [path for path in last.keys() & frozen.now() if path.endswith((".md", ".yml"))]
        changed = grouped((last[path], path) for path in texts)
        for erratum in loaded.library.by_period[period].errata:
            paths = set(changed.get(erratum.id, ()))
            for path in paths and paths - _files_named(workspace, period, erratum, pages):
                message = f"Rettelsen nevner ingenting i {path}, som den endret."
                hint = "Legg til id-en til posten som er rettet, i «corrects»."
                if path in pages:
                    hint += f" Er det listen som er rettet, legg til {pages[path]} i «pages»."
                elif path.endswith(".md"):
                    hint = "Legg til siden i «pages»."
                placed = loaded.index[period, "erratum", erratum.id]
                yield placed.problem((), RULE, message, hint)


def _list_pages(workspace: Workspace, period: str) -> dict[str, str]:
    """The files of a plan that hold a list → the page of the period that shows the list."""
    pages = written_pages(workspace.loaded, period)
    return {
        file.doc.path: page
        for file in workspace.loaded.tree.data
        if file.period == period and file.record_type in LISTS.values()
        if (page := f"{routes.home(file.record_type)}index.md") in pages
    }


def _files_named(
    workspace: Workspace, period: str, erratum: Erratum, list_pages: dict[str, str]
) -> set[str]:
    """The files in which something stands that an erratum names, or may have stood."""
    loaded, gone = workspace.loaded, workspace.facts(period).gone
    files = {f"docs/{period}/{page}" for page in erratum.pages}
    files |= {path for path, page in list_pages.items() if page in erratum.pages}
    own = {placed.id: placed for placed in loaded.placed if placed.period == period}
    for name in erratum.corrects:
        if name in own:
            folder = routes.PAGES.get(own[name].record_type, "")
            files |= {own[name].doc.path, f"docs/{period}/{folder}/{name}.md"}
        elif name in gone:  # No file tells where it stood.
            files |= {data.doc.path for data in loaded.tree.data if data.period == period}
    return files


def thawed_since(before: Workspace, now: Workspace) -> Iterator[Problem]:
    """What a tree had frozen, and another one made from it changes without an erratum of its own.

    The digests only tell what the last one wrote; that nobody wrote over them shows in the tree
    that was published.
    """
    for period, old in before.loaded.frozen.items():
        yield from _errata_rewritten(before, now, period)
        new = now.loaded.frozen.get(period)
        if new is None:
            message = f"Planen {period} er publisert som frosset, og er det ikke lenger."
            hint = "Hent tilbake «frozen» i plan.yml, og filen frozen.yml."
            yield Problem(f"data/{period}/plan.yml", 1, 1, RULE, message, hint)
            continue
        doc, kept = _documents(now)[period], len(old.corrections)
        for path, _ in old.files.items() ^ new.files.items():
            message = f"«files» er hvordan filene var da planen {period} ble frosset."
            hint = f"Hent tilbake linjen om {path}. En endring meldes som en rettelse."
            where = ("files", path) if path in new.files else ("files",)
            yield doc.problem(where, RULE, message, hint, key=True)
        if new.corrections[:kept] != old.corrections:
            message = "En rettelse som er publisert, er endret eller tatt bort."
            yield doc.problem((), RULE, message, "Hent den tilbake, og legg den nye til etter den.")
        published = {correction.erratum for correction in old.corrections}
        for i, correction in enumerate(new.corrections[kept:], kept):
            if correction.erratum in published:
                message = f"Rettelsen «{correction.erratum}» er publisert, og kan ikke få med mer."
                hint = "Skriv en ny rettelse, og bruk id-en her."
                yield doc.problem(("corrections", i, "erratum"), RULE, message, hint)


_TOLD = ("title", "date", "description", "reason", "body", "role", "corrects", "pages")
"""What an erratum tells readers of itself. Its sources are not of the plan, and may be renamed."""


def _errata_rewritten(before: Workspace, now: Workspace, period: str) -> Iterator[Problem]:
    """What the errata of a frozen plan said, and do not say any more."""
    plans = [workspace.loaded.library.by_period.get(period) for workspace in (before, now)]
    olds, news = ({e.id: e for e in plan.errata} if plan else {} for plan in plans)
    for name, old in olds.items():
        if name not in news:
            message = f"Rettelsen «{name}» er publisert, og er borte."
            yield Problem(f"data/{period}/errata.yml", 1, 1, RULE, message, "Hent den tilbake.")
            continue
        placed = now.loaded.index[period, "erratum", name]
        for field in _TOLD:
            was = getattr(old, field)
            renamed = field == "body" and was and was not in now.facts(period).entries
            if was != getattr(news[name], field) and not renamed:
                message = f"Rettelsen «{name}» er publisert, og «{field}» er endret."
                hint = (
                    "Hent det tilbake. Var det galt, si det i «notes», eller skriv en ny rettelse."
                )
                yield placed.problem((field,) if field in placed.raw else (), RULE, message, hint)


RULES = [both_say_frozen, files_unchanged, errata_lead, errata_name_what_they_change]
