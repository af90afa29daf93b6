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
_ADDRESSES = frozenset({"href", "src", "poster", "data"})
# Only such tags are looked into for places: most have none.
_PLACES = re.compile(r"\s(?:id|name)\s*=", re.IGNORECASE)
_FETCHED = frozenset(
    {"link", "script", "img", "iframe", "source", "use", "image", "object"}
    | {"video", "audio", "embed", "track"}
)
_NAMED = re.compile(r"""rel=["']?(?:canonical|prev|next|alternate|license)""", re.IGNORECASE)


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
        A problem for each link to a page or an anchor that does not exist, for each anchor that
        stands twice on a page, for each thing a page would fetch from another host, and for each
        published address that no longer answers.
    """
    pages = {p.relative_to(site).as_posix(): p.read_text("utf-8") for p in site.rglob("*.html")}
    whole = _Site(
        site_url,
        frozenset(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()),
        {name: frozenset(place for place, _ in _places(text)) for name, text in pages.items()},
    )
    problems = [problem for one in listed for problem in _lost(whole, one)]
    for name, text in sorted(pages.items()):
        for at, rule, message, hint in (*_twice(text), *_astray(whole, name, text)):
            line = text.count("\n", 0, at) + 1
            problems.append(Problem(f"_site/{name}", line, 1, rule, message, hint))
    return problems


_Found = tuple[int, str, str, str]
"""Where in the text of a page something is wrong, and rule, message and cure."""


def _astray(site: _Site, name: str, text: str) -> Iterator[_Found]:
    """The links of a page that lead nowhere, or fetch what they may not."""
    for tag, url, at in _links(text):
        found = _follow(site, name, tag, url)
        if found:
            yield at, "site-link", *found


def _twice(text: str) -> Iterator[_Found]:
    """The places of a page that a link to them could not tell apart."""
    seen = set()
    for place, at in _places(text):
        if place in seen:
            message = f"Stedet «#{place}» finnes to ganger på siden."
            yield at, "site-place", message, "Gi den ene et annet navn, eller et eget anker."
        seen.add(place)


def _places(text: str) -> Iterator[tuple[str, int]]:
    """What a link can lead to on a page: every id, and every old-fashioned `<a name>`."""
    for hit in _TAG.finditer(text):
        if not _PLACES.search(hit.group(2)):
            continue
        of_tag = ("id", "name") if hit.group(1).lower() == "a" else ("id",)
        found = {value for name, value in _attributes(hit.group(2)) if name in of_tag and value}
        yield from ((place, hit.start()) for place in sorted(found))


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    """The attributes of a tag, as they are meant, with their names in small letters."""
    for found in _ATTRIBUTE.finditer(text):
        value = next(value for value in found.groups()[1:] if value is not None)
        yield found.group(1).lower(), html.unescape(value)


def _lost(site: _Site, listed: Listed) -> Iterator[Problem]:
    """An address that was published, and that nothing answers."""
    page, _, anchor = listed.address.partition("#")
    name = f"{page}index.html" if page.endswith("/") else page
    if name in site.files and (not anchor or anchor in site.anchors.get(name, ())):
        return
    message = f"Adressen «{listed.address}» er publisert, men svarer ikke lenger."
    hint = "Hent tilbake det som sto der, eller si i redirects.yml hvor det er flyttet."
    yield Problem(ADDRESSES, listed.line, 1, "address", message, hint)


def _links(text: str) -> Iterator[tuple[str, str, int]]:
    """Tag and address of each link on a page, and where in the text it stands."""
    for hit in _TAG.finditer(text):
        tag, attributes = hit.group(1).lower(), hit.group(2)
        if tag == "link" and _NAMED.search(attributes):
            tag = "a"
        for name, value in _attributes(attributes):
            if name in _ADDRESSES and (name != "data" or tag == "object"):
                yield tag, value, hit.start()


def _follow(site: _Site, name: str, tag: str, url: str) -> tuple[str, str] | None:
    """What is wrong with an address on a page, and the cure; None for nothing."""
    try:
        whole = urljoin(f"{site.url}{name}", url)
        parts = urlsplit(whole)
    except ValueError:
        return f"Adressen «{url}» kan ikke brukes.", "Bruk https eller en side her."
    home = urlsplit(site.url)
    if (parts.scheme, parts.netloc) != (home.scheme, home.netloc):
        return _elsewhere(tag, url, parts.scheme)
    target = unquote(parts.path)
    inside = f"{target}/".startswith(home.path)
    target = target.removeprefix(home.path) if inside else ""
    if target.endswith("/") or target in ("", home.path.rstrip("/")):
        target = f"{target.strip('/')}/index.html".lstrip("/")
    if not inside or target not in site.files:
        return f"Lenken «{url}» fører ikke til noen side.", "Rett lenken, eller legg til siden."
    anchors = site.anchors.get(target)
    if parts.fragment and anchors is not None and unquote(parts.fragment) not in anchors:
        return f"Siden «{target}» har ikke stedet «#{parts.fragment}».", "Rett lenken."
    return None


def _elsewhere(tag: str, url: str, scheme: str) -> tuple[str, str] | None:
    """An address on another host may be linked to, but nothing may be fetched from it."""
    if tag in _FETCHED and scheme != "data":
        return f"Siden henter «{url}» fra et annet nettsted.", "Legg filen i overrides/assets/."
    if scheme not in ("http", "https", "mailto") and not (scheme == "data" and tag in _FETCHED):
        return f"Adressen «{url}» kan ikke brukes.", "Bruk https eller en side her."
    return None
