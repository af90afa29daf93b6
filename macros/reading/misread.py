"""What would not come out as meant: calls out of place, half links, code that does not end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from macros.reading.front_matter import Page
from macros.reading.prose import CALLS, covered, place, reader, tokens

# What a call becomes on its way through Markdown: a word. No text has such characters in it.
_MARK = re.compile("\ue000(\\d+)\ue001")
_MARK_IN_BRACES = re.compile("\\{[^{}\n]*\ue000\\d+\ue001[^{}\n]*\\}")
# A heading, a picture, a link or the definition of one: only such lines are looked into.
_PLACES = re.compile(r"^ {0,3}(?:#|=+ *$|-+ *$)|!\[|\]\(|\]:|\{", re.MULTILINE)
# What Markdown has left as text and an editor means as a link; Python-Markdown makes one of some.
_HALF = re.compile(
    r"(?P<note>\[\^[^\]\s]+\])|\[(?:[^\[\]]|\[[^\[\]]*\])*(?:(?P<address>\]\()"
    r"|(?P<gap>\] +\()(?=[^()\s]+\.md\b|https?:|mailto:|#)|(?P<unknown>\]\[[^\]\n]+\]))"
)
# At the start of a line of text, of a point or of a quote; the name may go over several lines.
_DEFINED = re.compile(
    r"^(?:[ \t>]|[-+*][ \t]|\d+[.)][ \t])*(\[(?:[^\[\]]|\\[\[\]])*\]:)", re.MULTILINE
)
_USUAL = re.compile(r"\[[^\[\]\n]*\]\([^()\s]*\)")


def out_of_place(page: Page) -> Iterator[tuple[str, int, int]]:
    """Every call that stands where only text can stand.

    Returns:
        What it stands in (`heading`, `picture`, `link` or `braces`), its line and its column.
    """
    starts: list[int] = []

    def mark(hit: re.Match[str]) -> str:
        starts.append(hit.start())
        return f"\ue000{len(starts) - 1}\ue001"

    text = CALLS.sub(mark, page.body)
    if not starts or not _PLACES.search(text):
        return
    before = ""
    for token in tokens(text):
        if token.type == "inline":
            for where, said in _only_text(token, heading=before == "heading_open"):
                for hit in _MARK.finditer(said):
                    yield where, *place(page, starts[int(hit[1])])
        before = token.type


def _only_text(token: Token, *, heading: bool) -> Iterator[tuple[str, str]]:
    """What of a heading or a paragraph can only be text, and what it is."""
    if heading:
        yield "heading", token.content
        return
    for child in token.children or ():
        where = "picture" if child.type == "image" else "link"
        said = [child.content] if child.type == "image" else []
        said += [str(child.attrs[name]) for name in ("title", "href", "src") if name in child.attrs]
        yield where, " ".join(said)
        if child.type == "text":
            yield "braces", " ".join(_MARK_IN_BRACES.findall(child.content))


def half_links(page: Page) -> Iterator[tuple[str, int, int]]:
    """Everything that looks like a link or a footnote, and is none.

    Returns:
        What is wrong (`address`, `gap`, `unknown` or `note`), its line and its column.
    """
    # Calls become words, each as long as it was, so that all else keeps its place.
    text = CALLS.sub(lambda hit: re.sub(r"[^\n]", "\ue000", hit[0]), page.body)
    if not _HALF.search(_USUAL.sub("", text)):
        return
    lines = text.split("\n")
    for token in reader().disable("text_join").parse(text):
        if token.type != "inline" or not token.map:
            continue
        said = "".join(_text(token))
        for hit in _HALF.finditer(said):
            what = str(hit.lastgroup)
            number = min(token.map[0] + said.count("\n", 0, hit.start(what)), len(lines) - 1)
            more = said[hit.start(what) : hit.end() + 12].split("\n")[0]
            columns = (lines[number].find(seen) for seen in (more, hit[what]))
            column = next((column for column in columns if column >= 0), 0)
            yield what, number + 1 + page.shift, column + 1


def definitions(page: Page) -> Iterator[tuple[str, int, int]]:
    """Every address with a name of its own, for links that stand elsewhere.

    Python-Markdown finds them in the middle of a paragraph too, and takes the last of a name where
    others take the first.

    Returns:
        What it is (`definition`, or `note` for a footnote), its line and its column.
    """
    hits = list(_DEFINED.finditer(covered(page))) if "]:" in page.body else []
    fences = [token.map for token in tokens(page.body) if token.type == "fence"] if hits else []
    code = {number for span in fences for number in range(*(span or (0, 0)))}
    for hit in hits:
        line, column = place(page, hit.start(1))
        if line - page.shift - 1 not in code:
            yield "note" if hit[1].startswith("[^") else "definition", line, column


def _text(token: Token) -> Iterator[str]:
    """What Markdown has left as text; what it has read, and what is escaped, is taken away."""
    inside = 0
    for child in token.children or ():
        inside += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif child.type == "text" and not inside:
            yield child.content
        elif child.type in ("text_special", "code_inline", "image", "link_close"):
            yield " "


def open_code(page: Page) -> Iterator[int]:
    """The line of every block of code that begins with a fence and does not end with one."""
    lines = page.body.split("\n")
    for token in tokens(page.body) if "```" in page.body or "~~~" in page.body else ():
        if token.type == "fence" and token.map:
            first, after = token.map
            last = lines[after - 1].strip("> \t")
            if after - first < 2 or set(last) != {token.markup[0]}:
                yield first + 1 + page.shift
