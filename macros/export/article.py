"""The content of a finished page as plain blocks, for a document that is not made of HTML.

A block is a mapping whose `is` says its kind: heading, p, list, terms, table, figure, quote. A line
is a list of texts and of mappings: strong, em, code, br, lang, link, flag, note, again, mark.
What only a screen has use for (forms, scripts, hidden words, ways to other pages) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from macros.export.html_tree import Node
from macros.model import routes

Block = dict[str, Any]
Line = list[Any]
Nodes = Iterable[Node | str]

_LEFT_OUT = frozenset({"script", "style", "svg", "form", "button", "nav", "template", "input"})
_UNSHOWN = frozenset(
    {
        "pl-hidden",
        "pl-scripted",
        "pl-count",
        "pl-sources",
        "pl-citing",
        "pl-take",
        "pl-embed",
        "headerlink",
    }
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {"p", "ul", "ol", "dl", "table", "figure", "img", "blockquote", "summary"}
_AROUND = frozenset({"div", "section", "details", "aside", "article", "header"})
_MARKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "code": "code"}
_NOTES = ("note", "again", "mark")
_PART = re.compile(rf"{routes.PART}/$")
"""The page of a part of a long list, which is whole in a document."""
_DRAWN = "data-picture"
"""What a figure is known by that has a file of its own, to which a link stands after it."""


@dataclass
class Articles:
    """Makes blocks of the pages of one document.

    Attributes:
        site: Address of the period on the site, ending with a slash.
        pages: Addresses below that of the pages in the document.
        cites: Address of a cited place → the place, `document#section`.
        clean: What is done to every text.
        is_left_out: Whether a text is nothing but what `clean` puts in place of something.
        told: What a note says of a cited place.
        cited: Every place that the document cites.
    """

    site: str
    pages: Set[str]
    cites: Mapping[str, str]
    clean: Callable[[str], str]
    is_left_out: Callable[[str], bool]
    told: Callable[[str], Mapping[str, str]]
    cited: set[str] = field(default_factory=set)
    _url: str = ""
    _level: int = 0
    _noted: dict[tuple[str, ...], Any] = field(default_factory=dict)
    _below: list[Any] | None = None
    _leads: dict[str, Node] = field(default_factory=dict)

    def blocks(self, url: str, article: Node, level: int) -> list[Block]:
        """The blocks of the page at an address; its own heading comes first, at a level."""
        self._url, self._level, self._noted = url, level, {}
        listed = (node for node in article.find("li") if node.attrs.get("id", "").startswith("__"))
        self._leads = {f"{url}#{li.attrs['id']}": a for li in listed for a in [*li.find("a")][:1]}
        drawings = (a for a in article.find("a") if a.attrs.get("href", "").endswith(".svg"))
        pictures = (figure for figure in article.find("figure") if _DRAWN in figure.attrs)
        for figure, drawing in zip(pictures, drawings, strict=False):
            figure.attrs["src"] = drawing.attrs["href"]
        found = self._blocks(article)
        found = [block for n, block in enumerate(found) if not _is_empty(found[n : n + 2])]
        own = next((n for n, block in enumerate(found) if block["is"] == "heading"), None)
        if own is not None:  # a page may say what it is above its heading
            found.insert(0, {**found.pop(own), "id": url})
        last = level
        for block in found:
            if block["is"] == "heading":
                last = block["level"] = min(block["level"], last + 1)
        return found

    def _blocks(self, node: Node) -> list[Block]:
        found: list[Block] = []
        line: list[Node | str] = []
        for child in (*node.children, None):
            if isinstance(child, str) or (child and not _is_block(child)):
                line.append(child)
                continue
            for block in (*self._paragraph(line), *(self._block(child) if child else ())):
                alone = block["is"] == "p" and all(_is(item, *_NOTES) for item in block["body"])
                if alone and found and found[-1]["is"] == "p":
                    found[-1]["body"] += block["body"]
                else:
                    found.append(block)
            line = []
        return found

    def _paragraph(self, nodes: Nodes, classes: Iterable[str] = ()) -> list[Block]:
        line = self._line(nodes)
        between = "".join(item for item in line if isinstance(item, str))
        links = all(isinstance(item, str) or item["is"] == "link" for item in line)
        skip = not line or (links and "·" in between and not between.strip(" ·"))
        return [] if skip else [{"is": "p", "body": line, "class": sorted(classes)}]

    def _block(self, node: Node) -> Iterator[Block]:
        """What an element becomes, in its language."""
        lang = {"lang": node.attrs["lang"]} if "lang" in node.attrs else {}
        yield from () if _is_unshown(node) else ({**lang, **block} for block in self._made(node))

    def _made(self, node: Node) -> Iterator[Block]:
        match node.tag:
            case tag if tag in _HEADINGS:
                level = int(tag[1]) - 1 + self._level
                yield {"is": "heading", "level": level, "body": self._line(node.children)}
            case "p" | "summary":
                yield from self._paragraph(node.children, {node.tag, *node.classes})
            case "ul" | "ol":
                happened = "pl-happened" in node.classes
                items = [list(self._block(_brief(n) if happened else n)) for n in node.elements]
                yield {
                    "is": "list",
                    "ordered": node.tag == "ol" and not node.classes,
                    "plain": "pl-plain" in node.classes,
                    "items": list(filter(None, items)),
                }
            case "dl":
                yield {"is": "terms", "items": list(self._terms(node))}
            case "table":
                outside, self._noted, self._below = self._noted, {}, []
                yield self._table(node) | {"notes": self._below}
                self._noted, self._below = outside, None
            case "figure" | "img":
                yield from self._figure(node)
            case "blockquote":
                yield {"is": "quote", "blocks": self._blocks(node)}
            case "details" if any(node.find("table")):  # whose caption says what the summary says
                inner = [n for n in node.elements if n.tag != "summary"]
                yield from self._blocks(Node("div", children=[*inner]))
            case _:
                yield from self._blocks(node)

    def _terms(self, node: Node) -> Iterator[list[Any]]:
        label: Line = []
        for child in node.find("dt", "dd"):
            if child.tag == "dt":
                label = self._line(child.children)
            elif blocks := list(self._block(child)):
                yield [label, blocks]

    def _table(self, node: Node) -> Block:
        rows = [tr.elements for tr in node.find("tr")]
        heads = rows.pop(0) if rows and all(cell.tag == "th" for cell in rows[0]) else []
        columns = range(max(map(len, [heads, *rows])))
        # A column of nothing but names has nothing to show.
        named = [all(self._is_named(row[n : n + 1]) for row in rows) for n in columns]
        kept = [n for n in columns if not (rows and named[n])]
        caption = next(node.find("caption"), Node("caption"))
        return {
            "is": "table",
            "caption": self._line(caption.children),
            "heads": [self._line(heads[n].children) for n in kept if n < len(heads)],
            "rows": [
                [{"blocks": list(self._block(c)), "row": c.tag == "th"} for c in row]
                for row in ([row[n] for n in kept if n < len(row)] for row in rows)
            ],
        }

    def _is_named(self, cells: list[Node]) -> bool:
        return all(self.is_left_out(self.clean(cell.text())) for cell in cells)

    def _figure(self, node: Node) -> Iterator[Block]:
        """A picture, at the address of its file; one without a file only repeats a table."""
        picture = node if "src" in node.attrs else next(node.find("img"), Node(""))
        if "src" in picture.attrs:
            caption = next(node.find("figcaption"), Node("figcaption"))
            yield {
                "is": "figure",
                "alt": self.clean(picture.attrs.get("alt", "")),
                "src": urljoin(f"{self.site}{self._url}", picture.attrs["src"]),
                "caption": self._line(caption.children),
            }
        elif _DRAWN not in node.attrs:
            yield from self._blocks(node)

    # ------------------------------------------------------------ what runs in a line

    def _line(self, nodes: Nodes) -> Line:
        return [self._once(item) for item in _joined(self._inline(nodes))]

    def _inline(self, nodes: Nodes) -> Iterator[Any]:
        for node in nodes:
            if isinstance(node, str):
                yield self.clean(node)
            elif not _is_unshown(node):
                yield from self._element(node, list(self._inline(node.children)))

    def _element(self, node: Node, body: Line) -> Iterator[Any]:
        lang = {"lang": node.attrs["lang"]} if "lang" in node.attrs else {}
        if node.tag == "br":
            yield {"is": "br"}
        elif node.tag == "a" and "href" in node.attrs and "pl-term" not in node.classes:
            yield {**self._link(node), "body": _joined(body), **lang}
        elif node.tag in _MARKS or lang:
            # What is noted inside stands after it: a note is no part of a name.
            plain = [item for item in body if not _is(item, "note")]
            yield {"is": _MARKS.get(node.tag, "lang"), "body": _joined(plain), **lang}
            yield from (item for item in body if _is(item, "note"))
        else:
            yield from body

    def _link(self, node: Node) -> Block:
        address = self._address(node.attrs["href"])
        if place := self._leads.get(address):  # a number, that is told at the foot of the page
            address = self._address(place.attrs["href"])
        page = _PART.sub("", address.partition("#")[0])
        if address in self.cites and page != self._url:
            return {"is": "note", "places": [self.cites[address]]}
        to = {"to": page} if page in self.pages else {"url": urljoin(self.site, address)}
        return {"is": "flag" if "pl-flag" in node.classes else "link", **to}

    def _address(self, href: str) -> str:
        """An address that a page gives, below that of the period; of another site in full."""
        return urljoin(f"{self.site}{self._url}", href).removeprefix(self.site)

    def _once(self, item: Any) -> Any:
        """A note, once a page; in a table the number of a note below it, once a table."""
        if not _is(item, "note"):
            return item
        places = tuple(dict.fromkeys(item["places"]))
        if found := self._noted.get(places):
            return found
        self.cited |= set(places)
        told = [self.told(place) for place in places]
        if self._below is not None:
            self._below.append(told)
            return self._noted.setdefault(places, {"is": "mark", "number": len(self._below)})
        name = f"{self._url}#note-{len(self._noted)}"
        self._noted[places] = {"is": "again", "id": name}
        return {"is": "note", "places": told, "id": name}


def _is(item: Any, *kinds: str) -> bool:
    return isinstance(item, dict) and item["is"] in kinds


def _is_empty(blocks: list[Block]) -> bool:
    """Whether the first of two blocks is a heading with nothing under it."""
    first, after = blocks[0], blocks[1] if len(blocks) > 1 else {"is": "heading", "level": 0}
    heads = first["is"] == after["is"] == "heading"
    return heads and after["level"] <= first["level"] and len(blocks) > 1


def _is_block(node: Node) -> bool:
    return node.tag in _BLOCKS | _AROUND or next(node.find(*_BLOCKS), None) is not None


def _is_unshown(node: Node) -> bool:
    hidden = "hidden" in node.attrs or node.attrs.get("aria-hidden") == "true"
    return hidden or node.tag in _LEFT_OUT or bool(node.classes & _UNSHOWN)


def _brief(item: Node) -> Node:
    """When something happened and what it is called; the rest stands where all of it is told."""
    first, *rest = item.elements
    name = [": ", *rest[0].children] if rest else []
    return Node(item.tag, item.attrs, [*first.children, *name])


def _joined(items: Iterable[Any]) -> Line:
    """A line without spaces at its ends or in a row; notes that follow each other are one note."""
    line: Line = []
    for item in items:
        last = line[-1] if line else None
        if isinstance(item, str):
            text = line.pop() if isinstance(last, str) else ""
            line.append(re.sub(r"[ \t\n]+", " ", text + item))
        elif not _is(item, "note"):
            line.append(item)
        else:
            if isinstance(last, str):
                line[-1:] = [last.rstrip()] if last.strip(" ,;") else []
            before = line.pop()["places"] if line and _is(line[-1], "note") else []
            line.append({**item, "places": [*before, *item["places"]]})
    if line and isinstance(line[0], str):
        line[0] = line[0].lstrip()
    if line and isinstance(line[-1], str):
        line[-1] = line[-1].rstrip()
    return [item for item in line if item != ""]
