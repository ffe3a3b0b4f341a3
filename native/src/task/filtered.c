#include "filtered.h"

#include "arena.h"
#include "filtered_calls.h"
#include "libc.h"
#include "probe.h"
#include "sys.h"
#include "task.h"
#include "task_state.h"

/* Above the bits of the calls. */
enum {
    KNOWN = 1 << 30,
    ANY = 1 << 29,
    NEEDS_PROBE = 1 << 28,
    ALL_CALLS = (1 << FILTERED_CALLS) - 1
};

/* The calls from next up to end; passed has the bits of those that went well. */
struct trial {
    volatile int next;
    int end;
    volatile int passed;
};

static void child_try(void *argument) {
    struct trial *trial = argument;
    probe_dump_nothing();
    int failures = 0;
    while (trial->next < trial->end) {
        int call = trial->next++;
        if (filtered_passes((enum filtered_call)call)) {
            trial->passed |= 1 << call;
        } else {
            failures++;
        }
    }
    sys_exit_group(failures == 0 ? 0 : 1);
}

/* Each child records how far it came, also if it was killed. */
static int passed_in_our_memory(void *stack_top) {
    struct trial trial = {.end = FILTERED_CALLS};
    while (trial.next < trial.end) {
        struct task task = {.run = child_try, .argument = &trial, .stack_top = stack_top};
        int before = trial.next;
        if (task_complete(&task) < 0 || trial.next == before) {
            break; /* no child, or memory is not shared here */
        }
    }
    return trial.passed;
}

static int passed_apart(void *stack_top) {
    int passed = 0;
    for (int call = 0; call < FILTERED_CALLS; call++) {
        struct trial trial = {.next = call, .end = call + 1};
        passed |= probe_survives(child_try, &trial, stack_top) ? 1 << call : 0;
    }
    return passed;
}

/*
 * This process itself calls clone3, and a filter may kill for it. glibc 2.34 and later make threads
 * by clone3, so there the JVM's being alive proves it. With any other libc only clone is proven.
 */
static void distrust_unproven_clone3(void) {
    if (!libc_is_glibc_since(2, 34)) {
        task_distrust_clearing();
    }
}

/* The children share our memory if that is harmless: copying a large JVM's takes long. */
static int find(void) {
    struct arena arena;
    if (!probe_has_filter()) {
        return KNOWN;
    }
    distrust_unproven_clone3();
    int needs_probe = probe_death_spreads();
    int passed = 0;
    if (arena_open(&arena, 0) == 0) {
        void *stack_top = arena_stack_top(&arena);
        passed = needs_probe ? passed_apart(stack_top) : passed_in_our_memory(stack_top);
        arena_close(&arena);
    }
    return KNOWN | ANY | (needs_probe ? NEEDS_PROBE : 0) | (~passed & ALL_CALLS);
}

static int is_found(int bit) {
    int known = __atomic_load_n(&task_state.filter, __ATOMIC_RELAXED);
    if ((known & KNOWN) == 0) {
        known = find();
        __atomic_or_fetch(&task_state.filter, known, __ATOMIC_RELAXED);
    }
    return (known & bit) != 0;
}

int filtered(enum filtered_call call) {
    return is_found(1 << call);
}

void filtered_note(enum filtered_call call) {
    __atomic_or_fetch(&task_state.filter, 1 << call, __ATOMIC_RELAXED);
}

int filtered_any(void) {
    return is_found(ANY);
}

int filtered_needs_probe(void) {
    return is_found(NEEDS_PROBE);
}
