"""`plan schema`: the JSON Schemas that help editors while they write."""

from __future__ import annotations

import argparse

from macros.cli.arguments import Parser
from macros.editing.change import make
from macros.editing.schemas import FOLDER, schemas


def arguments(parser: Parser) -> None:
    """Nothing but the tree may be told it."""


def run(options: argparse.Namespace) -> int:
    """Write every schema anew."""
    made = {f"{FOLDER}/{name}": text for name, text in schemas().items()}
    make(options.root, made, None)
    print(f"Skrevet: {len(made)} skjemaer i {FOLDER}/.")
    return 0
