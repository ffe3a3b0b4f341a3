/*
 * The first bytes of files that were launched, so that they need not be read at each launch: that
 * takes a child, see head.h.
 */
#ifndef PROCEX_KNOWN_H
#define PROCEX_KNOWN_H

#include "script.h"
#include "stat.h"

/* Both thread-safe. Whether they are known, and then what they are. */
int known_head(const struct arch_stat *stat, char head[SCRIPT_HEAD]);

void known_add(const struct arch_stat *stat, const char head[SCRIPT_HEAD]);

#endif
