#!/usr/bin/env bash
# Runs Python in the project's own environment, .venv, which is made at first use.
. "$(dirname "$0")/ground.sh"
if [ ! -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
  say 'Making a Python environment in .venv' >&2
  rm -rf .venv
  python3 -m venv .venv >&2 || stop 'python3 cannot make an environment (Debian package python3-venv).'
fi
exec .venv/bin/python "$@"
