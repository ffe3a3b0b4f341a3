/*
 * Files that were seen to be ELF binaries, so that their first bytes need not be read at each
 * launch: that takes longer than all else that is asked about a file.
 */
#ifndef PROCEX_KNOWN_H
#define PROCEX_KNOWN_H

#include "stat.h"

/* Both thread-safe. */
int known_binary(const struct arch_stat *stat);

void known_add_binary(const struct arch_stat *stat);

#endif
