#!/usr/bin/env bash
# Serves a demo city with a million matters from a release build, drives load against it and prints one table.
# SECONDS_EACH=10, CONNECTIONS=64, MATTERS=1000000 and LIANZHI_BENCH_DATABASE (postgres://…) change what is measured.
set -euo pipefail
cd "$(dirname "$0")/.."

duration=${SECONDS_EACH:-10}
connections=${CONNECTIONS:-64}
matters=${MATTERS:-1000000}
folder=$PWD/var/bench
program=.build/release/lianzhi

say() { printf '==> %s\n' "$*" >&2; }
stop() { printf '!!  %s\n' "$*" >&2; exit 1; }

for tool in wrk curl; do
  command -v "$tool" > /dev/null || stop "$tool is missing: sudo apt-get install --no-install-recommends $tool"
done

mkdir -p "$folder"
say 'Building (release)'
swift build --configuration release --product lianzhi > "$folder/build.log" 2>&1 || { cat "$folder/build.log" >&2; stop "The build failed."; }

for name in ${!LIANZHI_@}; do
  case $name in LIANZHI_BENCH_*) ;; *) unset "$name" ;; esac
done
: > "$folder/settings"
export LIANZHI_SETTINGS=$folder/settings LIANZHI_CITY=jilin LIANZHI_LOG=problems
export LIANZHI_DATABASE=${LIANZHI_BENCH_DATABASE:-$folder/city.sqlite} LIANZHI_KEYS=$folder/keys LIANZHI_FILES=$folder/files

# The intake of an earlier run stays in the database: a few hundred thousand rows more change little. FRESH=1 makes a new one.
if [ "${FRESH:-}" = 1 ] || [ ! -f "$folder/loaded.$matters" ]; then
  rm -f "$folder"/city.sqlite* "$folder"/loaded.* "$folder"/journal.heads*
  say "Making the city with $matters matters"
  began=$SECONDS
  "$program" demo --scale city --matters "$matters" >&2
  say "made in $((SECONDS - began)) s"
  touch "$folder/loaded.$matters"
fi

points=$("$program" measure --samples "$folder")

say "Importing a city's posts from one sheet, on two cores"
rm -f "$folder"/import.sqlite*
imported=$(LIANZHI_DATABASE=$folder/import.sqlite taskset --cpu-list 0,1 "$program" measure-import)

free_port() {
  local port
  for port in $(shuf -i 20000-60000 -n 50); do
    (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null || { echo "$port"; return; }
  done
}
port=$(free_port)
base=http://127.0.0.1:$port

LIANZHI_LISTEN=127.0.0.1:$port "$program" serve --no-demo > "$folder/serve.log" 2>&1 &
server=$!
trap 'kill "$server" 2> /dev/null || true; wait "$server" 2> /dev/null || true' EXIT
for _ in $(seq 100); do
  curl --silent --fail "$base/health/ready" > /dev/null && break
  kill -0 "$server" 2> /dev/null || stop "The server ended: $(tail -3 "$folder/serve.log")"
  sleep 0.1
done

token() {
  curl --silent --fail --json "{\"account\":\"$1\",\"password\":\"lianzhi-demo\"}" "$base/api/v1/sessions" |
    sed -nE 's/.*"token":"([^"]+)".*/\1/p'
}
city=$(token auditor)
desk=$(token desk-community)
[ -n "$city" ] && [ -n "$desk" ] || stop 'Signing in failed.'

constant=
row() { # name, then what wrk takes
  local name=$1 figures
  shift
  figures=$(wrk -d "${duration}s" --latency "$@" | sed -n 's/^figures\t//p')
  IFS=$'\t' read -r rate p50 p99 errors <<< "$figures"
  [ -n "$constant" ] || constant=$rate
  printf '| %-44s | %8s | %8s | %8s | %6s | %6s |\n' "$name" "$rate" "$p50" "$p99" "$errors" \
    "$(awk -v a="$rate" -v b="$constant" 'BEGIN { printf "%.3f", b ? a / b : 0 }')"
}
many=(-t 2 -c "$connections")
one=(-t 1 -c 1)
as_city=(-H "Authorization: Bearer $city")
as_desk=(-H "Authorization: Bearer $desk")
# Pages know a browser by its cookie.
page_city=(-H "Cookie: lianzhi=$city" -H 'Accept: text/html')
page_desk=(-H "Cookie: lianzhi=$desk" -H 'Accept: text/html')
get=(-s Benchmarks/get.lua)
area() { head -1 "$folder/$1"; }

printf 'Load average before: %s; %s cores; %s connections unless said; %s s each; %s matters\n\n' \
  "$(cut -d' ' -f1-3 /proc/loadavg)" "$(nproc)" "$connections" "$duration" "$matters"
printf '| %-44s | %8s | %8s | %8s | %6s | %6s |\n' what req/s 'p50 ms' 'p99 ms' errors ratio
printf '| --- | ---: | ---: | ---: | ---: | ---: |\n'
row 'constant (/health/live)' "${many[@]}" "${get[@]}" "$base/health/live"
row 'intake, JSON, durable' "${many[@]}" -s Benchmarks/intake.lua "$base" -- "$folder/codes" "$(date +%s)"
row 'queue of 50, JSON, community' "${many[@]}" "${get[@]}" "${as_desk[@]}" "$base/api/v1/matters?open=yes"
row 'queue of 50, JSON, city' "${many[@]}" "${get[@]}" "${as_city[@]}" "$base/api/v1/matters?open=yes"
row 'queue of 50, HTML, community' "${many[@]}" "${get[@]}" "${page_desk[@]}" "$base/matters?open=yes"
row 'queue of 50, HTML, city' "${many[@]}" "${get[@]}" "${page_city[@]}" "$base/matters?open=yes"
row 'one matter, JSON' "${many[@]}" "${get[@]}" "${as_city[@]}" "$base" -- /api/v1/matters/ "$folder/matters"
row 'one matter, HTML' "${many[@]}" "${get[@]}" "${page_city[@]}" "$base" -- /matters/ "$folder/matters"
row 'door, JSON, 1 connection' "${one[@]}" "${get[@]}" "$base" -- /api/v1/doors/ "$folder/doors"
row 'door, HTML, 1 connection' "${one[@]}" "${get[@]}" "$base" -- /doors/ "$folder/doors"
for name in city district community; do
  row "tiles of the $name, JSON, 1 connection" "${one[@]}" "${get[@]}" "${as_city[@]}" "$base/api/v1/tiles?area=$(area $name)"
done
printf '\n%s\n' "$points" |
  awk -F'\t' '$1 == "plan" { printf "plan check of the city: %s s for %d grids, database to list (%d findings)\n", $2, $3, $4 } $1 == "points" { printf "point -> grid: %s million/s on one core (%.0f %% in a grid)\n", $2, $3 * 100 } $1 == "split" { printf "split of a community by %d buildings, with everything that stands in it: %s ms\n", $3, $2 } $1 == "count" { printf "subtree count of matters, %s: %d on today'"'"'s areas %s ms, %d on yesterday'"'"'s %s ms\n", $2, $3, $4, $5, $6 } NF < 3 { print }'
printf 'Load average after: %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
printf '\nImport of posts, two cores\n%s\n' "$imported"
