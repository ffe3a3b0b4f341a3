/* Names of leaves: whose they are, by what they say. No group is made. */
#include "leaf_name.h"

#include "check.h"
#include "leaf_watch.h"
#include "refuse.h"

static char between[32]; /* "-4026531836-" */

/* The name of a leaf of that pid and number. */
static const char *name_of(const char *pid, const char *namespace, const char *number) {
    static char name[128];
    snprintf(name, sizeof name, "procex-%s%s%s", pid, namespace, number);
    return name;
}

/* As the kernel calls it. */
static void find_namespace(void) {
    char link[64] = "";
    CHECK_EQ(readlink("/proc/self/ns/pid", link, sizeof link - 1) > 0, 1);
    snprintf(between, sizeof between, "-%lu-", strtoul(strchr(link, '[') + 1, NULL, 10));
}

static const char *own_pid(void) {
    static char text[16];
    snprintf(text, sizeof text, "%d", (int)getpid());
    return text;
}

static void name_has_pid_namespace_and_number(void) {
    char name[LEAF_NAME_SIZE];
    find_namespace();
    leaf_name(name, 17);
    CHECK_TEXT(name, name_of(own_pid(), between, "17"));
    leaf_name(name, 17 | LEAF_DIES);
    CHECK_TEXT(name, name_of(own_pid(), between, "17-dies"));
}

static void owner_is_who_the_name_says_and_not_this_process(void) {
    find_namespace();
    CHECK_EQ(leaf_owner(name_of("4711", between, "17")), 4711);
    CHECK_EQ(leaf_owner(name_of("4711", between, "17-dies")), 4711);
    CHECK_EQ(leaf_owner(name_of(own_pid(), between, "17")), 0);
}

static void name_of_any_other_kind_has_no_owner(void) {
    find_namespace();
    CHECK_EQ(leaf_owner("system.slice"), 0);
    CHECK_EQ(leaf_owner("procex-"), 0);
    CHECK_EQ(leaf_owner("procex-4711"), 0);
    CHECK_EQ(leaf_owner(name_of("", between, "17")), 0);
    CHECK_EQ(leaf_owner(name_of("0", between, "17")), 0);
    CHECK_EQ(leaf_owner(name_of("x4711", between, "17")), 0);
    CHECK_EQ(leaf_owner(name_of("123456789", between, "17")), 0); /* no pid is that long */
    CHECK_EQ(leaf_owner(name_of("4711", "-1-", "17")), 0);        /* of another pid namespace */
}

static void predecessor_had_lower_numbers(void) {
    char number[16];
    find_namespace();
    int first = leaf_new_number();
    CHECK_EQ(leaf_new_number(), first + 1);
    snprintf(number, sizeof number, "%d", first - 1);
    CHECK_EQ(leaf_is_of_predecessor(name_of(own_pid(), between, number)), 1);
    CHECK_EQ(leaf_is_of_predecessor(name_of("4711", between, number)), 0);
    snprintf(number, sizeof number, "%d", first);
    CHECK_EQ(leaf_is_of_predecessor(name_of(own_pid(), between, number)), 0);
    CHECK_EQ(leaf_is_of_predecessor(name_of(own_pid(), between, "x")), 0);
    CHECK_EQ(leaf_is_of_predecessor("system.slice"), 0);
}

/* Then other processes may have equal pids. */
static void check_nobodys(void) {
    char name[LEAF_NAME_SIZE];
    CHECK_EQ(leaf_prefix(name), 0);
    leaf_name(name, 17);
    CHECK_TEXT(name, name_of(own_pid(), "-0-", "17"));
    CHECK_EQ(leaf_owner(name_of("4711", "-0-", "17")), 0);
    CHECK_EQ(leaf_is_of_predecessor(name_of(own_pid(), "-0-", "1")), 0);
}

static void without_proc_no_leaf_has_an_owner(void) {
    CHECK_EQ(refuse(&(struct refusal){SYS_readlinkat, 0, 0, ENOENT}), 0);
    check_nobodys();
}

static void where_a_filter_kills_for_a_link_no_leaf_has_an_owner(void) {
    CHECK_EQ(refuse(&(struct refusal){SYS_readlinkat, 0, 0, REFUSE_BY_KILLING}), 0);
    check_nobodys();
}

static void where_a_filter_kills_for_the_time_numbers_differ_all_the_same(void) {
    CHECK_EQ(refuse(&(struct refusal){SYS_clock_gettime, 0, 0, REFUSE_BY_KILLING}), 0);
    CHECK_EQ(leaf_new_number(), 1);
    CHECK_EQ(leaf_new_number(), 2);
}

static const struct check_case cases[] = {
    CASE(name_has_pid_namespace_and_number),
    CASE(owner_is_who_the_name_says_and_not_this_process),
    CASE(name_of_any_other_kind_has_no_owner),
    CASE(predecessor_had_lower_numbers),
    CASE(without_proc_no_leaf_has_an_owner),
    CASE(where_a_filter_kills_for_a_link_no_leaf_has_an_owner),
    CASE(where_a_filter_kills_for_the_time_numbers_differ_all_the_same),
};

CHECK_MAIN(cases)
