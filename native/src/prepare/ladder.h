/* Which rung of the ladder launches begin with. spawn_request.h has the rungs. */
#ifndef PROCEX_LADDER_H
#define PROCEX_LADDER_H

#include "spawn_request.h"

/* Why each rung above the chosen one is not used; step SPAWN_STEP_NONE: it was not tried. */
struct spawn_ladder {
    enum spawn_rung rung;
    struct {
        enum spawn_step step;
        int error;
    } refused[SPAWN_RUNGS];
};

/*
 * Reserves low descriptors and proves each rung with a real child, best first. reserved holds
 * count open descriptors that the caller gives up; more are opened if they do not suffice.
 * Before any launch, and once more after ladder_release; not thread-safe.
 */
void ladder_prepare(const int *reserved, int count, struct spawn_ladder *ladder);

/*
 * Gives the reserved descriptors back; launches from now on use the next rung. Then ladder_prepare
 * may be called again.
 */
void ladder_release(void);

/* The best rung that works here, but none better than that. */
enum spawn_rung ladder_choose(enum spawn_rung at_best);

/* No launch from now on begins with a better rung than this. */
void ladder_lower(enum spawn_rung rung);

/* An option of the jar: its launches begin with no better rung than this. */
void ladder_allow(enum spawn_rung rung);
enum spawn_rung ladder_allowed(void);

#endif
