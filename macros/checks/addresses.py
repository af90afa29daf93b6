"""Rules about addresses: one that was published answers for ever."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from macros.checks import anchors
from macros.facts import addresses
from macros.facts.workspace import Workspace
from macros.model import routes
from macros.model.plan import PlanStatus
from macros.model.text import suggest
from macros.problems import Problem
from macros.reading.address_list import ADDRESSES, Listed
from macros.reading.yaml_text import Document

RULE = "address"
_FORM = re.compile(r"(?:[a-z0-9-]+/)+(?:#[a-z0-9-]+)?")


def known(view: Workspace, period: str) -> set[str]:
    """Every page of a period and every permanent place on one, below its root."""
    facts = view.facts(period)
    return addresses.all_of(view.loaded, facts) | addresses.anchors(facts)


def of_tree(view: Workspace) -> set[str]:
    """Every address that a publication of the tree promises, below the root of the site.

    A draft promises none: what it holds may still come and go.
    """
    library = view.loaded.library
    plans = [p.plan for p in library.plans if p.plan.status is not PlanStatus.DRAFT]
    found = {f"{plan.id}/{url}" for plan in plans for url in known(view, plan.id)}
    if library.in_force:
        facts = view.facts(library.in_force.plan.id)
        found |= {f"{routes.ALIAS}/{url}" for url in addresses.all_of(view.loaded, facts)}
    return found


def redirects_lead(view: Workspace) -> Iterator[Problem]:
    """What has moved is gone from its old address, and has a new one that exists."""
    if not view.loaded.whole:
        return
    for file in view.loaded.tree.data:
        if file.kind == "redirects":
            period = str(file.period)
            moved, here = view.loaded.redirects[period], known(view, period)
            made = anchors.made(view, period)
            for old in moved:
                page, _, place = old.partition("#")
                if old not in here and page in here and anchors.stands(made, page, place):
                    # The page would have the place twice.
                    message = f"Stedet «{old}» lages fra dataene, og kan ikke være flyttet."
                    yield file.doc.problem((old,), RULE, message, "Fjern linjen.", key=True)
                else:
                    yield from _redirect(file.doc, old, moved, here)


def _redirect(doc: Document, old: str, moved: dict[str, str], here: set[str]) -> Iterator[Problem]:
    new, page = moved[old], old.partition("#")[0]
    for address in (old, new):
        if not _FORM.fullmatch(address):
            message = f"«{address}» er ikke en adresse i planen."
            hint = "Skriv den fra roten av planen, med / til slutt: tiltak/kort-navn/."
            yield doc.problem((old,), RULE, message, hint, key=address == old)
            return
    if old in here:
        message = f"Adressen «{old}» finnes fortsatt, og kan ikke være flyttet."
        yield doc.problem((old,), RULE, message, "Fjern linjen.", key=True)
    elif page not in here and page not in moved:
        message = f"Siden «{page}» finnes ikke."
        hint = f"Si først hvor siden er flyttet: «{page}: …»."
        yield doc.problem((old,), RULE, message, hint, key=True)
    if new in moved:
        message = f"Adressen «{new}» er selv flyttet."
        yield doc.problem((old,), RULE, message, "Skriv adressen den er flyttet til.")
    elif new not in here:
        message = f"Adressen «{new}» finnes ikke."
        yield doc.problem((old,), RULE, message, suggest(new, here))


def published_answer(view: Workspace) -> Iterator[Problem]:
    """Every address in the list leads somewhere, or says where what it led to has moved."""
    if view.loaded.whole:
        yield from _unanswered(view, view.loaded.tree.addresses)


def lost_since(before: Workspace, view: Workspace) -> Iterator[Problem]:
    """What a tree promised, listed or not, and another one made from it no longer answers.

    So an address is kept from the day it is published, before anybody has put it on the list.
    Of a tree with errors, only what it lists and what it has moved is known.
    """
    if not view.loaded.whole:
        return
    moved = before.loaded.redirects
    promised = {f"{period}/{old}" for period, olds in moved.items() for old in olds}
    promised |= {listed.address for listed in before.loaded.tree.addresses}
    if before.loaded.whole:
        promised |= of_tree(before)
    lines = {listed.address: listed.line for listed in view.loaded.tree.addresses}
    yield from _unanswered(view, (Listed(a, lines.get(a, 1)) for a in sorted(promised)))


def _unanswered(view: Workspace, promised: Iterable[Listed]) -> Iterator[Problem]:
    library = view.loaded.library
    periods = {period: known(view, period) for period in library.by_period}
    now = library.in_force.plan.id if library.in_force else ""
    lost = [listed for listed in promised if not _answers(view, listed.address, periods)]
    beside = {period: _beside(here) for period, here in periods.items()} if lost else {}
    for listed in lost:
        period, _, address = listed.address.partition("/")
        message = f"Adressen «{listed.address}» er publisert, men fører ikke lenger noe sted."
        hint = _cure(view, now if period == routes.ALIAS else period, address, beside)
        yield Problem(ADDRESSES, listed.line, 1, RULE, message, hint)


def _answers(view: Workspace, listed: str, periods: Mapping[str, set[str]]) -> bool:
    if not listed.partition("#")[0].endswith("/"):
        return True  # a file; the finished site shows whether it is there
    period, _, address = listed.partition("/")
    # What the plan in force no longer has, the alias shows as it was in a plan before.
    asked = periods if period == routes.ALIAS else {period: periods.get(period, set())}
    answers = (
        addresses.answer(address, here, view.loaded.redirects.get(name, {}))
        for name, here in asked.items()
    )
    return any(found is not None for found in answers)


Beside = Mapping[str, Mapping[str, str]]
"""What addresses stand below → the last part of each → the address."""


def _cure(view: Workspace, period: str, address: str, beside: Mapping[str, Beside]) -> str:
    if period not in beside:
        return "Hent innholdet tilbake. En planperiode som er publisert, blir stående."
    here, moved = beside[period], view.loaded.redirects.get(period, {})
    page, mark, place = address.partition("#")
    listed = page if mark else _parts(page)[0]
    if mark:
        page = moved.get(page, page).partition("#")[0]
    near = _near(f"{page}#{place}" if mark else page, here)
    told = f"Er siden flyttet, legg til linjen «{address}: {near or 'ny/adresse/'}»"
    told += f" i data/{period}/redirects.yml. "
    above, name = _parts(listed)
    if not near and listed and name in here.get(above, ()):
        told += f"Er den borte for godt, skriv «{address}: {listed}». "
    return f"{told}Er den tatt bort ved en feil, hent den tilbake."


def _near(address: str, here: Beside) -> str:
    """The address beside one that is most like it: on the same page, or in the same folder."""
    stem, last = _parts(address)
    beside = here.get(stem, {})
    close = difflib.get_close_matches(last, sorted(beside), n=1, cutoff=0.6)
    return beside[close[0]] if close else ""


def _beside(here: Iterable[str]) -> Beside:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for address in here:
        stem, last = _parts(address)
        found[stem][last] = address
    return found


def _parts(address: str) -> tuple[str, str]:
    """What an address stands below, with what divides them, and its own last part."""
    page, mark, place = address.partition("#")
    if mark:
        return f"{page}#", place
    above, _, name = page.rstrip("/").rpartition("/")
    return f"{above}/" if above else "", name


RULES = [redirects_lead, published_answer]
