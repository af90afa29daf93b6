"""What git, and what builds, are told of the machine: where things are, and nothing of its user."""

from __future__ import annotations

import os
from collections.abc import Mapping

KEPT = (
    *("HOME", "LOGNAME", "USER", "PATH", "LD_LIBRARY_PATH", "TMPDIR", "TMP", "TEMP", "SYSTEMROOT"),
    *("XDG_CONFIG_HOME", "SSL_CERT_FILE", "SSL_CERT_DIR", "SSH_AUTH_SOCK", "PLAN_TRACE"),
    *("http_proxy", "https_proxy", "no_proxy", "all_proxy"),
    *("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "FORGE_URL"),
)
"""Every variable that is passed on; tools/common.sh has the list for the scripts."""


def surroundings(changes: Mapping[str, str]) -> dict[str, str]:
    """The variables for a program that is started: those of the list, and what it is told."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | dict(changes)
