#!/bin/sh
# The library must load beside any libc of any age: it needs no other library, exports the entries of the JVM alone,
# and leaves undefined only weak ones.
set -eu
library=$1
failed=0
expect() { # what, got, want
  if [ "$2" = "$3" ]; then
    passed=$((passed + 1))
  else
    echo "freestanding: $1: got '$2', want '$3'" >&2
    failed=$((failed + 1))
  fi
}
passed=0
expect "needed libraries" "$(readelf -d "$library" | grep -c NEEDED || true)" 0
expect "exported symbols" "$(nm -D --defined-only "$library" | awk '{print $3}' | sort | xargs)" \
  "Agent_OnAttach Agent_OnLoad JNI_OnLoad Java_java_lang_ProcexCore_adopt"
expect "undefined symbols that are not weak" "$(nm -D --undefined-only "$library" | grep -vc ' w ' || true)" 0
expect "weak symbols" "$(nm -D --undefined-only "$library" | awk '{print $2}' | sort | xargs)" \
  "__xpg_strerror_r dl_iterate_phdr dladdr dlclose dlopen dlsym environ execve execvp getauxval gnu_get_libc_version"
expect "versions of a libc's symbols" "$(readelf -VW "$library" | grep -c 'Version needs' || true)" 0
expect "thread-local storage" "$(readelf -lW "$library" | grep -c ' TLS ' || true)" 0
# Each says beside it why it has to stay from one launch to the next.
written=" $(readelf -SW "$library" | sed -n 's/^ *\[ *\([0-9]*\)\] [.]\(data\|bss\) .*/\1/p' | xargs) "
expect "variables" "$(readelf -sW "$library" | awk -v written="$written" '$4 == "OBJECT" && index(written, " " $7 " ") {print $8}' |
  sort -u | xargs)" "end entries kept leaf_names native_entry once preparation slots task_state watch"
expect "executable stack" "$(readelf -lW "$library" | awk '/GNU_STACK/ {print $7}')" RW
expect "segments that have the holder alone" "$(readelf -lW "$library" | grep -c '^ *[0-9]* *[.]holder *$')" 1
expect "text relocations" "$(readelf -d "$library" | grep -c TEXTREL || true)" 0
cpu=${library%/libprocex.so}
echo "freestanding.sh of ${cpu##*/linux-}: $passed passed, $failed failed"
[ "$failed" = 0 ]
