"""Every file that the guides name is here, those of data/ and docs/ too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from building import ROOT
from guides import DOCS, GUIDE, section, written_code

_MADE = (".build", ".cache", ".venv", "_site", "dist")
"""What is made on the way, and so does not stand in a fresh clone."""
_ENDINGS = {".html", ".in", ".md", ".py", ".sh", ".toml", ".txt", ".yml"}


@pytest.mark.parametrize(
    "text",
    [DOCS["README.md"], DOCS["ARCHITECTURE.md"], section(GUIDE, "## Hvor ting står")],
    ids=["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"],
)
def test_every_file_named_exists(text: str) -> None:
    words = re.findall(r"[^\s`,;:()]+", written_code(re.sub(r"<\w+>", "*", text)))
    paths = {word for word in words if re.fullmatch(r"[\w.*-]+(/[\w.*-]+)*/?", word)}
    named = {path for path in paths if "/" in path or Path(path).suffix in _ENDINGS}
    assert len(named) > 5
    assert {path for path in named if not path.startswith(_MADE) and not _exists(path)} == set()


def _exists(path: str) -> bool:
    """Whether a path, `*` for anything, stands below the root or below macros/."""
    return any(any(ROOT.glob(f"{base}{path.rstrip('/')}")) for base in ("", "macros/"))
