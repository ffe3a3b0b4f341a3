/* Proves with real children, before the first launch, which rungs of the ladder hold here. */
#ifndef PROCEX_SELFTEST_H
#define PROCEX_SELFTEST_H

#include "ladder.h"

/* slots_error: what slots_reserve returned; without slots the shared table cannot be used. */
void selftest_run(struct spawn_ladder *ladder, long slots_error);

#endif
