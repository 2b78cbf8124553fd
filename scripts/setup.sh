#!/usr/bin/env bash
# Installs what cairn needs and this machine lacks, and nothing else:
#   scripts/setup.sh run    PostgreSQL with PostGIS, Node for the web build
#   scripts/setup.sh test   the same, pgRouting (travel times are compared with it), a C compiler (race detector),
#                           Chromium with Chinese fonts, GDAL, cbc (siting is compared with it)
#   scripts/setup.sh bench  the same as run, wrk and cbc
# When all is there it does nothing, says nothing and needs no network.
# Made for Debian 12; Debian and Ubuntu releases with a PostGIS package work alike.
set -euo pipefail

mode=${1:-run}
case $mode in run | test | bench) ;; *) echo "usage: $0 run|test|bench" >&2; exit 2 ;; esac
root=$(cd "$(dirname "$0")/.." && pwd)
tools=$root/.tools
export PATH=$tools/node_modules/.bin:$PATH

# For machines whose own Node is too old; the version pair is tested together.
node_packages=(node@22.23.3 npm@10.9.9)

say() { echo "setup: $*" >&2; }
fail() { say "$@"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# as_root COMMAND… runs it with root's rights.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif have sudo; then sudo "$@"
  else fail "needs root for: $* — run it as root, or install sudo"
  fi
}

updated=
# install PACKAGE… brings Debian packages in; the package lists are renewed once.
install() {
  [ $# -gt 0 ] || return 0
  have apt-get || fail "please install: $* (only apt-get systems are done by this script)"
  update
  say "installing $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >&2
}

update() {
  [ -z "$updated" ] || return 0
  as_root apt-get update -q >&2
  updated=yes
}

# postgis_dirs lists the program directories of PostgreSQL servers with PostGIS 3
# (the rule of data/cluster: its control file and its library).
postgis_dirs() {
  local bin share lib
  for bin in ${CAIRN_PG_BIN:-/usr/lib/postgresql/*/bin /usr/pgsql-*/bin}; do
    [ -x "$bin/postgres" ] || continue
    share=$("$bin/pg_config" --sharedir 2>/dev/null) || share=/usr/share/postgresql/$(basename "$(dirname "$bin")")
    lib=$("$bin/pg_config" --pkglibdir 2>/dev/null) || lib=$(dirname "$bin")/lib
    if [ -e "$share/extension/postgis.control" ] && compgen -G "$lib/postgis-[3-9].so" >/dev/null; then echo "$bin"; fi
  done
}

# postgis_package names the PostGIS package for an installed server, else the newest.
postgis_package() {
  local found major
  found=$(apt-cache search --names-only '^postgresql-[0-9]+-postgis-3$' | cut -d' ' -f1 | sort -t- -k2,2nr)
  for major in $(ls /usr/lib/postgresql 2>/dev/null | sort -nr); do
    if grep -qx "postgresql-$major-postgis-3" <<<"$found"; then echo "postgresql-$major-postgis-3"; return; fi
  done
  head -n 1 <<<"$found"
}

setup_postgres() {
  [ -z "$(postgis_dirs)" ] || return 0
  [ -z "${CAIRN_PG_BIN:-}" ] || fail "no PostgreSQL with PostGIS in CAIRN_PG_BIN=$CAIRN_PG_BIN"
  have apt-get || fail "please install PostgreSQL with PostGIS 3, or name its programs in CAIRN_PG_BIN"
  update
  local package
  package=$(postgis_package)
  [ -n "$package" ] || fail "this distribution has no package postgresql-NN-postgis-3"
  # cairn runs a cluster of its own; the system's would only take memory.
  if ! has_package postgresql-common; then
    as_root mkdir -p /etc/postgresql-common/createcluster.d
    echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.d/cairn.conf >/dev/null
  fi
  install "${package%-postgis-3}" "$package"
  [ -n "$(postgis_dirs)" ] || fail "$package is installed, but PostGIS is not found"
}

# setup_pgrouting brings pgRouting to every server with PostGIS: tests use the newest one.
setup_pgrouting() {
  local bin share
  while read -r bin; do
    share=$("$bin/pg_config" --sharedir 2>/dev/null) || share=/usr/share/postgresql/$(basename "$(dirname "$bin")")
    [ ! -e "$share/extension/pgrouting.control" ] || continue
    have apt-get && [ -z "${CAIRN_PG_BIN:-}" ] || fail "please install pgRouting for the PostgreSQL in $bin"
    install "postgresql-$(basename "$(dirname "$bin")")-pgrouting"
  done < <(postgis_dirs)
}

# node_ok: Node as the web build needs it (^20.19 or ≥ 22.12), with npm.
node_ok() {
  have node && have npm && node -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    process.exit(major === 20 && minor >= 19 || major === 22 && minor >= 12 || major > 22 ? 0 : 1);'
}

setup_node() {
  if node_ok; then return; fi
  local candidate=
  if have apt-get; then
    update
    candidate=$(apt-cache policy nodejs | sed -n 's/^ *Candidate: *//p')
  fi
  if [ -n "$candidate" ] && dpkg --compare-versions "$candidate" ge 20.19; then install nodejs; fi
  have npm || install npm
  if node_ok; then return; fi
  say "the distribution's Node is too old; installing ${node_packages[*]} into .tools"
  npm install --prefix "$tools" --no-save --no-audit --no-fund --loglevel=error "${node_packages[@]}" >&2
  hash -r
  node_ok || fail "Node 20.19 or newer is needed, and could not be installed from npm"
}

has_package() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# missing_tools lists the packages that the mode needs beyond PostgreSQL and Node.
missing_tools() {
  [ -e /etc/ssl/certs/ca-certificates.crt ] || echo ca-certificates
  case $mode in
    test)
      have gcc || echo gcc
      has_package libc6-dev || [ -e /usr/include/stdlib.h ] || echo libc6-dev
      have chromium || have google-chrome || echo chromium
      has_package fonts-noto-cjk || [ -d /usr/share/fonts/opentype/noto ] || echo fonts-noto-cjk
      have ogrinfo || echo gdal-bin
      have cbc || echo coinor-cbc
      ;;
    bench)
      have wrk || echo wrk
      have cbc || echo coinor-cbc
      ;;
  esac
}

have go || fail "Go is not installed: https://go.dev/dl"
# shellcheck disable=SC2046 # one word per package
install $(missing_tools)
if [ "$mode" != run ] || [ -z "${CAIRN_DATABASE_URL:-}" ]; then setup_postgres; fi
if [ "$mode" = test ]; then setup_pgrouting; fi
setup_node
