/* Filters that kill, trap or refuse for one call, each tried in a process of its own. */
#ifndef PROCEX_FILTERS_H
#define PROCEX_FILTERS_H

#include <linux/landlock.h>
#include <sched.h>

#include "launch.h"
#include "refuse.h"
#include "settings_block.h"

static const int actions[] = {REFUSE_BY_KILLING, REFUSE_BY_KILLING_THREAD, REFUSE_BY_TRAP, EPERM,
                              ENOSYS};

enum { ACTIONS = sizeof actions / sizeof actions[0], LAUNCHES = 3, MOST_SECONDS = 20 };

struct call {
    const char *name;
    int number;
    int needed; /* on every rung: without it the JDK has to launch */
};

static inline void install(const struct call *call, int action) {
    struct refusal refusal = {call->number, 0, 0, action};
    CHECK_EQ(refuse(&refusal), 0);
}

/* One in turn for each call where there is time for no more: a machine that is emulated. */
static inline int is_tried(int call, int action) {
    return (call + action) % ACTIONS < check_rounds(ACTIONS);
}

/* Runs it in a process of its own, and says which cell has failed. */
static inline void check_cell(void (*cell)(const struct call *, int), const struct call *call,
                              int action) {
    pid_t pid = fork();
    if (pid == 0) {
        struct rlimit no_core = {0, 0};
        setrlimit(RLIMIT_CORE, &no_core);
        alarm(MOST_SECONDS * (unsigned)check_number("PROCEX_CHECK_PATIENCE"));
        cell(call, action);
        _exit(0);
    }
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    if (status != 0) {
        dprintf(check_log, "%s, action %d: status %x\n", call->name, action, status);
        _exit(1);
    }
}

#endif
