/* Blocks that are encoded wrongly, and what is kept of failures from one attempt to the next. */
#include <sys/stat.h>

#include "arena.h"
#include "leaf_end.h"
#include "leaf_make.h"
#include "leaf_name.h"
#include "settings_block.h"

static struct settings settings;

static long use(const struct block *block) {
    return settings_use(&settings, (const char *)block->words, block->size);
}

static long use_value(int number, const void *value, size_t size) {
    struct block block = {0};
    block_add(&block, number, 0, value, size);
    return use(&block);
}

/* Each by itself: the kernel copies to numbers that are aligned. */
static void paths_are_of_whole_words(void) {
    struct {
        uint64_t handled, count;
        struct {
            uint64_t rights;
            uint32_t optional, size;
            char path[4];
        } __attribute__((packed)) path[2];
    } value = {0, 2, {{1, 0, 4, "/a"}, {1, 0, 4, "/b"}}};
    CHECK_EQ(sizeof value % 8, 0);
    CHECK_EQ(use_value(SETTING_READ_ONLY_PATHS, &value, sizeof value), -22);
}

static void leaf_is_a_place_and_pairs(void) {
    const char pair[16] = "/place\0file\0v\0";
    const char half[16] = "/place\0file\0\0\0";
    const char place[8] = "/place";
    CHECK_EQ(use_value(SETTING_TASKS_MAX, pair, sizeof pair), 0);
    CHECK_EQ(use_value(SETTING_TASKS_MAX, place, sizeof place), 0);
    CHECK_EQ(use_value(SETTING_TASKS_MAX, half, sizeof half), -22);
}

static void group_of_a_mode_has_its_end(void) {
    struct {
        uint64_t mode;
        char place[8];
    } value = {KILL_CONTROL_GROUP, "/places"};
    CHECK_EQ(use_value(SETTING_KILL_MODE, &value, sizeof value), 0);
    value.place[7] = 's';
    CHECK_EQ(use_value(SETTING_KILL_MODE, &value, sizeof value), -22);
}

static void what_nobody_watches_stays_missed_when_a_filter_kills_for_another(void) {
    struct block block = {0};
    block_number(&block, SETTING_NICE, 0, 5);
    block_number(&block, SETTING_RUNTIME_MAX, 0, 5);
    CHECK_EQ(use(&block), 0);
    CHECK_EQ(settings_expect_reaper(&settings, -24), 0);
    CHECK_EQ(settings.failures, 1);
    settings.now = SETTING_NICE;
    CHECK_EQ(settings_killed(&settings), 0);
    CHECK_EQ(settings.failures, 2);
    CHECK_EQ(settings.failed[0].number, SETTING_RUNTIME_MAX);
    CHECK_EQ(settings.failed[0].error, 24);
    CHECK_EQ(settings.failed[1].number, SETTING_NICE);
}

static void what_the_child_notes_again_is_forgotten(void) {
    struct block block = {0};
    block_number(&block, SETTING_NICE, 0, 5);
    block_number(&block, SETTING_UMASK, 0, 5);
    CHECK_EQ(use(&block), 0);
    CHECK_EQ(settings_failed(&settings, settings_find(&settings, SETTING_UMASK), -1), 0);
    settings.now = SETTING_NICE;
    CHECK_EQ(settings_killed(&settings), 0);
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].number, SETTING_NICE);
}

static void leaf_is_watched_though_its_child_has_no_time_limit(void) {
    struct block block = {0};
    block_add(&block, SETTING_TASKS_MAX, 0, "/place\0pids.max\0005\0",
              sizeof "/place\0pids.max\0005\0");
    CHECK_EQ(use(&block), 0);
    settings.reaper = 0;
    CHECK_EQ(settings_need_reaper(&settings), 0);
    settings.leaf = 7;
    CHECK_EQ(settings_need_reaper(&settings), 1);
    settings.reaper = -24;
    CHECK_EQ(settings_need_reaper(&settings), 0);
}

/* Of a value, not of a name. */
static void variable_with_another_value_than_is_unset_is_set(void) {
    struct block block = {0};
    struct arena arena;
    char *const nothing[] = {NULL};
    BLOCK_LIST(&block, SETTING_ENVIRONMENT, "A=1\0B=1\0C=1");
    BLOCK_LIST(&block, SETTING_UNSET_ENVIRONMENT, "A=2\0B=1\0D");
    CHECK_EQ(use(&block), 0);
    CHECK_EQ(arena_open(&arena, 0), 0);
    char *const *envp = settings_environment(&settings, &arena, nothing, nothing);
    CHECK_TEXT(envp[0], "A=1");
    CHECK_TEXT(envp[1], "C=1");
    CHECK_EQ(envp[2] == NULL, 1);
    arena_close(&arena);
}

/* A directory serves for a group as long as nothing is written. */
static void name_of_an_earlier_process_is_passed_over(void) {
    char place[] = "leaf-names-XXXXXX";
    char taken[LEAF_NAME_SIZE];
    char path[256];
    struct block block = {0};
    CHECK_EQ(mkdtemp(place) != NULL, 1);
    int number = leaf_new_number();
    leaf_name(taken, number + 1);
    snprintf(path, sizeof path, "%s/%s", place, taken);
    CHECK_EQ(mkdir(path, 0755), 0);
    struct {
        uint64_t mode;
        char place[32];
    } value = {KILL_CONTROL_GROUP, ""};
    strcpy(value.place, place);
    block_add(&block, SETTING_KILL_MODE, 0, &value, sizeof value);
    CHECK_EQ(use(&block), 0);
    CHECK_EQ(leaf_make(&settings), 0);
    CHECK_EQ(settings.failures, 0);
    CHECK_EQ(settings.leaf, number + 2);
    CHECK_EQ(rmdir(path), 0);
    snprintf(path, sizeof path, "%s/%s", place, settings.leaf_name);
    CHECK_EQ(rmdir(path), 0);
    CHECK_EQ(rmdir(place), 0);
    CHECK_EQ(leaf_remove(place, settings.leaf), 0); /* nothing is left to be removed */
}

static const struct check_case cases[] = {
    CASE(paths_are_of_whole_words),
    CASE(leaf_is_a_place_and_pairs),
    CASE(group_of_a_mode_has_its_end),
    CASE(what_nobody_watches_stays_missed_when_a_filter_kills_for_another),
    CASE(leaf_is_watched_though_its_child_has_no_time_limit),
    CASE(variable_with_another_value_than_is_unset_is_set),
    CASE(name_of_an_earlier_process_is_passed_over),
    CASE(what_the_child_notes_again_is_forgotten),
};

CHECK_MAIN(cases)
