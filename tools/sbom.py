"""Prints what a lock file installs as a bill of materials: CycloneDX 1.6, as JSON.

Usage: tools/sbom.py LOCK

Every package stands with its version, the hashes of its files, and what asked for it, all of it as
the lock has them. The same lock gives the same bytes: the serial number follows from the content,
and there is no time of day.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).parents[1]
_BLOCK = re.compile(r"^([a-z0-9-]+)==([^\s;]+)(.*(?:\n .*)*)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:(\w+)")
_VIA = re.compile(r"^    #(?: via|  ) +(\S.*)$", re.MULTILINE)


def bill(lock: str, about: dict[str, str]) -> str:
    """A bill of materials, of what a lock has for something of this name and version."""
    name, version = about["name"], about["version"]
    root = Component(name=name, version=version, type=ComponentType.APPLICATION, bom_ref=name)
    blocks = _BLOCK.findall(lock)
    parts = {name: _part(name, version, _HASH.findall(rest)) for name, version, rest in blocks}
    needs: dict[str, list[Component]] = {}
    for name, _, rest in blocks:
        for asked in _VIA.findall(rest):
            # What no other package asks for is asked for by the list that we write ourselves.
            needs.setdefault(asked if asked in parts else "", []).append(parts[name])
    bom = Bom(components=parts.values())
    bom.metadata.component = root
    for name, part in [("", root), *parts.items()]:
        bom.register_dependency(part, needs.get(name, []))
    document = json.loads(JsonV1Dot6(bom).output_as_string())
    del document["metadata"]["timestamp"], document["serialNumber"]
    content = json.dumps(document, sort_keys=True)
    document["serialNumber"] = f"urn:uuid:{uuid5(NAMESPACE_URL, content)}"
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _part(name: str, version: str, hashes: list[str]) -> Component:
    url = PackageURL("pypi", None, name, version)
    files = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(str(url)),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=content) for content in hashes],
    )
    return Component(
        name=name, version=version, purl=url, bom_ref=str(url), external_references=[files]
    )


def main(words: list[str]) -> int:
    """Print the bill of one lock."""
    if len(words) != 1:
        print("Bruk: tools/sbom.py LÅSEFIL", file=sys.stderr)
        return 2
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    sys.stdout.write(bill(Path(words[0]).read_text("utf-8"), project))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
