"""What is decided outside the tree, or in the engine's own configuration: addresses of the site."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mkdocs.utils.yaml import yaml_load

from macros.problems import Problem, ProblemError
from macros.publish import ADDRESS
from macros.reading.front_matter import Page

_CONFIGURATION = "mkdocs.yml"
_CONTACT = "**Adresse for meldinger:**"


def site_url() -> str:
    """Where the site will stand, ending with a slash: `SITE_URL`, or this machine.

    Raises:
        ProblemError: Where `SITE_URL` is no address of a site.
    """
    url = os.environ.get("SITE_URL", ADDRESS)
    if _is_address(url):
        return f"{url.rstrip('/')}/"
    message = f"SITE_URL er «{url}», og det er ikke adressen til et nettsted."
    hint = "Skriv hele adressen: SITE_URL=https://plan.example/. Uten SITE_URL er det din maskin."
    raise ProblemError([Problem(_CONFIGURATION, 1, 1, "site-url", message, hint)])


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        named = bool(parts.hostname) and parts.port != 0 and parts.username is None
    except ValueError:  # brackets that do not match, a port that is no number
        return False
    plain = text.isprintable() and not set(text) & set(" \"'<>\\`{}|^")
    bare = not parts.query and not parts.fragment and not text.endswith(("?", "#"))
    # Browsers would take the first away, and the engine the second; the third is no code at all.
    there = not {".", ".."} & set(unquote(parts.path).split("/")) and "//" not in parts.path
    there = there and not re.search(r"%(?![0-9A-Fa-f]{2})", text)
    return parts.scheme in ("http", "https") and named and plain and bare and there


def forge(root: Path) -> str:
    """Where readers report errors, as the pages of a built tree have it; "" for nowhere."""
    with (root / _CONFIGURATION).open("rb") as handle:
        extra = yaml_load(handle).get("extra", {})
    return str(extra.get("forge") or "").rstrip("/")


def missing_contact(root: Path, pages: Iterable[Page]) -> str:
    """What to say where readers have no way to report errors; "" where they have one.

    Args:
        root: A tree that has been built.
        pages: The pages that all plans share.
    """
    if forge(root) or any(_CONTACT in page.body for page in pages):
        return ""
    return (
        "Merk: Leserne har ingen å melde feil til. "
        f"Sett FORGE_URL (se «forge» i {_CONFIGURATION}), "
        f"eller skriv «{_CONTACT} …» på en fellesside."
    )
