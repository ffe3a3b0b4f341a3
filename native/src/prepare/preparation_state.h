/* The state of preparation.c and ladder.c. */
#ifndef PROCEX_PREPARATION_STATE_H
#define PROCEX_PREPARATION_STATE_H

#include "ladder.h"
#include "slots.h"

/* The core is prepared once in a process, by whoever comes first: the jar, or the native entry. */
struct preparation_state {
    /* preparation.c; busy guards everything but done. */
    uint32_t busy; /* the futex word */
    int done;
    int has_left_file;
    struct spawn_ladder ladder;
    int reserved[SLOTS_MOST_RESERVED];
    int reserved_count;

    /* ladder.c, read and written atomically. */
    int best_rung;    /* the best rung that works here; it only ever gets worse */
    int best_allowed; /* for launches by the jar, by an option */
};

extern struct preparation_state preparation;

#endif
