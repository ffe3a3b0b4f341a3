/* What a launched child reports of itself. */
#ifndef PROCEX_SPAWN_REPORT_H
#define PROCEX_SPAWN_REPORT_H

#include "launch.h"
#include "refuse.h"

#define EACH_RUNG(rung) for (int rung = SPAWN_SHARED_TABLE; rung < SPAWN_RUNGS; rung++)

static char *report_argv[] = {NULL, "./report_child", "two words", "", NULL};

static inline const char *report(int rung) {
    struct launch launch = launch_of(report_argv + 1, (enum spawn_rung)rung);
    launch_run(&launch);
    CHECK_EQ(launch.result.error, 0);
    CHECK_EQ(launch.result.rung, rung);
    const char *text = launch_read(launch.result.fds[1]);
    CHECK_EQ(launch_wait(&launch), 0);
    for (int i = 0; i < 3; i++) {
        close(launch.result.fds[i]);
    }
    return text;
}

#endif
