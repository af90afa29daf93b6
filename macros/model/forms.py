"""Texts of a fixed form: the pattern that decides, and the words that tell an editor the cure."""

from __future__ import annotations

import re

ID = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
NAME = r"^(?:[0-9]{4}-[0-9]{4}/)?[a-z0-9]+(?:-[a-z0-9]+)*$"
PERIOD = r"^[0-9]{4}-[0-9]{4}$"
PAGE = r"^[a-z0-9][a-z0-9/-]*\.md$"
LINES = r"^[1-9][0-9]{0,5}(-[1-9][0-9]{0,5})?$"
NUMBER = r"^-?(0|[1-9][0-9]*)(,[0-9]+)?$"
DELETED = "deleted"
"""What stands for the digest of a file that is no longer there."""
DIGEST = r"^[0-9a-f]{64}$"
DIGEST_OR_DELETED = rf"^([0-9a-f]{{64}}|{DELETED})$"
DRAFT = "Dette er et utkast."
"""How the summary of a draft begins, as `plan new period` writes it."""
DRAFT_FROM = "Dette er et utkast, laget fra planen"
"""How the front page of a draft tells readers what it is, as `plan new period` writes it."""
GONE = "Er den borte, si i redirects.yml hvor leserne skal komme."
"""What makes a name known that an erratum has for something which is no longer there."""

_DIGEST_WORDS = "64 tegn, tall og bokstavene a–f, slik «plan freeze» skriver dem"
WORDS = {
    ID: "små bokstaver a–z, tall og bindestrek, for eksempel «lang-vei»",
    NAME: "id-en, eller «periode/id» for en post i en annen plan",
    PERIOD: "to årstall med bindestrek, for eksempel «2023-2026»",
    PAGE: "navnet på en Markdown-fil med små bokstaver, for eksempel «om-planen.md»",
    LINES: "ett linjenummer eller to med bindestrek, for eksempel «12» eller «12-18»",
    NUMBER: "sifrene etter hverandre, uten punktum og mellomrom, og komma foran desimaler",
    DIGEST: _DIGEST_WORDS,
    DIGEST_OR_DELETED: f"{_DIGEST_WORDS}, eller «{DELETED}»",
}
"""Pattern → what to write; completes «Skriv …»."""


def id_in(address: str) -> str:
    """The id in the address of a record, `folder/id/` or `page/#id`."""
    return re.split("[/#]", address.rstrip("/"))[-1]
