/* Under a kernel that says it is an old one: there a filter's kill in a child ends this process
 * too. */
#include <sys/personality.h>
#include <sys/utsname.h>

#include "filtered.h"
#include "leaf_watch.h"
#include "probe.h"
#include "reaper.h"
#include "refuse.h"
#include "settings_launch.h"

/* uname tells 2.6, as for programs of that time. */
static void become_old(void) {
    struct utsname name;
    CHECK_EQ(personality(UNAME26) >= 0, 1);
    CHECK_EQ(uname(&name), 0);
    if (strncmp(name.release, "2.6.", 4) != 0) {
        SKIP("this kernel does not say so");
    }
    CHECK_EQ(probe_death_spreads(), 1);
}

static void refuse_call(int number, int error) {
    CHECK_EQ(refuse(&(struct refusal){number, 0, 0, error}), 0);
}

static void call_that_a_filter_kills_for_is_found_in_memory_of_its_own(void) {
    become_old();
    refuse_call(SYS_close_range, REFUSE_BY_KILLING);
    CHECK_EQ(filtered_needs_probe(), 1);
    CHECK_EQ(filtered(FILTERED_CLOSE_RANGE), 1);
    CHECK_EQ(filtered(FILTERED_DUP3), 0);
    CHECK_EQ(filtered(FILTERED_SCHED_YIELD), 0);
}

static void check_launch_on(enum spawn_rung rung) {
    char *argv[] = {NULL, (char *)"./report_child", NULL};
    launch_prepare();
    CHECK_EQ(launch_ladder.rung, rung);
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_run(&launch);
    CHECK_LINE(launch_read(launch.result.fds[1]), "fds 0 1 2");
    CHECK_EQ(launch_wait(&launch), 0);
}

static void launch_is_rehearsed_in_memory_of_its_own(void) {
    become_old();
    refuse_call(SYS_close_range, REFUSE_BY_KILLING);
    check_launch_on(SPAWN_PROC_WALK);
    CHECK_EQ(launch_ladder.refused[SPAWN_SHARED_TABLE].step, SPAWN_STEP_FILTER);
    CHECK_EQ(launch_ladder.refused[SPAWN_CLOSE_RANGE].error, EPERM);
}

static void reaper_is_tried_in_memory_of_its_own(void) {
    become_old();
    refuse_call(SYS_sync, REFUSE_BY_KILLING);
    long set = reaper_open();
    CHECK_EQ(set >= 0, 1);
    reaper_close((int)set);
    refuse_call(SYS_epoll_create1, REFUSE_BY_KILLING);
    CHECK_EQ(reaper_open(), -EPERM);
    check_nothing_left(4); /* 0, 1, 2 and the test's log */
}

static void check_alone(const char *place, int error) {
    struct block block = {0};
    block_number(&block, SETTING_DIE_WITH_PARENT, 0, SIGKILL);
    const struct {
        uint64_t mode;
        char place[8];
    } mode = {KILL_CONTROL_GROUP, "/"};
    block_add(&block, SETTING_KILL_MODE, 0, &mode, sizeof mode);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    CHECK_EQ(leaf_watched(&settings, place), 0);
    CHECK_EQ(settings.dies_alone, 1);
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].number, SETTING_DIE_WITH_PARENT);
    CHECK_EQ(settings.failed[0].error, error);
    CHECK_EQ(leaf_watchers(), 0);
}

/* Such a kernel has no cgroup.kill. */
static void no_program_watches_leaves(void) {
    become_old();
    check_alone("/", EOPNOTSUPP);
    refuse_call(SYS_uname, EPERM); /* nobody knows how old it is */
    check_alone("/", EOPNOTSUPP);
}

static const struct check_case cases[] = {
    CASE(call_that_a_filter_kills_for_is_found_in_memory_of_its_own),
    CASE(launch_is_rehearsed_in_memory_of_its_own),
    CASE(reaper_is_tried_in_memory_of_its_own),
    CASE(no_program_watches_leaves),
};

CHECK_MAIN(cases)
