"""`plan serve`: the finished site as a host of static files would show it, with its 404 pages."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from macros.cli.arguments import Parser, add_port, folder
from macros.model import routes
from macros.publish import HOST, SITE


class Handler(SimpleHTTPRequestHandler):
    """Static files, uncached, quiet; unknown addresses get the site's own 404 page."""

    def end_headers(self) -> None:
        """Never let the browser show yesterday's page, nor others frame what is not made for it."""
        self.send_header("Cache-Control", "no-store")
        if not self.path.startswith(f"/{routes.EMBEDDED}/"):
            self.send_header("Content-Security-Policy", "frame-ancestors 'self'")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's page where nothing is found."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def list_directory(self, path: Any) -> None:
        """A folder without a page is an unknown address, as on a host of static files."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the log would drown what matters."""


def arguments(parser: Parser) -> None:
    """Its arguments."""
    about = "mappen med et annet nettsted, for eksempel en nedlastet og utpakket forhåndsvisning"
    parser.add_argument("--site", type=folder, metavar="MAPPE", help=about)
    add_port(parser)


def run(options: argparse.Namespace) -> int:
    """Serve _site/, or another site, until interrupted."""
    site, shown, cure = options.root / SITE, f"{SITE}/", "Kjør «make site» først."
    if options.site:
        site, shown = options.site.resolve(), str(options.site)
        cure = "Pek --site på mappen som har index.html; en zip-fil må pakkes ut først."
    if not (site / "index.html").is_file():
        print(f"Det finnes ingen {shown} å vise. {cure}", file=sys.stderr)
        return 1
    with server(site, port=options.port) as http:
        print(f"Viser {shown} på http://{HOST}:{http.server_port}/ – stopp med Ctrl-C.", flush=True)
        try:
            http.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


def server(site: Path, port: int) -> ThreadingHTTPServer:
    """A server for the folder of a site, not yet started; port 0 is any that is free.

    Raises:
        OSError: Where the port is taken.
    """
    return ThreadingHTTPServer((HOST, port), partial(Handler, directory=str(site)))
