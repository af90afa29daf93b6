"""Progress, told step by step: a line a step, and a bar where a step takes long."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

Advance = Callable[[int, int], None]


class Steps:
    """Numbered steps of a longer piece of work; each says how many there are."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.number = 0
        self.console = Console(highlight=False, soft_wrap=True)

    @contextmanager
    def step(self, title: str) -> Iterator[Advance]:
        """One step. Gives a function that moves its bar: (done, of how many)."""
        self.number += 1
        head = f"[{self.number}/{self.count}] {title}"
        if not self.console.is_terminal:
            self.note(f"{head} …")
            yield lambda _done, _total: None
            return
        begun = time.monotonic()
        columns = TextColumn("{task.description}", markup=False), BarColumn(28)
        with Progress(*columns, MofNCompleteColumn(), console=self.console, transient=True) as bar:
            task = bar.add_task(head, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)
        spent = f"{time.monotonic() - begun:.1f}".replace(".", ",")
        self.note(f"{head} – ferdig ({spent} s)")

    def note(self, text: str) -> None:
        """A line outside the steps."""
        self.console.print(text, markup=False)
