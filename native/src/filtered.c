#include "filtered.h"

#include "arena.h"
#include "probe.h"
#include "sys_rules.h"
#include "task.h"

enum { KNOWN = 1, DEADLY_FACCESSAT2 = 2, DEADLY_EXECVEAT = 4 };

static int found;

struct trial {
    int call;
    volatile int survived;
};

/* Neither call does anything with no descriptor; a filter looks at their numbers. */
static void child_call(void *argument) {
    struct trial *trial = argument;
    const struct sys_rlimit no_core = {0, 0};
    sys_prlimit64(SYS_RLIMIT_CORE, &no_core, NULL);
    if (trial->call == DEADLY_FACCESSAT2) {
        sys_faccessat2(-1, "", SYS_X_OK, SYS_AT_EMPTY_PATH | SYS_AT_EACCESS);
    } else {
        sys_execveat(-1, "", NULL, NULL, SYS_AT_EMPTY_PATH);
    }
    trial->survived = 1;
    sys_exit_group(0);
}

/* With the memory shared where that is harmless: a copy of a large JVM's takes long. */
static int survives(int call, void *stack_top) {
    struct trial trial = {call, 0};
    if (probe_must_ask()) {
        return probe_survives(child_call, &trial, stack_top);
    }
    struct task task = {.run = child_call, .argument = &trial, .stack_top = stack_top};
    long pid = task_run(&task);
    if (pid > 0) {
        task_reap((int)pid);
    }
    return trial.survived;
}

static int find(void) {
    struct arena arena;
    if (!probe_has_filter()) {
        return KNOWN;
    }
    if (arena_open(&arena, 0) < 0) {
        return KNOWN | DEADLY_FACCESSAT2 | DEADLY_EXECVEAT;
    }
    int deadly = KNOWN;
    deadly |= survives(DEADLY_FACCESSAT2, arena_stack_top(&arena)) ? 0 : DEADLY_FACCESSAT2;
    deadly |= survives(DEADLY_EXECVEAT, arena_stack_top(&arena)) ? 0 : DEADLY_EXECVEAT;
    arena_close(&arena);
    return deadly;
}

static int is_deadly(int call) {
    int known = __atomic_load_n(&found, __ATOMIC_RELAXED);
    if (known == 0) {
        known = find();
        __atomic_store_n(&found, known, __ATOMIC_RELAXED);
    }
    return (known & call) != 0;
}

int filtered_faccessat2(void) {
    return is_deadly(DEADLY_FACCESSAT2);
}

int filtered_execveat(void) {
    return is_deadly(DEADLY_EXECVEAT);
}
