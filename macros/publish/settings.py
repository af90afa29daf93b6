"""What is decided outside the tree, or in the engine's own configuration: addresses of the site."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.utils.yaml import yaml_load

from macros.problems import Problem, ProblemError
from macros.reading.front_matter import Page

CONFIGURATION = "mkdocs.yml"
HOST, PORT = "127.0.0.1", 8000
ADDRESS = f"http://{HOST}:{PORT}/"
"""Where a site stands that nobody has given another address."""
_SLOT = "**Adresse for meldinger:** ikke satt inn ennå"


def site_url() -> str:
    """Where the site will stand, ending with a slash: `SITE_URL`, or this machine.

    Raises:
        ProblemError: Where `SITE_URL` is no address of a site.
    """
    told = os.environ.get("SITE_URL", ADDRESS)
    if _is_address(told):
        return f"{told.rstrip('/')}/"
    message = f"SITE_URL er «{told}», og det er ikke adressen til et nettsted."
    hint = "Skriv hele adressen: SITE_URL=https://plan.example/. Uten SITE_URL er det din maskin."
    raise ProblemError([Problem(CONFIGURATION, 1, 1, "site-url", message, hint)])


def _is_address(text: str) -> bool:
    try:
        found = urlsplit(text)
        named = bool(found.hostname) and found.port != 0 and found.username is None
    except ValueError:  # brackets that do not match, a port that is no number
        return False
    plain = text.isprintable() and not set(text) & set(" \"'<>\\`{}|^")
    bare = not found.query and not found.fragment and not text.endswith(("?", "#"))
    return found.scheme in ("http", "https") and named and plain and bare


def forge(root: Path) -> str:
    """Where readers report errors, as the pages have it; "" for nowhere.

    Args:
        root: A tree that has been built, so that its configuration is known to be one.
    """
    with (root / CONFIGURATION).open("rb") as handle:
        told = yaml_load(handle).get("extra", {}).get("forge")
    return str(told or "").rstrip("/")


def nobody_to_tell(root: Path, pages: Iterable[Page]) -> str:
    """What to say where readers have no way to report errors; "" where they have one.

    Args:
        root: As for `forge`.
        pages: The pages that all plans share.
    """
    for page in () if forge(root) else pages:
        for number, line in enumerate(page.body.split("\n"), 1 + page.shift):
            if _SLOT in line:
                return (
                    "Merk: Leserne har ingen å melde feil til. Skriv en adresse i "
                    f"{page.path}:{number}, eller sett FORGE_URL (se «forge» i {CONFIGURATION})."
                )
    return ""
