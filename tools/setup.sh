#!/usr/bin/env bash
# Makes .venv hold what a lock file says. Does nothing when it already does.
#
# Usage: tools/setup.sh site|tools|test|properdocs
#   properdocs is the second engine, and has .venv-properdocs to itself
#   PYTHON  which Python to make .venv with (default: the first one found that is new enough)
#
# A stamp in .venv is the hash of what was installed from; .venv/whole is there only while nothing
# is half done, so a set-up that was interrupted is found out and made anew. One set-up at a time, and
# none while something is published from what is there: both hold .venv.lock (flock), which goes
# with the process that holds it.
# Progress goes to stderr: stdout belongs to the command that comes after.
set -euo pipefail
. "$(dirname -- "$0")/common.sh"

readonly wanted=${1:-}
venv=.venv
case $wanted in # what a lock holds all of is installed with it
  site) locks=(site) ;;
  tools) locks=(site tools) ;;
  test) locks=(site tools test) ;;
  properdocs) locks=(properdocs) && venv=.venv-properdocs ;;
  *) echo 'Bruk: tools/setup.sh site|tools|test|properdocs' >&2 && exit 2 ;;
esac
readonly venv
readonly lock=requirements/$wanted.txt
pip() {
  local settings=(PIP_CONFIG_FILE=/dev/null) line
  while IFS= read -r line; do settings+=("$line"); done < <(pip_settings)
  env "${settings[@]}" "$venv/bin/python" -m pip --disable-pip-version-check --no-input "$@"
}

# Of pip's settings, in files too, those count that say where packages come from; not where they go.
pip_settings() {
  "$venv/bin/python" -m pip config list 2>/dev/null | "$venv/bin/python" -c '
import ast, re, sys
names = "index-url|extra-index-url|find-links|no-index|trusted-host|cert|client-cert|proxy"
names += "|timeout|default-timeout|retries|cache-dir"
for line in sys.stdin:
    if match := re.fullmatch(rf"(?:global|install|:env:)\.({names})=(.*)\n", line):
        value = " ".join(ast.literal_eval(match[2]).split())
        print("PIP_" + match[1].upper().replace("-", "_") + "=" + value)'
}

step() { say "[$number/${#todo[@]}] $* …"; }

# The directory is part of the hash: the scripts in a venv name it, and break when it moves.
hash_of() { { pwd -P && cat "$1"; } | git hash-object --stdin; }
stamp() { hash_of "$2" >"$venv/stamp-$1"; }
is_stamped() { [ "$(cat "$venv/stamp-$1" 2>/dev/null)" = "$(hash_of "$2")" ]; }
is_whole() { [ -e "$venv/whole" ] && "$venv/bin/python" -c '' 2>/dev/null; }
is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
  local name names=(python3 python3.14 python3.13 python3.12 python3.11)
  if [ -n "${PYTHON:-}" ]; then names=("$PYTHON"); fi
  for name in "${names[@]}"; do
    if is_new_enough "$name"; then command -v "$name" && return; fi
  done
  fail "fant ingen Python 3.11 eller nyere${PYTHON:+ i PYTHON=$PYTHON}. Installer en, eller pek på den:" \
    "PYTHON=/sti/til/python3 make $wanted"
}

# Debian keeps the part of Python that puts pip into a venv in a package of its own.
install_ensurepip() {
  local package
  package=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
  if may_apt_get; then
    say "    $1 mangler ensurepip. Installerer $package …"
    apt_get_install "$package"
  fi
  "$1" -c 'import ensurepip' 2>/dev/null ||
    fail "$1 kan ikke lage Python-miljøer. Kjør dette, og prøv igjen: sudo apt-get install -y $package"
}

make_venv() {
  local python
  python=$(find_python)
  step "Lager Python-miljø i $venv med $("$python" --version)"
  "$python" -c 'import ensurepip' 2>/dev/null || install_ensurepip "$python"
  "$python" -m venv "$venv"
}

# Turns pip's log into one line that changes in place; into nothing where nobody watches.
show_progress() {
  local count=0 total word name
  total=$(grep -c '^[a-z0-9]' "$lock")
  while read -r word name _; do
    case $word in
      Collecting | Requirement) count=$((count + 1)) && word="$count av $total: ${name%%==*}" ;;
      Installing) word="pakker ut" ;;
      *) continue ;;
    esac
    if [ -t 2 ]; then printf '\r\033[K      %s' "$word" >&2; fi
  done
  if [ -t 2 ]; then printf '\r\033[K' >&2; fi
}

install_packages() {
  step "Installerer låste pakker fra $lock"
  # pip's warnings are about the machine's own settings; its errors are shown when it fails.
  pip install --require-hashes --requirement "$lock" 2>"$venv/pip.log" | show_progress || {
    grep -v '^WARNING: ' "$venv/pip.log" >&2 || true
    fail 'pakkene ble ikke installert (se over). Er det nettet som svikter, så prøv igjen.'
  }
  local name
  for name in "${locks[@]}"; do stamp "$name" "requirements/$name.txt"; done
}

install_plan() {
  step 'Installerer kommandoen «plan»'
  pip install --quiet --no-deps --no-build-isolation --editable .
  # Where LC_ALL=C, Python can read no æ, ø or å here; the way from there to here has none.
  "$venv/bin/python" -c '
import os, sysconfig
folder = sysconfig.get_path("purelib")
with open(os.path.join(folder, "macros.pth"), "w", encoding="ascii") as file:
    print(os.path.relpath(".", folder), file=file)'
  stamp plan pyproject.toml
}

# Why what is there must be made anew; nothing where it may stay.
fault() {
  local name
  if [ -L "$venv" ]; then echo "$venv er en lenke til en annen mappe, som blir stående." && return; fi
  if [ ! -e "$venv" ]; then return; fi
  if ! is_whole; then echo "Python-miljøet i $venv er halvferdig eller ødelagt." && return; fi
  for name in "${locks[@]}"; do
    if [ -e "$venv/stamp-$name" ] && ! is_stamped "$name" "requirements/$name.txt"; then
      echo "Python-miljøet i $venv passer ikke lenger til requirements/$name.txt og mappen." && return
    fi
  done
}

list_todo() {
  todo=() stale=$(fault)
  if [ -n "$stale" ] || [ ! -e "$venv" ]; then todo=(make_venv install_packages install_plan) && return; fi
  is_stamped "$wanted" "$lock" || todo+=(install_packages)
  is_stamped plan pyproject.toml || todo+=(install_plan)
}

# Python takes the lock, because macOS has no flock command; this shell keeps it, as file 9.
hold_lock() {
  local python=$venv/bin/python
  is_whole || python=$(find_python)
  exec 9>>"$venv.lock"
  "$python" - "$venv" <<'END'
import fcntl, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
try:
    fcntl.flock(9, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    sys.stderr.buffer.write(f"Noe annet setter opp eller bruker {sys.argv[1]}; venter …\n".encode())
    fcntl.flock(9, fcntl.LOCK_EX)
END
}

{ : >>"$venv.lock"; } 2>/dev/null || true # for whoever uses what is there
list_todo
[ ${#todo[@]} -gt 0 ] || exit 0
hold_lock
list_todo # whoever had the lock may have done it
[ ${#todo[@]} -gt 0 ] || exit 0

if [ -n "$stale" ]; then
  say "$stale Lager det på nytt."
  remove "$venv"
fi
remove "$venv/whole"
number=0
for task in "${todo[@]}"; do
  number=$((number + 1))
  "$task"
done
touch "$venv/whole"
