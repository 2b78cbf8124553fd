# Sourced by check.sh and test.sh: run every stage, then say which failed.
failed=()

# stage NAME COMMAND… runs COMMAND under a heading, and goes on when it fails.
stage() {
  local name=$1
  shift
  printf '\n== %s\n' "$name"
  "$@" || failed+=("$name")
}

# verdict WHAT ends the script.
verdict() {
  if [ ${#failed[@]} -gt 0 ]; then
    printf '\n%s: FAILED:' "$1"
    printf ' [%s]' "${failed[@]}"
    printf '\n'
    exit 1
  fi
  printf '\n%s: all passed\n' "$1"
  exit 0
}
