/*
 * The words in the JVM's own environment that load this library, or the jar that it is, and that
 * children which are JVMs would inherit: for children=strip.
 */
#ifndef PROCEX_ENTRY_FLAGS_H
#define PROCEX_ENTRY_FLAGS_H

#include <stddef.h>

/* Writes them, a NUL after each, and one more after the last. Returns how many there are. */
int entry_flags_find(char *const *environment, const char *library, char *out, size_t size);

#endif
