"""`plan edit`: a live preview of one period, for as long as whoever asked for it wants it."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys

from macros.checks import check
from macros.cli.arguments import Parser, add_port
from macros.git.surroundings import surroundings
from macros.problems import ProblemError, nothing_built
from macros.publish import HOST
from macros.publish.interrupts import interruptible


def arguments(parser: Parser) -> None:
    """Its arguments."""
    add_port(parser)


def run(options: argparse.Namespace) -> int:
    """Live preview of one period: the one in PLAN, or the newest."""
    workspace = check(options.root)
    periods = workspace.loaded.tree.periods
    if not periods:
        raise ProblemError(workspace.problems)
    wanted = os.environ.get("PLAN") or periods[-1]
    if wanted not in periods:
        cure = f"Sett PLAN til en av: {', '.join(periods)}."
        print(f"«{wanted}» er ikke en planperiode. {cure}", file=sys.stderr)
        return 2
    if workspace.problems:
        print(nothing_built(workspace.problems), file=sys.stderr)
        return 1
    with socket.create_server((HOST, options.port)):
        pass  # A port that is taken is told here, before MkDocs begins.
    print(f"Forhåndsviser {wanted}. En annen periode: PLAN={periods[0]} make edit", flush=True)
    return _serve(options, wanted)


def _serve(options: argparse.Namespace, period: str) -> int:
    """Run MkDocs' server until it, or this, is stopped. It never outlives this."""
    address = f"{HOST}:{options.port}"
    ours = {"PLAN": period, "PLAN_EDIT": "1", "NO_MKDOCS_2_WARNING": "1"}
    env = surroundings({**ours, "SITE_URL": f"http://{address}/"})
    command = [sys.executable, "-m", "mkdocs", "serve", "--no-strict"]
    command += ["--dev-addr", address, "--config-file", "mkdocs.yml"]
    with interruptible(), subprocess.Popen(command, cwd=options.root, env=env) as server:
        try:
            return server.wait()
        except KeyboardInterrupt:
            return 0
        finally:
            server.terminate()
