"""`plan`: the same things as the make targets, one by one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from macros.checks import check
from macros.problems import FORMATS


def main(argv: list[str] | None = None) -> int:
    """Run one command; return the exit code (0 fine, 1 problems found, 2 wrong use)."""
    parser = argparse.ArgumentParser(prog="plan")
    parser.add_argument("command", choices=["check"])
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--format", choices=FORMATS, default="text")
    args = parser.parse_args(argv)
    loaded, problems = check(args.root)
    out = FORMATS[args.format](problems)
    if out:
        print(out)
    if args.format == "text":
        count = sum(1 for p in loaded.library.plans for _ in p.records())
        print(f"{len(problems)} feil; {count} poster i {len(loaded.library.plans)} planer.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
