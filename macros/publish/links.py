"""The finished site, looked over as a whole: links, places, and what is fetched from others.

Read with patterns, not with a parser: the pages are our own templates' and Material's, always
with quoted attributes, and a parser would take longer than the build of all of them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from macros.problems import Problem
from macros.reading.address_list import ADDRESSES, Listed

_TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:\s[^>]*)?)>")
# Every attribute with its whole value, so that nothing inside a value is taken for an attribute.
_ATTRIBUTE = re.compile(r"""\s([^\s=>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_CALENDAR = "webcal"
"""The scheme of an address that a calendar program subscribes to; it is fetched as any other."""
_LINKING = frozenset({"href", "src", "poster", "data"})
# Only such tags are looked into for anchors: most have none.
_HAS_ANCHOR = re.compile(r"\s(?:id|name)\s*=", re.IGNORECASE)
_FETCHING = frozenset(
    {"link", "script", "img", "iframe", "source", "use", "image", "object"}
    | {"video", "audio", "embed", "track"}
)
_BASE = re.compile(r'<base href="([^"]*)"')
_NAMING = re.compile(r"""rel=["']?(?:canonical|prev|next|alternate|license)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Site:
    """What can be linked to."""

    url: str
    files: frozenset[str]
    anchors: dict[str, frozenset[str]]


def check_site(site: Path, site_url: str, listed: Sequence[Listed] = ()) -> list[Problem]:
    """Follow every link inside a finished site, across its periods.

    Args:
        site: The site's folder.
        site_url: Its address, ending with a slash.
        listed: Every address that was ever published.

    Returns:
        A problem for each link that leads nowhere, anchor that stands twice on a page, thing that
        a page would fetch from another host, and published address that no longer answers.
    """
    files = sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())
    read = [name for name in files if name.endswith((".html", ".svg"))]
    pages = {name: (site / name).read_text("utf-8") for name in read}
    anchors = {name: [*_anchors(text)] for name, text in pages.items()}
    targets = {name: frozenset(anchor for anchor, _ in found) for name, found in anchors.items()}
    whole = _Site(site_url, frozenset(files), targets)
    problems = [problem for one in listed for problem in _unanswered(whole, one)]
    for name, text in pages.items():
        faults = (*_repeated(anchors[name]), *_broken(whole, name, text))
        for offset, rule, message, hint in faults:
            line = text.count("\n", 0, offset) + 1
            problems.append(Problem(f"_site/{name}", line, 1, rule, message, hint))
    return problems


def _unanswered(site: _Site, listed: Listed) -> Iterator[Problem]:
    """An address that was published, and that nothing answers."""
    page, _, anchor = listed.address.partition("#")
    name = f"{page}index.html" if page.endswith("/") else page
    if name not in site.files or (anchor and anchor not in site.anchors.get(name, ())):
        message = f"Adressen «{listed.address}» er publisert, men svarer ikke lenger."
        hint = "Hent tilbake det som sto der, eller si i redirects.yml hvor det er flyttet."
        yield Problem(ADDRESSES, listed.line, 1, "address", message, hint)


def _repeated(anchors: list[tuple[str, int]]) -> Iterator[tuple[int, str, str, str]]:
    """Anchors of a page that a link to them could not tell apart."""
    known = set()
    for anchor, offset in anchors:
        if anchor in known:
            message = f"Stedet «#{anchor}» finnes to ganger på siden."
            yield offset, "site-place", message, "Gi den ene et annet navn, eller et eget anker."
        known.add(anchor)


def _broken(site: _Site, name: str, text: str) -> Iterator[tuple[int, str, str, str]]:
    """Links of a page that lead nowhere, or fetch what they may not."""
    if base := _BASE.search(text):  # of which `<base>` itself is no link
        name = urljoin(name, base[1])
    for match in _TAG.finditer(text):
        tag, attributes = match[1].lower(), match[2]
        if tag == "base":
            continue
        if tag == "link" and _NAMING.search(attributes):
            tag = "a"
        for attribute, url in _attributes(attributes):
            if attribute not in _LINKING or (attribute == "data" and tag != "object"):
                continue
            if fault := _fault(site, name, tag, url):
                yield match.start(), "site-link", *fault


def _anchors(text: str) -> Iterator[tuple[str, int]]:
    """What a link can lead to on a page: every id, and every old-fashioned `<a name>`."""
    for match in _TAG.finditer(text):
        if _HAS_ANCHOR.search(match[2]):
            naming = ("id", "name") if match[1].lower() == "a" else ("id",)
            values = {value for name, value in _attributes(match[2]) if name in naming and value}
            yield from ((anchor, match.start()) for anchor in sorted(values))


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    """The attributes of a tag, as they are meant, with their names in small letters."""
    for name, *values in _ATTRIBUTE.findall(text):
        yield name.lower(), html.unescape("".join(values))


def _fault(site: _Site, name: str, tag: str, url: str) -> tuple[str, str] | None:
    """What is wrong with an address on a page, and the cure; None for nothing."""
    try:
        parts = urlsplit(urljoin(f"{site.url}{name}", url))
    except ValueError:
        return f"Adressen «{url}» kan ikke brukes.", "Bruk https eller en side her."
    home = urlsplit(site.url)
    if (parts.scheme, parts.netloc) == (_CALENDAR, home.netloc):
        parts = parts._replace(scheme=home.scheme)
    if (parts.scheme, parts.netloc) != (home.scheme, home.netloc):
        return _fault_elsewhere(tag, url, parts.scheme)
    target, base = unquote(parts.path), unquote(home.path)
    inside = f"{target}/".startswith(base)
    target = target.removeprefix(base) if inside else ""
    if target.endswith("/") or target in ("", base.rstrip("/")):
        target = f"{target.strip('/')}/index.html".lstrip("/")
    if not inside or target not in site.files:
        return f"Lenken «{url}» fører ikke til noen side.", "Rett lenken, eller legg til siden."
    anchors = site.anchors.get(target)
    if parts.fragment and anchors is not None and unquote(parts.fragment) not in anchors:
        return f"Siden «{target}» har ikke stedet «#{parts.fragment}».", "Rett lenken."
    return None


def _fault_elsewhere(tag: str, url: str, scheme: str) -> tuple[str, str] | None:
    """An address on another host may be linked to, but nothing may be fetched from it."""
    if tag in _FETCHING and scheme != "data":
        return f"Siden henter «{url}» fra et annet nettsted.", "Legg filen i overrides/assets/."
    if scheme not in ("http", "https", "mailto") and not (scheme == "data" and tag in _FETCHING):
        return f"Adressen «{url}» kan ikke brukes.", "Bruk https eller en side her."
    return None
