#!/usr/bin/env bash
# Builds what is not built yet and serves. Settings come from the environment and from lianzhi.env.
. "$(dirname "$0")/ground.sh"
Scripts/setup.sh
find_swift

program=.build/release/lianzhi
stamp=.build/lianzhi-release.stamp

# A build that has nothing to do still takes seconds: only look whether a source is newer than the last good build.
is_current() {
  [ -x "$program" ] && [ -f "$stamp" ] && [ -z "$(find Sources Package.swift -newer "$stamp" -print -quit)" ]
}

if ! is_current; then
  [ -x "$program" ] || say 'The first release build takes 5 to 15 minutes, most of it for the libraries; later ones are quick.'
  say 'Building (release)'
  mkdir -p .build
  touch "$stamp.new"
  swift build --configuration release --product lianzhi
  mv "$stamp.new" "$stamp"
fi

mkdir -p var
exec "$program" serve "$@"
