#!/usr/bin/env bash
# Installs what the tests need where it is missing, then builds and runs every test.
#   ./test.sh                                            every test
#   ./test.sh --full                                     with the long proofs at full length
#   ./test.sh --filter-class Ticketing.Tests.Holds.*     further arguments go to `dotnet test`
# Where a tool cannot be installed, the tests that need it are skipped; under CI=true a skipped test fails the run.
set -euo pipefail
cd "$(dirname "$0")"

if [ "${1:-}" = --full ]; then
  export TICKETING_PROOFS=full
  shift
fi

find_chromium() {
  local name
  for name in "${TICKETING_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    [ -n "$name" ] && command -v "$name" && return
  done
  return 1
}

missing=()
find_chromium >/dev/null || missing+=(chromium)
command -v pdftoppm >/dev/null || missing+=(poppler-utils)
command -v zbarimg >/dev/null || missing+=(zbar-tools)
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null
  else
    echo "These are not installed, and the tests that need them will be skipped: ${missing[*]}" >&2
    echo "  Debian, Ubuntu: sudo apt-get install ${missing[*]}" >&2
    echo "  macOS:          brew install poppler zbar && brew install --cask chromium" >&2
  fi
fi
TICKETING_CHROMIUM=$(find_chromium || true)
export TICKETING_CHROMIUM

skips=off
[ "${CI:-}" = true ] && skips=on
results=$PWD/artifacts/tests
rm -rf "$results"
status=0
dotnet test --results-directory "$results" --report-xunit-trx --report-xunit-trx-filename tests.trx --fail-skips "$skips" "$@" || status=$?

# The last line is for programs: what the runner's own report counted.
counters=$(grep -o '<Counters [^>]*>' "$results/tests.trx" 2>/dev/null || true)
count() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }
total=$(count total) passed=$(count passed) failed=$(count failed)
: "${total:=0}" "${passed:=0}" "${failed:=0}"
skipped=$((total - passed - failed))
if [ "$status" = 0 ] && { [ "$failed" -gt 0 ] || [ "$passed" = 0 ]; }; then status=1; fi
echo "$passed passed, $failed failed$([ "$skipped" = 0 ] || echo ", $skipped skipped")"
exit "$status"
