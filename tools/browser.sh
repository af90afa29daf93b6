#!/usr/bin/env bash
# Finds a Chromium that runs, installs one if there is none, and prints its path on stdout.
# The path is kept in .venv/browser-path, where the tests read it.
#
# Usage: tools/browser.sh
#   CHROMIUM  the browser to use, instead of looking for one
set -euo pipefail
. "$(dirname -- "$0")/common.sh"

readonly record=.venv/browser-path

# A browser on PATH may be a stub that only tells what to install, so ask it for its version.
use_if_it_runs() {
  local path
  path=$(command -v "$1") && "$path" --version >/dev/null 2>&1 </dev/null || return 0
  printf '%s\n' "$path" | tee "$record"
  exit 0
}

# Without the window that nobody looks at, the same Chromium takes less than half the processor time.
use_one_on_path() {
  local name
  for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
    use_if_it_runs "$name"
  done
}

use_playwrights_own() {
  local path
  path=$(.venv/bin/python -c '
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)' 2>/dev/null) || return 0
  use_if_it_runs "$path"
}

[ -x .venv/bin/playwright ] || fail 'testpakkene mangler. Kjør først: tools/setup.sh test'
if [ -n "${CHROMIUM:-}" ]; then
  use_if_it_runs "$CHROMIUM"
  fail "CHROMIUM=$CHROMIUM er ikke en nettleser som kan startes."
fi
if [ -s "$record" ]; then use_if_it_runs "$(cat "$record")"; fi

use_one_on_path
use_playwrights_own

if may_apt_get; then
  say 'Installerer nettleseren Chromium for testene (apt-get) …'
  for package in chromium-headless-shell chromium; do # the former where there is such a package
    apt_get_install "$package"
    use_one_on_path
  done
fi

say 'Henter nettleseren Chromium for testene (playwright) …'
# Its progress is worth seeing; its stack traces are not, as our own message comes below.
root=$(as_root true 2>/dev/null && echo yes || true)
.venv/bin/playwright install ${root:+--with-deps} chromium >&2 2>/dev/null || true
use_playwrights_own

fail 'fant ingen Chromium og fikk ikke installert en. Installer Chromium eller Chrome, eller pek på den:' \
  'CHROMIUM=/sti/til/chromium make test'
