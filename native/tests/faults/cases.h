/* All faults of what was seen without one: for each call, every errno, once and for ever. */
#ifndef PROCEX_FAULTS_CASES_H
#define PROCEX_FAULTS_CASES_H

#include "engine.h"

enum trial_end {
    TRIAL_AS_BEFORE, /* nobody would notice */
    TRIAL_LOWER,     /* by a lower rung */
    TRIAL_MISSED,    /* without a setting, which is told */
    TRIAL_FAILED,    /* the step and the errno are told */
    TRIAL_TO_JDK,    /* the core cannot launch here, or not watch: the JDK does */
    TRIAL_UNMET,     /* the call did not come */
    TRIAL_VIOLATION,
    TRIAL_ENDS
};

/* Whose cases they are. */
struct cases {
    const char *name;
    void *context;
    enum trial_end (*run)(void *context, const struct fault *fault);
    const char *(*violation)(void *context); /* of the last case */
    int (*has_lowered)(void *context);       /* later launches use a lower rung than before */
    /* Of a call that is made more often than this, as the close of a loop is, the first and the
     * last alone fail. */
    int most_of_one;
};

/* The part that one job runs. */
struct slice {
    int jobs;
    int job;
    int sample; /* every such case alone */
    int verbose;
    enum fault_kind kind; /* FAULT_REFUSES: errnos; others come with each call in turn */
};

struct tally {
    int calls; /* of the run without faults */
    int cases;
    int ends[TRIAL_ENDS];
    int lowered;
    int unknown; /* calls that errnos.c lacks */
};

/* Prints violations, each with what repeats it. */
void cases_run(const struct cases *cases, const struct engine_report *seen,
               const struct slice *slice, struct tally *tally);

void tally_add(struct tally *sum, const struct tally *tally);

void tally_print_head(void);

void tally_print(const char *name, const struct tally *tally);

#endif
