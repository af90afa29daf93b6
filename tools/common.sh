# What the scripts share; they source it first. Progress goes to stderr.
# shellcheck shell=bash

# Nothing of the user's shell, pip, Python or git has a say here: the script starts anew with what is
# listed. That is who and where one is, how to reach the net, and what the scripts say they take.
readonly kept=(HOME LOGNAME USER PATH LD_LIBRARY_PATH TMPDIR TERM COLUMNS LANG LC_ALL LC_CTYPE
  XDG_CACHE_HOME XDG_CONFIG_HOME XDG_CONFIG_DIRS SSL_CERT_FILE SSL_CERT_DIR REQUESTS_CA_BUNDLE
  http_proxy https_proxy no_proxy all_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY
  PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_FIND_LINKS PIP_NO_INDEX PIP_TRUSTED_HOST PIP_CERT
  PIP_CLIENT_CERT PIP_PROXY PIP_TIMEOUT PIP_DEFAULT_TIMEOUT PIP_RETRIES PIP_CACHE_DIR PIP_CONFIG_FILE
  PLAYWRIGHT_BROWSERS_PATH PYTHON CHROMIUM BASE NAMES PREVIEW SITE_URL FORGE_URL
  GITHUB_ACTIONS GITHUB_API_URL GITHUB_REPOSITORY GITHUB_STEP_SUMMARY GITHUB_TOKEN)
if [ -z "${PLAN_CLEAN:-}" ]; then
  pairs=(PLAN_CLEAN=1)
  for name in "${kept[@]}"; do
    if [ -n "${!name+set}" ]; then pairs+=("$name=${!name}"); fi
  done
  exec env -i "${pairs[@]}" "$BASH" -p -- "$0" "$@"
fi
unset PLAN_CLEAN
cd -P -- "$(dirname -- "$0")/.."

say() { printf '%s\n' "$*" >&2; }
fail() { say "Feil: $*" && exit 1; }
# Removes what stands in this folder, and nothing that a link on the way leads to.
remove() {
  local path top
  for path in "$@"; do
    if [ ! -e "$path" ] && [ ! -L "$path" ]; then continue; fi
    top=$(cd -P -- "$(dirname -- "$path")" && pwd)
    case $top/ in
      "$PWD"/*) rm -rf -- "$path" ;;
      *) fail "$path ligger i $top, utenfor denne mappen, og blir ikke slettet." ;;
    esac
  done
}
as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }
may_apt_get() { command -v apt-get >/dev/null && as_root true 2>/dev/null; }

# Installs Debian packages as far as it goes: the caller looks whether what it needs is there.
apt_get_install() {
  as_root apt-get update -qq >/dev/null || true # an old list may do
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null || true
}
