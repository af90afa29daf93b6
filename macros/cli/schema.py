"""`plan schema`: JSON Schemas that help editors while they write, and the list of all fields."""

from __future__ import annotations

import argparse

from macros.editing import reference
from macros.editing.change import write
from macros.editing.schemas import FOLDER, schemas


def run(options: argparse.Namespace) -> int:
    """Write all of it anew."""
    texts = {**schemas(), reference.FILE: reference.reference()}
    made = {f"{FOLDER}/{name}": text for name, text in texts.items()}
    write(options.root, made)
    print(f"Skrevet: {len(made) - 1} skjemaer og en oversikt over alle felt i {FOLDER}/.")
    return 0
