"""Rules about frozen plans: no file of theirs changes without an erratum that says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from macros.facts.citations import written_pages
from macros.facts.workspace import Workspace
from macros.load.library import Loaded, Placed
from macros.model import routes
from macros.model.forms import DELETED, GONE
from macros.model.proceedings import Erratum
from macros.model.registry import LISTS
from macros.model.text import suggest
from macros.problems import Problem
from macros.reading.digests import of_period
from macros.reading.yaml_text import Document

RULE = "frozen"


def both_say_frozen(loaded: Loaded) -> Iterator[Problem]:
    """A plan that says it is frozen has its digests, and one that has digests says so.

    It stands in two files so that taking away one of them thaws nothing.
    """
    listed = {file.period: file.doc for file in loaded.tree.data if file.kind == "frozen"}
    for placed in loaded.placed:
        if placed.kind != "plan":
            continue
        path = f"data/{placed.period}/frozen.yml"
        if "frozen" in placed.raw and placed.period not in listed:
            message = f"Planen er frosset, men {path} mangler."
            hint = (
                "Hent filen tilbake fra historikken i git. Har den aldri vært der, fjern linjen, "
                f"og kjør «plan freeze {placed.period}»."
            )
            yield placed.problem(("frozen",), RULE, message, hint, key=True)
        elif placed.period in listed and "frozen" not in placed.raw:
            message = "plan.yml sier ikke når planen ble frosset."
            hint = f"Hent tilbake linjen «frozen: …» i {placed.doc.path}."
            yield listed[placed.period].problem((), RULE, message, hint)


def files_unchanged(loaded: Loaded) -> Iterator[Problem]:
    """Every file of a frozen plan is as it was then, or as the last erratum left it."""
    told = {problem.path for problem in loaded.problems}
    for file in loaded.tree.data:
        frozen = loaded.frozen.get(str(file.period)) if file.kind == "frozen" else None
        if frozen is None:
            continue
        period = str(file.period)
        was, found = frozen.now(), of_period(loaded.tree, period)
        for path in sorted({*was, *found} - told):
            if was.get(path) == found.get(path):
                continue
            hint = _cure(period, path, found.get(path, DELETED), file.doc)
            if path not in found:
                message = f"Filen {path} er slettet etter at planen {period} ble frosset."
                yield file.doc.problem(("files", path), RULE, message, hint, key=True)
                continue
            word = "endret" if path in was else "ny"
            message = f"Filen er {word} etter at planen {period} ble frosset."
            yield Problem(path, 1, 1, RULE, message, hint)


def _cure(period: str, path: str, digest: str, frozen: Document) -> str:
    # What is put in last must stand as far in as what stands there already.
    first, where = ("corrections", 0), f"data/{period}/frozen.yml"
    indent = frozen.place(first)[1] - len("- ") - 1 if frozen.has(first) else 2
    line = f"«{' ' * indent}- {{erratum: ID, files: {{{path}: {digest}}}}}»"
    by_hand = f"sett inn linjen «corrections:» sist i {where}, og {line} under den."
    if frozen.has(("corrections",)):
        by_hand = f"sett inn {line} sist under «corrections:» i {where}."
    return (
        f"Ta endringen tilbake, eller meld den som en rettelse: skriv den i "
        f"data/{period}/errata.yml, og kjør «plan freeze {period} --erratum ID». "
        f"Uten kommandoen: {by_hand}"
    )


def errata_lead(view: Workspace) -> Iterator[Problem]:
    """An erratum names pages that exist, or whose address leads on."""
    loaded = view.loaded
    for plan in loaded.library.plans if loaded.whole else ():
        period = plan.plan.id
        facts = view.facts(period)
        known = [*written_pages(loaded, period), *facts.pages]
        for erratum in plan.errata:
            placed = loaded.index[period, "erratum", erratum.id]
            for i, path in enumerate(erratum.pages):
                if path not in known and routes.of_page(path) not in facts.moved:
                    message, hint = f"Siden «{path}» finnes ikke.", f"{suggest(path, known)} {GONE}"
                    yield placed.problem(("pages", i), "reference", message, hint)


def errata_name_what_they_change(view: Workspace) -> Iterator[Problem]:
    """Readers meet an erratum where something was corrected, so it names something in each file.

    Only the last one of a file is held against what stands there: a later one may have moved or
    taken away what those before it name, and what is published is never written anew.
    """
    loaded = view.loaded
    for period, frozen in loaded.frozen.items() if loaded.whole else ():
        errata = {erratum.id: erratum for erratum in loaded.library.by_period[period].errata}
        last = {path: one.erratum for one in frozen.corrections for path in one.files}
        changed = defaultdict(set)
        for path in last.keys() & frozen.now().keys():
            if path.endswith((".md", ".yml")):
                changed[last[path]].add(path)
        places = {placed.id: placed for placed in loaded.placed if placed.period == period}
        lists = _lists(view, period)
        for name, paths in changed.items():
            for path in paths - _files_named(view, errata[name], places, lists):
                message = f"Rettelsen nevner ingenting i {path}, som den endret."
                hint = "Legg til id-en til posten som er rettet, i «corrects»."
                if path in lists:
                    hint += f" Er det listen som er rettet, legg til {lists[path]} i «pages»."
                elif path.endswith(".md"):
                    hint = "Legg til siden i «pages»."
                yield places[name].problem((), RULE, message, hint)


def _lists(view: Workspace, period: str) -> dict[str, str]:
    """The files of a plan that hold a list → the page of the period that shows the list."""
    pages = written_pages(view.loaded, period)
    found = {
        file.doc.path: f"{routes.home(file.kind)}index.md"
        for file in view.loaded.tree.data
        if file.period == period and file.kind in LISTS.values()
    }
    return {path: page for path, page in found.items() if page in pages}


def _files_named(
    view: Workspace, erratum: Erratum, places: Mapping[str, Placed], lists: Mapping[str, str]
) -> set[str]:
    """The files in which something stands that an erratum names, or may have stood."""
    period = str(places[erratum.id].period)
    found = {f"docs/{period}/{page}" for page in erratum.pages}
    found |= {path for path, page in lists.items() if page in erratum.pages}
    for name in erratum.corrects:
        placed = places.get(name)
        if placed:
            found.add(placed.doc.path)
            if placed.kind in routes.PAGES:
                found.add(f"docs/{period}/{routes.PAGES[placed.kind]}/{name}.md")
        elif name in view.facts(period).gone:  # No file tells where it stood.
            found |= {f.doc.path for f in view.loaded.tree.data if f.period == period}
    return found


def thawed_since(before: Workspace, view: Workspace) -> Iterator[Problem]:
    """What a tree had frozen, and another one made from it changes without an erratum of its own.

    The digests only tell what the last one wrote; that nobody wrote over them shows in the tree
    that was published.
    """
    docs = {file.period: file.doc for file in view.loaded.tree.data if file.kind == "frozen"}
    for period, old in before.loaded.frozen.items():
        yield from _rewritten_since(before, view, period)
        new = view.loaded.frozen.get(period)
        if new is None:
            path = f"data/{period}/plan.yml"
            message = f"Planen {period} er publisert som frosset, og er det ikke lenger."
            hint = "Hent tilbake «frozen» i plan.yml, og filen frozen.yml."
            yield Problem(path, 1, 1, RULE, message, hint)
            continue
        doc = docs[period]
        for path in sorted(old.files.keys() | new.files.keys()):
            if old.files.get(path) != new.files.get(path):
                message = f"«files» er hvordan filene var da planen {period} ble frosset."
                hint = f"Hent tilbake linjen om {path}. En endring meldes som en rettelse."
                where = ("files", path) if path in new.files else ("files",)
                yield doc.problem(where, RULE, message, hint, key=True)
        kept = len(old.corrections)
        if new.corrections[:kept] != old.corrections:
            message = "En rettelse som er publisert, er endret eller tatt bort."
            yield doc.problem((), RULE, message, "Hent den tilbake, og legg den nye til etter den.")
        published = {correction.erratum for correction in old.corrections}
        for i, correction in enumerate(new.corrections[kept:], kept):
            if correction.erratum in published:
                message = f"Rettelsen «{correction.erratum}» er publisert, og kan ikke få med mer."
                steps = ("corrections", i, "erratum")
                yield doc.problem(steps, RULE, message, "Skriv en ny rettelse, og bruk id-en her.")


_SAID = ("title", "date", "description", "reason", "body", "role", "corrects", "pages")
"""What an erratum tells readers of itself. Its sources are not of the plan, and may be renamed."""


def _rewritten_since(before: Workspace, view: Workspace, period: str) -> Iterator[Problem]:
    """What the errata of a frozen plan said, and do not say any more."""
    plans = before.loaded.library.by_period, view.loaded.library.by_period
    was, now = (
        {e.id: e for e in found[period].errata} if period in found else {} for found in plans
    )
    for name, erratum in was.items():
        if name not in now:
            message = f"Rettelsen «{name}» er publisert, og er borte."
            yield Problem(f"data/{period}/errata.yml", 1, 1, RULE, message, "Hent den tilbake.")
            continue
        placed = view.loaded.index[period, "erratum", name]
        for field in _SAID:
            old = getattr(erratum, field)
            if old == getattr(now[name], field):
                continue
            if field == "body" and old and old not in view.facts(period).entries:
                continue  # An actor that is called something else now.
            message = f"Rettelsen «{name}» er publisert, og «{field}» er endret."
            hint = "Hent det tilbake. Var det galt, si det i «notes», eller skriv en ny rettelse."
            yield placed.problem((field,) if field in placed.raw else (), RULE, message, hint)


RULES = [both_say_frozen, files_unchanged]
ON_PAGES = [errata_lead, errata_name_what_they_change]
