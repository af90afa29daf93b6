"""What the system, MkDocs and Jinja say when they give up, as one located Norwegian line."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import traceback
from collections.abc import Mapping
from pathlib import Path

from macros.problems import TRACE, unexpected

_BEGINS = "Traceback (most recent call last):"
_TEMPLATE = re.compile(r'File "(?:[^"]*/)?(overrides/[^"]+)", line (\d+)')
_FRAME = re.compile(r'File "([^"]+)", line (\d+)')
_SYSTEM = re.compile(r"\w*Error: \[Errno (\d+)\] [^:]*(?:: '([^']*)')?")
_NUMBER = re.compile(r"\[Errno (\d+)\]")
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
_HARDLY_ANY = 1 << 16
_NO_SPACE = ("Disken er full.", "Frigjør plass og prøv igjen.")
_TOLD: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: _NO_SPACE,
    errno.EDQUOT: _NO_SPACE,
    errno.EACCES: (
        "Du har ikke rett til å skrive her.",
        "Be om rett, eller arbeid i din egen mappe.",
    ),
    errno.EPERM: ("Du har ikke rett til å gjøre dette her.", "Be om rett, eller bruk egen mappe."),
    errno.EROFS: ("Mappen kan bare leses.", "Bruk en mappe du kan skrive i."),
    errno.EBUSY: (
        "Mappen er i bruk, eller et filsystem for seg, og kan ikke byttes ut.",
        "Avmonter den, eller bruk en annen mappe.",
    ),
    errno.EFBIG: ("Filen får ikke bli så stor her.", "Hev grensen for filstørrelse (ulimit -f)."),
    errno.EADDRINUSE: ("Porten er i bruk.", "Stopp det andre, eller velg en annen med --port."),
    errno.ENOENT: ("Dette finnes ikke.", "Se om stien er riktig."),
    errno.ENOTDIR: ("En del av stien er ikke en mappe.", "Se om stien er riktig."),
    errno.EMFILE: ("For mange filer er åpne.", "Lukk noe, og prøv igjen."),
}


class BuildError(Exception):
    """A build that stopped; holds what the tools said, ready to show."""


def of_system(code: int | None, path: str | None, said: str = "") -> str:
    """What the operating system refused.

    Args:
        code: Its error number (errno.h).
        path: What it was about.
        said: The system's own words, for a number that is not known here.
    """
    what, cure = _TOLD.get(code or 0, (f"Systemet sier «{said}».", "Prøv igjen."))
    return f"{path or '.'}:1:1: {what} {cure}"


def of_copying(error: shutil.Error) -> OSError:
    """The first of all that went wrong while a folder was copied, as one error."""
    source, _, said = error.args[0][0]
    number = _NUMBER.search(str(said))
    return OSError(int(number[1]) if number else 0, str(said), str(source))


def refused(code: int, said: str, folder: Path) -> int | None:
    """The error number (errno.h) of what the disk refused, where a tool stopped because of it.

    Args:
        code: How the tool ended: its exit code, or less than 0 for a signal.
        said: What it said. On a full disk that may be nothing at all.
        folder: Where it worked.
    """
    if code == -signal.SIGXFSZ:
        return errno.EFBIG
    for number in _DISK:
        if os.strerror(number) in said:
            return number
    return errno.ENOSPC if shutil.disk_usage(folder).free < _HARDLY_ANY else None


def of_log(log: str, folder: str = "") -> str:
    """A log in which each trace of Python is replaced by what it comes to.

    Args:
        log: What a tool said.
        folder: The folder it worked in, cut from the paths.
    """
    log = log.replace(f"{folder}/", "") if folder else log
    if _BEGINS not in log or os.environ.get(TRACE):
        return log
    before, _, trace = log.partition(_BEGINS)
    return f"{before}{_gist(trace)}"


def of_error(error: BaseException, root: Path) -> str:
    """An exception that nobody expected, or that a template raised.

    Args:
        error: The exception.
        root: Folder of the tree, cut from the paths.
    """
    return of_log("".join(traceback.format_exception(error)), str(root))


def _gist(trace: str) -> str:
    """Where it stopped and what was said last."""
    ended = [line for line in trace.splitlines() if line[:1].strip()]
    said = ended[-1] if ended else trace.strip()
    system = _SYSTEM.search(said)
    if system and system[1]:
        return of_system(int(system[1]), system[2], said)
    template = _TEMPLATE.findall(trace)
    said = said.partition(": ")[2] or said
    if template:
        path, line = template[-1]
        return f"{path}:{line}:1: Malen kan ikke vises: «{said}». Rett malen."
    frames = _FRAME.findall(trace)
    path, line = frames[-1] if frames else (".", "1")
    return unexpected(path, int(line), said).text()
