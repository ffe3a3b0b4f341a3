/* Takes words out of the options for JVMs that children find in their environment. */
#ifndef PROCEX_ENVIRONMENT_H
#define PROCEX_ENVIRONMENT_H

#include <stddef.h>

#include "arena.h"

/*
 * Sets the words that children's options lose: a NUL after each, and one more after the last. NULL
 * for none. They must stay: launches in other threads may be reading the ones before.
 */
void environment_strip(const char *words);

/* The same for launches of the native entry: the jar may be there too, with options of its own. */
void environment_strip_for_entry(const char *words);

/* How many bytes of an arena environment_stripped takes for this vector. */
size_t environment_room(char *const *envp);

/*
 * A copy of the vector, in the arena, without the words; the vector itself where there are none.
 * NULL when the arena is used up.
 */
char *const *environment_stripped(struct arena *arena, char *const *envp);

/* The same for a launch of the native entry. */
char *const *environment_stripped_for_entry(struct arena *arena, char *const *envp);

#endif
