/*
 * Leaves whose processes die with this process, also if it is killed: a program of ours outlives it
 * and kills them, see watch/watch.c. It is started by the first launch that wants it, and again by
 * the next one if somebody has killed it.
 *
 *   this process   clone ─▶ child   setsid, a table of its own, clone ─▶ procex-watch, from a memfd
 *                  reaps ◀─ ends                                        a child of pid 1
 */
#ifndef PROCEX_LEAF_WATCH_H
#define PROCEX_LEAF_WATCH_H

#include "settings.h"

/* In the number of a leaf. */
enum { LEAF_DIES = 1 << 30 };

/*
 * LEAF_DIES if the settings want that and somebody watches this process; 0 if they do not, or if
 * nobody does, which is noted then; or -errno if it is required.
 */
long leaf_watched(struct settings *settings, const char *place);

/* How many watch, and how many do not any more, shifted by 16: somebody has killed them. */
int leaf_watchers(void);

#endif
