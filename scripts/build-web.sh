#!/usr/bin/env bash
# Builds the web app into web/dist:
#   scripts/build-web.sh deps   only brings node_modules up to package-lock.json
#   scripts/build-web.sh        the whole build; skipped when no input has changed
set -euo pipefail
cd "$(dirname "$0")/.."

# npm writes .package-lock.json at the end of an installation.
if [ ! web/node_modules/.package-lock.json -nt web/package-lock.json ]; then
  npm --prefix web ci --no-audit --no-fund
fi
[ "${1:-}" != deps ] || exit 0

# The sum of everything the build reads: names and content, so that neither a
# touched file causes a build nor a removed one is missed.
inputs() {
  find web -type f \
    -not -path 'web/node_modules/*' -not -path 'web/dist/*' -not -path 'web/e2e/*' -not -path 'web/test-results/*' \
    -not -name '*.go' -not -name '*.test.ts' -not -name '*.test.tsx' -not -name '*.md' -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum
  node --version
}
sum=$(inputs | sha256sum)
stamp=.make/web.sum
if [ -e web/dist/index.html ] && [ "$(cat "$stamp" 2>/dev/null)" = "$sum" ]; then
  exit 0
fi
npm --prefix web run build
touch web/dist/.keep # committed, so that Go embeds the directory before any build; the build empties it
mkdir -p .make
echo "$sum" >"$stamp"
