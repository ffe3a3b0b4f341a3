/* The names of rungs and steps for people. ../same-words compares them with Java's. */
#ifndef PROCEX_SPAWN_WORDS_H
#define PROCEX_SPAWN_WORDS_H

#include "note.h"
#include "spawn_process.h"

/* "ENOENT"; "errno 200" for an error without a name. */
void note_add_error(struct note *note, int error);

/* "step exec failed: ENOENT (rung shared-table)" */
void spawn_describe(const struct spawn_result *result, struct note *note);

/* "shared-table refused: step table, ENOSYS", for each rung that does not work. */
void spawn_describe_refusals(const struct spawn_ladder *ladder, struct note *note);

#endif
