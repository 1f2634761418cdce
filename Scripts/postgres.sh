# A private PostgreSQL cluster for tests: in a temporary folder, on a unix socket only, with fsync on as in earnest. Sourced.

postgres_folder=''

# PostgreSQL's programs refuse to run as root: then they run as the user that Debian's package made.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then (cd / && exec runuser -u postgres -- "$@"); else "$@"; fi
}

start_postgres() {
  local programs
  programs=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1)
  [ -n "$programs" ] || stop 'PostgreSQL 15 or newer is not here (Debian package postgresql-15).'
  postgres_programs=$programs
  # /tmp, for the path of a socket is at most 107 bytes long.
  postgres_folder=$(mktemp -d /tmp/lianzhi-postgres.XXXXXX)
  [ "$(id -u)" = 0 ] && chown postgres: "$postgres_folder"
  as_postgres "$programs/initdb" --pgdata "$postgres_folder/data" --username postgres --auth trust --encoding UTF8 --locale C.UTF-8 \
    >"$postgres_folder.log" 2>&1 || stop "initdb failed, see $postgres_folder.log"
  as_postgres "$programs/pg_ctl" --pgdata "$postgres_folder/data" --wait --silent --log "$postgres_folder/server.log" \
    --options "-c listen_addresses= -c unix_socket_directories=$postgres_folder -c fsync=on -c max_connections=300" start \
    >>"$postgres_folder.log" 2>&1 || stop "PostgreSQL did not start, see $postgres_folder.log"
  export LIANZHI_TEST_POSTGRES="postgres:///postgres?host=$postgres_folder&user=postgres"
}

# Ends the cluster of this folder, and no other.
stop_postgres() {
  [ -n "$postgres_folder" ] || return 0
  as_postgres "$postgres_programs/pg_ctl" --pgdata "$postgres_folder/data" --mode immediate --wait --silent stop >/dev/null 2>&1 || true
  rm -rf "$postgres_folder" "$postgres_folder.log"
  postgres_folder=''
}
