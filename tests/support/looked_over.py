"""A folder, looked over as the finished site that it could be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from macros.problems import Problem
from macros.publish import files_below
from macros.publish.links import Site, check_site
from macros.reading.address_list import Listed


def look_over(folder: Path, url: str, listed: Sequence[Listed] = ()) -> list[Problem]:
    """What is wrong with the links in a folder, and with the addresses that were published."""
    whole = Site(url)
    for name in files_below(folder):
        whole.add(name, (folder / name).read_bytes())
    return check_site(folder, whole, listed)
