"""The only room that knows MkDocs and mkdocs-macros."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module

with suppress(ImportError):  # where the fork is installed, it answers for MkDocs, as with mike
    import_module("properdocs.replacement")
