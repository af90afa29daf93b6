"""What has been read, with what follows from it, for the rules that need both."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from macros.facts.citations import citing_pages, citing_plans
from macros.facts.derive import Facts, derive
from macros.facts.entries import Entry, entries_of, grouped
from macros.facts.names import Names
from macros.history.slips import Followed, History
from macros.load.library import Loaded
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
        return replace(facts, history=Followed(history, period)) if history else facts

    @cached_property
    def names(self) -> Names:
        """What its records, words, pages and places are called."""
        return Names(self.loaded.library)

    @cached_property
    def _by_plan(self) -> dict[str, dict[str, Entry]]:
        library = self.loaded.library
        return {data.plan.id: entries_of(library, data) for data in library.plans}
