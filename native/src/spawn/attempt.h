/* One attempt to launch, on one rung of the ladder. */
#ifndef PROCEX_ATTEMPT_H
#define PROCEX_ATTEMPT_H

#include "child.h"
#include "spawn_process.h"

/* Clones, with the child's ends as they are in child->source. */
void attempt_launch(struct child *child, struct spawn_result *result);

#endif
