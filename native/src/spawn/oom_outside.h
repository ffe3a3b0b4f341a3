/* How soon the kernel kills a process when memory is short, set by its parent. */
#ifndef PROCEX_OOM_OUTSIDE_H
#define PROCEX_OOM_OUTSIDE_H

#include "settings.h"

/* Sets it as oom_score_set does, for a child that has just executed its program. 0 or -errno. */
long oom_score_set_of(int pid, const struct setting *setting);

#endif
