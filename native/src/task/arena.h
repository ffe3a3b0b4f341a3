/*
 * Memory for one launch: a guard page, the child's stack above it, and above that the copied
 * arguments. No launch shares one with another. A few of the usual size are kept for the next
 * launch: mapping and unmapping one costs as much as a third of the clone, because it interrupts
 * every CPU that runs a thread of the JVM.
 */
#ifndef PROCEX_ARENA_H
#define PROCEX_ARENA_H

#include <stddef.h>

struct arena {
    size_t guard;
    char *base;
    size_t size;
    char *next;
};

/* Takes or maps one with room for the child's stack and for bytes of data. 0 or -errno. */
long arena_open(struct arena *arena, size_t bytes);

void *arena_stack_top(const struct arena *arena);

/* The next size bytes, aligned for a pointer; NULL when the arena is used up. */
void *arena_take(struct arena *arena, size_t size);

/* Keeps it for the next launch, or unmaps it. */
void arena_close(struct arena *arena);

#endif
