/* Takes words out of the options for JVMs that children find in their environment. */
#ifndef PROCEX_ENVIRONMENT_H
#define PROCEX_ENVIRONMENT_H

#include <stddef.h>

#include "arena.h"

/* How many bytes of an arena environment_stripped takes for this vector. */
size_t environment_room(const char *words, char *const *envp);

/*
 * A copy of the vector, in the arena, without the words; the vector itself if there are none.
 * NULL when the arena is used up.
 */
char *const *environment_stripped(const char *words, struct arena *arena, char *const *envp);

/* How many variables there are; envp may be NULL. */
static inline size_t environment_count(char *const *envp) {
    size_t count = 0;
    while (envp != NULL && envp[count] != NULL) {
        count++;
    }
    return count;
}

#endif
