#!/usr/bin/env bash
# Everything that must be there before a build: Debian packages, Swift, the browser-side libraries. Quick when all is there.
. "$(dirname "$0")/ground.sh"
Scripts/packages.sh "$@"
find_swift
Scripts/vendor.sh
