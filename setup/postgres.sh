# shellcheck shell=bash
# A PostgreSQL of one's own, for tests and for measuring: made for one run, reachable from this
# machine only, and removed with it.

PLUMBLINE_PG=

# Exports PLUMBLINE_TEST_POSTGRES for a fresh cluster. Without PostgreSQL on the machine the
# tests that need it are skipped, and say so; with CI=true it is installed instead. With
# `durable` it writes what it commits as a team's would, and is a new one whatever was exported.
start_postgres() {
  local forgetful='-c fsync=off -c synchronous_commit=off -c full_page_writes=off'
  if [ "${1:-}" = durable ]; then
    forgetful=
  else
    [ -z "${PLUMBLINE_TEST_POSTGRES:-}" ] || return 0
  fi
  if ! find_postgres; then
    if [ "${CI:-}" != true ]; then
      note "PostgreSQL is not on this machine: what needs it is skipped."
      note "(Debian: apt-get install postgresql)"
      return
    fi
    apt_add "PostgreSQL" postgresql
    find_postgres || stop "PostgreSQL was installed but initdb is not found."
  fi
  PLUMBLINE_PG=$(mktemp -d "${TMPDIR:-/tmp}/plumbline-postgres.XXXXXX")
  # PostgreSQL refuses to run as root.
  if [ "$(id -u)" = 0 ]; then
    id nobody >/dev/null 2>&1 || stop "there is no user \"nobody\" to run PostgreSQL as."
    chown nobody "$PLUMBLINE_PG"
  fi
  local port try
  as_postgres "$PLUMBLINE_PG_BIN/initdb" --pgdata="$PLUMBLINE_PG/data" --username=plumbline \
    --auth=trust --encoding=UTF8 --no-locale --no-sync >"$PLUMBLINE_PG.log" 2>&1 ||
    postgres_failed "initdb"
  # Another process may take a port between choosing and using it, so more than one is tried.
  for try in 1 2 3 4 5; do
    port=$((20000 + (RANDOM % 20000)))
    # No test outlives the run, so for tests nothing needs to reach the disk.
    if as_postgres "$PLUMBLINE_PG_BIN/pg_ctl" start --wait --pgdata="$PLUMBLINE_PG/data" \
      --log="$PLUMBLINE_PG/server.log" --options="-p $port -k $PLUMBLINE_PG \
      -c listen_addresses=127.0.0.1 $forgetful -c max_connections=200" >>"$PLUMBLINE_PG.log" 2>&1; then
      export PLUMBLINE_TEST_POSTGRES="postgres://plumbline@127.0.0.1:$port/postgres"
      return
    fi
    note "port $port would not do (try $try of 5)"
  done
  cat "$PLUMBLINE_PG/server.log" >>"$PLUMBLINE_PG.log" 2>/dev/null || true
  postgres_failed "pg_ctl start"
}

postgres_failed() {
  tail -n 15 "$PLUMBLINE_PG.log" >&2
  stop "PostgreSQL's $1 failed; its last words are above."
}

# Safe to call whether or not anything was started.
stop_postgres() {
  [ -n "$PLUMBLINE_PG" ] || return 0
  as_postgres "$PLUMBLINE_PG_BIN/pg_ctl" stop --mode=immediate --pgdata="$PLUMBLINE_PG/data" \
    >/dev/null 2>&1 || true
  rm -rf "$PLUMBLINE_PG" "$PLUMBLINE_PG.log"
  PLUMBLINE_PG=
}

find_postgres() {
  local candidate
  for candidate in $(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -rV) \
    "$(command -v initdb || true)"; do
    if [ -x "$candidate" ] && [ -x "${candidate%initdb}pg_ctl" ]; then
      PLUMBLINE_PG_BIN=${candidate%/initdb}
      return
    fi
  done
  return 1
}

as_postgres() {
  if [ "$(id -u)" = 0 ]; then
    (cd / && runuser -u nobody -- "$@")
  else
    "$@"
  fi
}
