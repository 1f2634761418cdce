# What every script here stands on: the project's folder, a voice, and Swift. Sourced, not run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '==> %s\n' "$*"; }
stop() { printf '!!  %s\n' "$*" >&2; exit 1; }

# Puts Swift on the PATH, from the usual places.
find_swift() {
  local place
  for place in '' /opt/swift/usr/bin "$HOME/.local/share/swiftly/bin" "$HOME/.swiftly/bin" /usr/libexec/swift/bin; do
    if [ -z "$place" ]; then command -v swift >/dev/null || continue; else [ -x "$place/swift" ] || continue; PATH="$place:$PATH"; fi
    swift_is_new_enough && return
    stop "$(command -v swift) is $(swift --version 2>/dev/null | head -1). Swift 6.1 or newer is needed: https://www.swift.org/install/linux/"
  done
  printf '!!  Swift is not here. These lines get it (swift.org, about 1 GB), then start again:\n' >&2
  printf '    curl -O https://download.swift.org/swiftly/linux/swiftly-%s.tar.gz\n' "$(uname -m)" >&2
  printf '    tar zxf swiftly-%s.tar.gz && ./swiftly init --assume-yes && . ~/.local/share/swiftly/env.sh\n' "$(uname -m)" >&2
  exit 1
}

swift_is_new_enough() {
  local version
  version=$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+\.[0-9]+).*/\1/p' | head -1)
  [ -n "$version" ] && [ "$(printf '6.1\n%s\n' "$version" | sort -V | head -1)" = 6.1 ]
}
