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
    LATE_KNOWN = 1 << 27,
    EARLY_CALLS = (1 << FILTERED_EARLY) - 1,
    LATE_CALLS = (1 << FILTERED_CALLS) - 1 - EARLY_CALLS
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
static int passed_in_our_memory(void *stack_top, int first, int end) {
    struct trial trial = {.next = first, .end = end};
    while (trial.next < trial.end) {
        struct task task = {.run = child_try, .argument = &trial, .stack_top = stack_top};
        int before = trial.next;
        if (task_complete(&task) < 0 || trial.next == before) {
            break; /* no child, or memory is not shared here */
        }
    }
    return trial.passed;
}

static int passed_apart(void *stack_top, int first, int end) {
    int passed = 0;
    for (int call = first; call < end; call++) {
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

/*
 * The bits of those calls that pass. The children share our memory if that is harmless: copying a
 * large JVM's takes long.
 */
static int passing(int first, int end, int apart) {
    struct arena arena;
    int passed = 0;
    if (arena_open(&arena, 0) == 0) {
        void *stack_top = arena_stack_top(&arena);
        passed = apart ? passed_apart(stack_top, first, end)
                       : passed_in_our_memory(stack_top, first, end);
        arena_close(&arena);
    }
    return passed;
}

static int find(void) {
    if (!probe_has_filter()) {
        return KNOWN;
    }
    distrust_unproven_clone3();
    int needs_probe = probe_death_spreads();
    int passed = passing(0, FILTERED_EARLY, needs_probe);
    return KNOWN | ANY | (needs_probe ? NEEDS_PROBE : 0) | (~passed & EARLY_CALLS);
}

/* A filter may have come since the first question. */
static int find_late(void) {
    int passed = probe_has_filter() ? passing(FILTERED_EARLY, FILTERED_CALLS, probe_death_spreads())
                                    : LATE_CALLS;
    return LATE_KNOWN | (~passed & LATE_CALLS);
}

static int note(int known) {
    return __atomic_or_fetch(&task_state.filter, known, __ATOMIC_RELAXED);
}

static int is_found(int bit) {
    int known = __atomic_load_n(&task_state.filter, __ATOMIC_RELAXED);
    if ((known & KNOWN) == 0) {
        known = note(find());
    }
    if ((bit & LATE_CALLS) != 0 && (known & LATE_KNOWN) == 0) {
        known = note(find_late());
    }
    return (known & bit) != 0;
}

int filtered(enum filtered_call call) {
    return is_found(1 << call);
}

void filtered_note(enum filtered_call call) {
    note(1 << call);
}

int filtered_any(void) {
    return is_found(ANY);
}

int filtered_needs_probe(void) {
    return is_found(NEEDS_PROBE);
}
