/* When a version of a file can be relied on. */
#ifndef PROCEX_FILE_SETTLED_H
#define PROCEX_FILE_SETTLED_H

#include "stat.h"

/*
 * False for a file that has changed just now: it may change once more within the same tick of the
 * clock, and nothing but its bytes would tell.
 */
int file_is_settled(const struct arch_stat *stat);

#endif
