"""A guide of the repository as a page of the site, so that it is written once.

A page whose head says `include: CONTRIBUTING.md` shows that file. What is in it stays what it is
on the forge: its macro calls are examples, and are not run. Only what would not work on the site is
changed: headings get the anchors that the forge gives them, so that links within the guide lead
where they should, and links to other files of the repository become their text.
"""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.exceptions import PluginError

KEY = "include"

_FENCED = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#{1,6}) +(.+?)[ \t]*$", re.MULTILINE)
_FILE_LINK = re.compile(r"\[([^\]\n]+)\]\((?!#|https?:|mailto:)[^)\s]+\)")


def included(root: Path, name: str) -> str:
    """The Markdown of a page that shows a file of the repository.

    Raises:
        PluginError: Where the file cannot be read.
    """
    try:
        return for_the_site((root / name).read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        message = "Filen kan ikke leses, og en side på nettstedet viser den. Legg den tilbake."
        raise PluginError(f"{name}:1:1: {message}") from None


def for_the_site(text: str) -> str:
    """A guide as it works on the site; what stands in fenced blocks is not touched."""
    parts = _FENCED.split(text)
    parts[::2] = [_FILE_LINK.sub(r"\1", _HEADING.sub(_anchored, part)) for part in parts[::2]]
    return "".join(parts)


def _anchored(heading: re.Match[str]) -> str:
    return f"{heading[0].rstrip()} {{: #{anchor(heading[2])} }}"


def anchor(title: str) -> str:
    """The anchor that the forge gives a heading: small letters, hyphens for spaces, no marks."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
