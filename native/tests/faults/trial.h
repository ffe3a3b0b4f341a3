/* One scenario under one fault, and what must hold after it. */
#ifndef PROCEX_FAULTS_TRIAL_H
#define PROCEX_FAULTS_TRIAL_H

#include "cases.h"
#include "scenario.h"
#include "tracer.h"

/* Without a fault: what the calls are, and what is expected. 0, or -1 with violation. */
int trial_learn(const struct scenario *scenario);

enum trial_end trial_run(const struct scenario *scenario, const struct fault *fault);

/* What the last one violated. */
const char *trial_violation(void);

/* True if later launches use a lower rung than before. */
int trial_lowered(void);

#endif
