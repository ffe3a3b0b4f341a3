/* How a launch that did not succeed is told. */
#ifndef PROCEX_RESULT_H
#define PROCEX_RESULT_H

#include "spawn_process.h"

static inline void result_fail(struct spawn_result *result, enum spawn_step step, long error) {
    result->pid = -1;
    result->step = step;
    result->error = (int)-error;
}

#endif
