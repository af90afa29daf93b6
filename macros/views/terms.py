"""Words of the glossary, explained where they stand.

Works on the finished text of a page, after Markdown and templates, so that prose and records are
treated alike. Only text between tags is touched; links, headings, code and pictures are left as
they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from macros.facts.entries import Entry

Show = Callable[[Entry, str, bool], str]
"""Renders one occurrence: the term, the text as it stands, and whether it is the first."""

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
_LEFT_ALONE = frozenset(
    {"a", "abbr", "button", "caption", "code", "dfn", "h1", "h2", "h3", "h4", "h5", "h6"}
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
        """Prepare one pattern for all terms and their forms, the longest first.

        Args:
            terms: The terms; abbreviations (no small letters) are found only as they are written.
        """
        forms = ((form, e) for e in terms for form in (e.record.term, *e.record.forms))
        longest_first = sorted(forms, key=lambda row: -len(row[0]))
        self.forms = [(re.compile(_pattern(form)), entry) for form, entry in longest_first]
        # An ampersand begins the name of a character, which is no word.
        found = "|".join(form.pattern for form, _ in self.forms) or "(?!)"
        self.pattern = re.compile(rf"(?<![\w&-])(?:{found})(?![\w-])")
        self.told: dict[str, Entry] = {}

    def mark(self, html: str, show: Show) -> str:
        """Explain every occurrence in a page.

        Args:
            html: The page's content.
            show: Renders an occurrence.

        Returns:
            The content, with the occurrences replaced.
        """
        seen: set[str] = set()

        def explained(hit: re.Match[str]) -> str:
            entry = self._of(hit.group())
            first = entry.id not in seen
            seen.add(entry.id)
            return show(entry, hit.group(), first)

        parts = _TAG.split(html)
        depth = 0
        for i, part in enumerate(parts):
            if i % 2:
                depth += _step(part)
            elif depth == 0 and part:
                parts[i] = self.pattern.sub(explained, part)
        return "".join(parts)

    def _of(self, text: str) -> Entry:
        """The term of a form, as a page has it; patterns know more letters than `lower` does."""
        if text not in self.told:
            self.told[text] = next(entry for form, entry in self.forms if form.fullmatch(text))
        return self.told[text]


def _pattern(form: str) -> str:
    """What finds a form in HTML; an abbreviation only as it is written."""
    letters = "".join(_ESCAPED.get(letter) or re.escape(letter) for letter in form)
    return letters if form == form.upper() else f"(?i:{letters})"


def _step(tag: str) -> int:
    """How a tag changes the depth inside what is left alone."""
    name = _NAME.match(tag)
    if name is None or name.group(1).lower() not in _LEFT_ALONE or tag.endswith("/>"):
        return 0
    return -1 if tag.startswith("</") else 1
