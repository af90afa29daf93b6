"""The index in several files, where one would be more than a reader should wait for at once."""

from __future__ import annotations

import json
from pathlib import PurePath

MOST = 1_000_000
"""Letters in one file. Norwegian text packs to a quarter or less: 240 kB."""


def in_files(name: str, text: str) -> dict[str, str]:
    """The index as files by their names: one, or a first that names those with the other hits.

    Args:
        name: The name of the first.
        text: The whole index, as JSON.
    """
    if len(text) <= MOST:
        return {name: text}
    whole = json.loads(text)
    docs, size = [_json(doc) for doc in whole.pop("docs")], 0
    parts: list[list[str]] = [[]]
    for doc in docs:
        if parts[-1] and size + len(doc) > MOST:
            parts.append([])
            size = 0
        parts[-1].append(doc)
        size += len(doc) + 1
    path = PurePath(name)
    others = [str(path.with_stem(f"{path.stem}-{at}")) for at in range(2, len(parts) + 1)]
    whole["more"] = [PurePath(other).name for other in others]
    first = f'{{"docs":[{",".join(parts[0])}],{_json(whole)[1:]}'
    rest = (f'{{"docs":[{",".join(part)}]}}' for part in parts[1:])
    return {name: first, **dict(zip(others, rest, strict=True))}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
