"""`plan document`: every plan as one document, of a site that has been built without."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from macros.checks import check
from macros.facts.open_data import DOCUMENT
from macros.git.history import read_history
from macros.problems import ProblemError
from macros.publish import SITE, manifest
from macros.publish.document import write_documents
from macros.publish.open_data import open_of, write_open_data
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
        history, url = read_history(root, workspace.loaded), edition.site_url
        data = open_of(root, workspace, history, url=url, edition=edition.short)
        documents = partial(write_documents, root, site, workspace, edition)
        # With the data that it attaches, and the catalogue that tells of it.
        write_open_data(site, workspace, data, apart=documents)
        manifest.write(site, edition)
    print(f"Skrevet: {DOCUMENT} for hver plan i {site}.")
    return 0
