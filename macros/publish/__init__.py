"""From a checked tree to a whole site, or to nothing."""

from __future__ import annotations

SITE = "_site"
"""The folder of the finished site."""
HOST, PORT = "127.0.0.1", 8000
ADDRESS = f"http://{HOST}:{PORT}/"
"""Where a site stands that nobody has given another address."""
