"""manifest.json: what was published, file by file, so that anyone can see that it is unchanged.

`manifest.schema.json` beside it is made from the types here. Every file is listed but these two,
and those whose names begin with a dot: they tell the host something, and no reader gets them.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from macros.problems import Problem, ordered
from macros.site.clone import commit, source_date

NAME = "manifest.json"
SCHEMA: Final = "manifest.schema.json"


class _Published(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class PublishedFile(_Published):
    """One file of the site."""

    path: str
    """Where it is, below the address of the site."""
    size: int = Field(ge=0)
    """Number of bytes."""
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    """SHA-256 (FIPS 180-4) of its bytes, in hexadecimal."""


class Edition(_Published):
    """What the site was built from."""

    commit: str | None
    """Name of the commit in git; null where it was built outside git."""
    changed: bool
    """Whether what was built differed from that commit."""
    date: str
    """When the commit was made (ISO 8601, UTC)."""


class Manifest(_Published):
    """Every file of one publication."""

    schema_: Literal["manifest.schema.json"] = Field(SCHEMA, alias="$schema")
    """The JSON Schema of this file, beside it."""
    version: Literal[1] = 1
    """Version of this form. It changes when something is renamed, removed or means otherwise."""
    edition: Edition
    """What the site was built from."""
    files: list[PublishedFile]
    """Every file that readers can get, but the manifest and its schema, sorted by path."""


def made_from(root: Path) -> Edition:
    """What a tree is built from, at the date that its pages bear."""
    name, changed = commit(root)
    date = datetime.fromtimestamp(source_date(root), tz=UTC).isoformat()
    return Edition(commit=name or None, changed=changed, date=date)


def write(site: Path, edition: Edition) -> None:
    """Write the manifest and its schema; the same site and commit give the same bytes.

    Args:
        site: Folder of the finished site.
        edition: What it was built from.
    """
    files = [_file(site, path) for path in _paths(site)]
    found = Manifest(edition=edition, files=files).model_dump(mode="json", by_alias=True)
    schema = Manifest.model_json_schema(mode="serialization")
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    for name, value in ((NAME, found), (SCHEMA, schema)):
        text = json.dumps(value, ensure_ascii=False, indent=1)
        (site / name).write_text(f"{text}\n", encoding="utf-8")


def verify(site: Path) -> list[Problem]:
    """What differs between a site and its own manifest, sorted by path.

    Args:
        site: Folder of the site.

    Raises:
        OSError: Where there is no manifest, or a file cannot be read.
    """
    try:
        told = Manifest.model_validate_json((site / NAME).read_bytes())
    except ValidationError:
        message, hint = "Filen er ikke et gyldig manifest.", "Hent hele nettstedet på nytt."
        return [Problem(NAME, 1, 1, "manifest", message, hint)]
    wanted, found = {file.path: file for file in told.files}, set(_paths(site))
    problems = []
    for path in sorted(found | set(wanted)):
        hint = "Hent filen på nytt."
        if path not in wanted:
            message, hint = "Filen står ikke i manifestet.", "Slett filen."
        elif path not in found:
            message = "Filen mangler."
        elif _file(site, path) != wanted[path]:
            message = "Filen er en annen enn den som ble publisert."
        else:
            continue
        problems.append(Problem(path, 1, 1, "manifest", message, hint))
    return ordered(problems)


def _paths(site: Path) -> list[str]:
    paths = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return sorted(path for path in paths if path not in (NAME, SCHEMA) and path[0] != ".")


def _file(site: Path, path: str) -> PublishedFile:
    data = (site / path).read_bytes()
    return PublishedFile(path=path, size=len(data), sha256=hashlib.sha256(data).hexdigest())
