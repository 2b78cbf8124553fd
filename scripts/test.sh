#!/usr/bin/env bash
# Runs all checks and tests; expects what `make build` makes. The tests share one
# private PostgreSQL (data/datatest), which is stopped at the end.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/stages.sh
trap 'go run ./data/datatest/stop' EXIT

# As many packages at once as there are cores, but no more than one server bears.
parallel=$(nproc)
[ "$parallel" -le 4 ] || parallel=4

stage 'check' scripts/check.sh
# Tests wait for the database half of their time: four at once in a package, however few the cores.
stage 'Go tests' go test -race -timeout 20m -p "$parallel" -parallel 4 ./...
stage 'web unit tests' npm --prefix web run --silent test
stage 'browser tests' npm --prefix web run --silent test:browser
verdict test
