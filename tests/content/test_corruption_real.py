"""A sample of the real files, spoiled: told at its place, or read as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random

import pytest
from corruption import LINES, TOLD, TOLD_DATA, TOLD_PAGE, VALUES
from ground import Ground
from real import real_copy

from macros.reading import tree

SEED = 1
SPOILS = {**LINES, **TOLD}
OF_DATA, OF_PAGES = {**VALUES, **TOLD_DATA}, TOLD_PAGE


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """The repository's own tree; what was read once is kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tree, "read_yaml", cache(tree.read_yaml))
        yield Ground(real_copy(tmp_path_factory.mktemp("real")))


@pytest.mark.parametrize("number", range(4))
def test_a_sample_of_the_real_tree_is_told_or_taken_in(real: Ground, number: int) -> None:
    draw = Random(SEED + number)
    for path in draw.sample([*real.files, *real.alike], 8):
        kinds = {**SPOILS, **({} if path.suffix == ".txt" else OF_DATA)}
        kinds = {**SPOILS, **OF_PAGES} if path.suffix == ".md" else kinds
        name = draw.choice(sorted(kinds))
        for data in kinds[name](path.read_text("utf-8"), draw):
            made = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
            view, bad = real.spoiled(path, made)
            assert (path.name, name, bad) == (path.name, name, [])
            assert name in LINES or name in VALUES or view.problems, (path, name)
            if name in LINES or name in VALUES:
                assert not real.goes_unsaid(path, made, view), (path, name)
