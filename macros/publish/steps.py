"""Progress, told step by step: a line a step, and a bar where a step takes long."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

Advance = Callable[[int, int], None]


class Steps:
    """Numbered steps of a longer piece of work."""

    def __init__(self, count: int, console: Console | None = None) -> None:
        """Count the steps beforehand, so that each can say how many are left.

        Args:
            count: Number of steps.
            console: Where to tell; the terminal where left out.
        """
        self.count = count
        self.number = 0
        self.console = console or Console(highlight=False, soft_wrap=True)

    @contextmanager
    def step(self, title: str) -> Iterator[Advance]:
        """One step. Gives a function that moves its bar: (done, of how many)."""
        self.number += 1
        head = f"[{self.number}/{self.count}] {title}"
        begun = time.monotonic()
        if not self.console.is_terminal:
            self.console.print(f"{head} …", markup=False)
            yield lambda _done, _total: None
            return
        bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=28),
            MofNCompleteColumn(),
            console=self.console,
            transient=True,
        )
        task = bar.add_task(head, total=None)
        with bar:
            yield lambda done, total: bar.update(task, completed=done, total=total)
        spent = f"{time.monotonic() - begun:.1f}".replace(".", ",")
        self.console.print(f"{head} – ferdig ({spent} s)", markup=False)

    def say(self, text: str) -> None:
        """A line outside the steps."""
        self.console.print(text, markup=False)
