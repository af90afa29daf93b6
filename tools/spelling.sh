#!/usr/bin/env bash
# Finds hunspell with its bokmål and nynorsk dictionaries, and installs them if they are missing.
#
# Usage: tools/spelling.sh
set -euo pipefail
. "$(dirname -- "$0")/common.sh"

readonly packages=(hunspell hunspell-no)

# A dictionary that is listed may still be half there, so ask for a word of each.
has() { hunspell -i UTF-8 -d "$1" -a <<<'^og' 2>/dev/null | grep '^[*+-]' >/dev/null; }
use_if_whole() { if has nb_NO && has nn_NO; then exit 0; fi; }

use_if_whole
if may_apt_get; then
  say 'Installerer stavekontrollen hunspell med norske ordbøker (apt-get) …'
  apt_get_install "${packages[@]}"
  use_if_whole
fi

fail 'stavekontrollen hunspell eller en av ordbøkene nb_NO og nn_NO mangler. Kjør dette, og prøv igjen:' \
  "sudo apt-get install -y ${packages[*]}"
