/* What is linked into all that is counted; see counters.c. */
#ifndef PROCEX_COUNTERS_H
#define PROCEX_COUNTERS_H

#include <stddef.h>

#define COUNTERS_HIDDEN __attribute__((visibility("hidden")))

/* counters.ld puts these around GCC's counters. */
extern char counters_start[] COUNTERS_HIDDEN;
extern char counters_end[] COUNTERS_HIDDEN;

static inline size_t counters_size(void) {
    return (size_t)(counters_end - counters_start);
}

/* At that place, or anywhere. MAP_FAILED if this process may not open the file. */
void *counters_map(void *place) COUNTERS_HIDDEN;

#endif
