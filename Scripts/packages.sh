#!/usr/bin/env bash
# Installs the Debian packages that are missing. `packages.sh test` also those that only the tests need.
. "$(dirname "$0")/ground.sh"

packages=(
  libc6-dev libstdc++-12-dev pkg-config tzdata zlib1g-dev
  libpq-dev libsqlite3-dev libssl-dev libvips-dev libqrencode-dev libzip-dev libexpat1-dev libxlsxwriter-dev
  libjs-leaflet libjs-leaflet.markercluster python3-venv
)
[ "${1:-}" = test ] && packages+=(postgresql-15 chromium fonts-noto-cjk)

if ! command -v dpkg-query >/dev/null; then
  say "This is not Debian: please see to the equals of these packages yourself: ${packages[*]}"
  exit 0
fi

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

install() {
  say "Installing from Debian: ${missing[*]}"
  "$@" apt-get update -q
  "$@" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
}

if [ "$(id -u)" = 0 ]; then
  install
elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
  install sudo
else
  printf '!!  These Debian packages are missing. Type this line, then start again:\n' >&2
  printf '    sudo apt-get install --no-install-recommends %s\n' "${missing[*]}" >&2
  exit 1
fi
