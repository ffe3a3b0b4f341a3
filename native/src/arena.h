/*
 * One mapping for one launch: a guard page, the child's stack above it, and above that the copied
 * arguments. Made for each launch, so that no launch waits for, or writes over, another.
 */
#ifndef PROCEX_ARENA_H
#define PROCEX_ARENA_H

#include <stddef.h>

struct arena {
    char *base;
    size_t size;
    char *next;
};

/* Maps room for the child's stack and for bytes of data. 0 or -errno. */
long arena_open(struct arena *arena, size_t bytes);

void *arena_stack_top(const struct arena *arena);

/* The next size bytes, aligned for a pointer, zeroed; NULL when the arena is used up. */
void *arena_take(struct arena *arena, size_t size);

void arena_close(struct arena *arena);

#endif
