"""What a shell may hand down of its own settings, and those of pip, Python, git and make."""

from __future__ import annotations

from pathlib import Path

_HANDED_DOWN = {
    "BASH_ENV": "HER/bash_env",
    "BASH_FUNC_rm%%": "() { echo nei; return 1; }",
    "CDPATH": "HER",
    "ENV": "HER/bash_env",
    "GIT_ATTR_SOURCE": "borte",
    "GIT_CONFIG_COUNT": "x",
    "GIT_CONFIG_PARAMETERS": "x",
    "GIT_DEFAULT_HASH": "sha256",
    "GIT_DIR": "HER",
    "GIT_OBJECT_DIRECTORY": "HER",
    "GIT_TEMPLATE_DIR": "HER",
    "GLOBIGNORE": "*",
    "GREP_OPTIONS": "--color=always",
    "MAKEFLAGS": "n",
    "MIKE_DOCS_VERSION": "borte",
    "PIP_CONFIG_FILE": "HER/pip.conf",
    "PIP_DRY_RUN": "1",
    "PIP_PREFIX": "HER",
    "PIP_ROOT": "HER",
    "PIP_TARGET": "HER",
    "PIP_USER": "1",
    "POSIXLY_CORRECT": "1",
    "PYTHONHOME": "HER",
    "PYTHONINSPECT": "1",
    "PYTHONPATH": "HER",
    "PYTHONWARNINGS": "error",
    "TERM_PROGRAM": "x",
    "VIRTUAL_ENV": "HER",
}


def handed_down(other: Path) -> dict[str, str]:
    """Each of them, pointed at another folder where it points somewhere."""
    return {name: value.replace("HER", str(other)) for name, value in _HANDED_DOWN.items()}
