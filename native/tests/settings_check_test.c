/* Blocks of settings that Java has encoded wrongly, and what is known of settings that failed. */
#include "settings_block.h"

#include <errno.h>
#include <sys/resource.h>

static struct settings settings;

static long use(int number, const void *value, size_t size) {
    static struct block block;
    block.size = 0;
    block_add(&block, number, 0, value, size);
    return settings_use(&settings, (const char *)block.words, block.size);
}

#define REFUSED(number, value) CHECK_EQ(use(number, value, sizeof(value)), -EINVAL)
#define TAKEN(number, value) CHECK_EQ(use(number, value, sizeof(value)), 0)

static void block_without_a_whole_setting_is_refused(void) {
    struct block block = {0};
    block_number(&block, SETTING_UMASK, 0, 077);
    struct setting *setting = (void *)block.words;
    for (size_t size = 1; size < block.size; size++) {
        CHECK_EQ(settings_use(&settings, (const char *)block.words, size), -EINVAL);
    }
    setting->size = 4; /* of no whole words */
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), -EINVAL);
    setting->size = 1 << 20;
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), -EINVAL);
}

static void value_without_its_number_is_refused(void) {
    CHECK_EQ(use(SETTING_SYSTEM_CALL_FILTER, "", 0), -EINVAL);
    CHECK_EQ(use(SETTING_CPU_SCHEDULING_POLICY, "", 0), -EINVAL);
    CHECK_EQ(use(SETTING_READ_ONLY_PATHS, "", 0), -EINVAL);
    CHECK_EQ(use(SETTING_KILL_MODE, "", 0), -EINVAL);
    CHECK_EQ(use(SETTING_SLICE, "", 0), -EINVAL);
    CHECK_EQ(use(SETTING_ENVIRONMENT, "", 0), -EINVAL);
}

static void filter_of_more_instructions_than_a_kernel_counts_is_refused(void) {
    const uint64_t many[] = {UINT16_MAX + 1, 0};
    const uint64_t more_than_there_are[] = {2, 0};
    const uint64_t one[] = {1, 0};
    REFUSED(SETTING_SYSTEM_CALL_FILTER, many);
    REFUSED(SETTING_SYSTEM_CALL_FILTER, more_than_there_are);
    TAKEN(SETTING_SYSTEM_CALL_FILTER, one);
}

/* All of them are there, but the kernel would take the number for 0. */
static void whole_filter_that_is_too_long_is_refused(void) {
    static struct {
        struct setting setting;
        uint64_t value[1 + UINT16_MAX + 1];
    } block = {.setting = {.number = SETTING_SYSTEM_CALL_FILTER, .size = sizeof block.value}};
    block.value[0] = UINT16_MAX + 1;
    CHECK_EQ(settings_use(&settings, (const char *)&block, sizeof block), -EINVAL);
    block.setting.size -= 8;
    block.value[0] = UINT16_MAX;
    CHECK_EQ(settings_use(&settings, (const char *)&block, sizeof block - 8), 0);
}

static void limit_of_one_number_is_refused(void) {
    const uint64_t soft[] = {100};
    const uint64_t both[] = {100, 200};
    REFUSED(SETTING_LIMIT + RLIMIT_CORE, soft);
    TAKEN(SETTING_LIMIT + RLIMIT_CORE, both);
    REFUSED(SETTING_LIMIT_NOFILE, both);
}

struct paths {
    uint64_t handled;
    uint64_t count;
    struct settings_path path;
    char text[8];
};

static void path_that_ends_elsewhere_than_its_value_is_refused(void) {
    struct paths paths = {1, 1, {1, 0, sizeof paths.text}, "/usr"};
#define CHECK_PATHS(changed, value, result)                                                        \
    do {                                                                                           \
        struct paths one = paths;                                                                  \
        one.changed = value;                                                                       \
        CHECK_EQ(use(SETTING_EXEC_PATHS, &one, sizeof one), result);                               \
    } while (0)
    CHECK_PATHS(count, 1, 0);
    CHECK_PATHS(count, 2, -EINVAL);
    CHECK_PATHS(count, 0, -EINVAL);
    CHECK_PATHS(path.size, 4, -EINVAL);
    CHECK_PATHS(path.size, 16, -EINVAL);
    CHECK_PATHS(path.size, 0, -EINVAL);
    CHECK_PATHS(text[7], 'x', -EINVAL);
}

