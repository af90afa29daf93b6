"""Words of the glossary, explained where they stand.

Works on the finished text of a page, after Markdown and templates, so that prose and records are
treated alike. Each is explained once on a page. Only text between tags is touched; links, headings,
names (`bdi`), code and pictures are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from macros.facts.entries import Entry

Render = Callable[[Entry, str], str]
"""Renders one occurrence: the term, and the text as it stands."""

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
_LEFT_ALONE = frozenset(
    {
        "a",
        "abbr",
        "bdi",
        "button",
        "caption",
        "cite",
        "code",
        "dfn",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    }
    | {"pre", "script", "style", "summary", "svg", "thead"}
)
_ESCAPED = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': '(?:"|&quot;|&#34;)',
    "'": "(?:'|&#39;|&#x27;)",
}
"""How a letter stands in HTML, where it does not stand there as it is."""


class Glossary:
    """Finds the terms of a glossary in text."""

    def __init__(self, terms: Sequence[Entry]) -> None:
        """Prepare one pattern for all terms and their forms, the longest first."""
        forms = ((form, e) for e in terms for form in (e.record.term, *e.record.forms))
        longest_first = sorted(forms, key=lambda row: -len(row[0]))
        self.forms = [(re.compile(_pattern(form)), entry) for form, entry in longest_first]
        by_letter: dict[str, list[str]] = {}
        for form, _ in longest_first:
            by_letter.setdefault(form[0].lower(), []).append(_pattern(form))
        # Few words begin like a form, and only those are held against the forms.
        groups = (
            f"(?i:(?={_pattern(letter)}))(?:{'|'.join(patterns)})"
            for letter, patterns in by_letter.items()
        )
        any_form = "|".join(groups) or "(?!)"
        # An ampersand begins the name of a character, which is no word.
        self.pattern = re.compile(rf"(?<![\w&-])(?:{any_form})(?![\w-])")
        self._known: dict[str, Entry] = {}
        self._changes = _DepthChanges()

    def mark(self, html: str, render: Render) -> str:
        """The content of a page, with the first occurrence of each term replaced."""
        met: set[str] = set()

        def explained(match: re.Match[str]) -> str:
            entry = self._term(match[0])
            if entry.id in met:
                return match[0]
            met.add(entry.id)
            return render(entry, match[0])

        parts = _TAG.split(html)
        depth, changes = 0, self._changes
        for i, part in enumerate(parts):
            if i % 2:
                depth += changes[part]
            elif depth == 0 and not part.isspace():
                parts[i] = self.pattern.sub(explained, part)
        return "".join(parts)

    def _term(self, text: str) -> Entry:
        """The term of a form, as a page has it; patterns know more letters than `lower` does."""
        if text not in self._known:
            self._known[text] = next(entry for form, entry in self.forms if form.fullmatch(text))
        return self._known[text]


def _pattern(form: str) -> str:
    """What finds a form in HTML; an abbreviation (no small letters) only as it is written."""
    letters = "".join(_ESCAPED.get(letter) or re.escape(letter) for letter in form)
    return letters if form == form.upper() else f"(?i:{letters})"


class _DepthChanges(dict[str, int]):
    """How a tag changes the depth inside what is left alone; most tags stand on many pages."""

    def __missing__(self, tag: str) -> int:
        name = _NAME.match(tag)
        left_alone = name and name[1].lower() in _LEFT_ALONE and not tag.endswith("/>")
        self[tag] = (-1 if tag.startswith("</") else 1) if left_alone else 0
        return self[tag]
