#!/usr/bin/env bash
# Builds the same site with the second engine, and compares it with _site/, byte for byte.
#
# Usage: tools/properdocs.sh   (after `make site`; `make properdocs` does both)
set -euo pipefail
. "$(dirname -- "$0")/common.sh"

readonly venv=.venv-properdocs
readonly work=.cache/properdocs

# mike reads settings with MkDocs' own library, so that must stay. What builds pages is taken away:
# if the second engine did not do the work, nothing would.
remove "$venv"/lib/python*/site-packages/mkdocs/{__main__.py,commands}

# The same tree, the same history, the same edition: only the engine is another, and the place. What
# is published here is not touched, whatever becomes of this.
remove "$work"
mkdir -p "$work"
tree=$work
if repository=$(git rev-parse --absolute-git-dir 2>/dev/null); then
  printf 'gitdir: %s\n' "$repository" >"$work/.git"
  tree=$work/$(git rev-parse --show-prefix)
  mkdir -p "$tree"
fi
parts=$("$venv/bin/python" -c 'from macros.git.source import PARTS; print(*PARTS)')
for part in $parts; do
  if [ -e "$part" ]; then cp -RPp "$part" "$tree"; fi
done

"$venv/bin/plan" publish --root "$tree"
if ! diff -rq _site "$tree/_site" >&2; then
  echo 'Feil: MkDocs og ProperDocs lager ikke det samme. Se på filene over.' >&2
  exit 1
fi
remove "$work"
echo "ProperDocs lager det samme nettstedet som MkDocs, byte for byte."
