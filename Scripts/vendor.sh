#!/usr/bin/env bash
# Copies the browser-side libraries into Assets/vendor: Leaflet from Debian, htmx from a package on PyPI whose bytes are checked.
. "$(dirname "$0")/ground.sh"

htmx_package='django-htmx==1.29.0'
htmx_sha256='71ea67185bfa8c98c39d31717c6fce5d852370fcdfd129db4543774d3145c0de'
vendor=Assets/vendor
debian=/usr/share/javascript/leaflet

holds_htmx() { [ -f "$1" ] && printf '%s  %s\n' "$htmx_sha256" "$1" | sha256sum --check --status; }

copy_leaflet() {
  [ -f "$debian/leaflet.min.js" ] || stop "Leaflet is not in $debian (Debian package libjs-leaflet)."
  say 'Copying Leaflet into Assets/vendor'
  mkdir -p "$vendor/leaflet/images"
  # The .min.js name their source maps, which are not copied: the last line goes.
  sed '/^\/\/# sourceMappingURL/d' "$debian/leaflet.min.js" >"$vendor/leaflet/leaflet.js"
  sed '/^\/\/# sourceMappingURL/d' "$debian/leaflet.markercluster.min.js" >"$vendor/leaflet/leaflet.markercluster.js"
  cp -L "$debian"/leaflet.css "$debian"/MarkerCluster.css "$debian"/MarkerCluster.Default.css "$vendor/leaflet/"
  cp -L "$debian"/images/*.png "$vendor/leaflet/images/"
}

fetch_htmx() {
  say "Fetching htmx 2 ($htmx_package from PyPI)"
  local folder
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' RETURN
  Scripts/python.sh -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: --dest "$folder" "$htmx_package"
  Scripts/python.sh -m zipfile -e "$folder"/django_htmx-*.whl "$folder/wheel"
  local file="$folder/wheel/django_htmx/static/django_htmx/htmx-2.min.js"
  holds_htmx "$file" || stop "The htmx in $htmx_package is not the one this project knows (SHA-256 differs). Nothing was copied."
  install -m 644 "$file" "$vendor/htmx.min.js"
}

mkdir -p "$vendor"
[ -f "$vendor/leaflet/leaflet.markercluster.js" ] && [ -f "$vendor/leaflet/images/layers.png" ] || copy_leaflet
holds_htmx "$vendor/htmx.min.js" || fetch_htmx
