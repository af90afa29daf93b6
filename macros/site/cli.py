"""`plan`: the same things as the make targets, one by one. Exit 0 fine, 1 problems, 2 wrong use."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable

from macros.checks import check
from macros.problems import FORMATS, ProblemError
from macros.reading.tree import read_tree
from macros.site.arguments import parser
from macros.site.clone import BuildError
from macros.site.compare_command import run_compare
from macros.site.publish import publish
from macros.site.serve import HOST, server
from macros.site.swap import SITE


def main(argv: list[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: The words after `plan`; those of the process where left out.

    Returns:
        The exit code.
    """
    options = parser().parse_args(argv)
    options.root = options.root.resolve()
    try:
        return COMMANDS[options.command](options)
    except ProblemError as error:
        _complain(f"{error}\n{len(error.problems)} feil. Den forrige _site/ er ikke rørt.")
    except BuildError as error:
        _complain(f"{error}\nByggingen stoppet. Den forrige _site/ er ikke rørt.")
    except OSError as error:
        _complain(f"{error.filename or options.root}:1:1: {error.strerror}. {_cure(error)}")
    except KeyboardInterrupt:
        _complain("Avbrutt. Den forrige _site/ er ikke rørt.")
    return 1


def run_check(options: argparse.Namespace) -> int:
    """Validate data and prose, and print what is wrong."""
    view = check(options.root)
    problems, plans = view.problems, view.loaded.library.plans
    told = FORMATS[options.format](problems)
    if told:
        print(told)
    if options.format == "text":
        records = sum(1 for plan in plans for _ in plan.records())
        count = f"{len(problems)} feil" if problems else "Ingen feil"
        print(f"{count}. {records} poster i {len(plans)} planer er lest.", file=sys.stderr)
    return 1 if problems else 0


def run_publish(options: argparse.Namespace) -> int:
    """Build every period into _site/."""
    site = publish(options.root)
    print(f"Ferdig: {site}/index.html – vis det med «make serve».")
    return 0


def run_serve(options: argparse.Namespace) -> int:
    """Serve _site/ until interrupted."""
    site = options.root / SITE
    if not (site / "index.html").is_file():
        _complain("Det finnes ingen _site/ å vise. Kjør «make site» først.")
        return 1
    with server(site, port=options.port) as http:
        print(f"Viser {SITE}/ på http://{HOST}:{http.server_port}/ – stopp med Ctrl-C.", flush=True)
        try:
            http.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


def run_edit(options: argparse.Namespace) -> int:
    """Live preview of one period: the one in PLAN, or the newest."""
    periods = read_tree(options.root).periods
    wanted = os.environ.get("PLAN") or (periods[-1] if periods else "")
    if wanted not in periods:
        _complain(f"«{wanted}» er ikke en planperiode. Sett PLAN til en av: {', '.join(periods)}.")
        return 2
    env = {
        **os.environ,
        "PLAN": wanted,
        "PLAN_EDIT": "1",
        "NO_MKDOCS_2_WARNING": "1",
        "SITE_URL": f"http://{HOST}:{options.port}/",
    }
    command = [sys.executable, "-m", "mkdocs", "serve", "--no-strict"]
    command += ["--dev-addr", f"{HOST}:{options.port}", "--config-file", "mkdocs.yml"]
    print(f"Forhåndsviser {wanted}. En annen periode: PLAN={periods[0]} make edit", flush=True)
    return subprocess.run(command, cwd=options.root, env=env, check=False).returncode


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": run_check,
    "compare": run_compare,
    "publish": run_publish,
    "serve": run_serve,
    "edit": run_edit,
}


def _complain(text: str) -> None:
    print(text, file=sys.stderr)


def _cure(error: OSError) -> str:
    told = {
        28: "Disken er full: frigjør plass og prøv igjen.",
        13: "Du har ikke rett til å skrive her.",
        30: "Mappen kan bare leses; bygg et sted du kan skrive.",
        98: "Porten er i bruk: stopp det andre, eller velg en annen med --port.",
    }
    return f"{told.get(error.errno or 0, 'Prøv igjen.')} Den forrige {SITE}/ er ikke rørt."


if __name__ == "__main__":
    sys.exit(main())
