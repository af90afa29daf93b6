"""Ways to spoil a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Spoil = Callable[[str, Random], list[str | bytes]]
"""The text of a file, and what to draw from → what it may become."""

_KEY = re.compile(r"^([ ]*(?:- )?)([a-z_]+):(?: (.*))?$")


# ---------------------------------------------------------------- ways to spoil


def _at_lines(change: Callable[[str], list[str]], *, keys: bool = False) -> Spoil:
    """One line is replaced by others: a line that is drawn, with a key and a value if asked."""

    def spoil(text: str, draw: Random) -> list[str | bytes]:
        lines = text.split("\n")
        fit = [i for i, line in enumerate(lines) if line and (not keys or _KEY.match(line))]
        if not fit:
            return []
        at = draw.choice(fit)
        return ["\n".join([*lines[:at], *change(lines[at]), *lines[at + 1 :]])]

    return spoil


def _valued(value: str) -> Spoil:
    """A value is replaced by another."""
    return _at_lines(lambda line: [_KEY.sub(rf"\1\2: {value}", line)], keys=True)


def _beside(added: str) -> Spoil:
    """A line is added at the level of a key."""

    def change(line: str) -> list[str]:
        found = _KEY.match(line)
        assert found
        indent = " " * len(found[1])
        return [line, *(indent + new for new in added.replace("KEY", found[2]).split("\n"))]

    return _at_lines(change, keys=True)


def _within(piece: str) -> Spoil:
    """Something is set into the text, at a place that is drawn."""

    def spoil(text: str, draw: Random) -> list[str | bytes]:
        at = draw.randrange(len(text))
        return [text[:at] + piece + text[at:]]

    return spoil


def _raw(piece: bytes) -> Spoil:
    """Bytes are set in between two characters."""

    def spoil(text: str, draw: Random) -> list[str | bytes]:
        at = draw.randrange(len(text))
        return [text[:at].encode() + piece + text[at:].encode()]

    return spoil


def _cut(text: str, draw: Random) -> list[str | bytes]:
    """The file ends too early, at two places."""
    data = text.encode()
    return [data[: draw.randrange(1, len(data))] for _ in range(2)]


def _flipped(text: str, draw: Random) -> list[str | bytes]:
    data = bytearray(text.encode())
    for _ in range(3):
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
    return [bytes(data)]


def _shuffled(text: str, draw: Random) -> list[str | bytes]:
    lines = text.split("\n")
    at = draw.randrange(max(1, len(lines) - 1))
    lines[at : at + 2] = reversed(lines[at : at + 2])
    return ["\n".join(lines)]


def _whole(*texts: str | bytes) -> Spoil:
    return lambda _text, draw: [draw.choice(texts)]


def _encoded(encoding: str) -> Spoil:
    return lambda text, _draw: [f"{text}# æ\n".encode(encoding, "replace")]


def _front(head: str) -> Spoil:
    """The front matter of a page is replaced."""

    def spoil(text: str, _draw: Random) -> list[str | bytes]:
        body = text.partition("\n---\n")[2] if text.startswith("---") else text
        return [f"{head}\n{body}"]

    return spoil


def _called(call: str) -> Spoil:
    """A macro call is broken; a page without one gets it at its end."""

    def spoil(text: str, draw: Random) -> list[str | bytes]:
        found = list(re.finditer(r"\{\{.*?\}\}", text))
        hit = draw.choice(found) if found else None
        if hit is None:
            return [f"{text}\n\n{call}\n"]
        return [text[: hit.start()] + call + text[hit.end() :]]

    return spoil


def _added(*pieces: str) -> Spoil:
    """A paragraph is added at the end of a page."""
    return lambda text, draw: [f"{text}\n\n{draw.choice(pieces)}\n"]


BOMB = "\n".join(["- &a0 [x]", *(f"- &a{i} [{f'*a{i - 1}, ' * 9}*a{i - 1}]" for i in range(1, 30))])

LINES: dict[str, Spoil] = {
    "deleted line": _at_lines(lambda _line: []),
    "doubled line": _at_lines(lambda line: [line, line]),
    "doubled file": lambda text, _draw: [text + text],
    "swapped lines": _shuffled,
    "indented by one": _at_lines(lambda line: [f" {line}"]),
    "indented less": _at_lines(lambda line: [line.removeprefix(" ")]),
    "indented by a tab": _at_lines(lambda line: [f"\t{line}"]),
    "a tab in it": _within("\t"),
    "a line break in it": _within("\n"),
    "cut off": _cut,
    "some bits flipped": _flipped,
    "a letter in it": _within("x"),
    "an invisible mark in it": _within("\u202e"),
    "a line separator in it": _within("\u2028"),
    "a next-line mark in it": _within("\x85"),
    "a byte order mark in it": _within("\ufeff"),
}
"""What may or may not make a tree invalid, of any file."""

VALUES: dict[str, Spoil] = {
    "no value": _valued(""),
    "a list": _valued("[a, b]"),
    "an empty list": _valued("[]"),
    "a mapping": _valued("{a: b}"),
    "a list of mappings": _valued("[{id: a}, {a: [b]}]"),
    "a number": _valued("-1e400"),
    "an unknown id": _valued("finnes-ikke"),
    "an unknown place": _valued("brev#finnes-ikke"),
    "a bad date": _valued("2004-13-45"),
    "a date from another world": _valued("99999999/-1"),
    "braces and per cent": _valued('"100 % {{ 7 * 7 }} {% raw %} {# x #} %s {0} %(a)s"'),
    "a number of another script": _valued('"٣"'),
    "many digits": _valued("9" * 5000),
}
"""What a value of a data file may be replaced by."""

TOLD_DATA: dict[str, Spoil] = {
    "an unknown key": _beside("ukjent_nøkkel: x"),
    "the same key again": _beside("KEY: noe annet"),
    "an alias": _valued("*ukjent"),
    "an anchor": _valued("&navn verdi"),
    "a tag": _valued("!!int 3"),
    "a tag that runs": _valued('!!python/object/apply:os.system ["exit"]'),
    "a quote that is not closed": _valued('"aldri'),
    "a bracket that is not closed": _valued("[aldri"),
    "a reserved mark": _valued("@x"),
    "a colon too many": _valued("a: b: c"),
    "a merge key": _beside("<<: {a: b}"),
    "a key that is a list": _beside("? [a, b]\n: c"),
    "another document": lambda text, _draw: [f"{text}---\n{text}"],
    "a directive": lambda text, _draw: [f"%YAML 9.9\n---\n{text}"],
    "nothing but a text": _whole("bare tekst"),
    "nothing but a number": _whole("1"),
    "nothing but nothing": _whole("~", "null", "---\n", "...\n", "# merknad\n"),
    "nothing but a bracket": _whole("[", "{", "- [", "- {a: "),
    "an alias bomb": _whole(BOMB, f"id: x\ntitle: *a\n{BOMB}"),
    "a code in quotes": _valued(r'"C:\\temp"'),
    "letters of another alphabet": _valued("Fj\u043erd"),
    "what only one font knows": _valued("\uf0b7 punkt"),
    "stars around a word": _valued("en **fet** tekst"),
    "points in one text": _valued('"Dette: - øve - varsle"'),
    "deep lists": _whole("[" * 9000, "- " * 9000, "{a: " * 9000, "- a:\n  - " * 4000),
}
"""What makes a data file invalid, whatever stands in it."""

TOLD_PAGE: dict[str, Spoil] = {
    "front matter that never ends": _front("---\ntitle: x\n"),
    "front matter that is a list": _front("---\n- title\n---"),
    "front matter that is a text": _front("---\nbare tekst\n---"),
    "front matter with nothing": _front("---\n---"),
    "front matter too late": _front("\n---\ntitle: x\n---"),
    "front matter with a tab": _front("---\n\ttitle: x\n---"),
    "front matter twice": _front("---\ntitle: x\ntitle: y\n---"),
    "front matter with an unknown key": _front("---\ntitle: x\ntemplate: main.html\n---"),
    "front matter with a list": _front("---\ntitle: [x]\n---"),
    "front matter with a language": _front("---\ntitle: x\nlang: xx\n---"),
    "front matter with an alias bomb": _front(f"---\ntitle: x\na: \n  {BOMB[:60]}\n---"),
    "a call that is not closed": _called("{{ measures("),
    "a call with a quote too many": _called('{{ measures(area="x) }}'),
    "a call of nothing": _called("{{ }}"),
    "a call of something unknown": _called("{{ tiltakene() }}"),
    "a call with an unknown filter": _called('{{ measures(farge="rød") }}'),
    "a call with an unknown id": _called('{{ measures(area="finnes-ikke") }}'),
    "a call with a calculation": _called("{{ measures(area=1+1) }}"),
    "a call of an attribute": _called("{{ ''.__class__.__mro__ }}"),
    "a call of the configuration": _called("{{ config }}"),
    "a statement": _called("{% include 'main.html' %}"),
    "a statement that is not closed": _called("{% raw %}"),
    "a loop without end": _called("{% for a in range(10**9) %}x{% endfor %}"),
    "deep parentheses": _called("{{ " + "(" * 5000),
    "points that run together": _added(
        *(
            "a) x\nb) y",
            "i) x\nii) y",
            "1.1 x\n1.2 y",
            "1.1. x\n1.2. y",
            "A. x\nB. y",
            "1: x\n2: y",
        ),
        *(
            "- x\n  1. y\n  2. z",
            "→ x\n→ y",
            "o x\no y",
            "a\tb\nc\td",
            "a | b\nc | d",
            "➢ x",
            "1. x\n   2. y\n2. z",
            "-\u00a0x",
        ),
    ),
    "numbers that would be others": _added("1. x\n3. y", "01. x\n02. y", "1. x\n1. y"),
    "a sign that would be gone": _added(
        "x\n+ 5 y", "+ 5 x", "x\n> 3 y", "x 2020\n- 2023", "2*3*4", "a*b*c"
    ),
    "signs that only others know": _added(
        *(
            "~~x~~",
            "==x==",
            "H~2~O",
            "x^2^",
            "++x++",
            "- [ ] x",
            "[[x]]",
            "x[^1]",
            "x^[y]",
            "$$x$$",
        ),
        *(":smile:", "!!! note", "> [!NOTE]", '=== "x"', "*[X]: y", "x\n: y", "x {.egen}", "[x][]"),
    ),
    "a row that is none, or is too long": _added(
        "| a | b |\n| 1 | 2 |", "| a |\n|---|\n| 1 | 2 |", "| a |\n|---|\n| 1 |\nunder"
    ),
    "a sign that nobody sees, as a code": _added(
        "x&shy;y", "x&#8203;y", "x&zwj;y", "&#0;", "&rlm;"
    ),
    "letters of another alphabet in a word": _added(
        "Fj\u043erd", "\u0410kutt", "o\ufb03sielt", "\uff26jord"
    ),
    "an address that is no link": _added("https://example.org/a_b", "www.example.org"),
}
"""What makes a page invalid, whatever stands on it."""

TOLD: dict[str, Spoil] = {
    "Latin 1": _encoded("latin-1"),
    "UTF-16": _encoded("utf-16"),
    "UTF-16 without a mark": _encoded("utf-16-le"),
    "UTF-32": _encoded("utf-32"),
    "a byte that is no UTF-8": _raw(b"\xff"),
    "half a character": _raw(b"\xc3"),
    "a lone surrogate": _raw(b"\xed\xa0\x80"),
    "a zero": _raw(b"\x00"),
    "an escape": _raw(b"\x1b"),
    "nothing": _whole(b""),
    "only blanks": _whole("   \n\n  \n"),
}
"""What makes any file invalid."""

SAME: dict[str, Spoil] = {
    "a byte order mark first": lambda text, _draw: [b"\xef\xbb\xbf" + text.encode()],
    "lines of Windows": lambda text, _draw: [text.replace("\n", "\r\n")],
    "lines of old": lambda text, _draw: [text.replace("\n", "\r")],
    "blank lines at the end": lambda text, _draw: [f"{text}\n\n\n"],
    "no line break at the end": lambda text, _draw: [text.rstrip("\n")],
}
"""What changes nothing, of any file."""

SAME_DATA: dict[str, Spoil] = {
    "a remark": lambda text, _draw: [f"# {{{{ x }}}} % [\n{text}# æ\n"],
    "document marks": lambda text, _draw: [f"---\n{text}...\n"],
}
"""What changes nothing in a data file."""
