"""The same commit gives the same site, byte for byte, wherever and whenever it is built."""

from __future__ import annotations

import gzip
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from building import PLAN, committed, contents, git, run, whole_tree

from macros.facts.dates import date_in_words

MASKED = "import os, sys; os.umask(int(sys.argv[1], 8)); os.execv(sys.argv[2], sys.argv[2:])"
"""Runs a command with a umask."""
ATTRIBUTES = {"kari": "", "ola": "*.html text eol=crlf\n*.json export-ignore\n"}
"""What each says of files in all trees of theirs."""
LONG_AGO = 915_148_800
"""1 January 1999, in seconds since 1970."""
DATE = "2020-02-03T12:00:00+00:00"
"""When the commit was made."""


def build(root: Path, home: Path, umask: str, **env: str) -> Path:
    """Publish a tree as somebody with settings of their own."""
    home.mkdir()
    for settings in (home / "git", home / ".config" / "git"):
        settings.mkdir(parents=True)
        (settings / "attributes").write_text(ATTRIBUTES[home.name], "utf-8")
    words = [sys.executable, "-c", MASKED, umask, PLAN, "publish", "--root", str(root)]
    done = run(words, env={"HOME": str(home), "XDG_CONFIG_HOME": str(home), **env})
    assert done.returncode == 0, done.stderr
    return root / "_site"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two publications of one commit, with all else that can differ."""
    base = tmp_path_factory.mktemp("same")
    one, other = base / "a", base / "et annet sted" / "med et langt navn på æ, ø og å"
    committed(whole_tree(one))
    git(base, "clone", "--quiet", str(one), str(other))
    for path in (*other.glob("docs/**/*"), *other.glob("data/**/*")):
        os.utime(path, (LONG_AGO, LONG_AGO))
    first = build(one, base / "kari", "022", TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    # Fourteen hours ahead of UTC: there it is another day.
    second = {"TZ": "Pacific/Kiritimati", "LC_ALL": "nb_NO.UTF-8", "PYTHONHASHSEED": "2"}
    return first, build(other, base / "ola", "077", LANGUAGE="nn", **second)


def test_two_publications_of_one_commit_are_the_same_to_the_byte(sites: tuple[Path, Path]) -> None:
    one, other = map(contents, sites)
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    assert {"manifest.json", "2005-2008/sitemap.xml.gz"} <= set(one)


def test_the_rights_are_the_same_and_everyone_may_read(sites: tuple[Path, Path]) -> None:
    for site in sites:
        for path in (site, *site.rglob("*")):
            assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


def test_the_day_of_the_publication_stands_nowhere(sites: tuple[Path, Path]) -> None:
    """The day it was built, and so the same on another day; only the commit's date is told."""
    made = [datetime.fromtimestamp(site.stat().st_mtime, tz=UTC) for site in sites]
    days = {day for moment in made for day in day_forms(moment)}
    for name, data in contents(sites[0]).items():
        text = (gzip.decompress(data) if name.endswith(".gz") else data).decode(errors="replace")
        assert [day for day in days if day in text] == [], name
    assert f'"date": "{DATE}"' in (sites[0] / "manifest.json").read_text("utf-8")


def day_forms(moment: datetime) -> set[str]:
    """A day as machines and people write it."""
    forms = ("%Y-%m-%d", "%Y%m%d", "%d %b %Y", "%b %d %Y", "%d.%m.%Y", "%Y/%m/%d")
    return {date_in_words(f"{moment:%Y-%m-%d}"), *(moment.strftime(form) for form in forms)}
