"""What has been read, with what follows from it, for the rules that need both."""

from __future__ import annotations

from dataclasses import dataclass, field

from macros.facts.citations import add_pages
from macros.facts.derive import Facts, derive
from macros.facts.entries import Known
from macros.load.library import Loaded
from macros.problems import Problem


@dataclass(slots=True)
class Workspace:
    """A tree that has been read.

    Attributes:
        loaded: What was built.
        problems: Everything that is wrong with it, sorted, once the rules have run.
    """

    loaded: Loaded
    problems: list[Problem] = field(default_factory=list)
    _facts: dict[str, Facts] = field(default_factory=dict)
    _known: Known = field(default_factory=dict)

    def facts(self, period: str) -> Facts:
        """The facts of one plan, derived once."""
        if period not in self._facts:
            self._facts[period] = derive(self.loaded.library, period, self._known)
            add_pages(self.loaded, self._facts[period])
            self._facts[period].moved = self.loaded.redirects.get(period, {})
        return self._facts[period]
