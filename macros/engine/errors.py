"""What stopped the system, MkDocs or a template, as one located Norwegian line."""

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

_TEMPLATE = re.compile(r"(?:^|/)(overrides/.+)")
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
_HARDLY_ANY = 1 << 16
_NO_SPACE = ("Disken er full.", "Frigjør plass og prøv igjen.")
_MESSAGES: Mapping[int, tuple[str, str]] = {
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
    errno.ENAMETOOLONG: ("Navnet er for langt.", "Bruk en kortere sti."),
    errno.ENOTDIR: ("En del av stien er ikke en mappe.", "Se om stien er riktig."),
    errno.EMFILE: ("For mange filer er åpne.", "Lukk noe, og prøv igjen."),
}


class BuildError(Exception):
    """A build that stopped; holds what the tools said, ready to show."""


def describe_system_error(code: int | None, path: str | None, text: str = "") -> str:
    """What the operating system refused: an error number (errno.h), or else its own words."""
    message, cure = _MESSAGES.get(code or 0, (f"Systemet sier «{text}».", "Prøv igjen."))
    return f"{path or '.'}:1:1: {message} {cure}"


def describe(error: BaseException, root: Path) -> str:
    """An exception that nobody expected, or that a template raised, with paths below the root."""
    if os.environ.get(TRACE):
        return "".join(traceback.format_exception(error))
    if isinstance(error, OSError) and error.errno:
        return describe_system_error(error.errno, error.filename, str(error))
    text = (str(error).splitlines() or [type(error).__name__])[0]
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        if template := _TEMPLATE.search(frame.filename):
            return f"{template[1]}:{frame.lineno}:1: Malen kan ikke vises: «{text}». Rett malen."
    path, line = (frames[-1].filename, frames[-1].lineno or 1) if frames else (".", 1)
    return unexpected(path.removeprefix(f"{root}/"), line, text).text()


def disk_error(code: int, output: str, folder: Path) -> int | None:
    """The error number (errno.h) of what the disk refused, where a tool stopped because of it.

    Args:
        code: How the tool ended: its exit code, or less than 0 for a signal.
        output: What it printed. On a full disk that may be nothing at all.
        folder: Where it worked.
    """
    if code == -signal.SIGXFSZ:
        return errno.EFBIG
    for number in _DISK:
        if os.strerror(number) in output or _MESSAGES[number][0] in output:
            return number
    return errno.ENOSPC if shutil.disk_usage(folder).free < _HARDLY_ANY else None
