"""One site at a time: a lock, a folder beside the old one, and a swap that is whole or nothing."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SITE = "_site"
_PREFIX = "._site-"
_LOCK = "._site.lock"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def only_one(root: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Let one publication of a tree run at a time; the lock goes with the process.

    Args:
        root: Folder of the tree.
        waiting: Called once where another one has to end first.
    """
    with (root / _LOCK).open("w", encoding="ascii") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        recover(root)
        yield


def recover(root: Path) -> None:
    """Clear what a killed publication left, and bring the old site back where it was set aside."""
    site = root / SITE
    for left in sorted(root.glob(f"{_PREFIX}*")):
        if left.name.startswith(f"{_PREFIX}old-") and not site.exists():
            left.rename(site)
        else:
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def new_site(root: Path) -> Iterator[Path]:
    """A folder to build the new site in. Swapped in when the block ends well, else removed.

    It stands beside `_site/`, because only a rename within one file system is whole.
    """
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}new-", dir=root))
    folder.chmod(0o755)
    try:
        yield folder
        swap_in(folder, root / SITE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
    shutil.rmtree(old, ignore_errors=True)


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
