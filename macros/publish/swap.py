"""One site at a time: locks, a folder beside the old site, and a swap that is whole or nothing."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from macros.problems import Problem, ProblemError
from macros.publish import SITE
from macros.publish.interrupts import ignore_interrupts

_PREFIX = "._site-"
_LOCK = "._site.lock"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def publication_lock(root: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Let one publication of a tree run at a time; `on_wait` is called where another has to end.

    The lock goes with the process, and can be inherited: where the process is killed and a child
    works on, the next publication waits for that child too, and does not clear away its folder.
    """
    with (root / _LOCK).open("w", encoding="ascii") as handle:
        if not _lock(handle, fcntl.LOCK_EX):
            on_wait()
            fcntl.flock(handle, fcntl.LOCK_EX)
        recover(root)
        yield


@contextmanager
def environment_lock() -> Iterator[None]:
    """Let no set-up take away the packages that are in use: it has to wait (tools/setup.sh).

    Raises:
        ProblemError: Where one is at work.
    """
    lock = Path(f"{sys.prefix}.lock")
    if not lock.exists():  # an environment that somebody else has made
        yield
        return
    with lock.open("rb") as handle:
        if not _lock(handle, fcntl.LOCK_SH):
            message = "Python-miljøet blir satt opp på nytt nå."
            hint = "Prøv igjen når det er ferdig."
            raise _refusal(Path(sys.prefix).name, "packages", message, hint)
        yield


def _lock(handle: IO[Any], kind: int) -> bool:
    """Take a lock that children inherit, if it is free."""
    os.set_inheritable(handle.fileno(), True)
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def recover(root: Path) -> None:
    """Clear what a killed publication left, and bring the old site back where it was set aside."""
    for left in sorted(root.glob(f"{_PREFIX}*")):
        if left.name.startswith(f"{_PREFIX}old-") and not os.path.lexists(root / SITE):
            left.rename(root / SITE)
        else:
            _clear(left)


@contextmanager
def work_folder(root: Path, name: str = "work") -> Iterator[Path]:
    """A folder beside `_site/` that is removed with the block; by the next run, if killed."""
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{name}-", dir=root))
    try:
        yield folder
    finally:
        _clear(folder)


@contextmanager
def new_site(root: Path) -> Iterator[Path]:
    """A folder to build the new site in. Swapped in when the block ends well, else removed.

    It stands beside `_site/`, because only a rename within one file system is whole. Whether
    `_site/` can be replaced is seen before anything is built.

    Raises:
        OSError: Where it may not be written.
        ProblemError: Where it is no folder.
    """
    site = root / SITE
    if site.is_symlink():  # A folder would take its place; what it leads to would stay as it was.
        message = f"{SITE} er en lenke, og den nye mappen ville ha tatt plassen til lenken."
        hint = f"Fjern lenken, og kopier nettstedet dit etterpå: rsync -a --delete {SITE}/ MAPPE/."
        raise _refusal(SITE, "site-folder", message, hint)
    if site.exists() and not site.is_dir():
        message, hint = f"{SITE} er en fil, ikke en mappe.", "Flytt den til et annet sted."
        raise _refusal(SITE, "site-folder", message, hint)
    if site.exists() and not os.access(site, os.W_OK):
        # Whoever has made it read-only means it, also where the folder above may be written.
        code = errno.EROFS if os.statvfs(site).f_flag & os.ST_RDONLY else errno.EACCES
        raise OSError(code, os.strerror(code), str(site))
    with work_folder(root, "new") as folder:
        before = os.umask(0o022)  # the same rights, whatever the user's own mask
        try:
            yield folder
        finally:
            os.umask(before)
        folder.chmod(0o755)
        ignore_interrupts()
        swap_in(folder, site)


def _refusal(path: str, rule: str, message: str, hint: str) -> ProblemError:
    return ProblemError([Problem(path, 1, 1, rule, message, hint)])


def _clear(left: Path) -> None:
    """Remove a folder, or whatever else had its name, as far as that may be done."""
    if left.is_symlink() or left.is_file():
        left.unlink()
        return
    shutil.rmtree(left, ignore_errors=True)
    for folder, _, _ in os.walk(left):  # where something in it is not to be written
        with suppress(OSError):  # not ours, or gone: what cannot be removed stays
            Path(folder).chmod(0o755)
    shutil.rmtree(left, ignore_errors=True)


def swap_in(new: Path, site: Path) -> None:
    """Put `new` in the place of `site`, in one step where the kernel can exchange two names."""
    if not site.exists():
        new.rename(site)
    elif not exchange(new, site):
        old = site.parent / f"{_PREFIX}old-{new.name.removeprefix(_PREFIX)}"
        site.rename(old)
        new.rename(site)
        _clear(old)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two names atomically (Linux renameat2). False where it is not to be had."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    names = os.fsencode(one), os.fsencode(other)
    if call(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.EXDEV, errno.EOPNOTSUPP):
        return False
    raise OSError(code, os.strerror(code), str(other))
