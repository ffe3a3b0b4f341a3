/* Decides after a failed attempt if there is another one. */
#ifndef PROCEX_RETRY_H
#define PROCEX_RETRY_H

#include "child.h"
#include "spawn_process.h"

/* True if another attempt may do better, at the rung that the child has then. */
int retry_launch(struct child *child, struct spawn_result *result);

#endif
