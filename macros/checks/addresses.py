"""Rules about addresses: one that was published answers for ever."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from macros.calls.catalogue import answer
from macros.calls.macro import MacroError
from macros.checks import anchors
from macros.facts import addresses, open_data
from macros.facts.citations import written_pages
from macros.facts.derive import Facts
from macros.facts.entries import Entry, grouped
from macros.facts.workspace import Workspace
from macros.model import routes
from macros.model.plan import PlanStatus
from macros.model.registry import TYPES
from macros.model.text import suggest
from macros.problems import Problem
from macros.reading.address_list import ADDRESSES, Listed
from macros.reading.prose import calls

RULE = "address"
_FORM = re.compile(r"(?:[a-z0-9-]+/)+(?:#[a-z0-9-]+)?")


def known(workspace: Workspace, period: str) -> set[str]:
    """Every page of a period and every place on one that can be counted on, below its root."""
    facts = workspace.facts(period)
    return _lasting(workspace, period) | addresses.on_lists(facts)


def _lasting(workspace: Workspace, period: str) -> set[str]:
    """Every page of a period and every permanent place on one, below its root."""
    facts = workspace.facts(period)
    return addresses.all_of(workspace.loaded, facts) | addresses.anchors(facts)


def of_tree(workspace: Workspace) -> set[str]:
    """Every address that a publication of the tree promises, below the root of the site.

    A draft promises none: what it holds may still come and go.
    """
    library = workspace.loaded.library
    plans = [p.plan for p in library.plans if p.plan.status is not PlanStatus.DRAFT]
    promised = {f"{plan.id}/{url}" for plan in plans for url in _lasting(workspace, plan.id)}
    for plan in plans:
        files = [*open_data.files(workspace.facts(plan.id)), *open_data.MADE_APART]
        promised |= {f"{plan.id}/{open_data.FOLDER}/{name}" for name in files}
    promised |= set(open_data.of_site(library)) if plans else set()
    if library.in_force:
        facts = workspace.facts(library.in_force.plan.id)
        promised |= {f"{routes.ALIAS}/{url}" for url in addresses.all_of(workspace.loaded, facts)}
    return promised


def redirects_lead(workspace: Workspace) -> Iterator[Problem]:
    """What has moved is gone from its old address, and has a new one that exists."""
    for file in workspace.loaded.tree.data if workspace.loaded.whole else ():
        if file.record_type == "redirects":
            period = str(file.period)
            moved, here = workspace.loaded.redirects[period], known(workspace, period)
            made = anchors.made(workspace, period)
            for old in moved:
                page, _, place = old.partition("#")
                if old not in here and page in here and anchors.stands(made, page, place):
                    # The page would have the place twice.
                    message = f"Stedet «{old}» lages fra dataene, og kan ikke være flyttet."
                    yield file.doc.problem((old,), RULE, message, "Fjern linjen.", key=True)
                else:
                    for message, hint, key in _faults(old, moved, here):
                        yield file.doc.problem((old,), RULE, message, hint, key=key)


def _faults(old: str, moved: Mapping[str, str], here: set[str]) -> Iterator[tuple[str, str, bool]]:
    """Message, cure, and whether it is the old address that is wrong."""
    new, page = moved[old], old.partition("#")[0]
    for address in (old, new):
        if not _FORM.fullmatch(address):
            hint = "Skriv den fra roten av planen, med / til slutt: tiltak/kort-navn/."
            yield f"«{address}» er ikke en adresse i planen.", hint, address == old
            return
    if old in here:
        message = f"Adressen «{old}» finnes fortsatt, og kan ikke være flyttet."
        yield message, "Fjern linjen.", True
    elif page not in here and page not in moved:
        hint = f"Si først hvor siden er flyttet: «{page}: …»."
        yield f"Siden «{page}» finnes ikke.", hint, True
    if new in moved:
        yield f"Adressen «{new}» er selv flyttet.", "Skriv adressen den er flyttet til.", False
    elif new not in here:
        yield f"Adressen «{new}» finnes ikke.", suggest(new, here), False


def published_answer(workspace: Workspace) -> Iterator[Problem]:
    """Every address in the list leads somewhere, or says where what it led to has moved."""
    if workspace.loaded.whole:
        yield from _unanswered(workspace, workspace.loaded.tree.addresses)


def lost_since(before: Workspace, now: Workspace) -> Iterator[Problem]:
    """What a tree promised, listed or not, and another one made from it no longer answers.

    So an address is kept from the day it is published, before anybody has put it on the list.
    Of a tree with errors, only what it lists and what it has moved is known.
    """
    if not now.loaded.whole:
        return
    moved = before.loaded.redirects
    promised = {f"{period}/{old}" for period, olds in moved.items() for old in olds}
    promised |= {listed.address for listed in before.loaded.tree.addresses}
    promised |= of_tree(before) if before.loaded.whole else set()
    lines = {listed.address: listed.line for listed in now.loaded.tree.addresses}
    yield from _unanswered(now, (Listed(a, lines.get(a, 1)) for a in sorted(promised)))


def _unanswered(workspace: Workspace, promised: Iterable[Listed]) -> Iterator[Problem]:
    library = workspace.loaded.library
    periods = {period: known(workspace, period) for period in library.by_period}
    now = library.in_force.plan.id if library.in_force else ""
    lost = [listed for listed in promised if not _answers(workspace, listed.address, periods)]
    beside = {
        period: grouped((_parts(url)[0], url) for url in urls)
        for period, urls in (periods.items() if lost else ())
    }
    for listed in lost:
        period, _, address = listed.address.partition("/")
        period = now if period == routes.ALIAS else period
        hint = "Hent innholdet tilbake. En planperiode som er publisert, blir stående."
        if period in beside:
            hint = _cure(workspace, period, address, beside[period])
        message = f"Adressen «{listed.address}» er publisert, men fører ikke lenger noe sted."
        yield Problem(ADDRESSES, listed.line, 1, RULE, message, hint)


def _answers(workspace: Workspace, listed: str, periods: Mapping[str, set[str]]) -> bool:
    if not listed.partition("#")[0].endswith("/"):
        return True  # a file; the finished site shows whether it is there
    period, _, address = listed.partition("/")
    # What the plan in force no longer has, the alias shows as it was in a plan before.
    asked = periods if period == routes.ALIAS else {period: periods.get(period, set())}
    redirects = workspace.loaded.redirects
    answers = (addresses.answer(address, asked[name], redirects.get(name, {})) for name in asked)
    return any(answer is not None for answer in answers)


def _cure(workspace: Workspace, period: str, address: str, beside: Mapping[str, list[str]]) -> str:
    """What to write where an address has moved: where it went, or what is most like it beside."""
    moved = workspace.loaded.redirects.get(period, {})
    new = addresses.moved_to(workspace.loaded, workspace.facts(period), address)
    page, mark, place = address.partition("#")
    page = moved.get(page, page).partition("#")[0] if mark else page
    above, last = _parts(f"{page}{mark}{place}")
    names = {_parts(url)[1]: url for url in beside.get(above, ())}
    close = difflib.get_close_matches(last, sorted(names), n=1, cutoff=0.7)
    near = new[0] if len(new) == 1 else names[close[0]] if close and not new else ""
    hint = f"Er siden flyttet, legg til linjen «{address}: {near or 'ny/adresse/'}»"
    hint += f" i data/{period}/redirects.yml. "
    hint += f"Nye sider: {', '.join(new)}. " if len(new) > 1 else ""
    above = address.partition("#")[0] if mark else above
    if not near and above and above in beside.get(_parts(above)[0], ()):
        hint += f"Er den borte for godt, skriv «{address}: {above}». "
    return f"{hint}Er den tatt bort ved en feil, hent den tilbake."


def _parts(address: str) -> tuple[str, str]:
    """What an address stands below, with what divides them, and its own last part."""
    page, mark, place = address.partition("#")
    if mark:
        return f"{page}#", place
    above, _, name = page.rstrip("/").rpartition("/")
    return f"{above}/" if above else "", name


def rows_listed(workspace: Workspace) -> Iterator[Problem]:
    """A record without a page of its own stands in the list that its address leads to."""
    loaded = workspace.loaded
    for period in loaded.library.by_period if loaded.whole else ():
        facts, pages = workspace.facts(period), written_pages(loaded, period)
        files = {routes.of_page(name): path for name, path in pages.items()}
        rows = (e for e in facts.entries.values() if e.record_type in routes.PAGES and not e.paged)
        for name, entries in grouped((entry.record_type, entry) for entry in rows).items():
            path, macro = files[routes.home(name)], TYPES[name].macro
            found, _ = calls(loaded.tree.by_path[path])
            listed = {
                entry.id
                for call in found
                if call.name == macro
                for entry in _answered(facts, macro, call.kwargs)
            }
            for entry in entries:
                if entry.id not in listed:
                    owner = None if TYPES[name].shared else period
                    placed = loaded.index[owner, name, entry.id]
                    message = f"Posten har ingen egen side, og står ikke i listen i {path}."
                    hint = f"Legg den til i et kall av {macro}(…) der."
                    yield placed.problem(("id",), RULE, message, hint)


def _answered(facts: Facts, macro: str, asked: Mapping[str, Any]) -> list[Entry]:
    """The records that a call lists; none where it is wrong, which is told of the call."""
    try:
        entries: list[Entry] = answer(facts, macro, (), asked)["entries"]
    except MacroError:
        return []
    return entries


RULES = [redirects_lead, published_answer, rows_listed]
