"""Sources as small numbers: given in the order of the finished page, and listed at its foot.

Templates leave the name of each cited place in a `<cite>`; what stands on a page first is known
only when all of it is there, and search and comparison read the page before that.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_CITED = re.compile(r"<cite>([^<]*)</cite>")
_NUMBERS = re.compile('<sup class="pl-cites">')
"""What numbers begin with; they never begin a line of their own."""


def number(
    html: str, render: Callable[[str, int, bool], str], numbers: dict[str, int]
) -> tuple[str, list[str]]:
    """The content of a page with a number for each place that is cited.

    Args:
        html: All of the page.
        render: Renders one number, from the place, its number, and whether it came before.
        numbers: The numbers that places have got on pages before that this one goes on from.

    Returns:
        The page, and the places that it cites, in the order in which it does first.
    """
    met: dict[str, None] = {}

    def numbered(match: re.Match[str]) -> str:
        again = match[1] in met
        met[match[1]] = None
        return render(match[1], numbers.setdefault(match[1], len(numbers) + 1), again)

    *before, last = _NUMBERS.split(html)
    joined = _NUMBERS.pattern.join([*(part.rstrip() for part in before), last])
    return _CITED.sub(numbered, joined), list(met)
