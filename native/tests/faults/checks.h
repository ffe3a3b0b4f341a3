/* What must hold after a scenario under a fault. Each check ends the process if it does not. */
#ifndef PROCEX_FAULTS_CHECKS_H
#define PROCEX_FAULTS_CHECKS_H

#include "engine.h"
#include "scenario.h"
#include "state.h"

enum { TWICE = 2 };

/* In memory that the traced process shares with the tracer. */
struct shared {
    struct told expected;
    struct told seen[TWICE]; /* a fault for ever meets two launches */
    struct told later;
    int is_known; /* expected is */
    int has_ended;
    char violation[1024];
};

struct trial {
    struct shared *shared;
    const struct scenario *scenario;
    const struct fault *fault; /* or NULL */
};

extern struct trial trial;

/* It was launched as without a fault; or it failed, and it is told why. when: for the message. */
void check_told(const struct told *told, const char *when);

/* Whoever is told of a launch has one, and nobody is launched whom nobody is told of. */
void check_execs(const struct told *seen, int runs);

/* No child, thread, descriptor, memory, lane or blocked signal. */
void check_nothing_left(const struct state *before, const char *when);

/* Runs it once more. As good as before the fault, but for the rung. */
void check_later_launch(const struct state *before);

/* Has the core give its descriptors back: none stays. */
void check_release(void);

#endif
