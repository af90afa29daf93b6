"""Prints the commit that was published last, as the forge knows it; nothing where it does not.

Usage: tools/published.py
  GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN  set by GitHub; the token needs `actions: read`
"""

from __future__ import annotations

import json
import os
import re
import sys
from http.client import HTTPException
from urllib.request import Request, urlopen

PATH = "actions/workflows/publish.yml/runs?branch=main&status=success&per_page=1"
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
TIMEOUT = 30  # seconds


def published() -> str:
    """The full id of the commit; empty where nothing was published, or nobody knows."""
    api, repository = os.environ.get("GITHUB_API_URL"), os.environ.get("GITHUB_REPOSITORY")
    if not api or not repository:
        return ""
    token = os.environ.get("GITHUB_TOKEN", "")
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    request = Request(f"{api}/repos/{repository}/{PATH}", headers=headers)
    with urlopen(request, timeout=TIMEOUT) as answer:
        runs = json.load(answer)
    match runs:
        case {"workflow_runs": []}:
            return ""
        case {"workflow_runs": [{"head_sha": str(name)}, *_]} if _COMMIT.fullmatch(name):
            return name
    raise ValueError("svaret er ikke en liste over kjøringer")


def main() -> int:
    """Print it. What goes wrong is told, and is never a failure."""
    try:
        print(published())
    except (OSError, HTTPException, ValueError, RecursionError) as error:
        print(f"Vet ikke hva som ble publisert sist: {error}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
