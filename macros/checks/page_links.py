"""The rule that a link in prose leads to a page and a heading, in this plan or in another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, normpath
from unicodedata import normalize
from urllib.parse import SplitResult, unquote, urlsplit

from macros.checks.pages import record_names
from macros.facts import addresses
from macros.facts.citations import written_pages
from macros.facts.workspace import Workspace
from macros.model import routes
from macros.model.text import suggest
from macros.problems import Problem
from macros.reading.prose import anchors, links
from macros.reading.tree import COMMON


def links_lead(view: Workspace) -> Iterator[Problem]:
    """A link leads to a page and a heading that exist, or to a whole address."""
    by_path = view.loaded.tree.by_path
    targets = {plan.plan.id: _Targets(view, plan.plan.id) for plan in view.loaded.library.plans}
    for target in targets.values():
        for name, path in target.written.items():
            for link in links(by_path[path]):
                found = target.wrong(link.url, name, targets)
                if link.picture and (parts := _split(link.url)) and parts.netloc:
                    message = f"Bildet «{link.url}» hentes fra et annet nettsted."
                    found = message, "Legg filen ved siden av siden."
                if found:
                    yield Problem(path, link.line, link.column, "link", *found)


def _split(url: str) -> SplitResult | None:
    """The parts of an address; None where it is none."""
    try:
        return urlsplit(url)
    except ValueError:
        return None


_FULL = "Skriv https://… eller en sti til en .md-fil."


def _whole(url: str, parts: SplitResult | None) -> tuple[str, str] | None:
    """What is wrong with an address that leads out of the site, or to nothing."""
    if parts is not None and parts.scheme in ("http", "https", "mailto"):
        named = "." in (parts.hostname or "") or (parts.scheme == "mailto" and "@" in parts.path)
        if named and not re.search(r"%(?![0-9A-Fa-f]{2})", url):
            return None
        return f"Adressen «{url}» er ikke hel.", "Skriv https://navn.no/…, eller mailto:navn@…"
    if parts is None or parts.scheme or parts.netloc:
        return f"Adressen «{url}» kan ikke brukes.", _FULL
    return "Lenken har ingen adresse.", "Skriv [lenketekst](sti)."


_ELSEWHERE = re.compile(r"([\w.+-]+@)?(?:[\w-]+\.)+(?:no|com|org|net|eu|se|dk)(?:/|$)")
_OTHER_PLAN = re.compile(r"(?:^|/)(\d{4}-\d{4})(?:/|$)")


def _folded(name: str) -> str:
    return normalize("NFC", name).casefold()


class _Targets:
    """Everything in one period that a link in prose can lead to."""

    def __init__(self, view: Workspace, period: str) -> None:
        self.loaded, self.facts = view.loaded, view.facts(period)
        by_path = view.loaded.tree.by_path
        # As their names are written: to some machines, KART.png is kart.png.
        folders = (f"docs/{COMMON}/", f"docs/{period}/")
        self.files = {
            path.removeprefix(folder)
            for folder in folders
            for path in view.loaded.tree.paths
            if path.startswith(folder)
        }
        self.written = written_pages(view.loaded, period)
        self.records = record_names(view, period)
        self.pages = {name: by_path[path] for name, path in self.written.items()}
        self.made = addresses.by_page(self.facts)

    def wrong(self, url: str, name: str, plans: Mapping[str, _Targets]) -> tuple[str, str] | None:
        """What is wrong with an address on the page `name`, and the cure; None for nothing.

        A page of another plan is written as its file lies: `../2019-2022/page.md`.
        """
        parts = _split(url)
        if parts is None or parts.scheme or parts.netloc or not (parts.path or parts.fragment):
            return _whole(url, parts)
        if parts.path.startswith("/"):
            return f"Adressen «{url}» kan ikke brukes.", _FULL
        path = unquote(parts.path)
        target = normpath(f"{dirname(name)}/{path}".lstrip("/")) if path else name
        period, inside = routes.in_other_plan(target) or ("", target)
        there = plans.get(period, self)
        if inside in there.pages or inside in there.records:
            return there.no_anchor(inside, parts.fragment, target)
        if inside in there.files:
            return None
        out = path.removesuffix(inside) if period in plans else ""
        return f"Lenken «{url}» fører ikke til noen side.", there.meant(inside, out, plans, name)

    def meant(self, target: str, out: str, plans: Mapping[str, _Targets], name: str) -> str:
        """The cure for a link that leads nowhere: the page or file that was meant, if any.

        Args:
            target: Path of a file below the folder of this period.
            out: How the page that links leads to that folder; empty where it stands there itself.
            plans: Every plan's targets.
            name: The page that links.
        """
        same = [file for file in self.files if _folded(file) == _folded(target)]
        if same:
            return f"Skriv navnet nøyaktig slik filen heter: «{out}{same[0]}»."
        if hit := _ELSEWHERE.match(target):
            return f"Skriv hele adressen: {'mailto:' if hit[1] else 'https://'}{target}"
        page = target.endswith(".md") or "." not in target
        new = addresses.moved_to(self.loaded, self.facts, routes.of_page(target)) if page else ()
        went = [f"«{out}{name}»" for name in self.written if routes.of_page(name) in new]
        if went:
            return f"Siden er flyttet: skriv {' eller '.join(went)}."
        if elsewhere := "" if out else self.elsewhere(target, plans, name):
            return elsewhere
        known = {*self.pages, *self.records} if page else self.files - set(self.pages)
        if behind := [n for n in known if page and routes.of_page(n).rstrip("/") == target]:
            return f"Skriv filen bak adressen: «{out}{behind[0]}»."
        missing = "" if page or known else "Legg filen i mappen til siden."
        # What was meant is guessed from the names alone: the way out is alike in all of them.
        return missing or suggest(target, sorted(known)).replace("«", f"«{out}")

    def elsewhere(self, target: str, plans: Mapping[str, _Targets], name: str) -> str:
        """The cure where a page or a record of another plan was meant; empty where none was."""
        other = _OTHER_PLAN.search(target)
        inside = target[other.end() :] if other else target
        for period in [other[1]] if other else list(plans)[::-1]:
            there = plans.get(period, self)
            if there is not self and inside in there.written:
                up = "../" * (name.count("/") + 1)
                return f"Til en side i en annen plan: «{up}{period}/{inside}»."
            record = inside.rpartition("/")[2].removesuffix(".md")
            if there is not self and (other or inside in there.records):
                record = record if record in there.facts.entries else "id"
                call = f'{{{{ link("{period}/{record}", "lenketekst") }}}}'
                return f"Til en post i en annen plan: {call}."
        return ""

    def no_anchor(self, target: str, anchor: str, name: str) -> tuple[str, str] | None:
        """What is wrong with an anchor on a page; None for nothing."""
        # What stands on a page made from data is looked over in the finished site.
        if not anchor or target in self.records or not self.pages[target].body.strip():
            return None
        known = {name for name, _ in anchors(self.pages[target])}
        known |= self.made.get(routes.of_page(target), set())
        if anchor in known:
            return None
        return f"Siden «{name}» har ingen overskrift «#{anchor}».", suggest(anchor, known)


RULES = [links_lead]
