/* What the JVM says of a launch. */
#ifndef PROCEX_FAULTS_ANSWER_H
#define PROCEX_FAULTS_ANSWER_H

#include "jvm_trial.h"

/* As the core launches, or the JDK. */
int answer_is_right(const struct jvm_trials *trials, const char *line);

/* Something is missing, or an exception says why there is no child. */
int answer_is_excused(const struct jvm_trials *trials, const char *line, const struct fault *fault);

#endif
