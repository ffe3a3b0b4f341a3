/* Starts the child's task as its settings want: in a cgroup, in a thread that outlives it. */
#ifndef PROCEX_CLONE_CHILD_H
#define PROCEX_CLONE_CHILD_H

#include "settings.h"
#include "spawn_request.h"
#include "task.h"

/*
 * As task_run. If the cgroup refuses the child, or there is no such thread, and that is not
 * required, the child starts without. step: the step of an error.
 */
long clone_child(struct task *task, struct settings *settings, enum spawn_step *step);

#endif
