"""Where in a file a new record is put: at the end of its list, with nothing else touched."""

from __future__ import annotations

import re

import yaml

from macros.editing.change import line_end
from macros.editing.skeleton import as_item
from macros.problems import ProblemError
from macros.reading.yaml_text import read_text

_USUAL = 2
_COMMENT = re.compile(r"( *)#")


def appended(path: str, text: str, record: str, key: str = "") -> str:
    """A file with one more record at the end of a list.

    Args:
        path: The file, for messages.
        text: What it holds; empty where it is new.
        record: The record, as the lines of a mapping.
        key: The key of the list; empty where the file is the list.

    Returns:
        The text with the record put in; all other bytes are what they were.

    Raises:
        ProblemError: Where the file cannot be read, or the list is written on one line.
    """
    doc, problems = read_text(path, text.replace("\r\n", "\n").removeprefix("\ufeff"))
    if doc.node is None and text.strip() and not _only_comments(text):
        raise ProblemError(problems)
    held = _held(doc.node, key)
    end, line_break = text.count("\n") + 1, line_end(text)
    if held is None:
        head, indent = (f"{key}:\n", _USUAL) if key else ("", 0)
    elif isinstance(held, yaml.SequenceNode) and not held.flow_style:
        head, indent = "", held.start_mark.column
        end = _end(doc.node, held, text, indent) if key else end
    else:
        place = (key,) if key else ()
        message = "Listen er ikke skrevet med ett punkt på hver linje."
        hint = "Skriv hvert punkt på en egen linje, som «- id: …», og prøv igjen."
        raise ProblemError([doc.problem(place, "type", message, hint)])
    added = f"{head}{as_item(record, indent)}"
    if held is not None and _stands_apart(held, text.split("\n"), end):
        added = f"\n{added}"
    return _put_in(text, end, added.replace("\n", line_break), line_break)


def without_line(text: str, line: int) -> str:
    """A text without one of its lines (1-based)."""
    lines = text.splitlines(keepends=True)
    return "".join(lines[: line - 1] + lines[line:])


def _only_comments(text: str) -> bool:
    return all(not line.strip() or _COMMENT.match(line) for line in text.splitlines())


def _held(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """The list in a document: the document itself, or what stands at a key."""
    if not key or not isinstance(node, yaml.MappingNode):
        return node
    return next((value for name, value in node.value if name.value == key), None)


def _end(top: yaml.Node | None, held: yaml.Node, text: str, indent: int) -> int:
    """The line (0-based) before which the next point of a list stands.

    The list ends where the next key begins, or with the file. Blank lines, and comments that do
    not reach as far in as its dashes, belong to that key.
    """
    pairs = top.value if isinstance(top, yaml.MappingNode) else []
    after: list[int] = [
        k.start_mark.line for k, _ in pairs if k.start_mark.line > held.start_mark.line
    ]
    if not after:
        return text.count("\n") + 1
    end = min(after)
    lines = text.split("\n")
    while not lines[end - 1].strip() or _is_outside(lines[end - 1], indent):
        end -= 1
    return end


def _stands_apart(held: yaml.Node, lines: list[str], end: int) -> bool:
    """Whether the points of a list have a blank line between them that the next one lacks.

    A file that ends with a newline has an empty text after its last line.
    """
    last = end - 1 if end < len(lines) or lines[-1] else end - 2
    if not held.value or not lines[last].strip():
        return False
    above = held.value[-1].start_mark.line - 1
    while above > 0 and _COMMENT.match(lines[above]):
        above -= 1
    return above >= 0 and not lines[above].strip()


def _is_outside(line: str, indent: int) -> bool:
    hit = _COMMENT.match(line)
    return hit is not None and len(hit[1]) < max(indent, 1)


def _put_in(text: str, line: int, added: str, line_break: str) -> str:
    lines = text.split("\n")
    if line < len(lines):
        before = "".join(f"{one}\n" for one in lines[:line])
        return before + added + text[len(before) :]
    gap = "" if not text or text.endswith("\n") else line_break
    return text + gap + added
