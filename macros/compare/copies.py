"""Where a date that was changed still stands, word by word, in texts that were not changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.compare.changes import Comparison
from macros.facts.dates import date_in_words
from macros.facts.workspace import Workspace
from macros.model.edtf import Edtf


@dataclass(frozen=True, slots=True, order=True)
class Copy:
    """A text that says a date as it was, as nobody may have meant it to."""

    path: str
    line: int
    old: str  # the date as it was, in words
    new: str  # as it is now


def copies(comparison: Comparison, old: Workspace, new: Workspace) -> list[Copy]:
    """Every such text of the newer of two versions."""
    said = {
        date_in_words(change.old): date_in_words(change.new)
        for change in comparison.changes()
        if _is_day(change.old) and isinstance(change.new, Edtf)
    }
    if comparison.across or not said:
        return []
    before = {text for _, _, text in _texts(old)}
    found = set()
    for path, line, text in _texts(new):
        for words, now in said.items() if text in before else ():
            if re.search(rf"(?<!\d){re.escape(words)}", " ".join(text.split())):
                found.add(Copy(path, line, words, now))
    return sorted(found)


def _is_day(value: object) -> bool:
    return isinstance(value, Edtf) and not value.interval and value.text.count("-") == 2


def _texts(workspace: Workspace) -> Iterator[tuple[str, int, str]]:
    """File, line and text of each value of the data but of the sources, and of each paragraph."""
    for file in workspace.loaded.tree.data:
        for loc, text in file.doc.texts() if file.record_type != "source" else ():
            yield file.doc.path, file.doc.place(loc)[0], text
    for page in workspace.loaded.tree.all_pages():
        for hit in re.finditer(r"(?:.+\n?)+", page.body):
            yield page.path, page.shift + 1 + page.body.count("\n", 0, hit.start()), hit[0]
