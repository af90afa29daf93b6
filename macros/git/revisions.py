"""The newest published versions, each with the records that it touched, as they were and became."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from macros.git.history import published_line
from macros.git.repository import NoRepositoryError, Repository
from macros.history.revisions import Kept, Key, Revision, touched

NEWEST = 20
"""How many versions are told of."""


def read_revisions(root: Path, head: str = "HEAD", newest: int = NEWEST) -> list[Revision]:
    """The newest versions that changed the data, newest first; none where git does not know it.

    The first version of all changed nothing: it began. In a shallow clone, the oldest that is here
    is taken for the first.

    Raises:
        RevisionError: Where git knows it, and cannot read all that it should have.
    """
    try:
        repository = Repository(root)
    except NoRepositoryError:
        return []
    if not repository.head():
        return []
    line = published_line(repository, head)
    with repository.objects() as read:
        found = []
        for (previous, _, _), (name, day, files) in list(pairwise(line))[::-1][:newest]:
            before: dict[Key, Kept] = {}
            after: dict[Key, Kept] = {}
            unread = []
            for path, objects in files.items():
                sides = touched(path, *(read(one) or b"" if one else b"" for one in objects))
                if sides is None:
                    unread.append(path)
                else:
                    before.update(sides[0])
                    after.update(sides[1])
            found.append(Revision(name, previous, day, before, after, tuple(unread)))
    return found
