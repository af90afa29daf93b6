"""manifest.json: what was published, file by file, so that anyone can see that it is unchanged.

`manifest.schema.json` beside it is made from the types here. Every file is listed but the manifest
itself, and what only tells the host something and no reader gets.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from macros.facts.open_data import DOCUMENT, DRAFT
from macros.git.source import Source
from macros.history.slips import State
from macros.problems import Problem, ordered
from macros.publish import files_below

NAME = "manifest.json"
SCHEMA: Final = "manifest.schema.json"
_NOT_LISTED = {NAME, ".nojekyll", "_headers"}


class _Published(BaseModel):
    model_config = ConfigDict(
        defer_build=True, extra="forbid", frozen=True, use_attribute_docstrings=True
    )


class PublishedFile(_Published):
    """One file of the site."""

    path: str
    """Where it is, below the address of the site."""
    size: int = Field(ge=0)
    """Number of bytes."""
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    """SHA-256 (FIPS 180-4) of its bytes, in hexadecimal."""


class PublishedPlan(_Published):
    """All that is published of one plan, as one number: its document has it in print."""

    period: str
    """The period, which is the folder of its files."""
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    """SHA-256 of a line for each of its files but the document, by path, as sha256sum has them."""


class Edition(_Published):
    """What the site was built from."""

    commit: str | None
    """Name of the commit in git; null where it was built outside git."""
    changed: bool
    """Whether what was built differed from that commit."""
    date: str
    """When the commit was made (ISO 8601, UTC)."""
    history: State
    """How much of the history of deadlines was known: in a shallow clone, it is cut."""
    site_url: str
    """Where the site was built to stand (`SITE_URL`)."""
    forge: str | None
    """Where readers report errors (`FORGE_URL`); null for nowhere."""

    @property
    def short(self) -> str:
        """What the pages call it."""
        return Source(self.commit or "", changed=self.changed, epoch=0).edition


class Manifest(_Published):
    """Every file of one publication."""

    schema_: Literal["manifest.schema.json"] = Field(SCHEMA, alias="$schema")
    """The JSON Schema of this file, beside it."""
    version: Literal[1] = 1
    """Version of this form. It changes when something is renamed, removed or means otherwise."""
    edition: Edition
    """What the site was built from."""
    plans: list[PublishedPlan]
    """Every plan of the site, oldest first."""
    files: list[PublishedFile]
    """Every file that readers can get, but the manifest itself, sorted by path."""


def edition(source: Source, history: State, site_url: str, forge: str) -> Edition:
    """All that decides what a site becomes; the machine decides nothing."""
    return Edition(
        commit=source.commit or None,
        changed=source.changed,
        date=datetime.fromtimestamp(source.epoch, tz=UTC).isoformat(),
        history=history,
        site_url=site_url,
        forge=forge or None,
    )


def write(
    site: Path, edition: Edition, look: Callable[[str, bytes], object] = lambda *_: None
) -> None:
    """Write the manifest of a finished site, and its schema, beside each other in its folder.

    `look` is given every file of the site, each by its path and with its bytes.
    """
    schema = Manifest.model_json_schema(mode="serialization")
    _write(site / SCHEMA, {"$schema": DRAFT, **schema})
    files = []
    for path in sorted(files_below(site)):
        data = (site / path).read_bytes()
        look(path, data)
        if path not in _NOT_LISTED:
            files.append(_listed(path, data))
    periods = sorted(path.name for path in site.glob("????-????"))
    plans = [PublishedPlan(period=name, sha256=_sum(files, name)) for name in periods]
    manifest = Manifest(edition=edition, plans=plans, files=files)
    _write(site / NAME, manifest.model_dump(mode="json", by_alias=True))
    look(NAME, b"")


def sum_of(site: Path, period: str) -> str:
    """The number that stands for all that is published of one plan, in a site that is built."""
    below = (f"{period}/{path}" for path in _paths(site / period))
    return _sum([_file(site, path) for path in below], period)


def _sum(files: Sequence[PublishedFile], period: str) -> str:
    lines = (f"{file.sha256}  {file.path}\n" for file in files if _counts(file.path, period))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _counts(path: str, period: str) -> bool:
    """Whether a file is part of the sum of a plan: the document, which has the sum, is not."""
    return path.startswith(f"{period}/") and not path.endswith(f"/{DOCUMENT}")


def _write(path: Path, value: object) -> None:
    path.write_text(f"{json.dumps(value, ensure_ascii=False, indent=1)}\n", encoding="utf-8")


def edition_of(site: Path) -> Edition | None:
    """What the site in a folder was built from; None where that is not known."""
    try:
        return Manifest.model_validate_json((site / NAME).read_bytes()).edition
    except (OSError, ValidationError):
        return None


def commit_of(site: Path) -> str:
    """The commit that the site in a folder was built from; "" where that is not known."""
    edition = edition_of(site)
    return (edition.commit if edition else None) or ""


def verify(site: Path) -> list[Problem]:
    """What differs between the folder of a site and its own manifest, sorted by path.

    Raises:
        OSError: Where there is no manifest, or a file cannot be read.
    """
    try:
        manifest = Manifest.model_validate_json((site / NAME).read_bytes())
    except ValidationError:
        message, hint = "Filen er ikke et gyldig manifest.", "Hent hele nettstedet på nytt."
        return [Problem(NAME, 1, 1, "manifest", message, hint)]
    listed, present = {file.path: file for file in manifest.files}, set(_paths(site))
    problems = []
    for path in present | set(listed):
        hint = "Hent filen på nytt."
        if path not in listed:
            message, hint = "Filen står ikke i manifestet.", "Slett filen."
        elif path not in present:
            message = "Filen mangler."
        elif _file(site, path) != listed[path]:
            message = "Filen er en annen enn den som ble publisert."
        else:
            continue
        problems.append(Problem(path, 1, 1, "manifest", message, hint))
    return ordered(problems)


def _paths(site: Path) -> list[str]:
    return sorted(path for path in files_below(site) if path not in _NOT_LISTED)


def _file(site: Path, path: str) -> PublishedFile:
    return _listed(path, (site / path).read_bytes())


def _listed(path: str, data: bytes) -> PublishedFile:
    return PublishedFile(path=path, size=len(data), sha256=hashlib.sha256(data).hexdigest())
