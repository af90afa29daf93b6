"""Long lists in parts: the first stands on the page, each other one becomes a page of its own.

Read from the finished page, so that no template has to know of it, and a page with no long list is
left as it was. A row that has been given an anchor takes it along; links to it are led there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from itertools import pairwise
from math import ceil

from markupsafe import Markup

MOST = 200
"""Rows of a list on one page."""
LONGEST, IN_ALL = 95_000, 150_000
"""Characters of a list on one page, and of all lists on it.

Text as it is in the real plan packs to a sixth of that, or less. With what every page has (78 kB),
a first view stays within 100 kB.
"""
_FEW, _LEAST = 10, 5
"""Rows of a list that is never too long, and of one on a page, however long each is."""
_ROWS = {"tbody": "tr", "ul": "li", "ol": "li", "dl": "dt"}
_TAG = re.compile(r"<(/?)(tbody|ul|ol|dl|tr|li|dt)\b[^>]*>")
_H1 = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_HEADING = re.compile(r"<(summary|h[23])\b[^>]*>(.*?)</\1>", re.DOTALL)
_CAPTION = re.compile(r"<caption>(.*?)(?:\s*<span class=\"pl-count\">.*?)?</caption>", re.DOTALL)
_COUNT = re.compile(r'(<span class="pl-count">)\(\d+\)|(<output [^>]*>Viser )\d+(?= av )')
_LABEL = re.compile(r'<t[dh]\b[^>]*? data-label="([^"]*)"')
_HEAD = re.compile(r"<(th|dfn|a)\b[^>]*>(.*?)</\1>", re.DOTALL)
_MORE = re.compile(r'<(?:div|p|ul|details)\b|<span class="pl-(?:before|small)')
"""Where the name of a row ends, and what is told of it begins."""
_UNSAID = re.compile(r'<(sup|span) class="pl-(?:cites|hidden|small)".*?</\1>|<[^>]*>', re.DOTALL)
_TAKE = re.compile(r'<p class="pl-take">.*?</p>', re.DOTALL)
_TABLE = re.compile(r'<div class="pl-table">')
_FORM, _FORM_ENDS = re.compile(r"<form\b"), re.compile(r"</form>")
_TABLE_ENDS = re.compile(r"</table>\s*</div>")
_FIGURE = re.compile(r"<(/?)figure\b[^>]*>")
_ID = re.compile(r'\sid="([^"]+)"')
_SHORT = 60
"""Letters of what is said of where a part begins and ends."""


@dataclass(frozen=True, slots=True)
class LongList:
    """A list that is too long for one page.

    Attributes:
        title: What it is called.
        names: The names of the pages of its parts, below that of the page; the first has none.
        about: What the rows of each part are about, from the first to the last.
        count: How many rows it has in all.
    """

    title: str
    names: tuple[str, ...]
    about: tuple[str, ...]
    count: int


@dataclass(slots=True)
class Sheet:
    """A page that one part of a list gets: its name, its title, and all that stands on it."""

    name: str
    title: str
    about: str
    html: str
    anchors: tuple[str, ...]  # in its rows


Show = Callable[..., str]
"""What renders a template on the page, given its name and its values."""


def cut(html: str, title: str, show: Show) -> tuple[str, list[Sheet]]:
    """The content of a page with the first part of each long list, and a page for each other part.

    Args:
        html: All that stands on the page.
        title: Of the page, where its content has no heading.
        show: Renders the templates of what leads between the parts, and of a page of one.
    """
    found = _long_lists(html)
    sheets: list[Sheet] = []
    shown, done = "", 0
    heading = _H1.search(html)
    for number, (rows, per) in enumerate(found, 1):
        block = _Block(html, rows, per, number)
        above = heading[1] if heading else escape(title)
        sheets += block.sheets(above, show)
        shown += html[done : block.start] + block.part(0, show)
        done = block.end
    return shown + html[done:], sheets


@dataclass(frozen=True, slots=True)
class Rows:
    """A list in a page: where its tag begins, where each row does, and where it ends."""

    tag: str
    start: int
    rows: tuple[int, ...]
    end: int

    @property
    def size(self) -> int:
        """How many characters its rows are."""
        return self.end - self.rows[0]


def _long_lists(html: str) -> list[tuple[Rows, int]]:
    """The lists that are too long, in their order, each with how many rows of it a page gets."""
    most = max(map(html.count, ("<tr", "<li", "<dt")))
    if most <= MOST and len(html) <= LONGEST:
        return []
    room, left = {}, sorted(_lists(html), key=lambda rows: rows.size)
    whole = IN_ALL
    while left:
        rows, share = left.pop(0), min(LONGEST, whole // (len(left) + 1))
        pages = max(ceil(len(rows.rows) / MOST), ceil(rows.size / share))
        room[rows.start] = (rows, max(_LEAST, ceil(len(rows.rows) / pages)))
        whole -= min(rows.size, share)
    long = (room[start] for start in sorted(room))
    return [(rows, per) for rows, per in long if len(rows.rows) > per]


def _lists(html: str) -> Iterator[Rows]:
    """The lists of a page that have more than a few rows, but for those within others of them."""
    found: list[Rows] = []
    for rows in every_list(html):
        if len(rows.rows) > _FEW:
            found = [one for one in found if one.start < rows.start]
            found.append(rows)
    yield from found


def every_list(html: str) -> Iterator[Rows]:
    """The lists of a page that have rows; one within another comes before that."""
    open_lists: list[tuple[str, int, list[int]]] = []
    for hit in _TAG.finditer(html):
        ends, name = hit[1], hit[2]
        if name not in _ROWS:
            if not ends and open_lists and _ROWS[open_lists[-1][0]] == name:
                open_lists[-1][2].append(hit.start())
        elif not ends:
            open_lists.append((name, hit.start(), []))
        elif open_lists:
            tag, start, rows = open_lists.pop()
            if rows:
                yield Rows(tag, start, tuple(rows), hit.start())


class _Block:
    """A long list with what belongs to it: its table and form, its figure, or nothing."""

    def __init__(self, html: str, rows: Rows, per: int, number: int) -> None:
        """With how many rows of it a page gets, and its number among the long lists of the page."""
        self._html, self._rows, self._per = html, rows, per
        self.start, self.end = _around(html, rows)
        starts = rows.rows[::per]
        self._bounds = [*pairwise((*starts, rows.end))]
        texts = [html[start:end] for start, end in pairwise((*rows.rows, rows.end))]
        said = _said(texts, len(starts))
        spans = [(said[at], said[min(at + per, len(said)) - 1]) for at in range(0, len(said), per)]
        before = "" if number == 1 else f"liste-{number}-"
        self.list = LongList(
            self._title(),
            ("", *(f"{before}side-{at}/" for at in range(2, len(starts) + 1))),
            tuple(first if first == last else f"{first} – {last}" for first, last in spans),
            len(rows.rows),
        )

    def _title(self) -> str:
        caption = _CAPTION.search(self._html, self.start, self._rows.start)
        heading = caption[1] if caption else (self._headings() or ("",))[-1]
        return unescape(_plain(heading))

    def _headings(self) -> list[str]:
        """The headings over it, the nearest last."""
        return [hit[2] for hit in _HEADING.finditer(self._html, 0, self.start)]

    def part(self, at: int, show: Show) -> str:
        """One part, with what belongs to the list, and what leads to its other parts."""
        begins, ends = self._bounds[at]
        first = at * self._per + 1
        last = min(first + self._per - 1, self.list.count)

        def counted(hit: re.Match[str]) -> str:
            span = f"{first}–{last}"
            return f"{hit[1]}({span} av {self.list.count})" if hit[1] else f"{hit[2]}{span}"

        before = _COUNT.sub(counted, self._html[self.start : self._rows.rows[0]])
        rows, after = self._html[begins:ends], self._html[self._rows.end : self.end]
        over, under = (show("_pager", list=self.list, at=at, above=here) for here in (True, False))
        return f"{over}{before}{rows}{after}{under}"

    def sheets(self, page: str, show: Show) -> Iterator[Sheet]:
        """The pages of all its parts but the first."""
        take = _TAKE.search(self._html, self.end) if self._rows.tag == "tbody" else None
        over = self._headings()[-1:]
        for at, name in enumerate(self.list.names[1:], 1):
            values = {"on": Markup(page), "over": list(map(Markup, over)), "list": self.list}
            part, below = Markup(self.part(at, show)), Markup(take[0] if take else "")
            html = show("_part", **values, at=at, part=part, below=below)
            heading = _H1.search(html)
            title = unescape(_plain(heading[1] if heading else page))
            anchors = tuple(_ID.findall(self._html, *self._bounds[at]))
            yield Sheet(name, title, self.list.about[at], html, anchors)


def _around(html: str, rows: Rows) -> tuple[int, int]:
    """Where all that belongs to a list begins and ends."""
    if rows.tag == "tbody":
        *_, start = (hit.start() for hit in _TABLE.finditer(html, 0, rows.start))
        before = html[:start].rstrip()
        if _FORM_ENDS.match(before, len(before) - len(_FORM_ENDS.pattern)):
            *_, start = (hit.start() for hit in _FORM.finditer(before))
        return start, _end(_TABLE_ENDS, html, rows.end)
    figures = [*_FIGURE.finditer(html, 0, rows.start)]
    if figures and not figures[-1][1]:
        return figures[-1].start(), _end(_FIGURE, html, rows.end)
    return rows.start, html.index(">", rows.end) + 1


def _end(pattern: re.Pattern[str], html: str, after: int) -> int:
    hit = pattern.search(html, after)
    return hit.end() if hit else after


def _said(rows: Sequence[str], parts: int) -> list[str]:
    """What tells where in the list each row is.

    That is the value of the first column that the list is grouped by, where it tells the parts
    apart, or else the row's own name.
    """
    for label in _LABEL.findall(rows[0]):
        column = re.compile(rf'data-label="{re.escape(label)}"[^>]*>(.*?)</t', re.DOTALL)
        cells = [hit[1] if hit else "" for hit in map(column.search, rows)]
        plain = {cell: _shortened(unescape(_plain(cell))) for cell in set(cells)}
        values = [plain[cell] for cell in cells]
        groups = sum(a != b for a, b in pairwise(values)) + 1
        if groups == len(set(values)) and parts <= groups < len(rows):
            return values
    heads = (_HEAD.search(row) for row in rows)
    names = (_MORE.split(head[2])[0] if head else "" for head in heads)
    return [_shortened(unescape(_plain(name))) for name in names]


def _plain(html: str) -> str:
    """The words of a piece of a page."""
    return " ".join(_UNSAID.sub(" ", html).split())


def _shortened(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT].rpartition(' ')[0]} …"
