/*
 * The core is prepared once in a process, by whoever comes first: the jar, or the native entry,
 * which may be the very same library.
 */
#ifndef PROCEX_PREPARATION_H
#define PROCEX_PREPARATION_H

#include "ladder.h"

/*
 * Opens /dev/null at the low numbers that are free, for preparation_run: before an application
 * opens thousands of files. Nothing if the limit is low, or a filter is in the way.
 */
void preparation_reserve(void);

int preparation_is_done(void);

/*
 * Reserves, tests the ladder and leaves the file that the library was loaded from, unless that was
 * done. fds: count descriptors that the caller gives up. Returns what was found. Thread-safe.
 */
const struct spawn_ladder *preparation_run(const int *fds, int count);

/* Gives the reserved descriptors back; then it may be prepared once more. */
void preparation_undo(void);

#endif
