"""The only room that knows MkDocs and mkdocs-macros."""

from __future__ import annotations

from contextlib import suppress

with suppress(ImportError):  # where the fork is installed, it answers for MkDocs, as with mike
    import properdocs.replacement  # noqa: F401
