"""When garbage is collected: not while a tree is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_later() -> Iterator[None]:
    """Put off the collection of garbage.

    What is read is kept, and looking it over again and again takes as long as reading it. When it
    is done, all there is is set apart from collection. The next time begins by collecting what of
    it nobody uses any more, so that a live preview does not grow with every change.
    """
    was = gc.isenabled()
    if was and gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.freeze()
            gc.enable()
