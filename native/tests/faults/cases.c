#include "cases.h"

#include <errno.h>
#include <stdio.h>
#include <sys/syscall.h>

#include "errnos.h"

struct run {
    const struct cases *cases;
    const struct slice *slice;
    struct tally *tally;
    int next; /* the number of the case */
};

static void tell(const struct run *run, const struct fault *fault, const char *what) {
    static const char *const kinds[] = {"",        " (and done)", " (and closed)",
                                        "SIGPROF", "SIGSTOP",     "SIGKILL"};
    printf("%s: %s no. %d%s: %s%s: %s\n", run->cases->name, errnos_of(fault->number)->name,
           fault->from + 1, fault->forever ? " and all after it" : "",
           fault->error == 0 ? "" : errnos_name(fault->error), kinds[fault->kind], what);
    fflush(stdout);
}

static void run_case(struct run *run, const struct fault *fault) {
    static const char *const words[] = {"as before",  "lower rung", "setting missed", "failed",
                                        "to the JDK", "not met",    "violation"};
    const struct slice *slice = run->slice;
    const struct cases *cases = run->cases;
    const int number = run->next++;
    if (number % slice->sample != 0 || number / slice->sample % slice->jobs != slice->job) {
        return;
    }
    enum trial_end end = cases->run(cases->context, fault);
    run->tally->cases++;
    run->tally->ends[end]++;
    run->tally->lowered += end != TRIAL_VIOLATION && cases->has_lowered(cases->context);
    if (end == TRIAL_VIOLATION || slice->verbose) {
        tell(run, fault, end == TRIAL_VIOLATION ? cases->violation(cases->context) : words[end]);
    }
}

/*
 * The kernel says so of what was there a moment ago: then somebody has reaped or closed it. For
 * ever that would close all that is looked at: also files of the JVM's, which cannot live then.
 */
static enum fault_kind kind_of(const struct fault_call *call, int error, int forever) {
    const int waits = call->number == SYS_wait4 || call->number == SYS_waitid;
    const int looks = call->number == SYS_fcntl || call->number == SYS_fstat;
    if ((call->flags & DONE_ALL_THE_SAME) != 0 || (waits && error == ECHILD)) {
        return FAULT_DOES;
    }
    return looks && error == EBADF && !forever ? FAULT_CLOSES : FAULT_REFUSES;
}

static int has(const struct fault_call *call, int error) {
    for (int i = 0; call->errors[i] != 0; i++) {
        if (call->errors[i] == error) {
            return 1;
        }
    }
    return 0;
}

static void run_with(struct run *run, const struct fault_call *call, int from, int forever,
                     int error) {
    const struct fault fault = {call->number, from, forever, error, kind_of(call, error, forever)};
    run_case(run, &fault);
}

static void run_with_each(struct run *run, const struct fault_call *call, int from, int forever) {
    static const int of_filters[] = {EPERM, ENOSYS};
    for (int i = 0; call->errors[i] != 0; i++) {
        run_with(run, call, from, forever, call->errors[i]);
    }
    for (int i = 0; i < 2 && (call->flags & MAY_BE_FILTERED) != 0; i++) {
        if (!has(call, of_filters[i])) {
            run_with(run, call, from, forever, of_filters[i]);
        }
    }
}

static void run_call(struct run *run, const struct fault_call *call, int count) {
    const int most = run->cases->most_of_one;
    if ((call->flags & CANNOT_FAIL) != 0) {
        return;
    }
    for (int place = 0; place < count; place++) {
        if (count <= most || place < most / 2 || place >= count - most / 2) {
            run_with_each(run, call, place, 0);
        }
    }
    run_with_each(run, call, 0, 1);
}

/* One case for each call, as they come. */
static void run_with_calls(struct run *run, const struct engine_report *seen) {
    int count[ENGINE_NUMBERS] = {0};
    for (int i = 0; i < seen->count; i++) {
        const int number = seen->calls[i];
        const struct fault fault = {number, count[number]++, 0, 0, run->slice->kind};
        run_case(run, &fault);
    }
}

void cases_run(const struct cases *cases, const struct engine_report *seen,
               const struct slice *slice, struct tally *tally) {
    int count[ENGINE_NUMBERS] = {0};
    struct run run = {cases, slice, tally, 0};
    tally->calls = seen->count;
    if (seen->count == 0 || seen->count == ENGINE_MOST_CALLS) {
        printf("%s: %s\n", cases->name,
               seen->count == 0 ? "not one call was seen" : "there are more calls than were noted");
        tally->unknown++;
        return;
    }
    if (slice->kind != FAULT_REFUSES) {
        run_with_calls(&run, seen);
        return;
    }
    for (int i = 0; i < seen->count; i++) {
        count[seen->calls[i]]++;
    }
    for (int number = 0; number < ENGINE_NUMBERS; number++) {
        const struct fault_call *call = errnos_of(number);
        if (count[number] > 0 && call == NULL) {
            printf("%s: system call %d is in no table: add it to errnos.c\n", cases->name, number);
            tally->unknown++;
        } else if (count[number] > 0) {
            run_call(&run, call, count[number]);
        }
    }
}

void tally_add(struct tally *sum, const struct tally *tally) {
    sum->calls = tally->calls > sum->calls ? tally->calls : sum->calls;
    sum->cases += tally->cases;
    for (int i = 0; i < TRIAL_ENDS; i++) {
        sum->ends[i] += tally->ends[i];
    }
    sum->lowered += tally->lowered;
    sum->unknown += tally->unknown;
}

void tally_print_head(void) {
    printf("| what | calls | cases | as before | lower rung | setting missed | failed, told why | "
           "left to the JDK | call not met | violations | later on a lower rung |\n"
           "|---|---|---|---|---|---|---|---|---|---|---|\n");
}

void tally_print(const char *name, const struct tally *tally) {
    printf("| %s | %d | %d |", name, tally->calls, tally->cases);
    for (int end = 0; end < TRIAL_ENDS; end++) {
        printf(" %d |", tally->ends[end]);
    }
    printf(" %d |\n", tally->lowered);
}
