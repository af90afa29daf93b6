"""The order of the Norwegian alphabet, and the names of the months."""

from __future__ import annotations

# Alike in bokmål and nynorsk, and twelve; a library of all languages took 3.5 MB to tell them.
MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
_LETTERS = str.maketrans("æøå", "{|}")  # what follows z


def alphabetical(word: str) -> tuple[str, str]:
    """A key that sorts as a Norwegian dictionary does: æ, ø and å last, capitals as small."""
    return word.lower().translate(_LETTERS), word
