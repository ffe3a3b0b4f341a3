/* How soon the kernel kills a process when memory is short. */
#ifndef PROCEX_OOM_H
#define PROCEX_OOM_H

#include "settings.h"

#define OOM_SCORE_OF_SELF "/proc/self/oom_score_adj"

/*
 * Writes the file. The kernel sets the score for all tasks that share the memory, which in the
 * child would be the JVM, but not for a task whose parent waits in vfork (fs/proc/base.c,
 * __set_oom_adj). 0 or -errno.
 */
long oom_score_set(const char *path, const struct setting *setting);

#endif
