/* Settings whose call a filter kills for: missed or, if they are required, the end of the launch.
 */
#include "filters.h"

struct knob {
    int knob;
    struct call call; /* that it takes */
};

static const struct knob knobs[] = {
    {KNOB_NICE, {"setpriority", SYS_setpriority, 0}},
    {KNOB_CPU_SCHEDULING_POLICY, {"sched_setscheduler", SYS_sched_setscheduler, 0}},
    {KNOB_CPU_AFFINITY, {"sched_setaffinity", SYS_sched_setaffinity, 0}},
    {KNOB_IO_SCHEDULING_CLASS, {"ioprio_set", SYS_ioprio_set, 0}},
    {KNOB_UMASK, {"umask", SYS_umask, 0}},
    {KNOB_NO_NEW_PRIVILEGES, {"prctl", SYS_prctl, 0}},
    {KNOB_READ_WRITE_PATHS, {"landlock_create_ruleset", SYS_landlock_create_ruleset, 0}},
    {KNOB_READ_WRITE_PATHS, {"landlock_restrict_self", SYS_landlock_restrict_self, 0}},
    {KNOB_SYSTEM_CALL_FILTER, {"seccomp", SYS_seccomp, 0}},
};

enum { KNOBS_TRIED = sizeof knobs / sizeof knobs[0] };

static const struct knob *knob_tried;
static int flags_tried;
static struct settings settings;

static void add_knob(struct block *block, int knob, int flags) {
    const uint64_t policy[] = {SCHED_BATCH, 0};
    const uint64_t nowhere[] = {LANDLOCK_ACCESS_FS_MAKE_SOCK, 0};
    const struct sock_filter allow[] = {BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    uint64_t filter[2] = {1};
    cpu_set_t all;
    memcpy(filter + 1, allow, sizeof allow);
    memset(&all, 0xff, sizeof all);
    switch (knob) {
    case KNOB_CPU_SCHEDULING_POLICY:
        block_add(block, knob, flags, policy, sizeof policy);
        return;
    case KNOB_CPU_AFFINITY:
        block_add(block, knob, flags, &all, sizeof all);
        return;
    case KNOB_READ_WRITE_PATHS:
        block_add(block, knob, flags, nowhere, sizeof nowhere);
        return;
    case KNOB_SYSTEM_CALL_FILTER:
        block_add(block, knob, flags, filter, sizeof filter);
        return;
    case KNOB_IO_SCHEDULING_CLASS:
        block_number(block, knob, flags, 3 << 13);
        return;
    default:
        block_number(block, knob, flags, 1);
    }
}

/* With one that is missed for another reason before it, which is told once. */
static void launch_with_knob(struct launch *launch) {
    struct block block = {0};
    block_number(&block, KNOB_OOM_SCORE_ADJUST, 0, 5000);
    add_knob(&block, knob_tried->knob, flags_tried);
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
        launch_with_knob(&launch);
        if (flags_tried & SETTING_REQUIRED) {
            CHECK_EQ(launch.result.step, SPAWN_STEP_SETTING);
            CHECK_EQ(settings.required_failed, knob_tried->knob);
            continue;
        }
        CHECK_EQ(launch.result.step, SPAWN_STEP_NONE);
        CHECK_EQ(launch_wait(&launch), 0);
        CHECK_EQ(settings.failures, 2);
        CHECK_EQ(settings.failed[0].knob + settings.failed[1].knob,
                 KNOB_OOM_SCORE_ADJUST + knob_tried->knob);
    }
}

static void check_knobs(int flags) {
    flags_tried = flags;
    for (int knob = 0; knob < KNOBS_TRIED; knob++) {
        for (int action = 0; action < ACTIONS; action++) {
            knob_tried = &knobs[knob];
            if (is_tried(knob, action)) {
                check_cell(missed, &knob_tried->call, actions[action]);
            }
        }
    }
}

static void setting_that_a_filter_kills_for_is_missed(void) {
    check_knobs(0);
}

static void required_setting_that_a_filter_kills_for_ends_the_launch(void) {
    check_knobs(SETTING_REQUIRED);
}

static const struct check_case cases[] = {
    CASE(setting_that_a_filter_kills_for_is_missed),
    CASE(required_setting_that_a_filter_kills_for_ends_the_launch),
};

CHECK_MAIN(cases)
