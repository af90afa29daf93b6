# What the set-up scripts share; they source it. Progress goes to stderr.
# shellcheck shell=bash

say() { printf '%s\n' "$*" >&2; }
fail() { say "Feil: $*" && exit 1; }
as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }
may_apt_get() { command -v apt-get >/dev/null && as_root true 2>/dev/null; }

# Installs Debian packages as far as it goes: the caller looks whether what it needs is there.
apt_get_install() {
  as_root apt-get update -qq >/dev/null || true # an old list may do
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null || true
}
