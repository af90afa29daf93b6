"""Templates as Python has them, kept from one run to the next, as Python keeps its own modules."""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache

_FOLDER = Path(sys.prefix) / ".templates" / jinja2.__version__


class _Compiled(FileSystemBytecodeCache):
    """Finds a template by its name; Jinja holds it against the text, wherever that stands."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return hashlib.sha256(name.encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # whatever a damaged file makes of itself
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):  # the disk is full, or the folder is not ours
            super().dump_bytecode(bucket)


def keep_compiled(env: jinja2.Environment, purpose: str) -> None:
    """Keep the templates of one purpose beside the packages of a virtual environment."""
    if sys.prefix != sys.base_prefix:
        folder = _FOLDER / purpose
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            env.bytecode_cache = _Compiled(str(folder))
