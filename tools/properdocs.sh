#!/usr/bin/env bash
# Builds the same site with the second engine, and compares it with _site/, byte for byte.
#
# Usage: tools/properdocs.sh   (after `make site`; `make properdocs` does both)
set -euo pipefail
cd "$(dirname "$0")/.."

readonly venv=.venv-properdocs
readonly ours=.cache/mkdocs theirs=.cache/properdocs

# mike reads settings with MkDocs' own library, so that must stay. What builds pages is taken away:
# if the second engine did not do the work, nothing would.
rm -rf "$venv"/lib/python*/site-packages/mkdocs/{__main__.py,commands}

# The same tree, the same history, the same edition: only the engine is another.
rm -rf "$ours" "$theirs"
mkdir -p "$ours"
cp -R _site/. "$ours"
"$venv/bin/plan" publish
if ! diff -rq "$ours" _site >&2; then
  mv _site "$theirs"
  mv "$ours" _site
  echo "Feil: ProperDocs og MkDocs lager ikke det samme. Se på filene over, i $theirs/ og _site/." >&2
  exit 1
fi
rm -rf "$ours"
echo "ProperDocs lager det samme nettstedet som MkDocs, byte for byte."
