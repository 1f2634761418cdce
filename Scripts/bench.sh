#!/usr/bin/env bash
# Measures the release build; see Benchmarks/.
. "$(dirname "$0")/ground.sh"
[ -x Benchmarks/run.sh ] || stop 'There is nothing to measure yet: Benchmarks/run.sh is missing.'
Scripts/setup.sh
find_swift
exec Benchmarks/run.sh "$@"
