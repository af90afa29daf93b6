#!/usr/bin/env bash
# Builds the same site with the second engine, and compares it with _site/, byte for byte.
#
# Usage: tools/properdocs.sh   (after `make site`; `make properdocs` does both)
set -euo pipefail
cd "$(dirname "$0")/.."

readonly venv=.venv-properdocs
# Inside the repository, so that the pages get the same date and edition; git ignores .cache/.
readonly tree=.cache/properdocs

# mike reads settings with MkDocs' own library, so that must stay. What builds pages is taken away:
# if the second engine did not do the work, nothing would.
rm -rf "$venv"/lib/python*/site-packages/mkdocs/{__main__.py,commands}

rm -rf "$tree"
mkdir -p "$tree"
"$venv/bin/python" tools/tree.py "$tree"
"$venv/bin/plan" publish --root "$tree"
if ! diff -rq _site "$tree/_site" >&2; then
  echo "Feil: ProperDocs og MkDocs lager ikke det samme. Se på filene over, i _site/ og $tree/_site/." >&2
  exit 1
fi
rm -rf "$tree"
echo "ProperDocs lager det samme nettstedet som MkDocs, byte for byte."
