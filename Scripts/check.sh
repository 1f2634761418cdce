#!/usr/bin/env bash
# What can be said without running the program: formatting, the walls between the rooms, the city profiles.
. "$(dirname "$0")/ground.sh"
Scripts/setup.sh
find_swift

say 'Formatting'
swift format lint --strict --recursive Package.swift Sources Tests

say 'The walls between the rooms'
swift build --build-tests
swift test --skip-build --filter FenceTests

say 'The city profiles'
for folder in cities/*/; do
  city=$(basename "$folder")
  [ "$city" = _base ] && continue
  .build/debug/lianzhi profile check "$city"
done
say 'All is well'
