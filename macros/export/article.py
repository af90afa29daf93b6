"""The content of a finished page as plain blocks, for a document that is not made of HTML.

A block is a mapping whose `is` says its kind: heading, p, list, terms, table, figure, quote, anchor.
A line is a list of texts and of mappings, whose `is` is one of: strong, em, code, br, lang, link,
flag, key, note, again, mark. What only a screen has use for (forms, scripts, hidden words) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from macros.export.html_tree import Node

Block = dict[str, Any]
Line = list[Any]

_LEFT_OUT = frozenset({"script", "style", "form", "button", "nav", "template", "input"})
_UNSHOWN = frozenset({"pl-hidden", "pl-scripted", "pl-count", "headerlink"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {"p", "ul", "ol", "dl", "table", "figure", "svg", "blockquote", "summary"}
_AROUND = frozenset({"div", "section", "details", "aside", "article", "header"})
_MARKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "code": "code"}
_JOINS = re.compile(r"[\s,;]*")
_LONGEST = 12
"""Letters of a word that its column is made wide enough for; a longer one is hyphenated."""
_LETTERS = 96
"""How many letters there is room for beside each other in a table."""


@dataclass
class Articles:
    """Makes blocks of the pages of one document.

    Attributes:
        site: Address of the period on the site, ending with a slash.
        cites: Address below that of a cited place → the place, `document#section`.
        clean: What is done to every text.
        is_left_out: Whether a text is nothing but what `clean` puts in place of something.
        told: What a note says of a cited place.
        made: Every place in the document that a link can lead to.
        cited: Every place that it cites.
    """

    site: str
    cites: Mapping[str, str]
    clean: Callable[[str], str]
    is_left_out: Callable[[str], bool]
    told: Callable[[str], Mapping[str, str]]
    made: set[str] = field(default_factory=set)
    cited: set[str] = field(default_factory=set)
    _url: str = ""
    _level: int = 0
    _noted: dict[tuple[str, ...], Any] = field(default_factory=dict)
    _table_notes: list[Any] | None = None

    def blocks(self, url: str, article: Node, level: int) -> list[Block]:
        """The blocks of the page at an address; its own heading comes first, at a level."""
        self._url, self._level, self._noted = url, level, {}
        found = self._blocks(article)
        found = [block for n, block in enumerate(found) if not _is_empty(found, n)]
        own = next((n for n, block in enumerate(found) if block["is"] == "heading"), None)
        if own is not None:  # a page may say what it is above its heading
            found.insert(0, {**found.pop(own), "id": url})
            self.made.add(url)
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
                if found and found[-1]["is"] == "p" and _is_note(block):
                    found[-1]["body"] += block["body"]
                else:
                    found.append(block)
            line = []
        return found

    def _paragraph(self, nodes: list[Node | str], classes: Iterable[str] = ()) -> list[Block]:
        line = self._line(nodes)
        return [] if _is_way(line) else [{"is": "p", "body": line, "class": sorted(classes)}]

    def _block(self, node: Node) -> Iterator[Block]:
        """What an element becomes, with its place and its language."""
        found = [] if _is_unshown(node) else list(self._made_of(node))
        name = node.attrs.get("id")
        if name and found and node.tag not in _HEADINGS:
            yield {"is": "anchor", "id": self._place(name)}
        for block in found:
            yield {"lang": node.attrs["lang"], **block} if "lang" in node.attrs else block

    def _place(self, name: str) -> str:
        place = f"{self._url}#{name}"
        self.made.add(place)
        return place

    def _made_of(self, node: Node) -> Iterator[Block]:
        match node.tag:
            case tag if tag in _HEADINGS:
                name, level = node.attrs.get("id"), int(tag[1]) - 1 + self._level
                own = {"id": self._place(name)} if name else {}
                yield {"is": "heading", "level": level, "body": self._line(node.children), **own}
            case "details":
                told = next(node.find("table"), None)  # whose caption says it as well
                inner = [c for c in node.children if not told or getattr(c, "tag", "") != "summary"]
                yield from self._blocks(Node("div", children=inner))
            case "p" | "summary":
                yield from self._paragraph(node.children, {node.tag, *node.classes})
            case "ul" | "ol":
                elements = node.elements
                if "pl-happened" in node.classes:  # told in full where all that has happened is
                    elements = [_brief(item) for item in elements]
                items = [list(self._block(item)) for item in elements]
                yield {
                    "is": "list",
                    "ordered": node.tag == "ol" and not node.classes,
                    "plain": "pl-plain" in node.classes,
                    "items": list(filter(None, items)),
                }
            case "dl":
                yield {"is": "terms", "items": list(self._terms(node))}
            case "table":
                outside, self._noted, self._table_notes = self._noted, {}, []
                yield self._table(node) | {"notes": self._table_notes}
                self._noted, self._table_notes = outside, None
            case "figure" | "svg" | "img":
                yield from self._figure(node)
            case "blockquote":
                yield {"is": "quote", "blocks": self._blocks(node)}
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
        first = rows[0] if rows and all(cell.tag == "th" for cell in rows[0]) else []
        heads = [self._line(cell.children) for cell in first]
        cells = [self._row(tr) for tr in node.find("tr") if tr.elements is not first][bool(first) :]
        words = [[_words(cell["blocks"]) for cell in row] for row in cells]
        kept = [
            n
            for n in range(len(heads) or max(map(len, cells), default=0))
            if not cells or not all(self.is_left_out(row[n]) for row in words if n < len(row))
        ]
        caption = next(node.find("caption"), Node("caption"))
        return {
            "is": "table",
            "caption": self._line(caption.children),
            "heads": [heads[n] for n in kept if heads],
            "rows": [[row[n] for n in kept if n < len(row)] for row in cells],
            "widths": _widths(
                [
                    [_words(line) for line in heads[n : n + 1]]
                    + [row[n] for row in words if n < len(row)]
                    for n in kept
                ]
            ),
        }

    def _row(self, tr: Node) -> list[Block]:
        cells = [
            {"blocks": list(self._block(cell)), "row": cell.tag == "th"} for cell in tr.elements
        ]
        if "id" in tr.attrs and cells:
            cells[0]["blocks"].insert(0, {"is": "anchor", "id": self._place(tr.attrs["id"])})
        return cells

    def _figure(self, node: Node) -> Iterator[Block]:
        picture = next(Node("", children=[node]).find("svg", "img"), None)
        if picture is None:
            yield from self._blocks(node)
        elif (picture.attrs.get("role") == "img" or picture.attrs.get("alt")) and _fits(picture):
            told = [
                picture.attrs.get("alt", ""),
                *(n.text() for n in picture.find("title", "desc")),
            ]
            caption = next(node.find("figcaption"), Node("figcaption"))
            yield {
                "is": "figure",
                "alt": self.clean(". ".join(filter(None, told))),
                "svg": self.clean(picture.attrs.get("source", "")),
                "src": self._below(picture.attrs["src"]) if "src" in picture.attrs else "",
                "caption": self._line(caption.children),
            }

    # ------------------------------------------------------------ what runs in a line

    def _line(self, nodes: Iterable[Node | str]) -> Line:
        line = _joined(item for node in nodes for item in self._inline(node))
        return [self._once(item) for item in line]

    def _inline(self, node: Node | str) -> Iterator[Any]:
        if isinstance(node, str):
            yield self.clean(node)
            return
        if _is_unshown(node):
            return
        lang = {"lang": node.attrs["lang"]} if "lang" in node.attrs else {}
        body = [item for child in node.children for item in self._inline(child)]
        if node.tag == "br":
            yield {"is": "br"}
        elif node.tag == "a" and "href" in node.attrs:
            yield from self._link(node, body, lang)
        elif "pl-key" in node.classes:
            yield {"is": "key", "class": sorted(node.classes)}
        elif node.tag in _MARKS or lang:
            # What is noted inside stands after it: a note is no part of a name or another language.
            plain = [item for item in body if not _is(item, "note")]
            yield {"is": _MARKS.get(node.tag, "lang"), "body": _joined(plain), **lang}
            yield from (item for item in body if _is(item, "note"))
        else:
            yield from body

    def _link(self, node: Node, body: Line, lang: dict[str, str]) -> Iterator[Any]:
        below = self._below(node.attrs["href"])
        page = below.partition("#")[0]
        if below in self.cites and page != self._url:
            yield {"is": "note", "places": [self.cites[below]]}
        elif "pl-term" in node.classes:
            yield from body
        else:
            kind = "flag" if "pl-flag" in node.classes else "link"
            url = urljoin(self.site, below)
            yield {"is": kind, "to": [below, page], "url": url, "body": _joined(body), **lang}

    def _below(self, href: str) -> str:
        """An address that a page gives, below that of the period; of another site in full."""
        return urljoin(f"{self.site}{self._url}", href).removeprefix(self.site)

    def _once(self, item: Any) -> Any:
        """A note; where the page has the same already, that one again.

        In a table it is the number of a note below the table.
        """
        if not _is(item, "note"):
            return item
        places = tuple(dict.fromkeys(item["places"]))
        if found := self._noted.get(places):
            return found
        self.cited |= set(places)
        told = [self.told(place) for place in places]
        if self._table_notes is None:
            name = f"{self._url}#note-{len(self._noted)}"
            self._noted[places] = {"is": "again", "id": name}
            return {"is": "note", "places": told, "id": name}
        self._table_notes.append(told)
        self._noted[places] = {"is": "mark", "number": len(self._table_notes)}
        return self._noted[places]


def settled(value: Any, made: Set[str]) -> Any:
    """Some blocks whose links lead to places in the document where they can, else to the site.

    Args:
        value: Blocks of all pages, or any part of them.
        made: Every place that there is.
    """
    if isinstance(value, list):
        return [settled(item, made) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: settled(item, made) for key, item in value.items() if key != "to"}
    to = next((place for place in value.get("to", ()) if place in made), None)
    return found if to is None else found | {"to": to}


def _is(item: Any, kind: str) -> bool:
    return isinstance(item, dict) and item["is"] == kind


def _brief(item: Node) -> Node:
    """What has happened: when, and what it is called."""
    first, *rest = item.elements
    name = [": ", *rest[0].children] if rest else []
    return Node(item.tag, item.attrs, [*first.children, *name])


def _is_note(block: Block) -> bool:
    """Whether a block is a paragraph with nothing but notes."""
    return block["is"] == "p" and all(
        isinstance(item, dict) and item["is"] in ("note", "again", "mark") for item in block["body"]
    )


def _fits(picture: Node) -> bool:
    """Whether a drawing can be read on a page; after one that cannot, its table says the same."""
    *_, width, height = map(float, picture.attrs.get("viewbox", "0 0 1 1").split())
    return height <= 1.2 * width


def _is_way(line: Line) -> bool:
    """Whether a line has nothing to tell: empty, or links side by side that are ways on a screen."""
    between = "".join(item for item in line if isinstance(item, str))
    links = [item for item in line if not isinstance(item, str)]
    ways = re.fullmatch(r"\s*(?:·\s*)+", between) and all(_is(item, "link") for item in links)
    return not line or bool(ways)


def _is_empty(blocks: list[Block], number: int) -> bool:
    """Whether a block is a heading with nothing under it."""
    block = blocks[number]
    after = blocks[number + 1] if number + 1 < len(blocks) else {"is": "heading", "level": 0}
    if block["is"] != "heading" or after["is"] != "heading" or number == 0:
        return False
    return bool(after["level"] <= block["level"])


def _is_block(node: Node) -> bool:
    around = node.tag in _BLOCKS or node.tag in _AROUND
    return around or next(node.find(*_BLOCKS), None) is not None


def _is_unshown(node: Node) -> bool:
    hidden = "hidden" in node.attrs or node.attrs.get("aria-hidden") == "true"
    return hidden or node.tag in _LEFT_OUT or bool(node.classes & _UNSHOWN)


def _joined(items: Iterable[Any]) -> Line:
    """A line without spaces at its ends or in a row; notes that follow each other are one note."""
    line: Line = []
    for item in items:
        if isinstance(item, str):
            before = line.pop() if line and isinstance(line[-1], str) else ""
            line.append(re.sub(r"[ \t\n]+", " ", before + item))
            continue
        note = _is(item, "note")
        if note and len(line) > 1 and isinstance(line[-1], str) and _JOINS.fullmatch(line[-1]):
            if _is(line[-2], "note"):
                line.pop()
        if note and line and _is(line[-1], "note"):
            line[-1] = {**line[-1], "places": [*line[-1]["places"], *item["places"]]}
            continue
        if note and line and isinstance(line[-1], str):
            line[-1] = line[-1].rstrip()
        line.append(item)
    if line and isinstance(line[0], str):
        line[0] = line[0].lstrip()
    if line and isinstance(line[-1], str):
        line[-1] = line[-1].rstrip()
    return [item for item in line if item != ""]


def _words(value: Any) -> str:
    """The words of some blocks or of a line."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return " ".join(filter(None, map(_words, value)))
    return " ".join(filter(None, (_words(value.get(k, "")) for k in ("body", "blocks", "items"))))


def _widths(columns: list[list[str]]) -> list[float]:
    """How wide each column of a table should be, against the others: heads and cells, as texts.

    Each has room for its longest word, and what is left goes to those with much to say.
    """
    least = [
        min(_LONGEST, max((len(word) for text in texts for word in text.split()), default=0)) + 1.5
        for texts in columns
    ]
    much = [1 + sum(map(len, texts)) ** 0.8 for texts in columns]
    rest = max(0, _LETTERS - sum(least)) / sum(much)
    return [round(a + rest * b, 1) for a, b in zip(least, much, strict=True)]
