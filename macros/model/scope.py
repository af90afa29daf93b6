"""What a value may refer to, handed to the model while it validates.

The reader collects every id of a tree before any record is built, so that an unknown reference is
told together with everything else that is wrong with a record, and a broken record never makes
the references to it look broken too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from macros.model.edtf import Edtf

ANY = "*"
PARTY = "party"


@dataclass(frozen=True, slots=True)
class Scope:
    """The world of one plan while its records are validated.

    Attributes:
        ids: Record type → the ids that exist, of this plan and of what all plans share.
        earlier: Record type → the ids of the plan that this one succeeds; None where the plan
            names one that does not exist, so that nothing can be said of them.
        elsewhere: Plan → every id in it, for what may refer to any plan.
        words: Vocabulary list → its allowed values, in order.
        labels: Vocabulary list → what readers call each of its words, in small letters → the word.
        sections: All `document#section` that may be cited.
        gone: The ids of what has left the plan, or changed its id, and whose address leads on.
        unread: Record types of which a file cannot be read, so that nothing can be said of them.
        names: Record type → what a message calls one.
        reach: The first and last day the plan may speak of; None where there is no limit.
    """

    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    earlier: Mapping[str, frozenset[str]] | None = field(default_factory=dict)
    elsewhere: Mapping[str, frozenset[str]] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sections: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    reach: Edtf | None = None
    _all: dict[bool, frozenset[str]] = field(default_factory=dict, init=False, compare=False)

    def doubtful(self, record_type: str, *, earlier: bool = False) -> bool:
        """Whether an id that is not known may stand in a file that could not be read."""
        if earlier:
            return self.earlier is None
        named = {PARTY: {"actor", "group"}, ANY: self.unread}.get(record_type, {record_type})
        return bool(named & self.unread)

    def known(self, record_type: str, *, earlier: bool = False) -> frozenset[str]:
        """The ids of one record type, or of all for `ANY`."""
        table = (self.earlier or {}) if earlier else self.ids
        if record_type == ANY:
            # Documents that facts come from are cited, not pointed at.
            if earlier not in self._all:
                ids = (ids for name, ids in table.items() if name != "source")
                self._all[earlier] = frozenset().union(*ids)
            return self._all[earlier]
        if record_type == PARTY:
            return table.get("actor", frozenset()) | table.get("group", frozenset())
        return table.get(record_type, frozenset())
