#!/usr/bin/env bash
# Fails, showing the difference, when a generated file is not what its generator
# makes of the sources now. `make generate` mends it.
set -euo pipefail
cd "$(dirname "$0")/.."
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
scripts/generate.sh "$fresh"
bad=0
while IFS= read -r file; do
  diff -u --label "$file (committed)" --label "$file (generated)" "$file" "$fresh/$file" || bad=1
done < <(cd "$fresh" && find . -type f | sed 's|^\./||')
[ "$bad" -eq 0 ] || echo 'generated files are stale: run "make generate" and commit the result' >&2
exit "$bad"
