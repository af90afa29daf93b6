"""The finished site, looked over as a whole: links, places, and what is fetched from others.

Read with patterns, not with a parser: the pages are our own templates' and Material's, always
with quoted attributes, and a parser would take longer. Most tags stand on many pages, and most
links lead where others do; each is looked into once.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from macros.model.routes import PART
from macros.problems import Problem
from macros.reading.address_list import ADDRESSES, Listed

_TAG = re.compile(r"<[a-zA-Z][\w-]*\s[^>]*>")
# Every attribute with its whole value, so that nothing inside a value is taken for an attribute.
_ATTRIBUTE = re.compile(r"""\s([^\s=>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
# An address that can be looked up as it stands.
_PLAIN = re.compile(r"(?:[\w-]+(?:\.\w+)*/?)*")
_CALENDAR = "webcal"
"""The scheme of an address that a calendar program subscribes to; it is fetched as any other."""
_LINKING = frozenset({"href", "src", "poster", "data"})
_FETCHING = frozenset(
    {"link", "script", "img", "iframe", "source", "use", "image", "object"}
    | {"video", "audio", "embed", "track"}
)
_BASE = re.compile(r'<base href="([^"]*)"')
_PART = re.compile(rf"(.*/){PART}/index\.html")
_NAMING = re.compile(r"""rel=["']?(?:canonical|prev|next|alternate|license)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Tag:
    """What a tag is to other places: where links may lead to, and where its own links lead."""

    anchors: tuple[str, ...]  # its id, and its old-fashioned name
    links: tuple[tuple[str, str], ...]  # the kind of tag, and the address


_NOTHING = _Tag((), ())


class _Tags(dict[str, _Tag]):
    """Tags by their text, each looked into once."""

    def __missing__(self, text: str) -> _Tag:
        kind = text[1:].split(None, 1)[0].lower()
        naming = ("id", "name") if kind == "a" else ("id",)
        anchors, links = dict[str, None](), []
        for given, *values in _ATTRIBUTE.findall(text):
            name, value = given.lower(), html.unescape("".join(values))
            if name in naming and value:
                anchors[value] = None
            elif name in _LINKING and kind != "base" and (name != "data" or kind == "object"):
                names = kind == "link" and _NAMING.search(text)
                links.append(("a" if names else kind, value))
        self[text] = _Tag(tuple(anchors), tuple(links)) if anchors or links else _NOTHING
        return self[text]


@dataclass(slots=True)
class Site:
    """What stands in a site, file by file, and what its pages link to.

    Attributes:
        url: Its address, ending with a slash.
        files: Its files, as paths below its folder.
        anchors: Page → the places on it.
        repeating: Pages with a place that stands twice.
        pages: Page → where its links begin, and its links, each with the kind of its tag.
        tags: Tags by their text.
        right: What many pages link to alike: where from, and the address.
    """

    url: str
    files: set[str] = field(default_factory=set)
    anchors: dict[str, frozenset[str]] = field(default_factory=dict)
    repeating: set[str] = field(default_factory=set)
    pages: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = field(default_factory=dict)
    tags: _Tags = field(default_factory=_Tags)
    right: dict[tuple[str, str], bool] = field(default_factory=dict)

    def add(self, name: str, data: bytes) -> None:
        """Take in a file: its path, and what stands in it."""
        self.files.add(name)
        if not name.endswith((".html", ".svg")):
            return
        text = data.decode()
        every = map(self.tags.__getitem__, _TAG.findall(text))
        tags = [tag for tag in every if tag is not _NOTHING]
        anchors = [anchor for tag in tags for anchor in tag.anchors]
        self.anchors[name] = frozenset(anchors)
        if len(self.anchors[name]) < len(anchors):
            self.repeating.add(name)
        links = {link for tag in tags for link in tag.links}
        self.pages[name] = _base(name, text), (*links,)  # of many pages, and a set takes more room


def check_site(site: Path, whole: Site, listed: Sequence[Listed] = ()) -> list[Problem]:
    """Follow every link inside a finished site, across its periods.

    Args:
        site: The site's folder.
        whole: What stands in it.
        listed: Every address that was ever published.

    Returns:
        A problem for each link that leads nowhere, anchor that stands twice on a page, thing that
        a page would fetch from another host, and published address that no longer answers.
    """
    _lead_on(whole)
    wrong = {n for n, (base, links) in whole.pages.items() if not _are_right(whole, base, links)}
    problems = [problem for one in listed for problem in _unanswered(whole, one)]
    for name in sorted(whole.repeating | wrong):
        text = (site / name).read_text("utf-8")
        for offset, rule, message, hint in (*_repeated(whole, text), *_broken(whole, name, text)):
            line = text.count("\n", 0, offset) + 1
            problems.append(Problem(f"_site/{name}", line, 1, rule, message, hint))
    return problems


def _lead_on(whole: Site) -> None:
    """A place on a part of a long list is found from the first page, whose script leads on."""
    for name in whole.pages:
        part = _PART.match(name)
        if part and (first := f"{part[1]}index.html") in whole.pages:
            places = {place for place in whole.anchors[name] if not place.startswith("__")}
            whole.anchors[first] |= places


def _base(name: str, text: str) -> str:
    """The page that the links of a page begin at: itself, or the one that `<base>` names."""
    found = _BASE.search(text)
    return urljoin(name, found[1]) if found else name


def _unanswered(site: Site, listed: Listed) -> Iterator[Problem]:
    """An address that was published, and that nothing answers."""
    page, _, anchor = listed.address.partition("#")
    name = f"{page}index.html" if page.endswith("/") else page
    if name not in site.files or (anchor and anchor not in site.anchors.get(name, ())):
        message = f"Adressen «{listed.address}» er publisert, men svarer ikke lenger."
        hint = "Hent tilbake det som sto der, eller si i redirects.yml hvor det er flyttet."
        yield Problem(ADDRESSES, listed.line, 1, "address", message, hint)


def _repeated(site: Site, text: str) -> Iterator[tuple[int, str, str, str]]:
    """Anchors of a page that a link to them could not tell apart."""
    known = set()
    for match in _TAG.finditer(text):
        for anchor in site.tags[match[0]].anchors:
            if anchor in known:
                message = f"Stedet «#{anchor}» finnes to ganger på siden."
                hint = "Gi den ene et annet navn, eller et eget anker."
                yield match.start(), "site-place", message, hint
            known.add(anchor)


def _broken(site: Site, name: str, text: str) -> Iterator[tuple[int, str, str, str]]:
    """Links of a page that lead nowhere, or fetch what they may not."""
    name = _base(name, text)
    for match in _TAG.finditer(text):
        for kind, url in site.tags[match[0]].links:
            if fault := _fault(site, name, kind, url):
                yield match.start(), "site-link", *fault


def _are_right(site: Site, name: str, links: Sequence[tuple[str, str]]) -> bool:
    """Whether nothing is wrong with the links of a page; what others link to alike is known."""
    folder = name.rpartition("/")[0]
    above = folder.rpartition("/")[0]
    for kind, url in links:
        if "://" in url:
            key = kind, url
        elif folder and url.startswith("../"):
            key = above, url
        elif _is_right(site, name, kind, url):
            continue
        else:
            return False
        if key not in site.right:
            site.right[key] = _is_right(site, name, kind, url)
        if not site.right[key]:
            return False
    return True


def _is_right(site: Site, name: str, kind: str, url: str) -> bool:
    """Whether nothing is wrong with a link. Most are seen to lead somewhere with little work."""
    folder, _, page = name.rpartition("/")
    path, _, anchor = (url if url and url[0] != "#" else f"{page}{url}").partition("#")
    while folder and (path.startswith("../") or path == ".."):
        folder, path = folder.rpartition("/")[0], path[3:]
    if path == "." or _PLAIN.fullmatch(path):
        target = f"{folder}/{path}".removesuffix(".").lstrip("/")
        target = f"{target}index.html" if target.endswith("/") or not target else target
        if target in site.files and (not anchor or anchor in site.anchors.get(target, ())):
            return True
    return _fault(site, name, kind, url) is None


def _fault(site: Site, name: str, tag: str, url: str) -> tuple[str, str] | None:
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
