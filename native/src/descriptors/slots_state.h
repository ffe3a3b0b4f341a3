/* The state of this folder; nobody else's. */
#ifndef PROCEX_SLOTS_STATE_H
#define PROCEX_SLOTS_STATE_H

#include <stdint.h>

#include "slots.h"

enum {
    ALL_LANES = (1 << SLOT_LANES) - 1,
};

struct slots_state {
    unsigned cut;
    unsigned filled; /* from here to the cut there are placeholders alone, and no slots */
    int slot[SLOT_LANES][SLOT_ENDS];
    uint32_t free_lanes; /* one bit a lane; the futex word */
    uint32_t waiting;
    int stuck;           /* a wait timed out: execs hang, as on a dead network file system */
    uint32_t held_lanes; /* not given out, after slots_give_up */
    int locked;          /* held by the thread that takes or closes placeholders */
    int lost;
    int placeholder;    /* of placeholder.c: what all are copies of */
    uint32_t borrowers; /* of placeholder.c: how many launches need it, and whether it is retired */
    /* open_limit.c: how many descriptors this process may have. 0: not known yet. */
    uint64_t limit_of_launch;
    uint64_t limit_asked;
};

/*
 * Numbers of descriptors belong to the process: they are taken together, lent to launches and given
 * back together.
 */
extern struct slots_state slots;

/* Two that closed at once would close a number that the application has got in between. */
void slots_lock(void);
void slots_unlock(void);

/* Closes what slots_give_up has left to a launch that was under way, and is not any more. */
void slots_give_up_returned(void);

/* True if that number is a slot of any lane. */
int slots_have(int fd);

/* True if this process's limit is so low that it needs its numbers itself. */
int slots_limit_is_low(void);

#endif
