#!/usr/bin/env bash
# Everything that can be said without running tests: format, vet, lint, types,
# generated files.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/stages.sh

format() {
  local files
  files=$(find . \( -name node_modules -o -name '.?*' \) -prune -o -name '*.go' -print0 | xargs -0 gofmt -l) || return
  [ -z "$files" ] || { echo "not formatted, run gofmt -w:"; echo "$files"; return 1; }
}

stage 'gofmt' format
stage 'go vet' go vet ./...
stage 'staticcheck' go tool staticcheck ./...
stage 'web lint' npm --prefix web run --silent lint
stage 'web types' npm --prefix web run --silent typecheck
stage 'generated files' scripts/check-generated.sh
verdict check
