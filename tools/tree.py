"""Copies what a build reads, and nothing else, into an empty folder.

Usage: tools/tree.py FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from macros.site.clone import copy

if __name__ == "__main__":
    copy(Path.cwd(), Path(sys.argv[1]))
