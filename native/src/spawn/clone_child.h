/* Starts the child's task as its settings want: in a cgroup, in a thread that outlives the child.
 */
#ifndef PROCEX_CLONE_CHILD_H
#define PROCEX_CLONE_CHILD_H

#include "settings.h"
#include "spawn_request.h"
#include "task.h"

/*
 * As task_run. If the cgroup or the thread cannot be had, and is not required, the child starts
 * without it. step: where an error has come from.
 */
long clone_child(struct task *task, struct settings *settings, enum spawn_step *step);

#endif
