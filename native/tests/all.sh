#!/bin/sh
# tests/all.sh OUT LIBRARY TEST...   every test, whatever the ones before it found, and the checks of the library. It ends
# with the names of those that failed.
set -eu
out=$1
library=$2
shift 2
failed=
for test in "$@"; do
  (cd "$out" && "./$test") || failed="$failed $test"
done
tests/freestanding.sh "$library" || failed="$failed freestanding.sh"
[ -z "$failed" ] || { echo "FAILED:$failed" >&2; exit 1; }
