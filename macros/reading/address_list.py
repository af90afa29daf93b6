"""data/addresses.txt: every address that was ever published, one a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from macros.problems import Problem
from macros.reading.yaml_text import decode

ADDRESSES = "data/addresses.txt"
_FORM = re.compile(r"[A-Za-z0-9][\w.%-]*(?:/[\w.%-]+)*/?(?:#\S+)?")


@dataclass(frozen=True, slots=True)
class Listed:
    """One address, relative to the root of the site, and the line it stands on."""

    address: str
    line: int


def read_addresses(path: str, data: bytes) -> tuple[list[Listed], list[Problem]]:
    """Read the list; blank lines, and lines that begin with `#`, say nothing."""
    text, problems = decode(path, data)
    addresses = []
    for number, line in enumerate((text or "").split("\n"), 1):
        if _FORM.fullmatch(line):
            addresses.append(Listed(line, number))
        elif line.strip() and not line.startswith("#"):
            message = "Linjen er ikke en adresse på nettstedet."
            hint = "Skriv den uten nettstedets egen del, som 2019-2022/tiltak/."
            problems.append(Problem(path, number, 1, "address", message, hint))
    return addresses, problems
