"""A guide of the repository as a page of the site, so that it is written once.

A page whose head says `include: CONTRIBUTING.md` shows that file. What is in it stays what it is
on the forge: its macro calls are examples, and are not run. Only what would not work on the site is
changed: headings get the anchors that the forge gives them, so that links within the guide lead
where they should; links to other guides lead to their pages, and links to other files of the
repository become their text.
"""

from __future__ import annotations

import re
from collections.abc import Container
from pathlib import Path
from posixpath import dirname, normpath, relpath

from mkdocs.exceptions import PluginError

from macros.reading.tree import GUIDES

KEY = "include"

_FENCED = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#{1,6}) +(.+?)[ \t]*$", re.MULTILINE)
_FILE_LINK = re.compile(r"\[([^\]\n]+)\]\((?!#|https?:|mailto:)([^)\s#]+)(#[^)\s]*)?\)|`[^`\n]+`")
"""A link to a file, or a span of code, in which nothing is a link."""


def included(root: Path, name: str, pages: Container[str]) -> str:
    """The Markdown of a page that shows a file of the repository.

    Args:
        root: The tree.
        name: The file.
        pages: Every page of the site, as a path below docs/.

    Raises:
        PluginError: Where the file cannot be read.
    """
    try:
        return for_the_site((root / name).read_text("utf-8"), name, pages)
    except (OSError, UnicodeDecodeError):
        message = "Filen kan ikke leses, og en side på nettstedet viser den. Legg den tilbake."
        raise PluginError(f"{name}:1:1: {message}") from None


def for_the_site(text: str, name: str, pages: Container[str]) -> str:
    """A guide as it works on the site; what stands in fenced blocks is not touched."""

    def link(hit: re.Match[str]) -> str:
        if hit[1] is None:
            return hit[0]
        page = GUIDES.get(normpath(f"{dirname(name)}/{hit[2]}".lstrip("/")))
        if page is None or page not in pages:
            return hit[1]
        return f"[{hit[1]}]({relpath(page, dirname(GUIDES[name]))}{hit[3] or ''})"

    parts = _FENCED.split(text)
    parts[::2] = [_FILE_LINK.sub(link, _HEADING.sub(_anchored, part)) for part in parts[::2]]
    return "".join(parts)


def _anchored(heading: re.Match[str]) -> str:
    return f"{heading[0].rstrip()} {{: #{anchor(heading[2])} }}"


def anchor(title: str) -> str:
    """The anchor that the forge gives a heading: small letters, hyphens for spaces, no marks."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
