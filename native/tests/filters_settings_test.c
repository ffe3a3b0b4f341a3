/* Settings whose call a filter kills for: missed or, if they are required, the end of the launch.
 */
#include "filters.h"

struct tried {
    int number;
    struct call call; /* that it takes */
};

static const struct tried all_tried[] = {
    {SETTING_NICE, {"setpriority", SYS_setpriority, 0}},
    {SETTING_CPU_SCHEDULING_POLICY, {"sched_setscheduler", SYS_sched_setscheduler, 0}},
    {SETTING_CPU_AFFINITY, {"sched_setaffinity", SYS_sched_setaffinity, 0}},
    {SETTING_IO_SCHEDULING_CLASS, {"ioprio_set", SYS_ioprio_set, 0}},
    {SETTING_KILL_MODE, {"setpgid", SYS_setpgid, 0}},
    {SETTING_UMASK, {"umask", SYS_umask, 0}},
    {SETTING_CAPABILITY_BOUNDING_SET, {"capget", SYS_capget, 0}},
    {SETTING_AMBIENT_CAPABILITIES, {"prctl", SYS_prctl, 0}},
    {SETTING_KEYRING_MODE, {"keyctl", SYS_keyctl, 0}},
    {SETTING_APPARMOR_PROFILE, {"write", SYS_write, 0}},
    {SETTING_SELINUX_CONTEXT, {"write", SYS_write, 0}},
    {SETTING_NO_NEW_PRIVILEGES, {"prctl", SYS_prctl, 0}},
    {SETTING_READ_WRITE_PATHS, {"landlock_create_ruleset", SYS_landlock_create_ruleset, 0}},
    {SETTING_READ_WRITE_PATHS, {"landlock_restrict_self", SYS_landlock_restrict_self, 0}},
    {SETTING_SYSTEM_CALL_FILTER, {"seccomp", SYS_seccomp, 0}},
};

enum { TRIED = sizeof all_tried / sizeof all_tried[0] };

static const struct tried *tried;
static int flags_tried;
static struct settings settings;

static void add_setting(struct block *block, int number, int flags) {
    const uint64_t policy[] = {SCHED_BATCH, 0};
    const uint64_t nowhere[] = {LANDLOCK_ACCESS_FS_MAKE_SOCK, 0};
    const struct sock_filter allow[] = {BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    uint64_t filter[2] = {1};
    cpu_set_t all;
    memcpy(filter + 1, allow, sizeof allow);
    memset(&all, 0xff, sizeof all);
    switch (number) {
    case SETTING_CPU_SCHEDULING_POLICY:
        block_add(block, number, flags, policy, sizeof policy);
        return;
    case SETTING_CPU_AFFINITY:
        block_add(block, number, flags, &all, sizeof all);
        return;
    case SETTING_READ_WRITE_PATHS:
        block_add(block, number, flags, nowhere, sizeof nowhere);
        return;
    case SETTING_SYSTEM_CALL_FILTER:
        block_add(block, number, flags, filter, sizeof filter);
        return;
    case SETTING_APPARMOR_PROFILE:
    case SETTING_SELINUX_CONTEXT:
        block_add(block, number, flags, "exec none", sizeof "exec none");
        return;
    case SETTING_IO_SCHEDULING_CLASS:
        block_number(block, number, flags, 3 << 13);
        return;
    default:
        block_number(block, number, flags, 1);
    }
}

/* With one that is missed for another reason before it, which is told once. */
static void launch_with_setting(struct launch *launch) {
    struct block block = {0};
    block_number(&block, SETTING_OOM_SCORE_ADJUST, 0, 5000);
    add_setting(&block, tried->number, flags_tried);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    launch->request.settings = &settings;
    launch_run(launch);
}

static void missed(const struct call *call, int action) {
    char *argv[] = {NULL, (char *)"/bin/true", NULL};
    launch_prepare();
    install(call, action);
    for (int i = 0; i < LAUNCHES; i++) {
        struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
        launch_with_setting(&launch);
        if (flags_tried & SETTING_FLAG_REQUIRED) {
            CHECK_EQ(launch.result.step, SPAWN_STEP_SETTING);
            CHECK_EQ(settings.required_failed, tried->number);
            continue;
        }
        CHECK_EQ(launch.result.step, SPAWN_STEP_NONE);
        CHECK_EQ(launch_wait(&launch), 0);
        CHECK_EQ(settings.failures, 2);
        CHECK_EQ(settings.failed[0].number + settings.failed[1].number,
                 SETTING_OOM_SCORE_ADJUST + tried->number);
    }
}

static void check_settings(int flags) {
    flags_tried = flags;
    for (int i = 0; i < TRIED; i++) {
        for (int action = 0; action < ACTIONS; action++) {
            tried = &all_tried[i];
            if (is_tried(i, action)) {
                check_cell(missed, &tried->call, actions[action]);
            }
        }
    }
}

static void setting_that_a_filter_kills_for_is_missed(void) {
    check_settings(0);
}

static void required_setting_that_a_filter_kills_for_ends_the_launch(void) {
    check_settings(SETTING_FLAG_REQUIRED);
}

static const struct check_case cases[] = {
    CASE(setting_that_a_filter_kills_for_is_missed),
    CASE(required_setting_that_a_filter_kills_for_ends_the_launch),
};

CHECK_MAIN(cases)
