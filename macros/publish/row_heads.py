"""The heads of rows in a finished PDF, tagged as heads, so that they are read out with each cell.

Typst can tag them, by a flag that its Python package does not pass on (0.15.2). So their cells are
given the other tag afterwards. The objects of its files stand open, with a list of where they are
at the end; where a file is otherwise, nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

_END = re.compile(
    rb"xref\n0 (\d+)\n((?:\d{10} \d{5} [nf]\r\n)+)trailer\n(.*)startxref\n\d+\n%%EOF", re.S
)
_ROOT = re.compile(rb"/Type/StructTreeRoot\b.*/K\[(\d+) 0 R\]")
_CELL = re.compile(rb"(/S/T)D(/P (\d+) 0 R)(.*?/A\[<</O/Table)(/Headers\[)", re.S)
_INSIDE = re.compile(rb"<<.*?>>", re.S)
_REFERENCE = re.compile(rb"(\d+) 0 R")
_FIRST_HEAD = b"(U"
"""How the name of a head begins that Typst has tagged; ours come before them, in order."""


def with_row_heads(pdf: bytes, heads: Sequence[bool]) -> bytes:
    """A PDF in which some cells are the heads of their rows.

    Args:
        pdf: As Typst has written it.
        heads: For each cell below the heads of columns, in order, whether it is one.

    Raises:
        ValueError: Where the file is not as expected, and how.
    """
    end = _END.search(pdf)
    if not end:
        raise ValueError("no list of objects")
    places = [int(line[:10]) for line in end[2].splitlines()]
    bounds = [*sorted(places[1:]), end.start()]
    after = dict(pairwise(bounds))
    objects = {n: pdf[at : after[at]] for n, at in enumerate(places) if n}
    cells = list(_cells(objects))
    if len(cells) != len(heads):
        raise ValueError(f"{len(cells)} cells, not {len(heads)}")
    named: dict[bytes, int] = {}
    for _, of_row in groupby(zip(cells, heads, strict=True), key=lambda one: one[0][1]):
        row = [(number, is_head) for (number, _), is_head in of_row]
        own = {b"(R%07d)" % number: number for number, is_head in row if is_head}
        named |= own
        for number, is_head in row:
            name, told = b"(R%07d)" % number, b"".join(own)
            to = rb"\1H\2/ID%s\4/Scope/Row\5" % name if is_head else rb"\1D\2\4\5%s" % told
            objects[number] = _CELL.sub(to, objects[number], count=1)
    if named:
        root = next(n for n, text in objects.items() if _ROOT.search(text))
        tree = b"".join(b"%s%d 0 R" % one for one in sorted(named.items()))
        objects[root] = _with_names(objects[root], tree)
    return _joined(pdf[: bounds[0]], places, objects, end[3])


def _cells(objects: dict[int, bytes]) -> Iterator[tuple[int, bytes]]:
    """Every cell that is no head yet, in the order in which it is read, each with its row."""
    first = next(filter(None, map(_ROOT.search, objects.values())), None)
    if not first:
        raise ValueError("no structure")
    waiting = [int(first[1])]
    while waiting:
        number = waiting.pop()
        text = objects[number]
        if b"/Type/StructElem" not in text:
            continue
        if cell := _CELL.search(text):
            yield number, cell[3]
        inside = text[text.rfind(b"/K[") :].partition(b"]")[0]
        found = _REFERENCE.findall(_INSIDE.sub(b" ", inside))
        waiting += [int(one) for one in reversed(found)]


def _with_names(root: bytes, tree: bytes) -> bytes:
    """The root of the structure, with more names among those of its elements, in order."""
    start = root.index(b"/IDTree<</Names[")
    at = root.find(_FIRST_HEAD, start)
    if at < 0:
        raise ValueError("no names of heads")
    return root[:at] + tree + root[at:]


def _joined(head: bytes, places: Sequence[int], objects: dict[int, bytes], trailer: bytes) -> bytes:
    """A file of some objects, with a new list of where they are."""
    found, at, where = [head], len(head), {}
    for number in sorted(objects, key=lambda n: places[n]):
        where[number] = at
        found.append(objects[number])
        at += len(objects[number])
    lines = b"".join(b"%010d 00000 n\r\n" % where[n] for n in sorted(where))
    found.append(b"xref\n0 %d\n0000000000 65535 f\r\n%s" % (len(places), lines))
    return b"".join((*found, b"trailer\n", trailer, b"startxref\n%d\n%%%%EOF" % at))
