"""The words of sentences about changes: types of record, lists of the vocabulary, macros."""

from __future__ import annotations

from macros.compare.changes import Item
from macros.model.registry import NAMES

TYPE_WORDS = {**NAMES, "word": "ord", "page": "side"}
"""Record type → what a sentence calls it."""

NEUTER = frozenset({"aim", "area", "decision", "document", "event", "measure", "term", "word"})
"""The types whose word is neuter: one of them is «nytt», not «ny»."""

PLURALS = {"area": "områder", "challenge": "utfordringer", "measure": "tiltak"}
"""What a plan holds, in the order it is counted → what several of them are called."""

LIST_WORDS = {
    "actor_kind": "slag aktør",
    "aim_kind": "slag mål",
    "area_kind": "slag område",
    "challenge_kind": "slag utfordring",
    "document_kind": "slag dokument",
    "group_kind": "slag gruppe",
    "measure_status": "status på tiltak",
    "milestone_kind": "slag milepæl",
    "outcome": "utfall",
    "plan_status": "status på planer",
    "source_kind": "slag kilde",
}
"""List of the vocabulary → what its words are for. A test asks for every list."""

LANGUAGES = {"nb": "bokmål", "nn": "nynorsk", "en": "engelsk"}
"""Code of a language → what it is called."""


def type_of(item: Item) -> str:
    """What a sentence calls the type of a record; of a word it says what it is for."""
    if item.record_type == "word":
        return f"ord for {LIST_WORDS.get(item.area or '', item.area)}"
    return TYPE_WORDS[item.record_type]


def new(kind: str) -> str:
    """«ny» or «nytt», as a type of record asks for."""
    return "nytt" if kind in NEUTER else "ny"


def number(kind: str, count: int) -> str:
    """What so many of a type in `PLURALS` are called."""
    return TYPE_WORDS[kind] if count == 1 else PLURALS[kind]
