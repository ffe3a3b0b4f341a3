#include "lockdown.h"

#include "all_threads.h"
#include "arena.h"
#include "exec_domain.h"
#include "exec_filter.h"
#include "filtered.h"
#include "probe.h"
#include "signals.h"
#include "sys_lockdown.h"

static void fail(struct lockdown_report *report, enum lockdown_step step, long error) {
    report->step = step;
    report->error = (int)-error;
}

/* From Linux 7.0 on the kernel does it; before, each thread has to do it itself. */
static void enter_domain(int ruleset, struct lockdown_report *report) {
    long error = exec_domain_enter_all(ruleset);
    if (error != -SYS_EINVAL) {
        if (error < 0) {
            fail(report, LOCKDOWN_STEP_DOMAIN, error);
        }
        return;
    }
    error = exec_domain_enter(ruleset);
    if (error < 0) {
        fail(report, LOCKDOWN_STEP_DOMAIN, error);
        return;
    }
    error = all_threads_do(exec_domain_enter, ruleset, ALL_THREADS_LOOKS, &report->threads);
    if (error < 0) {
        fail(report, LOCKDOWN_STEP_THREADS, error);
    }
}

static void hold(int ruleset, struct lockdown_report *report) {
    long error = report->abi < EXEC_DOMAIN_ALL_ABI ? all_threads_rehearse(ALL_THREADS_LOOKS) : 0;
    if (error < 0) {
        fail(report, LOCKDOWN_STEP_SIGNAL, error);
        return;
    }
    error = exec_filter_deny_memory_files();
    if (error < 0) {
        fail(report, LOCKDOWN_STEP_FILTER, error);
        return;
    }
    enter_domain(ruleset, report);
}

/* What can fail without a trace comes first. */
static void allow(const char *paths, size_t size, struct lockdown_report *report) {
    long abi = sys_landlock_create_ruleset(NULL, 0, SYS_LANDLOCK_CREATE_RULESET_VERSION);
    report->abi = abi < 0 ? 0 : (int)abi;
    if (abi < EXEC_DOMAIN_LEAST_ABI) {
        fail(report, LOCKDOWN_STEP_ABI, abi < 0 ? abi : -SYS_EOPNOTSUPP);
        return;
    }
    long ruleset = exec_domain_make(paths, size, &report->absent);
    if (ruleset < 0) {
        fail(report, LOCKDOWN_STEP_PATH, ruleset);
        return;
    }
    hold((int)ruleset, report);
    sys_close((int)ruleset);
}

static void lock_down(const char *paths, size_t size, struct lockdown_report *report) {
    if (size > 0) {
        allow(paths, size, report);
        return;
    }
    long error = exec_filter_deny_all();
    if (error < 0) {
        fail(report, LOCKDOWN_STEP_FILTER, error);
    }
}

struct trial {
    const char *paths;
    size_t size;
    uint64_t blocked;
};

static void child_try(void *argument) {
    const struct trial *trial = argument;
    struct lockdown_report report = {.step = LOCKDOWN_STEP_NONE};
    probe_dump_nothing();
    signals_restore(trial->blocked);
    lock_down(trial->paths, trial->size, &report);
    sys_exit_group(0); /* what has failed here fails in the JVM too, and says why there */
}

/* In the JVM one of the real-time signals must come; a child is started with all blocked. */
static uint64_t blocked_in_trial(void) {
    const uint64_t before = signals_block();
    signals_restore(before);
    return before | (((uint64_t)1 << (SYS_SIGRTMIN - 1)) - 1);
}

/* A filter may kill for a call of this. */
static int survives(const char *paths, size_t size) {
    struct arena arena;
    if (!filtered_any()) {
        return 1;
    }
    struct trial trial = {paths, size, blocked_in_trial()};
    if (arena_open(&arena, 0) < 0) {
        return 0;
    }
    int survived = probe_survives(child_try, &trial, arena_stack_top(&arena));
    arena_close(&arena);
    return survived;
}

void lockdown_exec(const char *paths, size_t size, struct lockdown_report *report) {
    *report = (struct lockdown_report){.step = LOCKDOWN_STEP_NONE};
    if (!survives(paths, size)) {
        fail(report, LOCKDOWN_STEP_PROBE, -SYS_EPERM);
        return;
    }
    lock_down(paths, size, report);
}
