#include "trial.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "checks.h"
#include "spawn_request.h"

enum { MOST_SECONDS = 10 };

/* It comes without SA_RESTART, as a profiler's may. */
static void handle(int number) {
    (void)number;
}

static void run_and_check(void) {
    static struct state before;
    static struct told seen[TWICE];
    const int runs = trial.fault != NULL && trial.fault->forever ? TWICE : 1;
    if (trial.scenario->set_up != NULL) {
        trial.scenario->set_up();
    }
    sigaction(SIGPROF, &(struct sigaction){.sa_handler = handle}, NULL);
    const unsigned long long some = 1ULL << (SIGURG - 1);
    syscall(SYS_rt_sigprocmask, SIG_BLOCK, &some, NULL, sizeof some);
    state_take(&before);
    state_take(&before); /* libc has allocated by now what it wants */
    tracer_begin();
    for (int i = 0; i < runs; i++) {
        trial.scenario->run(&seen[i]);
    }
    tracer_end();
    memcpy(trial.shared->seen, seen, sizeof seen);
    if (!trial.shared->is_known) {
        trial.shared->expected = seen[0];
    }
    for (int i = 0; i < runs; i++) {
        check_told(&seen[i], i == 0 ? "first" : "second");
    }
    check_execs(seen, runs);
    check_nothing_left(&before, "at once");
    check_later_launch(&before);
    check_release();
    trial.shared->has_ended = 1;
}

static int run(const struct scenario *of, const struct fault *by) {
    if (trial.shared == NULL) {
        trial.shared = mmap(NULL, sizeof *trial.shared, PROT_READ | PROT_WRITE,
                            MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    }
    trial.scenario = of;
    trial.fault = by;
    trial.shared->has_ended = 0;
    trial.shared->violation[0] = '\0';
    memset(trial.shared->seen, 0, sizeof trial.shared->seen);
    int status = tracer_run(run_and_check, by, MOST_SECONDS);
    if (trial.shared->violation[0] == '\0' && !trial.shared->has_ended) {
        snprintf(trial.shared->violation, sizeof trial.shared->violation,
                 status == -1 ? "it hung" : "the process ended with status %x", (unsigned)status);
    }
    return trial.shared->violation[0] == '\0' ? 0 : -1;
}

int trial_learn(const struct scenario *of) {
    if (trial.shared != NULL) {
        trial.shared->is_known = 0;
    }
    int result = run(of, NULL);
    trial.shared->is_known = 1;
    return result;
}

static enum trial_end end_of(const struct told *told) {
    const struct told *expected = &trial.shared->expected;
    if (!told->is_good) {
        const int by_jdk = told->rung == SPAWN_NO_RUNG || told->step == SPAWN_STEPS;
        return by_jdk && expected->is_good ? TRIAL_TO_JDK
                                           : (expected->is_good ? TRIAL_FAILED : TRIAL_AS_BEFORE);
    }
    if (told->missed > expected->missed) {
        return TRIAL_MISSED;
    }
    return told->rung > expected->rung ? TRIAL_LOWER : TRIAL_AS_BEFORE;
}

/* Whatever was begun has ended by itself: neither stopped nor waiting for ever. */
static enum trial_end run_killed(const struct scenario *of, const struct fault *by) {
    trial.scenario = of;
    trial.fault = by;
    trial.shared->violation[0] = '\0';
    int status = tracer_run(run_and_check, by, MOST_SECONDS);
    if (status == -1) {
        snprintf(trial.shared->violation, sizeof trial.shared->violation,
                 "something is left that hangs");
        return TRIAL_VIOLATION;
    }
    return tracer_report->failed == 0 ? TRIAL_UNMET : TRIAL_AS_BEFORE;
}

enum trial_end trial_run(const struct scenario *of, const struct fault *by) {
    if (by->kind == FAULT_KILLS) {
        return run_killed(of, by);
    }
    if (run(of, by) < 0) {
        return TRIAL_VIOLATION;
    }
    return tracer_report->failed == 0 ? TRIAL_UNMET : end_of(&trial.shared->seen[0]);
}

const char *trial_violation(void) {
    return trial.shared->violation;
}

int trial_lowered(void) {
    return trial.shared->later.rung > trial.shared->expected.rung;
}
