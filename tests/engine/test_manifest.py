"""manifest.json: every file of the site, so that anyone can see that none is changed."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from building import committed, contents, git, whole_tree

from macros.cli.main import main
from macros.git.source import source_files, source_of
from macros.history.slips import State
from macros.publish import manifest

OWN = {"manifest.json", ".nojekyll", "_headers"}
"""What is not listed: the manifest itself, and what only the host reads."""
SITE_URL, FORGE_URL = "https://fjord.example/plan/", "https://forge.example/plan"


@pytest.fixture
def copy(mini_site: Path, tmp_path: Path) -> Path:
    """A copy of the miniature site, for a test to change."""
    return Path(shutil.copytree(mini_site, tmp_path / "copy"))


def verify(site: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    code = main(["verify", str(site)])
    return code, capsys.readouterr().out.splitlines()


def test_every_file_is_listed_as_it_is(mini_site: Path) -> None:
    content = json.loads((mini_site / "manifest.json").read_text("utf-8"))
    paths = [file["path"] for file in content["files"]]
    assert paths == sorted(paths)
    assert {file["path"]: (file["size"], file["sha256"]) for file in content["files"]} == {
        path: (len(data), hashlib.sha256(data).hexdigest())
        for path, data in contents(mini_site).items()
        if path not in OWN
    }
    assert len(paths) > 100


def test_it_is_as_the_schema_beside_it_says(mini_site: Path) -> None:
    content = json.loads((mini_site / "manifest.json").read_text("utf-8"))
    schema = json.loads((mini_site / content["$schema"]).read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert list(validator.iter_errors(content)) == []
    for key in ("version", "edition", "files"):
        assert list(validator.iter_errors({**content, key: "x"})) != []


def test_the_site_is_as_its_manifest_says(
    mini_site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(mini_site, capsys) == (0, [])


def test_one_changed_byte_is_found_in_any_file(copy: Path) -> None:
    files = [copy / path for path in contents(copy) if path not in OWN]
    for path in files[:: max(1, len(files) // 40)]:
        right = path.read_bytes()
        # The size is the same; only the digest can tell.
        path.write_bytes(bytes([right[0] ^ 1]) + right[1:] if right else b"x")
        (problem,) = manifest.verify(copy)
        name = path.relative_to(copy).as_posix()
        assert problem.text().startswith(
            f"{name}:1:1: Filen er en annen enn den som ble publisert."
        )
        path.write_bytes(right)
    assert manifest.verify(copy) == []


def test_what_is_missing_and_what_is_more_is_told_at_once(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (copy / "index.html").unlink()
    (copy / "2005-2008/ekstra.html").write_text("x", "utf-8")
    (copy / ".well-known").mkdir()
    for name in (".htaccess", ".well-known/security.txt", "2005-2008/.nojekyll"):
        (copy / name).write_text("x", "utf-8")
    schema = copy / "manifest.schema.json"
    schema.write_text(schema.read_text("utf-8").replace("SHA-256", "MD5"), "utf-8")
    code, lines = verify(copy, capsys)
    assert code == 1
    more = "Filen står ikke i manifestet. Slett filen."
    other = "Filen er en annen enn den som ble publisert. Hent filen på nytt."
    assert lines == [
        f".htaccess:1:1: {more}",
        f".well-known/security.txt:1:1: {more}",
        f"2005-2008/.nojekyll:1:1: {more}",
        f"2005-2008/ekstra.html:1:1: {more}",
        "index.html:1:1: Filen mangler. Hent filen på nytt.",
        f"manifest.schema.json:1:1: {other}",
    ]


def test_one_file_is_told_of_as_one(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / "index.html").unlink()
    assert main(["verify", str(copy)]) == 1
    assert capsys.readouterr().err == "1 fil er ikke slik manifest.json sier.\n"


@pytest.mark.parametrize("text", ["{", "[]", '{"version": 2}'])
def test_a_manifest_that_is_none_is_told(
    copy: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (copy / "manifest.json").write_text(text, "utf-8")
    message = "manifest.json:1:1: Filen er ikke et gyldig manifest. Hent hele nettstedet på nytt."
    assert verify(copy, capsys) == (1, [message])


def test_without_a_manifest_there_is_nothing_to_hold_it_against(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "--root", str(tmp_path)]) == 2
    assert "Fant ingen manifest.json" in capsys.readouterr().err


def test_outside_git_it_names_no_commit(mini_site: Path) -> None:
    edition = json.loads((mini_site / "manifest.json").read_text("utf-8"))["edition"]
    assert (edition["commit"], edition["changed"]) == (None, False)


def made_from(root: Path) -> manifest.Edition:
    source = source_of(root, dict.fromkeys(source_files(root), root))
    return manifest.edition(source, State.WHOLE, SITE_URL, FORGE_URL)


def test_it_names_what_decides_what_a_site_becomes_and_is_the_same_each_time(
    tmp_path: Path,
) -> None:
    root = committed(whole_tree(tmp_path / "tree"))
    edition = made_from(root)
    assert edition.model_dump(mode="json") == {
        "commit": git(root, "rev-parse", "HEAD").strip(),
        "changed": False,
        "date": "2020-02-03T12:00:00+00:00",
        "history": "whole",
        "site_url": SITE_URL,
        "forge": FORGE_URL,
    }
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("x", "utf-8")
    manifest.write(tmp_path / "site", edition)
    before = contents(tmp_path / "site")
    manifest.write(tmp_path / "site", made_from(root))
    assert contents(tmp_path / "site") == before
