/* For which places procex-watch is started, and for which it is not: no group is made in them. */
#include <sched.h>

#include "files.h"
#include "leaf_name.h"
#include "leaf_watch.h"
#include "settings_launch.h"

enum { PLACES = 4, PLACE_SIZE = 512 };

static long watched(const char *place, int flags) {
    static struct block block;
    const struct {
        uint64_t mode;
        char place[8];
    } mode = {KILL_CONTROL_GROUP, "/"};
    block.size = 0;
    block_number(&block, SETTING_DIE_WITH_PARENT, flags, SIGKILL);
    block_add(&block, SETTING_KILL_MODE, 0, &mode, sizeof mode);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    return leaf_watched(&settings, place);
}

static const char *place_number(int number) {
    static char place[PLACE_SIZE];
    snprintf(place, sizeof place, "/proc/self/task/../%.*s.", 2 * number, "././././././");
    return place;
}

static void skip_without_watcher(void) {
    if (watched(place_number(0), 0) != LEAF_DIES) {
        SKIP("no program can watch here");
    }
}

static void more_places_than_four_have_no_watcher(void) {
    skip_without_watcher();
    for (int i = 1; i < PLACES; i++) {
        CHECK_EQ(watched(place_number(i), 0), LEAF_DIES);
    }
    CHECK_EQ(leaf_watchers(), PLACES);
    CHECK_EQ(watched(place_number(PLACES), 0), 0);
    CHECK_EQ(settings.failed[0].error, E2BIG);
    CHECK_EQ(settings.dies_alone, 1);
    CHECK_EQ(watched(place_number(PLACES), SETTING_FLAG_REQUIRED), -E2BIG);
    CHECK_EQ(watched(place_number(1), 0), LEAF_DIES);
    CHECK_EQ(settings.failures, 0);
    CHECK_EQ(leaf_watchers(), PLACES);
}

static void place_with_the_longest_name_has_no_watcher(void) {
    static char place[8192];
    memset(place, '/', sizeof place - 1);
    CHECK_EQ(watched(place, 0), 0);
    CHECK_EQ(settings.failed[0].error, ENAMETOOLONG);
    CHECK_EQ(leaf_watchers(), 0);
}

/* With it the kernel ends all others. */
static void first_process_of_a_pid_namespace_needs_no_watcher(void) {
    int status;
    if (unshare(CLONE_NEWPID) != 0) {
        SKIP("no pid namespace here");
    }
    pid_t first = fork();
    if (first == 0) {
        CHECK_EQ(getpid(), 1);
        CHECK_EQ(watched("/", SETTING_FLAG_REQUIRED), LEAF_DIES);
        CHECK_EQ(leaf_watchers(), 0);
        _exit(0);
    }
    CHECK_EQ(waitpid(first, &status, 0), first);
    CHECK_EQ(status, 0);
}

static const struct check_case cases[] = {
    CASE(more_places_than_four_have_no_watcher),
    CASE(place_with_the_longest_name_has_no_watcher),
    CASE(first_process_of_a_pid_namespace_needs_no_watcher),
};

CHECK_MAIN(cases)
