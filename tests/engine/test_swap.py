"""The new site takes the place of the old one whole, or not at all."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

import pytest
from building import DEADLINE, contents

from macros.problems import ProblemError
from macros.publish import swap
from macros.publish.swap import exchange, new_site, publication_lock, recover, swap_in


def folder(path: Path, **files: str) -> Path:
    path.mkdir()
    for name, text in files.items():
        (path / name).write_text(text, "utf-8")
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder(tmp_path / "_site", index="gammel", borte="gammel")
    return tmp_path


@pytest.fixture(params=["exchanged", "renamed"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the kernel's exchange of two names, and as where the kernel has none."""
    if request.param == "renamed":
        monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)


def names(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir())


def test_two_folders_exchange_their_names(tmp_path: Path) -> None:
    one, other = folder(tmp_path / "one", a="1"), folder(tmp_path / "other", b="2")
    assert exchange(one, other)
    assert (contents(one), contents(other)) == ({"b": b"2"}, {"a": b"1"})


def test_an_exchange_with_nothing_is_an_error(tmp_path: Path) -> None:
    one = folder(tmp_path / "one")
    with pytest.raises(FileNotFoundError):
        exchange(one, tmp_path / "borte")
    assert one.exists()


@pytest.mark.usefixtures("either_way")
def test_the_new_site_replaces_all_of_the_old(root: Path) -> None:
    with new_site(root) as fresh:
        (fresh / "index").write_text("ny", "utf-8")
    assert contents(root) == {"_site/index": b"ny"}
    assert names(root) == ["_site"]


@pytest.mark.usefixtures("either_way")
def test_the_first_site_needs_no_old_one(tmp_path: Path) -> None:
    with new_site(tmp_path) as fresh:
        (fresh / "index").write_text("ny", "utf-8")
    assert contents(tmp_path) == {"_site/index": b"ny"}


def test_everyone_may_read_the_new_site(root: Path) -> None:
    with new_site(root):
        pass
    assert (root / "_site").stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_failure_leaves_the_old_site_and_nothing_else(
    root: Path, error: type[BaseException]
) -> None:
    def fail_half_way() -> None:
        with new_site(root) as fresh:
            (fresh / "index").write_text("halv", "utf-8")
            raise error

    before = contents(root)
    with pytest.raises(error):
        fail_half_way()
    assert contents(root) == before
    assert names(root) == ["_site"]


@pytest.mark.parametrize("kind", ["link", "dangling", "file"])
def test_what_is_no_folder_is_not_replaced(tmp_path: Path, kind: str) -> None:
    site, other = tmp_path / "_site", tmp_path / "docroot"
    if kind == "file":
        site.write_text("min", "utf-8")
    else:
        site.symlink_to(other)
    if kind == "link":
        folder(other, index="gammel")
    with (
        pytest.raises(ProblemError, match=r"^_site:1:1: _site er en (lenke|fil), "),
        new_site(tmp_path),
    ):
        raise AssertionError("it was let in")
    assert site.is_symlink() == (kind != "file")
    assert contents(tmp_path) == (
        {"_site": b"min"}
        if kind == "file"
        else {"docroot/index": b"gammel"}
        if kind == "link"
        else {}
    )
    assert not list(tmp_path.glob("._site-*"))


def test_what_was_set_aside_does_not_replace_a_link(tmp_path: Path) -> None:
    folder(tmp_path / "._site-old-new-abc", index="gammel")
    (tmp_path / "_site").symlink_to(tmp_path / "borte")
    recover(tmp_path)
    assert names(tmp_path) == ["_site"]
    assert (tmp_path / "_site").is_symlink()


def test_while_the_new_site_is_made_the_old_one_stands(root: Path) -> None:
    before = contents(root / "_site")
    with new_site(root) as fresh:
        (fresh / "index").write_text("ny", "utf-8")
        assert contents(root / "_site") == before
        assert fresh.parent == root


def test_without_an_exchange_the_old_site_is_back_if_the_new_one_cannot_come(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)
    before = contents(root / "_site")
    with pytest.raises(OSError, match="borte"):
        swap_in(root / "borte", root / "_site")
    recover(root)
    assert contents(root / "_site") == before
    assert names(root) == ["_site"]


def test_what_a_killed_publication_left_is_cleared(root: Path) -> None:
    before = contents(root)
    folder(root / "._site-new-abc", index="halv")
    recover(root)
    assert contents(root) == before
    assert names(root) == ["_site"]


def test_a_site_that_was_set_aside_comes_back(tmp_path: Path) -> None:
    folder(tmp_path / "._site-old-new-abc", index="gammel")
    folder(tmp_path / "._site-new-abc", index="ny")
    recover(tmp_path)
    assert contents(tmp_path) == {"_site/index": b"gammel"}
    assert names(tmp_path) == ["_site"]


def test_a_site_that_was_set_aside_does_not_replace_a_newer_one(root: Path) -> None:
    before = contents(root)
    folder(root / "._site-old-new-abc", index="eldre")
    recover(root)
    assert contents(root) == before
    assert names(root) == ["_site"]


def test_publication_lock_at_a_time_and_the_next_is_told_to_wait(tmp_path: Path) -> None:
    order: list[str] = []
    waits = Event()

    def second() -> None:
        with publication_lock(tmp_path, waits.set):
            order.append("second")

    thread = Thread(target=second)
    with publication_lock(tmp_path, lambda: order.append("never")):
        thread.start()
        assert waits.wait(DEADLINE)
        order.append("first")
    thread.join(DEADLINE)
    assert order == ["first", "second"]
