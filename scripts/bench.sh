#!/usr/bin/env bash
# Prints the benchmarks: Go's (the pairs stand side by side in their names), and
# what the first map view weighs over the wire.
set -euo pipefail
cd "$(dirname "$0")/.."
trap 'go run ./data/datatest/stop' EXIT
go test -run '^$' -bench . -benchmem -timeout 60m -p 1 ./...
npm --prefix web run --silent size
