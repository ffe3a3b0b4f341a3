#include "filtered.h"

#include "arena.h"
#include "probe.h"
#include "sys_rules.h"
#include "task.h"

enum { KNOWN = 1, OPENAT2 = 2, FACCESSAT2 = 4, EXECVEAT = 8 };

static int found;

struct trial {
    int call;
    volatile int passed;
};

/* With a descriptor that there is not: nothing happens, and the kernel's own answer is EBADF. */
static long try_call(int call) {
    const struct sys_open_how how = {SYS_O_PATH, 0, SYS_RESOLVE_NO_SYMLINKS};
    switch (call) {
    case OPENAT2:
        return sys_openat2(-1, "file", &how);
    case FACCESSAT2:
        return sys_faccessat2(-1, "", SYS_X_OK, SYS_AT_EMPTY_PATH | SYS_AT_EACCESS);
    default:
        return sys_execveat(-1, "", NULL, NULL, SYS_AT_EMPTY_PATH);
    }
}

static void child_try(void *argument) {
    struct trial *trial = argument;
    const struct sys_rlimit no_core = {0, 0};
    sys_prlimit64(SYS_RLIMIT_CORE, &no_core, NULL);
    trial->passed = try_call(trial->call) == -SYS_EBADF;
    sys_exit_group(trial->passed ? 0 : 1);
}

/* With the memory shared where that is harmless: a copy of a large JVM's takes long. */
static int passes(int call, void *stack_top) {
    struct trial trial = {call, 0};
    if (probe_must_ask()) {
        return probe_survives(child_try, &trial, stack_top);
    }
    struct task task = {.run = child_try, .argument = &trial, .stack_top = stack_top};
    long pid = task_run(&task);
    if (pid > 0) {
        task_reap((int)pid);
    }
    return trial.passed;
}

static int find(void) {
    struct arena arena;
    if (!probe_has_filter()) {
        return KNOWN;
    }
    if (arena_open(&arena, 0) < 0) {
        return KNOWN | OPENAT2 | FACCESSAT2 | EXECVEAT;
    }
    int spoilt = KNOWN;
    for (int call = OPENAT2; call <= EXECVEAT; call *= 2) {
        spoilt |= passes(call, arena_stack_top(&arena)) ? 0 : call;
    }
    arena_close(&arena);
    return spoilt;
}

static int is_spoilt(int call) {
    int known = __atomic_load_n(&found, __ATOMIC_RELAXED);
    if (known == 0) {
        known = find();
        __atomic_store_n(&found, known, __ATOMIC_RELAXED);
    }
    return (known & call) != 0;
}

int filtered_openat2(void) {
    return is_spoilt(OPENAT2);
}

int filtered_faccessat2(void) {
    return is_spoilt(FACCESSAT2);
}

int filtered_execveat(void) {
    return is_spoilt(EXECVEAT);
}
