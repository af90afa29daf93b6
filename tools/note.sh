#!/usr/bin/env bash
# Writes the note of a publication: what readers will see change since the one before.
#
# Usage: tools/note.sh FILE
#   BASE  the revision that was published last (default: what the forge says, tools/published.py)
#
# A note that cannot be written never stops a publication: it says why instead.
set -euo pipefail
. "$(dirname -- "$0")/common.sh"

readonly note=${1:?Bruk: tools/note.sh FIL}
readonly shown=${GITHUB_STEP_SUMMARY:-/dev/stdout}
unset GITHUB_STEP_SUMMARY GITHUB_ACTIONS

BASE=${BASE:-$(.venv/bin/python tools/published.py || true)}
if [ -z "$BASE" ]; then
  echo 'Ingen tidligere publisering er kjent, så det er ikke noe å sammenligne med.' >"$note"
else
  NAMES="${BASE:0:10} $(git rev-parse --short=10 HEAD || echo nå)"
  export BASE NAMES
  tools/summary.sh >"$note" || true
fi
cat "$note" >>"$shown"
