"""Where in a file a new record is put: at the end of its list, with nothing else touched."""

from __future__ import annotations

import re

import yaml

from macros.editing.change import line_end
from macros.editing.skeleton import as_item
from macros.problems import ProblemError
from macros.reading.yaml_text import read_text

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
    lines, line_break = text.split("\n"), line_end(text)
    doc, problems = read_text(path, text.replace("\r\n", "\n").removeprefix("\ufeff"))
    if doc.node is None and any(line.strip() and not _COMMENT.match(line) for line in lines):
        raise ProblemError(problems)
    held = _held(doc.node, key)
    head, indent, end = "", 0, len(lines)
    if held is None and key:
        head, indent = f"{key}:\n", 2
    elif isinstance(held, yaml.SequenceNode) and not held.flow_style:
        indent = held.start_mark.column
        end = _end(doc.node, held, lines)
        head = "\n" if _stands_apart(held, lines, end) else ""
    elif held is not None:
        message = "Listen er ikke skrevet med ett punkt på hver linje."
        hint = "Skriv hvert punkt på en egen linje, som «- id: …», og prøv igjen."
        raise ProblemError([doc.problem((key,) if key else (), "type", message, hint)])
    added = f"{head}{as_item(record, indent)}".replace("\n", line_break)
    before = "".join(f"{line}\n" for line in lines[:end]) if end < len(lines) else text
    gap = line_break if before and not before.endswith("\n") else ""
    return before + gap + added + text[len(before) :]


def without_line(text: str, line: int) -> str:
    """A text without one of its lines (1-based)."""
    lines = text.splitlines(keepends=True)
    return "".join(lines[: line - 1] + lines[line:])


def _held(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """The list in a document: the document itself, or what stands at a key."""
    if not key or not isinstance(node, yaml.MappingNode):
        return node
    return next((value for name, value in node.value if name.value == key), None)


def _end(top: yaml.Node | None, held: yaml.SequenceNode, lines: list[str]) -> int:
    """The line (0-based) before which the next point of a list stands.

    The list ends where the next key begins, or with the file. Blank lines, and comments that do
    not reach as far in as its dashes, belong to that key.
    """
    keys = [key.start_mark for key, _ in top.value] if isinstance(top, yaml.MappingNode) else []
    end: int = min((k.line for k in keys if k.line > held.start_mark.line), default=len(lines))
    while end < len(lines):
        comment = _COMMENT.match(lines[end - 1])
        outside = comment and len(comment[1]) < max(held.start_mark.column, 1)
        if lines[end - 1].strip() and not outside:
            break
        end -= 1
    return end


def _stands_apart(held: yaml.SequenceNode, lines: list[str], end: int) -> bool:
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
