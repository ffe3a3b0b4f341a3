/* The names of rungs and steps for people; java.lang.ProcexCore has the same. */
#ifndef PROCEX_SPAWN_WORDS_H
#define PROCEX_SPAWN_WORDS_H

#include "note.h"
#include "spawn.h"

/* "step exec failed with errno 2 (rung shared-table)" */
void spawn_describe(const struct spawn_result *result, struct note *note);

/* "shared-table refused: step table, errno 38", for each rung that was tried in vain. */
void spawn_describe_refusals(const struct spawn_ladder *ladder, struct note *note);

#endif
