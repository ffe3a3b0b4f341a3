/* The soft limit that this process was started with, by what its parent has. */
#include "original_limit.h"

#include <sys/resource.h>

#include "check.h"

static void limit_to(rlim_t soft, rlim_t hard) {
    const struct rlimit limit = {soft, hard};
    CHECK_EQ(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

/* In a child of ours, which raises its limit as HotSpot does, or is given another hard one. */
static uint64_t seen_by_a_child(rlim_t soft, rlim_t hard) {
    int ends[2];
    uint64_t seen = 0;
    CHECK_EQ(pipe(ends), 0);
    pid_t pid = fork();
    if (pid == 0) {
        limit_to(soft, hard);
        seen = original_limit();
        _exit(write(ends[1], &seen, sizeof seen) != sizeof seen);
    }
    CHECK_EQ(read(ends[0], &seen, sizeof seen), sizeof seen);
    waitpid(pid, NULL, 0);
    return seen;
}

static void limit_that_was_raised_is_the_parents(void) {
    limit_to(200, 400);
    CHECK_EQ(seen_by_a_child(400, 400), 200);
}

static void limit_that_was_not_raised_is_its_own(void) {
    limit_to(200, 400);
    CHECK_EQ(seen_by_a_child(300, 400), 300);
}

static void another_hard_limit_leaves_no_evidence(void) {
    limit_to(200, 400);
    CHECK_EQ(seen_by_a_child(350, 350), 0);
}

static const struct check_case cases[] = {
    CASE(limit_that_was_raised_is_the_parents),
    CASE(limit_that_was_not_raised_is_its_own),
    CASE(another_hard_limit_leaves_no_evidence),
};

CHECK_MAIN(cases)
