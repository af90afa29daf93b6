"""`plan`: the same things as the make targets, one by one. Exit 0 fine, 1 problems, 2 wrong use."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable
from contextlib import nullcontext

from macros.checks import check
from macros.cli.addresses import run_addresses
from macros.cli.arguments import parser
from macros.cli.compare import run_compare
from macros.cli.edit import run_edit
from macros.cli.freeze import run_freeze
from macros.cli.new import run_new
from macros.cli.serve import server
from macros.editing import reference
from macros.editing.change import PartlyWrittenError, write
from macros.editing.schemas import FOLDER, schemas
from macros.engine.trouble import BuildError, of_error, of_system
from macros.problems import FORMATS, ProblemError
from macros.publish import manifest, stopping
from macros.publish.publish import publish
from macros.publish.settings import HOST
from macros.publish.swap import SITE

_WRITES = frozenset({"addresses", "freeze", "new", "schema"})
"""Commands that write in the tree."""


def main(argv: list[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: The words after `plan`; those of the process where left out.

    Returns:
        The exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal may lack «, å or –
            stream.reconfigure(errors="backslashreplace")
    options = parser().parse_args(argv)
    options.root = options.root.resolve()
    kept = " Ingenting er skrevet." if options.command in _WRITES else ""
    kept = f" Den forrige {SITE}/ er ikke rørt." if options.command == "publish" else kept
    try:
        with stopping.listening() if kept else nullcontext():
            return COMMANDS[options.command](options)
    except ProblemError as error:
        _complain(f"{error}\n{len(error.problems)} feil.{kept}")
    except BuildError as error:
        _complain(f"{error}\nByggingen stoppet.{kept}")
    except OSError as error:
        path = str(error.filename or options.root)
        _complain(f"{of_system(error.errno, path, error.strerror or str(error))}{kept}")
    except KeyboardInterrupt:
        _complain(f"Avbrutt.{kept}")
    except PartlyWrittenError as error:
        _complain(str(error))
    except Exception as error:
        _complain(f"{of_error(error, options.root)}\nStoppet.{kept}")
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


def run_verify(options: argparse.Namespace) -> int:
    """Hold a site against its own manifest, and print what is not as it says."""
    site = options.site or options.root / SITE
    if not (site / manifest.NAME).is_file():
        _complain(f"Fant ingen {manifest.NAME} i {site}. Kjør «make site» først, eller pek på en.")
        return 2
    problems = manifest.verify(site)
    if problems:
        print(FORMATS["text"](problems))
    files = "1 fil" if len(problems) == 1 else f"{len(problems)} filer"
    count = f"{files} er ikke" if problems else "Alle filene er"
    print(f"{count} slik {manifest.NAME} sier.", file=sys.stderr)
    return 1 if problems else 0


def run_schema(options: argparse.Namespace) -> int:
    """Write the JSON Schemas that editors use while they write."""
    texts = {**schemas(), reference.FILE: reference.reference()}
    made = {f"{FOLDER}/{name}": text for name, text in texts.items()}
    write(options.root, made)
    print(f"Skrevet: {len(made) - 1} skjemaer og en oversikt over alle felt i {FOLDER}/.")
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": run_check,
    "compare": run_compare,
    "freeze": run_freeze,
    "addresses": run_addresses,
    "verify": run_verify,
    "publish": run_publish,
    "serve": run_serve,
    "edit": run_edit,
    "new": run_new,
    "schema": run_schema,
}


def _complain(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
