#!/usr/bin/env bash
# Tells what readers will see change since a revision, in plain Norwegian, as Markdown.
#
# Usage: BASE=main tools/summary.sh
#   BASE                 the revision to compare what stands here with
#   NAMES                what to call the two sides, old and new (default: as git calls them)
#   PREVIEW              address where what stands here can be seen; names then link to its pages
#   GITHUB_STEP_SUMMARY  where a job shows it (default: the terminal)
#
# A side with problems cannot be compared. That is told and is no failure: `make check` answers for
# the new side, and the old side may follow rules that have been changed since.
set -euo pipefail
. "$(dirname -- "$0")/common.sh"

readonly most=200000 # bytes of problems; a summary takes a megabyte in all

if [ -z "${BASE:-}" ]; then
  echo 'Mangler BASE: hva det skal sammenlignes med. Skriv for eksempel: make compare BASE=main' >&2
  exit 2
fi
words=(--rev="$BASE" --format markdown)
if [ -n "${PREVIEW:-}" ]; then words+=(--preview="$PREVIEW"); fi
if [ -n "${NAMES:-}" ]; then
  read -r old new <<<"$NAMES"
  words+=(--names "$old" "$new")
fi

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
code=0
.venv/bin/plan compare "${words[@]}" >"$tmp/text" 2>"$tmp/errors" || code=$?
if [ "$code" -ne 0 ]; then
  # Indented, so that nothing in it is read as Markdown.
  { printf '**Sammenligningen er ikke gjort.**\n\n' && head -c "$most" "$tmp/errors" | sed 's/^/    /'; } >"$tmp/text"
fi
# To append to /dev/stdout would open the file behind it anew, and write over what it has.
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then cat "$tmp/text" >>"$GITHUB_STEP_SUMMARY"; else cat "$tmp/text"; fi
if [ "$code" -ne 1 ]; then exit "$code"; fi
if [ -n "${GITHUB_ACTIONS:-}" ]; then echo '::warning::En av sidene har feil; se sammendraget.'; fi
