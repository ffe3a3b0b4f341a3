/*
 * A leaf: a group of cgroup v2 that one child has for itself, below a group that was delegated. It
 * holds the child's limits, and all processes that come from the child.
 *
 *   leaf_make (parent) -> clone into it -> leaf_signal, leaf_remove (reaper) -> leaf_sweep, by the
 *   next JVM if this one was killed
 */
#ifndef PROCEX_LEAF_MAKE_H
#define PROCEX_LEAF_MAKE_H

#include "settings.h"

/*
 * Makes a leaf if settings want one, and sets its limits. Then settings->cgroup is its descriptor,
 * and settings->leaf its number. 0; or -errno if a required setting cannot be applied, and then
 * nothing is left.
 */
long leaf_make(struct settings *settings);

/* Notes for all that want a leaf that the child is not in it. 0, or error if one is required. */
long leaf_missed(struct settings *settings, long error);

/* Removes the leaf if there is no child in it after all. Its number is 0 then. */
void leaf_discard(struct settings *settings);

/* Likewise, if the child could not enter it by itself, as all settings that want it have noted. */
void leaf_discard_unused(struct settings *settings);

/* Kills what a child has left that does not live to its launch's end, if its leaf is for that. */
void leaf_end(const struct settings *settings);

#endif
