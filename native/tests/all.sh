#!/bin/sh
# tests/all.sh OUT LIBRARIES TEST...   every test, whatever the ones before it found, and the checks of the library for each
# CPU. It ends with the names of those that failed.
set -eu
out=$1
libraries=$2
shift 2
PROCEX_LIBRARY=$(readlink -f "$libraries/linux-$(uname -m)/libprocex.so")
export PROCEX_LIBRARY
failed=
for test in "$@"; do
  (cd "$out" && "./$test") || failed="$failed $test"
done
for library in "$libraries"/linux-*/libprocex.so; do
  tests/freestanding.sh "$library" || failed="$failed freestanding.sh"
done
[ -z "$failed" ] || { echo "FAILED:$failed" >&2; exit 1; }
