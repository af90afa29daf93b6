"""One site at a time: a lock, a folder beside the old one, and a swap that is whole or nothing."""

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

from macros.problems import Problem, ProblemError
from macros.publish import SITE
from macros.publish.interrupts import ignore_interrupts

_PREFIX = "._site-"
_LOCK = "._site.lock"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def publication_lock(root: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Let one publication of a tree run at a time; the lock goes with the process.

    It can be inherited: where the process is killed and a child that has it works on, the next
    publication waits for that child too, rather than clear away the folder it works in.

    Args:
        root: Folder of the tree.
        on_wait: Called where another one has to end first.
    """
    with (root / _LOCK).open("w", encoding="ascii") as handle:
        os.set_inheritable(handle.fileno(), True)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
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
        os.set_inheritable(handle.fileno(), True)
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            name, message = Path(sys.prefix).name, "Python-miljøet blir satt opp på nytt nå."
            hint = "Prøv igjen når det er ferdig."
            raise ProblemError([Problem(name, 1, 1, "packages", message, hint)]) from None
        yield


def recover(root: Path) -> None:
    """Clear what a killed publication left, and bring the old site back where it was set aside."""
    site = root / SITE
    for left in sorted(root.glob(f"{_PREFIX}*")):
        if left.name.startswith(f"{_PREFIX}old-") and not os.path.lexists(site):
            left.rename(site)
        else:
            _clear(left)


@contextmanager
def work_folder(root: Path, what: str = "work") -> Iterator[Path]:
    """A folder beside `_site/` that is removed with the block; by the next run, if killed."""
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{what}-", dir=root))
    try:
        yield folder
    finally:
        _clear(folder)


@contextmanager
def new_site(root: Path) -> Iterator[Path]:
    """A folder to build the new site in. Swapped in when the block ends well, else removed.

    It stands beside `_site/`, because only a rename within one file system is whole.

    Raises:
        OSError: Where `_site/` may not be written; said before anything is built.
        ProblemError: Where it is no folder; said before anything is built.
    """
    site = root / SITE
    _refuse_no_folder(site)
    _refuse_read_only(site)
    with work_folder(root, "new") as folder:
        yield folder
        _let_everyone_read(folder)
        ignore_interrupts()
        swap_in(folder, site)


def _refuse_no_folder(site: Path) -> None:
    """A link would be replaced by a folder, and what it leads to would stay as it was."""
    if site.is_symlink():
        message = f"{SITE} er en lenke, og den nye mappen ville ha tatt plassen til lenken."
        hint = f"Fjern lenken, og kopier nettstedet dit etterpå: rsync -a --delete {SITE}/ MAPPE/."
    elif site.exists() and not site.is_dir():
        message, hint = f"{SITE} er en fil, ikke en mappe.", "Flytt den til et annet sted."
    else:
        return
    raise ProblemError([Problem(SITE, 1, 1, "site-folder", message, hint)])


def _refuse_read_only(site: Path) -> None:
    """Whoever has made a site read-only means it, also where the folder above may be written."""
    if site.exists() and not os.access(site, os.W_OK):
        kept = os.statvfs(site).f_flag & os.ST_RDONLY
        code = errno.EROFS if kept else errno.EACCES
        raise OSError(code, os.strerror(code), str(site))


def _let_everyone_read(folder: Path) -> None:
    """The same rights for the same site, whatever the umask of whoever builds it."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _clear(left: Path) -> None:
    """Remove a folder, or whatever else had its name, as far as that may be done."""
    if left.is_symlink() or left.is_file():
        left.unlink()
        return
    for folder, _, _ in os.walk(left):
        with suppress(OSError):  # not ours, or gone: what cannot be removed stays
            Path(folder).chmod(0o755)
    shutil.rmtree(left, ignore_errors=True)


def swap_in(new: Path, site: Path) -> None:
    """Put `new` in the place of `site`, in one step where the kernel can exchange two names."""
    if not site.exists():
        new.rename(site)
        return
    if exchange(new, site):
        return
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
    names = (os.fsencode(one), os.fsencode(other))
    if call(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.EXDEV, errno.EOPNOTSUPP):
        return False
    raise OSError(code, os.strerror(code), str(other))
