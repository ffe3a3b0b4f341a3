/* What the parent has left after it killed or swept leaves: no descriptor, and those of others. */
#include "leaf_files.h"
#include "leaf_kill.h"
#include "leaf_place.h"

static void kill_leaves_no_descriptor_open(void) {
    struct block block = {0};
    char *argv[] = {NULL, (char *)"/bin/sleep", (char *)"600", NULL};
    leaf_prepare();
    leaf_kill_mode(&block, SETTING_FLAG_REQUIRED);
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_with(&launch, &block);
    CHECK_EQ(launch.result.step, SPAWN_STEP_NONE);
    int before = open_descriptors();
    CHECK_EQ(leaf_signal(leaf_place, settings.leaf, SIGKILL, launch.result.pid), 1);
    CHECK_EQ(open_descriptors(), before);
    CHECK_EQ(launch_wait(&launch), 1000 + SIGKILL);
    leaf_await_removal();
    leaf_finish();
}

static void kill_of_a_leaf_that_is_gone_leaves_no_descriptor_open(void) {
    leaf_prepare();
    long place = leaf_open(leaf_place);
    int before = open_descriptors();
    CHECK_EQ(leaf_kill((int)place, "procex-1-1-1", 0), -ENOENT);
    CHECK_EQ(open_descriptors(), before);
    close((int)place);
    leaf_finish();
}

/* It may remove a group in a place of its own, but may not signal the process. */
static void leaf_of_a_process_of_another_user_is_not_swept(void) {
    const uid_t nobody = 65534;
    char name[LEAF_NAME_SIZE];
    char own[LEAF_NAME_SIZE];
    char path[512];
    if (geteuid() != 0) {
        SKIP("not root");
    }
    leaf_prepare();
    leaf_name(own, 1);
    snprintf(name, sizeof name, "procex-%d%s", (int)getppid(),
             strchr(own + strlen("procex-"), '-'));
    snprintf(path, sizeof path, "%s/%s", leaf_place, name);
    CHECK_EQ(mkdir(path, 0755), 0);
    CHECK_EQ(chown(leaf_place, nobody, nobody), 0);
    pid_t sweeper = fork();
    if (sweeper == 0) {
        int is_other = setresuid(nobody, nobody, nobody) == 0;
        leaf_sweep(leaf_place);
        _exit(is_other ? 0 : 1);
    }
    int status = -1;
    CHECK_EQ(waitpid(sweeper, &status, 0), sweeper);
    CHECK_EQ(status, 0);
    CHECK_EQ(leaf_exists(name), 1);
    CHECK_EQ(rmdir(path), 0);
    leaf_finish();
}

static const struct check_case cases[] = {
    CASE(kill_leaves_no_descriptor_open),
    CASE(kill_of_a_leaf_that_is_gone_leaves_no_descriptor_open),
    CASE(leaf_of_a_process_of_another_user_is_not_swept),
};

CHECK_MAIN(cases)
