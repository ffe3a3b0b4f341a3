/* Zombies of all kinds. */
#ifndef PROCEX_ORPHANS_CHILD_H
#define PROCEX_ORPHANS_CHILD_H

#include <pthread.h>
#include <sched.h>

#include "launch.h"
#include "orphans.h"
#include "settings_block.h"

static int is_marked = 1;
static int open_before;

static inline void become_subreaper(void) {
    CHECK_EQ(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    launch_prepare();
    open_before = open_descriptors();
    if (orphans_ask() < 0) {
        SKIP("this kernel, or its /proc, does not let orphans be reaped");
    }
}

/* Waits until it can be reaped. It is a child of ours by then. */
static inline void await_end(pid_t pid) {
    siginfo_t info;
    CHECK_EQ(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0);
}

static inline int exit_code(pid_t pid) {
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    return WEXITSTATUS(status);
}

static inline pid_t ended_fork(int code) {
    const pid_t pid = fork();
    if (pid == 0) {
        _exit(code);
    }
    await_end(pid);
    return pid;
}

static inline void launch_shell(struct launch *launch, const char *script) {
    char *argv[] = {NULL, (char *)"/bin/sh", (char *)"-c", (char *)script, NULL};
    *launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch->request.marked = is_marked;
    launch_run(launch);
    CHECK_EQ(launch->result.step, SPAWN_STEP_NONE);
}

/*
 * A shell that ends with 7, and before it a subshell, whose child is an orphan then: a shell may
 * reap what it has in its own background. The orphan ends once nobody writes to the shell's input.
 */
static inline pid_t launch_orphan(struct launch *launch, const char *script) {
    char all[256];
    snprintf(all, sizeof all, "exec 3<&0; ( (read end <&3; %s) & echo $! ); exit 7", script);
    launch_shell(launch, all);
    char line[16] = "";
    CHECK_EQ(read(launch->result.fds[1], line, sizeof line - 1) > 0, 1);
    await_end(launch->result.pid);
    close(launch->result.fds[0]);
    await_end(atoi(line));
    return atoi(line);
}

#endif
