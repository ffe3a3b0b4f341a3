/*
 * An arena in which each piece is an allocation of its own, so that AddressSanitizer sees what is
 * written behind one; and which is used up just when the real one would be.
 */
#include "arena.h"

#include "fuzz.h"

enum { MOST = 4096 };

static void *taken[MOST];
static int count;

long arena_open(struct arena *arena, size_t bytes) {
    *arena = (struct arena){.size = bytes};
    return 0;
}

void *arena_take(struct arena *arena, size_t size) {
    size_t rounded = (size + sizeof(void *) - 1) & ~(sizeof(void *) - 1);
    if (rounded > arena->size || count == MOST) {
        return NULL;
    }
    arena->size -= rounded;
    taken[count] = malloc(size);
    return taken[count++];
}

void arena_close(struct arena *arena) {
    (void)arena;
    while (count > 0) {
        free(taken[--count]);
    }
}
