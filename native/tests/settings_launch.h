/* Launches with settings, and what the child reports of them. */
#ifndef PROCEX_SETTINGS_LAUNCH_H
#define PROCEX_SETTINGS_LAUNCH_H

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>

#include "launch.h"
#include "leaf_make.h"
#include "refuse.h"
#include "settings_block.h"

static struct settings settings;

static inline void launch_with(struct launch *launch, const struct block *block) {
    CHECK_EQ(settings_use(&settings, (const char *)block->words, block->size), 0);
    CHECK_EQ(settings_open_cgroup(&settings), 0);
    launch->request.settings = &settings;
    launch_run(launch);
    settings_close_cgroup(&settings);
    if (launch->result.pid <= 0) {
        leaf_discard(&settings);
    }
}

static inline const char *output_of(struct launch *launch) {
    CHECK_EQ(launch->result.step, SPAWN_STEP_NONE);
    const char *text = launch_read(launch->result.fds[1]);
    launch_wait(launch);
    return text;
}

static inline const char *report(const struct block *block) {
    char *argv[] = {NULL, (char *)"./report_child", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, block);
    return output_of(&launch);
}

static inline const char *shell(const struct block *block, const char *script) {
    char *argv[] = {NULL, (char *)"/bin/sh", (char *)"-c", (char *)script, NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, block);
    return output_of(&launch);
}

/*
 * As another user than root, in a process that may not be dumped, so that its files in /proc are
 * root's: whoever has CAP_DAC_OVERRIDE opens them all the same.
 */
static inline void prepare_undumpable(void) {
    if (getuid() == 0) {
        CHECK_EQ(setgid(65534) + setuid(65534), 0);
    }
    launch_prepare();
    prctl(PR_SET_DUMPABLE, 0);
    CHECK_EQ(open("/proc/self/oom_score_adj", O_RDWR | O_CLOEXEC), -1);
}

#endif
