#!/usr/bin/env bash
# Finds hunspell with its bokmål and nynorsk dictionaries, and installs them if they are missing.
#
# Usage: tools/spelling.sh
set -euo pipefail
cd "$(dirname "$0")/.."

readonly packages=(hunspell hunspell-no)

say() { printf '%s\n' "$*" >&2; }
fail() { say "Feil: $*" && exit 1; }
as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }

# A dictionary that is listed may still be half there, so ask for a word of each.
has() { hunspell -i UTF-8 -d "$1" -a <<<'^og' 2>/dev/null | grep '^[*+-]' >/dev/null; }
use_if_whole() { if has nb_NO && has nn_NO; then exit 0; fi; }

use_if_whole
if command -v apt-get >/dev/null && as_root true 2>/dev/null; then
  say 'Installerer stavekontrollen hunspell med norske ordbøker (apt-get) …'
  as_root apt-get update -qq >/dev/null || true # an old list may do
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null || true
  use_if_whole
fi

fail 'stavekontrollen hunspell eller en av ordbøkene nb_NO og nn_NO mangler. Kjør dette, og prøv igjen:' \
  "sudo apt-get install -y ${packages[*]}"
