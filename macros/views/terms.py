"""Words of the glossary, explained where they stand.

Works on the finished text of a page, after Markdown and templates, so that prose and records are
treated alike. Only text between tags is touched; links, headings, code and pictures are left as
they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from macros.entries import Entry

Show = Callable[[Entry, str, bool], str]
"""Renders one occurrence: the term, the text as it stands, and whether it is the first."""

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
_LEFT_ALONE = frozenset(
    {"a", "abbr", "button", "caption", "code", "dfn", "h1", "h2", "h3", "h4", "h5", "h6"}
    | {"pre", "script", "style", "summary", "svg", "thead"}
)


class Glossary:
    """Finds the terms of a glossary in text."""

    def __init__(self, terms: Sequence[Entry]) -> None:
        """Prepare one pattern for all terms and their forms, the longest first.

        Args:
            terms: The terms; abbreviations (no small letters) are found only as they are written.
        """
        self.exact: dict[str, Entry] = {}
        self.loose: dict[str, Entry] = {}
        for entry in terms:
            for form in (entry.record.term, *entry.record.forms):
                if form == form.upper():
                    self.exact[form] = entry
                else:
                    self.loose[form.lower()] = entry
        self.pattern = re.compile(
            rf"(?<![\w-])(?:{_any(self.exact)}|(?i:{_any(self.loose)}))(?![\w-])"
        )

    def mark(self, html: str, show: Show) -> str:
        """Explain every occurrence in a page.

        Args:
            html: The page's content.
            show: Renders an occurrence.

        Returns:
            The content, with the occurrences replaced.
        """
        if not self.exact and not self.loose:
            return html
        seen: set[str] = set()

        def explained(hit: re.Match[str]) -> str:
            text = hit.group()
            entry = self.exact.get(text) or self.loose[text.lower()]
            first = entry.id not in seen
            seen.add(entry.id)
            return show(entry, text, first)

        parts = _TAG.split(html)
        depth = 0
        for i, part in enumerate(parts):
            if i % 2:
                depth += _step(part)
            elif depth == 0 and part:
                parts[i] = self.pattern.sub(explained, part)
        return "".join(parts)


def _any(forms: dict[str, Entry]) -> str:
    """A pattern for any of the forms; one that never matches where there are none."""
    ordered = sorted(forms, key=len, reverse=True)
    return "|".join(re.escape(form) for form in ordered) or "(?!)"


def _step(tag: str) -> int:
    """How a tag changes the depth inside what is left alone."""
    name = _NAME.match(tag)
    if name is None or name.group(1).lower() not in _LEFT_ALONE or tag.endswith("/>"):
        return 0
    return -1 if tag.startswith("</") else 1
