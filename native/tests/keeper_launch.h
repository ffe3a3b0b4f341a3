/* Launches of children that die with this process. */
#ifndef PROCEX_KEEPER_LAUNCH_H
#define PROCEX_KEEPER_LAUNCH_H

#include "launch.h"
#include "settings_block.h"

struct run {
    struct settings settings;
    struct launch launch;
    const char *script;
    const char *output;
    int flags;
};

static inline void start(struct run *run, const char *script) {
    static char *argv[] = {NULL, (char *)"/bin/sh", (char *)"-c", NULL, NULL};
    struct block block = {0};
    block_number(&block, SETTING_DIE_WITH_PARENT, run->flags, SIGKILL);
    argv[3] = (char *)script;
    run->launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    CHECK_EQ(settings_use(&run->settings, (const char *)block.words, block.size), 0);
    run->launch.request.settings = &run->settings;
    launch_run(&run->launch);
}

#endif
