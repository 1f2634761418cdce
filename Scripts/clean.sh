#!/usr/bin/env bash
# Removes what the other commands made. var/ holds your data and stays.
. "$(dirname "$0")/ground.sh"
say 'Removing .build, .venv, Assets/vendor and screenshots; var/ stays'
rm -rf .build .venv Assets/vendor Tests/Browser/shots
