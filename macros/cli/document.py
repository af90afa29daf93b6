"""`plan document`: every plan as one document, of a site that has been built without."""

from __future__ import annotations

import argparse
import sys

from macros.checks import check
from macros.problems import ProblemError
from macros.publish import SITE, manifest
from macros.publish.document import write_documents
from macros.publish.swap import environment_lock, publication_lock


def run(options: argparse.Namespace) -> int:
    """Write the documents into the site, and its manifest anew; 2 where there is no site."""
    root, site = options.root, options.root / SITE
    with environment_lock(), publication_lock(root, lambda: None):
        edition = manifest.edition_of(site)
        if edition is None:
            print(f"Fant ingen {manifest.NAME} i {site}. Kjør «make site» først.", file=sys.stderr)
            return 2
        workspace = check(root)
        if workspace.problems:
            raise ProblemError(workspace.problems)
        made = write_documents(root, site, workspace, edition)
        manifest.write(site, edition)
    print("\n".join(f"Skrevet: {path}" for path in made))
    return 0
