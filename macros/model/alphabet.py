"""The order of the Norwegian alphabet, and the names of the months."""

from __future__ import annotations

MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
"""What finds one, or, parted at the strokes, all of them in their order."""
_LETTERS = str.maketrans("æøå", "{|}")  # what follows z


def alphabetical(word: str) -> tuple[str, str]:
    """A key that sorts as a Norwegian dictionary does: æ, ø and å last, capitals as small."""
    return word.lower().translate(_LETTERS), word
