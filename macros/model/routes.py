"""Where each record is found on the site. Norwegian addresses, one table, nothing else decides.

Addresses are relative to the root of a period and end with a slash, or with an anchor on the
page where records of that type are listed.
"""

from __future__ import annotations

import re

from macros.model.registry import TYPES

PAGES: dict[str, str] = {name: row.folder for name, row in TYPES.items() if row.folder}
"""Record type → folder in which each record has a page of its own."""

ANCHORS: dict[str, str] = {
    name: row.page for name, row in TYPES.items() if row.page and not row.nested
}
"""Record type → page on which each record has an anchor of its own."""

LISTS: dict[str, str] = {
    "challenge": TYPES["challenge"].page,
    "conflict": "motstrid/",
    "change": "endringer/",
    "field-change": "endringer/detaljer/",
    "deadline": "frister/",
}
"""What is listed on a page, but is no record or has its address elsewhere → that page."""

PART = r"(?:liste-\d+-)?side-\d+"
"""The name of a page that a part of a long list has, below that of the list."""

_OTHER_PLAN = re.compile(r"\.\./(\d{4}-\d{4})/(.+)")

ALIAS = "gjeldende"
"""The name under which the plan in force is found, whichever it is."""

EMBEDDED = "innbygging"
"""The folder above the periods of what others may frame; nothing else stands in it."""


def address(record_type: str, name: str, area: str = "", *, row: bool = False) -> str:
    """The address of a record.

    Args:
        record_type: Record type.
        name: Its id.
        area: For a challenge, the id of its area.
        row: Whether it has no page of its own, though others of its type may.
    """
    if record_type in PAGES:
        return f"{PAGES[record_type]}/#{name}" if row else f"{PAGES[record_type]}/{name}/"
    if record_type == "plan":
        return ""
    if TYPES[record_type].nested:
        return f"{PAGES['area']}/{area}/#{name}"
    return f"{ANCHORS[record_type]}#{name}"


def home(kind: str) -> str:
    """The page that lists the records of a type, or what else stands in `LISTS`."""
    return f"{PAGES[kind]}/" if kind in PAGES else (ANCHORS | LISTS)[kind]


def of_page(path: str) -> str:
    """The address of a Markdown file, from its path below docs/<period>/, as `tiltak/index.md`."""
    stem = path.removesuffix(".md")
    stem = "" if stem == "index" else stem.removesuffix("/index")
    return f"{stem}/" if stem else ""


def in_other_plan(name: str) -> tuple[str, str] | None:
    """The plan and the Markdown file that a path out of docs/<period>/ leads to, if it does.

    Such a path is `../2019-2022/vedtak.md`.
    """
    hit = _OTHER_PLAN.match(name)
    return (hit[1], hit[2]) if hit else None


def source(name: str) -> str:
    """The page of a source, with the places in it that are cited; it is a row on the list too."""
    return f"{ANCHORS['source']}{name}/"


def section(citation: str) -> str:
    """The address of a cited place, `document#section`."""
    name, _, place = citation.partition("#")
    return f"{source(name)}#{place}"


def conflict(name: str) -> str:
    """The address of a contradiction."""
    return f"{home('conflict')}#{name}"


def relative(target: str, base: str) -> str:
    """The link from the page `base` to `target`, both relative to the root of the period.

    Args:
        target: For instance `tiltak/x/` or `tidslinje/#trinn-01`.
        base: Address of the page that links, for instance `omrader/y/`; empty for the front page.
    """
    page, _, anchor = target.partition("#")
    if page == base and anchor:
        return f"#{anchor}"
    up = "../" * base.count("/")
    path = f"{up}{page}" or "./"
    return f"{path}#{anchor}" if anchor else path
