#include "arena.h"

#include "sys.h"

enum {
    GUARD = 4096,
    /* child_exec_path and child_close_walk each hold a 4 KiB buffer; the rest is headroom. */
    STACK = 32 * 1024,
    ALIGNMENT = sizeof(void *),
};

long arena_open(struct arena *arena, size_t bytes) {
    size_t size = GUARD + STACK + bytes;
    long start = sys_mmap(size, SYS_PROT_READ_WRITE);
    if (start < 0 && start > -4096) {
        return start;
    }
    arena->base = (char *)start;
    arena->size = size;
    arena->next = arena->base + GUARD + STACK;
    long error = sys_mprotect(arena->base, GUARD, SYS_PROT_NONE);
    if (error < 0) {
        arena_close(arena);
    }
    return error;
}

void *arena_stack_top(const struct arena *arena) {
    return arena->base + GUARD + STACK;
}

void *arena_take(struct arena *arena, size_t size) {
    size_t room = (size_t)(arena->base + arena->size - arena->next);
    size_t rounded = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (rounded < size || rounded > room) {
        return NULL;
    }
    char *taken = arena->next;
    arena->next += rounded;
    return taken;
}

void arena_close(struct arena *arena) {
    sys_munmap(arena->base, arena->size);
}
