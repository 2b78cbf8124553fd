#!/usr/bin/env bash
# Runs the benchmarks and prints their table. The pairs stand side by side in one run;
# BENCHTIME (default 2s) is how long each takes. LARGE=1 also searches two million entries: that takes a quarter
# of an hour and 10 GB of disk while it runs.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(mktemp)
trap 'rm -f "$out"; go run ./data/datatest/stop' EXIT

# One package after the other: they would slow one another down.
bench() { go test -run '^$' -bench "$1" -benchtime "$2" -timeout 30m "./$3" 2>/dev/null | tee -a "$out"; }

time=${BENCHTIME:-2s}
bench 'Tile$' "$time" tiles
bench 'TileRequests/z1[24]/(warm|ST_AsMVT)$' "$time" api
bench 'Locate' "$time" boundaries
bench 'Check$' "$time" boundaries/topology
bench 'Search$' "$time" gazetteer
[ -z "${LARGE:-}" ] || CAIRN_BENCH_PLACES=2000000 bench 'Search$' "$time" gazetteer
bench 'Coverage(Cold|Warm)$' "$time" facilities/coverage
bench 'Matrix$' 1x facilities/network/graph
bench 'Median$|Cover$|Prefecture|Wenshan' 1x facilities/siting/solve
bench 'Items' "$time" api
bench 'OverTheWire|Memory' 1x cmd/cairn
NO_COLOR=1 npm --prefix web run --silent test:browser -- first-view 2>/dev/null | tee -a "$out"
npm --prefix web run --silent size
node scripts/bench-table.mjs <"$out"
