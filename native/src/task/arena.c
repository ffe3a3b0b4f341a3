#include "arena.h"

#include "libc.h"
#include "sys.h"

enum {
    /* child_exec and child_close each hold a 4 KiB buffer; the rest is headroom. */
    STACK = 32 * 1024,
    /* Enough for the arguments and the environment of nearly all launches. */
    USUAL_DATA = 28 * 1024,
    KEPT = 4,
    ALIGNMENT = sizeof(void *),
};

/*
 * Arenas of the usual size that no launch uses now; NULL if there is none. They outlive a launch,
 * because mapping one interrupts each CPU that runs a thread of the JVM.
 */
static char *kept[KEPT];

static char *take_kept(void) {
    for (int i = 0; i < KEPT; i++) {
        char *base = __atomic_exchange_n(&kept[i], NULL, __ATOMIC_ACQ_REL);
        if (base != NULL) {
            return base;
        }
    }
    return NULL;
}

static int keep(char *base) {
    for (int i = 0; i < KEPT; i++) {
        char *empty = NULL;
        if (__atomic_compare_exchange_n(&kept[i], &empty, base, 0, __ATOMIC_ACQ_REL,
                                        __ATOMIC_RELAXED)) {
            return 1;
        }
    }
    return 0;
}

static long map(struct arena *arena) {
    long start = sys_mmap_populated(arena->size, SYS_PROT_READ_WRITE);
    if (sys_is_error(start)) {
        return start;
    }
    arena->base = (char *)start;
    long error = sys_mprotect(arena->base, arena->guard, SYS_PROT_NONE);
    if (error < 0) {
        sys_munmap(arena->base, arena->size);
    }
    return error;
}

/*
 * The kernel rounds what it protects up to whole pages: with a guard of less, all of a small arena
 * would be one. Asked once: the answer is not in this CPU's caches.
 */
long arena_open(struct arena *arena, size_t bytes) {
    arena->guard = libc_page_size();
    arena->size = arena->guard + STACK + (bytes > USUAL_DATA ? bytes : USUAL_DATA);
    arena->base = bytes > USUAL_DATA ? NULL : take_kept();
    long error = arena->base == NULL ? map(arena) : 0;
    if (error == 0) {
        arena->next = arena->base + arena->guard + STACK;
    }
    return error;
}

void *arena_stack_top(const struct arena *arena) {
    return arena->base + arena->guard + STACK;
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
    if (arena->size != arena->guard + STACK + USUAL_DATA || !keep(arena->base)) {
        sys_munmap(arena->base, arena->size);
    }
}
