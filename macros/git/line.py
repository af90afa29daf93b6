"""Whether the history of deadlines still has what was told of it when it was published.

A site is published from the line of first parents. `git pull` may make what was published the
second parent of a merge: then another line is followed, and moves that readers were told of are
gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros.git.history import read_history
from macros.git.repository import Repository, RevisionError
from macros.history.slips import History, State
from macros.load.library import Loaded


def rewritten(root: Path, loaded: Loaded, history: History, published: str) -> str:
    """What to say where a history lacks what was published; "" where it has all of it.

    Args:
        root: As for `read_history`.
        loaded: As for `read_history`.
        history: What it gave.
        published: The commit that was published; nothing is said of one that is not in HEAD.

    Raises:
        RevisionError: Where git cannot read the history of that commit.
    """
    if not published or history.state is State.MISSING:
        return ""
    repository = Repository(root)
    try:
        repository.git("merge-base", "--is-ancestor", published, "HEAD")
    except RevisionError:
        return ""
    line = repository.git("rev-list", "--first-parent", "HEAD").decode().split()
    if published in line:
        return ""
    now = set(_told(history))
    lost = dict.fromkeys(
        name
        for name, *move in _told(read_history(root, loaded, published))
        if (name, *move) not in now
    )
    if not lost:
        return ""
    short = published[:10]
    return (
        f"Det som ble publisert fra {short}, står ikke lenger på hovedlinjen i git, og flyttinger "
        f"som leserne har sett, er borte: {', '.join(lost)}. Oftest har «git pull» byttet "
        f"dem om. Sett linjen tilbake: «git switch --detach {short}», «git merge --no-ff -m Linjen "
        f"{line[0][:10]}» og «git push origin HEAD:main»."
    )


def _told(history: History) -> Iterator[tuple[str, ...]]:
    """Everything that readers are told of deadlines that were committed, each with its record."""
    for slip in history.slips:
        if slip.day:
            yield slip.id, slip.period, slip.record_type, slip.field, slip.first, slip.day
        for move in slip.moves:
            if move.day:
                key = (slip.id, slip.period, slip.record_type, slip.field)
                yield *key, move.day, move.old, move.new, *move.reasons
