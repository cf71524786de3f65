#!/usr/bin/env bash
# Installs missing test tools, then builds and runs every test.
#   ./test.sh                                                     every test
#   ./test.sh --full                                              with the long tests at full length
#   ./test.sh --filter-class Ticketing.Tests.Features.Holds.*     further arguments go to `dotnet test`
# Tests whose tools cannot be installed are skipped; with CI=true a skipped test fails the run.
set -euo pipefail
cd "$(dirname "$0")"

if [ "${1:-}" = --full ]; then
  export TICKETING_PROOFS=full
  shift
fi

# For the programs that tests start: profile-guided recompilation and write protection of compiled code do not pay off in processes this
# short, idle threads must not spin on a machine of two cores, and killed processes would leave the sockets of debuggers behind.
export DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0 DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0
export DOTNET_EnableDiagnostics=${DOTNET_EnableDiagnostics:-0}

# One compiler server for every build of this run: a new compiler spends most of its time on compiling itself.
export UseSharedCompilation=true SharedCompilationId=ticketing-tests-$$

# Debian's headless shell needs less than half the processor time of the whole browser.
browser=chromium
grep -qs '^ID=debian' /etc/os-release && browser=chromium-headless-shell

can_install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null
}

find_chromium() {
  local name
  for name in "${TICKETING_CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    [ -n "$name" ] && command -v "$name" && return
  done
  return 1
}

# Debian does not put the PostgreSQL server on the PATH.
find_postgres() {
  local bin
  for bin in "${TICKETING_POSTGRES_BIN:-}" "$(dirname "$(command -v initdb || echo /none/initdb)")" \
    /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin; do
    [ -n "$bin" ] && [ -x "$bin/initdb" ] && [ -x "$bin/postgres" ] && echo "$bin" && return
  done
  return 1
}

missing=()
if ! find_chromium >/dev/null || { [ -z "${TICKETING_CHROMIUM:-}" ] && can_install && ! command -v "$browser" >/dev/null; }; then
  missing+=("$browser")
fi
command -v pdftoppm >/dev/null || missing+=(poppler-utils)
command -v zbarimg >/dev/null || missing+=(zbar-tools)
command -v python3 >/dev/null || missing+=(python3)
[ -n "$(PATH=$PATH:/usr/sbin command -v nginx)" ] || missing+=(nginx)
[ -n "${TICKETING_POSTGRES:-}" ] || find_postgres >/dev/null || missing+=(postgresql)
if [ ${#missing[@]} -gt 0 ]; then
  if can_install; then
    echo "Installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null; } ||
      echo "They could not be installed. The tests that need them are skipped, or use what is there." >&2
  else
    echo "These are not installed, and the tests that need them will be skipped: ${missing[*]}" >&2
    echo "  Debian, Ubuntu: sudo apt-get install ${missing[*]}" >&2
    echo "  macOS:          brew install poppler zbar python postgresql@15 && brew install --cask chromium" >&2
  fi
fi
TICKETING_CHROMIUM=$(find_chromium || true)
export TICKETING_CHROMIUM

# A temporary PostgreSQL server for this run: on loopback, as an unprivileged user (PostgreSQL refuses root), and without fsync, because
# its data is deleted afterwards.
stop_postgres() {
  as_postgres "$postgres_bin/pg_ctl" -D "$postgres_folder/data" -m immediate -s stop || true
}

clean_up() {
  pkill -f -- "-pipename:$SharedCompilationId" 2>/dev/null || true
  [ -z "${postgres_folder:-}" ] || stop_postgres
  rm -rf "${postgres_folder:-}" "$temporary"
}

as_postgres() {
  if [ "$(id -u)" = 0 ]; then (cd / && runuser -u nobody -- "$@"); else "$@"; fi
}

# Hundreds of databases and browser profiles are mostly file system work, so they live in memory if there is room.
find_fast_folder() {
  local free
  free=$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1) || true
  if [ -w /dev/shm ] && [ "${free:-0}" -gt 4000000 ] && ! grep -q ' /dev/shm .*noexec' /proc/mounts; then echo /dev/shm; else echo "${TMPDIR:-/tmp}"; fi
}

start_postgres() {
  local port
  postgres_folder=$(mktemp -d -p "$(find_fast_folder)" ticketing-postgres.XXXXXX)
  [ "$(id -u)" = 0 ] && chown nobody "$postgres_folder"
  as_postgres "$postgres_bin/initdb" -D "$postgres_folder/data" -U ticketing -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  for port in $(shuf -i 20000-32000 -n 5); do
    if as_postgres "$postgres_bin/pg_ctl" -D "$postgres_folder/data" -w -s -l "$postgres_folder/log" -o "-p $port -k $postgres_folder \
      -c listen_addresses=127.0.0.1 -c max_connections=400 -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
      -c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off" start; then
      export TICKETING_POSTGRES="Host=127.0.0.1;Port=$port;Username=ticketing"
      return
    fi
  done
  cat "$postgres_folder/log" >&2
}

temporary=$(mktemp -d -p "$(find_fast_folder)" ticketing-tests.XXXXXX)
trap clean_up EXIT
# Some tests start the program as another user.
chmod 755 "$temporary"
if [ -z "${TICKETING_POSTGRES:-}" ] && postgres_bin=$(find_postgres); then
  start_postgres
fi

skips=off
[ "${CI:-}" = true ] && skips=on
results=$PWD/artifacts/tests
rm -rf "$results"
status=0
# Builds the whole solution, so that the benchmarks compile too.
{
  dotnet build --verbosity quiet --property:PrecompileProgram=true &&
    TMPDIR=$temporary dotnet test --no-build --results-directory "$results" --report-xunit-trx --report-xunit-trx-filename tests.trx --fail-skips "$skips" "$@"
} || status=$?

# Repeat failures at the end, where a long or truncated log still shows them.
awk 'BEGIN { RS = "<UnitTestResult " }
  /^testName="[^"]*" outcome="Failed"/ {
    name = $0; sub(/^testName="/, "", name); sub(/" outcome=.*/, "", name); gsub(/&quot;/, "\"", name)
    why = $0; sub(/.*<Message>/, "", why); sub(/<\/Message>.*/, "", why); gsub(/[ \r\n]+/, " ", why)
    print "FAILED " name ": " substr(why, 1, 400)
  }' "$results/tests.trx" 2>/dev/null || true

# Classes run in parallel, so these add up to more than the run took.
if [ $# = 0 ]; then
  echo "The ten slowest classes, in seconds:"
  awk 'BEGIN { RS = "<UnitTestResult " }
    /^testName="/ {
      class = $0; sub(/^testName="/, "", class); sub(/["(].*/, "", class); sub(/\.[^.]*$/, "", class)
      time = $0; sub(/.* duration="/, "", time); split(time, t, /[:"]/)
      spent[class] += t[1] * 3600 + t[2] * 60 + t[3]
    }
    END { for (class in spent) printf "%8.1f  %s\n", spent[class], class }' "$results/tests.trx" 2>/dev/null | sort -rn | sed 10q || true
fi

# Machine-readable summary from the test report, as the last line.
counters=$(grep -o '<Counters [^>]*>' "$results/tests.trx" 2>/dev/null || true)
count() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }
total=$(count total) passed=$(count passed) failed=$(count failed)
: "${total:=0}" "${passed:=0}" "${failed:=0}"
skipped=$((total - passed - failed))
if [ "$status" = 0 ] && { [ "$failed" -gt 0 ] || [ "$passed" = 0 ]; }; then status=1; fi
echo "$passed passed, $failed failed$([ "$skipped" = 0 ] || echo ", $skipped skipped")"
exit "$status"
