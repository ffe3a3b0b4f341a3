/* One launch, or exit, of a JVM under one fault, and what must hold after it. */
#ifndef PROCEX_FAULTS_JVM_TRIAL_H
#define PROCEX_FAULTS_JVM_TRIAL_H

#include "jvm.h"
#include "cases.h"

enum jvm_mode { JVM_FIRST, JVM_LATER, JVM_EXIT, JVM_REAPER };

struct jvm_trials {
    enum jvm_mode mode;
    char **argv; /* of the JVM */
    struct jvm jvm;
    int is_running;
    int has_settings; /* the agent gives children some */
    int has_lowered;  /* descriptors are no longer reserved */
    char expected[JVM_LINE];
    char by_jdk[JVM_LINE];       /* of a launch without the agent */
    struct engine_report learnt; /* without a fault */
    char violation[2 * JVM_LINE];
};

/* 0, or -1 with a violation. */
int jvm_learn(struct jvm_trials *trials);

enum trial_end jvm_trial(struct jvm_trials *trials, const struct fault *fault);

void jvm_stop(struct jvm_trials *trials);

#endif
