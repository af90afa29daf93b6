"""The order of the Norwegian alphabet."""

from __future__ import annotations

_LETTERS = str.maketrans("æøå", "{|}")  # what follows z


def alphabetical(word: str) -> tuple[str, str]:
    """A key that sorts as a Norwegian dictionary does: æ, ø and å last, capitals as small."""
    return word.lower().translate(_LETTERS), word
