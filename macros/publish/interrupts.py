"""An interrupt stops a publication whenever it comes, until the new site takes its place.

It comes as Ctrl-C (SIGINT), from whoever ends a job (SIGTERM), or when the terminal goes (SIGHUP).
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class _State:
    """Whether this process has been interrupted, and whether it lets itself be."""

    interrupted = False
    ignoring = False


@contextmanager
def interruptible() -> Iterator[None]:
    """Take interrupts while the block lasts, as KeyboardInterrupt, however the process was started.

    A shell without job control starts what stands before `&` with SIGINT ignored, and what a
    process ignores, its children ignore. Only `nohup` means it: a SIGHUP that is ignored stays so.
    """
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    hook = sys.unraisablehook
    _State.interrupted = _State.ignoring = False
    for number, handler in before.items():
        if number != signal.SIGHUP or handler is not signal.SIG_IGN:
            signal.signal(number, _interrupt)
    sys.unraisablehook = _report_unraisable
    try:
        yield
    finally:
        sys.unraisablehook = hook
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)


def stop_if_interrupted() -> None:
    """Raise again an interrupt that Python dropped, as it does while it clears away an object."""
    if _State.interrupted:
        raise KeyboardInterrupt


def interruptibly(advance: Callable[[int, int], None]) -> Callable[[int, int], None]:
    """What is told of progress, and stops the work where it was asked to."""

    def told(done: int, total: int) -> None:
        stop_if_interrupted()
        advance(done, total)

    return told


def ignore_interrupts() -> None:
    """Stop if an interrupt has come, and let none stop what follows: the site is swapped in."""
    stop_if_interrupted()
    _State.ignoring = True


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    if not _State.ignoring:
        _State.interrupted = True
        raise KeyboardInterrupt


def _report_unraisable(dropped: sys.UnraisableHookArgs) -> None:
    """Be silent about an interrupt: `stop_if_interrupted` raises it a moment later."""
    if not isinstance(dropped.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(dropped)
