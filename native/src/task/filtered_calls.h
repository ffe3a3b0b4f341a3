/* One call of each kind that filtered.h asks for, without effect. */
#ifndef PROCEX_FILTERED_CALLS_H
#define PROCEX_FILTERED_CALLS_H

#include "filtered.h"

/*
 * Makes it. True if the answer is the kernel's own. With a descriptor that is not open that is
 * EBADF, and with an empty name ENOENT.
 */
int filtered_passes(enum filtered_call call);

#endif
