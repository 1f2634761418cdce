#!/usr/bin/env bash
# Every test: Swift's on both engines, then the browser's. The last line is the totals.
. "$(dirname "$0")/ground.sh"
. Scripts/postgres.sh

results=.build/test-results
Scripts/setup.sh test
find_swift
# A test must not see the settings of whoever runs it, except a PostgreSQL it is given on purpose.
for name in $(compgen -e | grep '^LIANZHI_' | grep -v '^LIANZHI_TEST_POSTGRES$' || true); do unset "$name"; done

rm -rf "$results"
mkdir -p "$results"
trap stop_postgres EXIT
trap 'exit 130' INT TERM

if [ -n "${LIANZHI_TEST_POSTGRES:-}" ]; then
  say "Using the PostgreSQL that LIANZHI_TEST_POSTGRES names"
else
  say 'Starting a private PostgreSQL cluster'
  start_postgres
fi

# Runs one part, keeps its exit status for the tally, and goes on.
part() {
  local name=$1 status=0
  shift
  "$@" || status=$?
  echo "$status" >"$results/$name.status"
}

swift_tests() {
  say 'Building the tests (the first time takes 5 to 15 minutes)'
  swift build --build-tests || return
  say 'Running the Swift tests'
  # A test that hangs must not hang the machine that runs it.
  timeout --foreground --kill-after 30 1200 swift test --skip-build --xunit-output "$results/swift.xml" 2>&1 |
    tee "$results/swift.log" | grep --line-buffered -vE ' (started|passed after .*)\.$|^Test Suite|^\s+Executed 0 tests'
  return "${PIPESTATUS[0]}"
}

browser_tests() {
  say 'Preparing the browser tests'
  Scripts/python.sh -m pip install --quiet --disable-pip-version-check --requirement Tests/Browser/requirements.txt || return
  say 'Running the browser tests'
  LIANZHI_BINARY="$PWD/.build/debug/lianzhi" timeout --foreground --kill-after 30 2400 \
    .venv/bin/python -m pytest Tests/Browser --junitxml "$results/browser.xml" -o junit_family=xunit2
}

part swift swift_tests
part browser browser_tests
stop_postgres
python3 Scripts/tally.py "$results"