static void leaf_without_whole_pairs_is_refused(void) {
    TAKEN(SETTING_TASKS_MAX, "/place\0pids.max\0"
                             "17\0");
    TAKEN(SETTING_TASKS_MAX, "/place\0");
    REFUSED(SETTING_TASKS_MAX, "/place\0pids.max\0");
    REFUSED(SETTING_TASKS_MAX, "\0\0\0\0\0\0\0");
    CHECK_EQ(use(SETTING_TASKS_MAX, "/place/x", 8), -EINVAL);
}

static void group_without_a_place_is_refused(void) {
    const uint64_t group_alone[] = {KILL_CONTROL_GROUP};
    const uint64_t process[] = {KILL_PROCESS_GROUP};
    const struct {
        uint64_t mode;
        char place[8];
    } group = {KILL_CONTROL_GROUP, "/place"}, endless = {KILL_CONTROL_GROUP, {"/place/x"}};
    REFUSED(SETTING_KILL_MODE, group_alone);
    TAKEN(SETTING_KILL_MODE, process);
    CHECK_EQ(use(SETTING_KILL_MODE, &group, sizeof group), 0);
    CHECK_EQ(use(SETTING_KILL_MODE, &endless, sizeof endless), -EINVAL);
}

static void fail(enum setting_number number, int error) {
    CHECK_EQ(settings_failed(&settings, settings_find(&settings, number), -error), 0);
}

static int has_failed(enum setting_number number) {
    return settings_has_failed(&settings, settings_find(&settings, number));
}

/* A filter has killed the first child, and the next one leaves that setting out. */
static void what_the_next_child_finds_again_is_forgotten_and_the_rest_is_not(void) {
    struct block block = {0};
    block_number(&block, SETTING_NICE, 0, 5);
    block_number(&block, SETTING_UMASK, 0, 077);
    block_add(&block, SETTING_SLICE, 0, "/slice", sizeof "/slice");
    block_number(&block, SETTING_DIE_WITH_PARENT, 0, 15);
    block_number(&block, SETTING_RUNTIME_MAX, 0, 1000);
    block_add(&block, SETTING_TASKS_MAX, 0, "/place\0", sizeof "/place\0");
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    CHECK_EQ(settings_expect_reaper(&settings, -ENOSYS), 0);
    settings.dies_alone = 1;
    fail(SETTING_SLICE, EACCES);
    fail(SETTING_DIE_WITH_PARENT, EPERM);
    fail(SETTING_TASKS_MAX, EBUSY);
    fail(SETTING_UMASK, EPERM);
    settings.now = SETTING_NICE;
    CHECK_EQ(settings_killed(&settings), 0);
    CHECK_EQ(has_failed(SETTING_UMASK), 0);
    CHECK_EQ(has_failed(SETTING_NICE), 1);
    CHECK_EQ(settings.failures, 5);
    settings.now = SETTING_UMASK;
    CHECK_EQ(settings_killed(&settings), 0);
    CHECK_EQ(settings.failures, 6);
}

/* It enters the slice by itself, and is tied by itself. */
static void what_a_child_does_itself_is_found_again(void) {
    struct block block = {0};
    block_add(&block, SETTING_SLICE, 0, "/slice", sizeof "/slice");
    block_number(&block, SETTING_DIE_WITH_PARENT, 0, 15);
    block_number(&block, SETTING_RUNTIME_MAX, 0, 1000);
    block_number(&block, SETTING_NICE, 0, 5);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    CHECK_EQ(settings_expect_reaper(&settings, 3), 0);
    settings.enters_cgroup = 1;
    fail(SETTING_SLICE, EACCES);
    fail(SETTING_DIE_WITH_PARENT, EPERM);
    fail(SETTING_RUNTIME_MAX, EPERM);
    settings.now = SETTING_NICE;
    CHECK_EQ(settings_killed(&settings), 0);
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(has_failed(SETTING_NICE), 1);
}

static const struct check_case cases[] = {
    CASE(block_without_a_whole_setting_is_refused),
    CASE(value_without_its_number_is_refused),
    CASE(filter_of_more_instructions_than_a_kernel_counts_is_refused),
    CASE(whole_filter_that_is_too_long_is_refused),
    CASE(limit_of_one_number_is_refused),
    CASE(path_that_ends_elsewhere_than_its_value_is_refused),
    CASE(leaf_without_whole_pairs_is_refused),
    CASE(group_without_a_place_is_refused),
    CASE(what_the_next_child_finds_again_is_forgotten_and_the_rest_is_not),
    CASE(what_a_child_does_itself_is_found_again),
};

CHECK_MAIN(cases)
