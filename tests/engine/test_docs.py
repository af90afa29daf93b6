"""What the guides say is true: every example loads, and all that they name exists."""

from __future__ import annotations

import re

import pytest
from building import ROOT
from guides import DOCS, FENCE, written_code
from rooms import rooms_table

from macros.cli.main import COMMANDS

# ---------------------------------------------------------------- all three: what they name exists


def _targets() -> set[str]:
    """The public make targets: those that `make help` lists."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    return set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))


@pytest.mark.parametrize("name", DOCS)
def test_every_command_named_exists(name: str) -> None:
    code = written_code(DOCS[name])
    assert set(re.findall(r"\bmake ([a-z-]+)", code)) <= _targets()
    assert set(re.findall(r"(?:^|/)plan ([a-z]+)", code, re.MULTILINE)) <= set(COMMANDS)


def test_every_command_is_in_the_readme() -> None:
    code = written_code(DOCS["README.md"])
    assert set(COMMANDS) - set(re.findall(r"\bplan ([a-z]+)", code)) == set()
    assert _targets() - set(re.findall(r"\bmake ([a-z-]+)", code)) == set()


@pytest.mark.parametrize("name", DOCS)
def test_every_link_leads_somewhere(name: str) -> None:
    text = FENCE.sub("", DOCS[name])
    links = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]+`", "", text))
    assert links
    for link in links:
        path, _, anchor = link.partition("#")
        if not link.startswith("https://"):
            assert not path or (ROOT / path).is_file(), link
            assert not anchor or anchor in _anchors(path or name), link


def _anchors(name: str) -> set[str]:
    """The anchors that the forge gives the headings of a file."""
    titles = re.findall(r"^#+ (.+)$", FENCE.sub("", DOCS[name]), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


# ---------------------------------------------------------------- ARCHITECTURE.md


def test_the_table_of_rooms_is_that_of_the_code() -> None:
    assert rooms_table() in DOCS["ARCHITECTURE.md"], f"it should be:\n{rooms_table()}"


def test_the_architecture_can_be_read_in_one_go() -> None:
    assert len(DOCS["ARCHITECTURE.md"].splitlines()) <= 150
