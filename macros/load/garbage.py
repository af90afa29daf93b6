"""When garbage is collected, and what it is looked for among."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_later() -> Iterator[None]:
    """Put off the collection of garbage: what is read is kept, and looking it over takes long."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def set_apart() -> Iterator[None]:
    """Look for no garbage in what there is by now: it is kept, and to look it over takes long."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
