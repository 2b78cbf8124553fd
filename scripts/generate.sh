#!/usr/bin/env bash
# Writes the generated files that are committed, below ROOT (default: here).
#   scripts/generate.sh [ROOT]
# data/schema.sql   the schema that the migrations add up to
# api/openapi.json  the service's OpenAPI document
set -euo pipefail
cd "$(dirname "$0")/.."
root=${1:-.}

# The schema comes from an empty cluster of its own, never from one in use.
work=$(mktemp -d "${TMPDIR:-/tmp}/cairn-generate.XXXXXX")
trap 'rm -rf "$work"' EXIT
chmod 711 "$work"
unset CAIRN_DATABASE_URL CAIRN_CONFIG
export CAIRN_DATA_DIR=$work/data

# write PATH COMMAND… puts the output of COMMAND there, whole or not at all.
write() {
  local path=$root/$1
  shift
  mkdir -p "$(dirname "$path")"
  "$@" >"$work/out"
  cat "$work/out" >"$path"
}

go build -o "$work/cairn" ./cmd/cairn
write data/schema.sql "$work/cairn" schema
write api/openapi.json "$work/cairn" openapi
