/* What is remembered of a filter that came after the self-test, so that only one launch meets it.
 */
#include "filters.h"

#include "filtered.h"

static void launch_under(int number, int action) {
    char *argv[] = {NULL, (char *)"/bin/true", NULL};
    struct rlimit no_core = {0, 0};
    struct refusal refusal = {number, 0, 0, action};
    setrlimit(RLIMIT_CORE, &no_core);
    launch_prepare();
    CHECK_EQ(launch_ladder.rung, SPAWN_SHARED_TABLE);
    CHECK_EQ(filtered(FILTERED_RT_SIGPENDING), 0);
    CHECK_EQ(refuse(&refusal), 0);
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_run(&launch);
    CHECK_EQ(launch_wait(&launch), 0);
}

static void look_at_pending_signals_is_not_tried_again(void) {
    launch_under(SYS_rt_sigpending, REFUSE_BY_KILLING);
    CHECK_EQ(filtered(FILTERED_RT_SIGPENDING), 1);
    CHECK_EQ(ladder_choose(SPAWN_SHARED_TABLE), SPAWN_SHARED_TABLE);
}

static void rung_is_not_tried_again(void) {
    launch_under(SYS_close_range, REFUSE_BY_KILLING);
    CHECK_EQ(ladder_choose(SPAWN_SHARED_TABLE), SPAWN_PROC_WALK);
}

static void refused_rung_is_not_tried_again(void) {
    launch_under(SYS_close_range, EPERM);
    CHECK_EQ(ladder_choose(SPAWN_SHARED_TABLE) > SPAWN_SHARED_TABLE, 1);
}

static const struct check_case cases[] = {
    CASE(look_at_pending_signals_is_not_tried_again),
    CASE(rung_is_not_tried_again),
    CASE(refused_rung_is_not_tried_again),
};

CHECK_MAIN(cases)
