/* Launches of children whose group dies with this process: DieWithParent, KillMode=process-group.
 */
#ifndef PROCEX_TEST_TIE_LAUNCH_H
#define PROCEX_TEST_TIE_LAUNCH_H

#include "launch.h"
#include "settings_block.h"

static struct settings settings;

static void use_settings(int flags) {
    static struct block block;
    block.size = 0;
    block_number(&block, SETTING_DIE_WITH_PARENT, flags, SIGKILL);
    block_number(&block, SETTING_KILL_MODE, flags, KILL_PROCESS_GROUP);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
}

static struct launch start_on(enum spawn_rung rung, const char *script, int flags) {
    static char *argv[] = {NULL, (char *)"/bin/sh", (char *)"-c", NULL, NULL};
    argv[3] = (char *)script;
    struct launch launch = launch_of(argv + 1, rung);
    use_settings(flags);
    launch.request.settings = &settings;
    launch_run(&launch);
    return launch;
}

#endif
