"""What has been read, with what follows from it, for the rules that need both."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

from macros.facts import worth
from macros.facts.citations import citing_pages, citing_plans, written_pages
from macros.facts.derive import Facts, derive
from macros.facts.entries import Entry, entries_of, grouped
from macros.facts.names import Names
from macros.history.slips import Followed, History
from macros.load.library import Loaded
from macros.model import routes
from macros.problems import Problem


@dataclass
class Workspace:
    """A tree that has been read.

    Attributes:
        loaded: What was built.
        problems: Everything that is wrong with it, sorted, once the rules have run.
    """

    loaded: Loaded
    problems: list[Problem] = field(default_factory=list)
    _facts: dict[str, Facts] = field(default_factory=dict, init=False)
    _followed: dict[str, tuple[History, Facts]] = field(default_factory=dict, init=False)

    def facts(self, period: str, history: History | None = None) -> Facts:
        """The facts of one plan, derived once; with the history of its deadlines, where given."""
        if period not in self._facts:
            self._facts[period] = derive(
                self.loaded.library,
                period,
                self._by_plan,
                cited_pages=grouped(citing_pages(self.loaded, period)),
                elsewhere=grouped(citing_plans(self.loaded, but=period)),
                moved=self.loaded.redirects.get(period, {}),
            )
        facts = self._facts[period]
        if history is None:
            return facts
        known, followed = self._followed.get(period, (None, facts))
        if known is not history:
            followed = replace(facts, history=Followed(history, period))
            self._followed[period] = history, followed
        return followed

    @cached_property
    def names(self) -> Names:
        """What its records, words, pages and places are called."""
        return Names(self.loaded.library)

    @cached_property
    def rows(self) -> Mapping[str | None, Set[str]]:
        """Plan → the records without a page of their own; under None those that plans share."""
        found: dict[str | None, Set[str]] = {
            period: {name for name, entry in entries.items() if not entry.paged}
            for period, entries in self._by_plan.items()
        }
        now = self.loaded.library.in_force
        return found | {None: found[now.plan.id] if now else frozenset()}

    @cached_property
    def _by_plan(self) -> dict[str, dict[str, Entry]]:
        library = self.loaded.library
        pages = ((p, name) for p in library.by_period for name in written_pages(self.loaded, p))
        moved = {f"{p}/{old}" for p, olds in self.loaded.redirects.items() for old in olds}
        rows = worth.rows(
            library,
            {f"{period}/{routes.of_page(name)}" for period, name in pages},
            {one.address for one in self.loaded.tree.addresses} - moved,
        )
        return {data.plan.id: entries_of(library, data, rows) for data in library.plans}
