"""Why deadlines were moved, as the message of a commit tells it: «Grunn: …», «Grunn (id): …»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from macros.history.slips import Key
from macros.model.text import INVISIBLE

_REASON = re.compile(r"[ \t*_>#-]*grunn[ \t*_]*(?:\(([^()]*)\))?[ \t*_]*:(.*)", re.IGNORECASE)
"""Signs of bold, of a heading, a quotation or a bullet are what those who write Markdown add."""
_OTHER = re.compile(r"[ \t]*(?:$|[*-] |[A-Z][A-Za-z-]*:(?:\s|$))")
"""What ends a reason besides the next one: a blank line, a bullet, a trailer."""


class Reason(NamedTuple):
    """A reason in a message: the ids of the records it is said of, and the text."""

    ids: frozenset[str]
    text: str


def reasons_in(message: str) -> list[Reason]:
    """The reasons that a message gives, in order; a reason may go on over several lines."""
    given: list[tuple[str, list[str]]] = []
    reading = False
    for line in message.splitlines():
        if start := _REASON.fullmatch(line):
            given.append((start[1] or "", [start[2]]))
            reading = True
        elif reading and not line.strip() and not given[-1][1][-1].strip("*_ \t"):
            continue  # the reason itself stands below a blank line
        elif _OTHER.match(line):
            reading = False
        elif reading:
            given[-1][1].append(line)
    texts = (
        (ids, INVISIBLE.sub("", " ".join(" ".join(lines).split())).strip("*_ "))
        for ids, lines in given
    )
    return [Reason(frozenset(re.findall(r"[\w-]+", ids)), text) for ids, text in texts if text]


def reasons_for(key: Key, reasons: Iterable[Reason], keys: Iterable[Key]) -> tuple[str, ...]:
    """The reasons of a message that concern one deadline; several where it cannot be told which.

    Args:
        key: The deadline.
        reasons: What the message gives.
        keys: Every deadline in the files of the change; a reason given for none of them is taken
            to be given for the whole change.
    """
    known = {other.id for other in keys}
    own = " ".join(reason.text for reason in reasons if key.id in reason.ids)
    return (own,) if own else tuple(r.text for r in reasons if not r.ids & known)
