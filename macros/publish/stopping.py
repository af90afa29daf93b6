"""An interrupt stops a publication whenever it comes, until the new site takes its place.

It comes as Ctrl-C (SIGINT), from whoever ends a job (SIGTERM), or when the terminal goes (SIGHUP).
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_NUMBERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class _Wish:
    """What has been asked of this process, and whether it can still be granted."""

    stop = False
    late = False


def listen() -> None:
    """Take interrupts from now on, as KeyboardInterrupt, however the process was started.

    A shell without job control starts what stands before `&` with SIGINT ignored, and what a
    process ignores, its children ignore. Only `nohup` means it: a SIGHUP that is ignored stays so.
    """
    _Wish.stop = _Wish.late = False
    for number in _NUMBERS:
        if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _take)
    sys.unraisablehook = _dropped


@contextmanager
def listening() -> Iterator[None]:
    """Take interrupts while the block lasts (`listen`), and then as before."""
    before = {number: signal.getsignal(number) for number in _NUMBERS}
    hook = sys.unraisablehook
    listen()
    try:
        yield
    finally:
        sys.unraisablehook = hook
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)


def heed() -> None:
    """Stop here if an interrupt has come and was dropped on its way.

    Python drops what is raised while it clears away an object, an interrupt as well.

    Raises:
        KeyboardInterrupt: Where one has come.
    """
    if _Wish.stop:
        raise KeyboardInterrupt


def too_late() -> None:
    """Heed a last time. What comes after this changes nothing: the site is being swapped in.

    Raises:
        KeyboardInterrupt: Where an interrupt has come.
    """
    heed()
    _Wish.late = True


def _take(_number: int, _frame: FrameType | None) -> None:
    if not _Wish.late:
        _Wish.stop = True
        raise KeyboardInterrupt


def _dropped(what: sys.UnraisableHookArgs) -> None:
    """Be silent about an interrupt that is heeded a moment later."""
    if not isinstance(what.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(what)
