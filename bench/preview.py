"""What a live preview takes to show a change: CPU of all its processes, from saved to shown."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import trees

_HOST = "127.0.0.1"
_PATIENCE = 300
_TICKS = os.sysconf("SC_CLK_TCK")


def shown(plan: Path, tree: Path, turns: int) -> list[float]:
    """CPU seconds from a changed title to the page of the measure that has it, turn by turn.

    Raises:
        TimeoutError: Where a page never came.
    """
    with closing(socket.create_server((_HOST, 0))) as free:
        port = free.getsockname()[1]
    url, spent = f"http://{_HOST}:{port}/", []
    command = [str(plan), "edit", "--root", str(tree), "--port", str(port)]
    env = {**os.environ, "PLAN": trees.NEW}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=env, stdout=quiet, stderr=quiet) as child:
        try:
            _wait(url, "</h1>")
            for _ in range(turns):
                begun = _cpu(child.pid)
                page, title = trees.change(tree)
                _wait(f"{url}{page}", title)
                spent.append(round(_cpu(child.pid) - begun, 2))
        finally:
            child.terminate()
    return spent


def _wait(url: str, text: str) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            with urlopen(url, timeout=_PATIENCE) as answer:
                if text in answer.read().decode():
                    return
        except (URLError, ConnectionError):
            pass
        time.sleep(0.2)
    raise TimeoutError(f"{url} never showed {text!r}")


def _cpu(pid: int) -> float:
    """What a process and all below it have used so far."""
    return sum(sum(map(int, _stat(one)[11:15])) for one in _below(pid)) / _TICKS


def _below(pid: int) -> Iterator[int]:
    yield pid
    for path in Path("/proc").glob("[0-9]*"):
        found = _stat(int(path.name))
        if found and int(found[1]) == pid:
            yield from _below(int(path.name))


def _stat(pid: int) -> list[str]:
    """The fields of a process from its state on (proc(5)); none where it has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
    except OSError:
        return []
