/* Texts in the place of /proc that no kernel writes, or not there: nothing is taken from them. */
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include "files.h"
#include "original_limit.h"
#include "probe.h"
#include "refuse.h"

/* Empty, for this process alone. */
static void replace_proc(void) {
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) {
        SKIP("no mount namespace here");
    }
    CHECK_EQ(mount("none", "/proc", "tmpfs", 0, NULL), 0);
    CHECK_EQ(mkdir("/proc/thread-self", 0755), 0);
}

static int has_filter(const char *status) {
    make_file("/proc/thread-self/status", status, 0644);
    return probe_has_filter();
}

static void status_tells_of_a_filter_by_one_digit(void) {
    replace_proc();
    CHECK_EQ(probe_has_filter(), 1); /* nobody says that there is none */
    CHECK_EQ(has_filter("Name:\tx\nSeccomp:\t0\nSeccomp_filters:\t0\n"), 0);
    CHECK_EQ(has_filter("Name:\tx\nSeccomp:\t2\nSeccomp_filters:\t1\n"), 1);
    CHECK_EQ(has_filter("Name:\tSeccomp:\t0\n\nSeccomp:\t2\n"), 1);
}

static void kernel_without_seccomp_has_no_such_line(void) {
    replace_proc();
    CHECK_EQ(has_filter(""), 0);
    CHECK_EQ(has_filter("Name:\tx\nSpeculation_Store_Bypass:\tvulnerable\n"), 0);
    CHECK_EQ(has_filter("Name:\tx\nSeccomp:\t"), 0);
}

/* A thousand bytes are read at once. */
static void line_is_found_wherever_a_read_ends(void) {
    static char status[2048];
    replace_proc();
    for (int before = 990; before < 1030; before++) {
        memset(status, 'x', (size_t)before);
        strcpy(status + before, "\nSeccomp:\t2\n");
        CHECK_EQ(has_filter(status), 1);
        strcpy(status + before, "\nSeccomp:\t0\n");
        CHECK_EQ(has_filter(status), 0);
    }
}

/* The parent's, whose hard limit is ours. */
static uint64_t limit_by(const char *limits) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d", (int)getppid());
    CHECK_EQ(mkdir(path, 0755) == 0 || errno == EEXIST, 1);
    strcat(path, "/limits");
    make_file(path, limits, 0444);
    return original_limit();
}

static void limits_without_numbers_are_no_evidence(void) {
    const struct rlimit raised = {400, 400};
    CHECK_EQ(setrlimit(RLIMIT_NOFILE, &raised), 0);
    replace_proc();
    CHECK_EQ(original_limit(), 0); /* the parent is hidden */
    CHECK_EQ(limit_by("Limit\nMax open files            200    400   files\n"), 200);
    CHECK_EQ(limit_by("Limit\nMax open files            200    500   files\n"), 0);
    CHECK_EQ(limit_by("Limit\nMax open files            unlimited    400   files\n"), 0);
    CHECK_EQ(limit_by("Limit\nMax open files            200    unlimited   files\n"), 0);
    CHECK_EQ(limit_by("Limit\nMax open files"), 0);
    CHECK_EQ(limit_by("Limit\nMax cpu time\n"), 0);
    CHECK_EQ(limit_by(""), 0);
}

static void limit_that_the_kernel_does_not_tell_is_unknown(void) {
    CHECK_EQ(refuse(&(struct refusal){SYS_prlimit64, 0, 0, EPERM}), 0);
    CHECK_EQ(original_limit(), 0);
}

static const struct check_case cases[] = {
    CASE(status_tells_of_a_filter_by_one_digit),
    CASE(kernel_without_seccomp_has_no_such_line),
    CASE(line_is_found_wherever_a_read_ends),
    CASE(limits_without_numbers_are_no_evidence),
    CASE(limit_that_the_kernel_does_not_tell_is_unknown),
};

CHECK_MAIN(cases)
