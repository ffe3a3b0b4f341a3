#include "jvm_trial.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "answer.h"
#include "excuses.h"

enum { MOST_ARGUMENTS = 60, WARM_UP = 3, EXIT_CODE = 7, PATIENCE = 3000 };

static void violate(struct jvm_trials *trials, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(trials->violation, sizeof trials->violation, format, arguments);
    va_end(arguments);
}

static int is_violated(const struct jvm_trials *trials) {
    return trials->violation[0] != '\0';
}

void jvm_stop(struct jvm_trials *trials) {
    if (trials->is_running) {
        jvm_end(&trials->jvm);
        trials->is_running = 0;
    }
}

/* What it says of a launch; NULL with a violation. */
static const char *launch(struct jvm_trials *trials, const char *when) {
    struct jvm *jvm = &trials->jvm;
    jvm_tell(jvm, 'l');
    switch (jvm_await(jvm)) {
    case JVM_SAYS:
        return jvm->line;
    case JVM_ENDED:
        violate(trials, "%s: the JVM ended with status %x", when, (unsigned)jvm->status);
        trials->is_running = 0;
        jvm_end(jvm);
        return NULL;
    default:
        violate(trials, "%s: it hung", when);
        jvm_stop(trials);
        return NULL;
    }
}

static void start(struct jvm_trials *trials) {
    if (trials->is_running) {
        return;
    }
    jvm_start(&trials->jvm, trials->argv);
    trials->is_running = 1;
    for (int i = 0; i < WARM_UP && trials->mode != JVM_FIRST; i++) {
        if (launch(trials, "warm-up") == NULL) {
            fprintf(stderr, "faults: %s\n", trials->violation);
            exit(2);
        }
    }
}

/* Children and pidfds go when the JDK has reaped, a moment after the application is told. */
static void await_nothing_left(struct jvm_trials *trials, const struct jvm_state *before,
                               struct jvm_state *now, const struct fault *fault) {
    int children = 0;
    for (int waited = 0; waited < PATIENCE; waited += 2) {
        children = jvm_children(&trials->jvm);
        jvm_take_state(&trials->jvm, now);
        if (children == 0 && now->pipes <= before->pipes && now->pidfds <= before->pidfds) {
            return;
        }
        jvm_pass(&trials->jvm, 2);
    }
    const int are_reserved =
        trials->mode == JVM_FIRST && fault != NULL && excuses(fault, EXCUSES_PIPES);
    const int is_of_set =
        trials->mode == JVM_REAPER && fault != NULL && excuses(fault, EXCUSES_SET);
    if (are_reserved || is_of_set || (fault != NULL && excuses(fault, EXCUSES_ZOMBIE))) {
        return;
    }
    violate(trials, "%d children, %d ends of pipes and %d pidfds are left", children,
            now->pipes - before->pipes, now->pidfds - before->pidfds);
}

/* It is what it was without a fault, or tells what is missing. */
static void check_line(struct jvm_trials *trials, const char *line, const struct fault *fault) {
    if (answer_is_right(trials, line)) {
        return;
    }
    if (fault == NULL || !answer_is_excused(trials, line, fault)) {
        violate(trials, "it says \"%s\", not \"%s\"", line, trials->expected);
    }
}

static void check_later(struct jvm_trials *trials, const struct jvm_state *before,
                        const struct fault *fault) {
    struct jvm_state now;
    for (int i = 0; i < 2 && !is_violated(trials); i++) {
        const char *line = launch(trials, "later");
        if (line != NULL && !answer_is_right(trials, line)) {
            violate(trials, "later: it says \"%s\", not \"%s\"", line, trials->expected);
        }
    }
    if (!is_violated(trials)) {
        await_nothing_left(trials, before, &now, fault);
    }
    if (!is_violated(trials) && strcmp(now.blocked, before->blocked) != 0 &&
        !(fault != NULL && excuses(fault, EXCUSES_STATE))) {
        violate(trials, "blocked signals are %s, not %s", now.blocked, before->blocked);
    }
    if (!is_violated(trials) && strcmp(now.blocked, before->blocked) != 0) {
        jvm_stop(trials);
    }
    if (!is_violated(trials) && now.reserved != before->reserved) {
        trials->has_lowered = trials->mode != JVM_FIRST;
        jvm_stop(trials);
    }
}

static void begin(struct jvm_trials *trials, const struct fault *fault) {
    struct jvm *jvm = &trials->jvm;
    engine_reset(&jvm->engine, fault);
    if (trials->mode == JVM_REAPER) {
        jvm_see_threads(jvm, "reaper");
    } else if (trials->mode == JVM_EXIT) {
        jvm_see_threads(jvm, "");
    } else {
        jvm_see(jvm, jvm->launcher);
    }
}

static enum trial_end try_launch(struct jvm_trials *trials, const struct fault *fault) {
    struct jvm_state before;
    struct jvm_state now;
    enum trial_end end = TRIAL_AS_BEFORE;
    start(trials);
    jvm_take_state(&trials->jvm, &before);
    begin(trials, fault);
    const char *line = launch(trials, "first");
    if (line == NULL) {
        return TRIAL_VIOLATION;
    }
    if (fault == NULL) {
        strcpy(trials->expected, line);
    } else if (strncmp(line, "failed", 6) == 0) {
        end = TRIAL_FAILED;
    } else if (strcmp(line, trials->by_jdk) == 0) {
        end = TRIAL_TO_JDK;
    }
    check_line(trials, line, fault);
    if (trials->mode == JVM_REAPER && !is_violated(trials)) {
        await_nothing_left(trials, &before, &now, fault);
    }
    trials->jvm.engine.is_seeing = 0;
    trials->jvm.engine.fault = NULL;
    if (!is_violated(trials)) {
        check_later(trials, &before, fault);
    }
    if (is_violated(trials) || trials->mode == JVM_FIRST) {
        jvm_stop(trials);
    }
    return is_violated(trials) ? TRIAL_VIOLATION : end;
}

static enum trial_end try_exit(struct jvm_trials *trials, const struct fault *fault) {
    struct jvm *jvm = &trials->jvm;
    start(trials);
    begin(trials, fault);
    jvm_tell(jvm, 'e');
    enum jvm_answer answer = jvm_await(jvm);
    if (answer == JVM_HUNG) {
        violate(trials, "it hung");
    } else if (answer == JVM_SAYS || !WIFEXITED(jvm->status) ||
               WEXITSTATUS(jvm->status) != EXIT_CODE) {
        violate(trials, "the JVM ended with status %x", (unsigned)jvm->status);
    }
    jvm_stop(trials);
    return is_violated(trials) ? TRIAL_VIOLATION : TRIAL_AS_BEFORE;
}

static enum trial_end try_once(struct jvm_trials *trials, const struct fault *fault) {
    trials->violation[0] = '\0';
    trials->has_lowered = 0;
    enum trial_end end =
        trials->mode == JVM_EXIT ? try_exit(trials, fault) : try_launch(trials, fault);
    const int met = trials->jvm.engine.report->failed > 0;
    return fault != NULL && !met && end != TRIAL_VIOLATION ? TRIAL_UNMET : end;
}

/* After some faults the JDK waits for all later children: then another JVM meets the call. */
enum trial_end jvm_trial(struct jvm_trials *trials, const struct fault *fault) {
    if (excuses(fault, EXCUSES_LIE)) {
        return TRIAL_UNMET;
    }
    enum trial_end end = try_once(trials, fault);
    if (end == TRIAL_UNMET) {
        jvm_stop(trials);
        end = try_once(trials, fault);
    }
    return end;
}

/* What the program says if the JDK launches it: another limit, signals that are blocked. */
static void learn_from_jdk(struct jvm_trials *trials) {
    char *argv[MOST_ARGUMENTS + 1];
    char **all = trials->argv;
    int count = 0;
    trials->has_settings = 0;
    for (int i = 0; all[i] != NULL && count < MOST_ARGUMENTS; i++) {
        if (strncmp(all[i], "-javaagent:", 11) != 0) {
            argv[count++] = all[i];
        }
        trials->has_settings |= strstr(all[i], "profile=") != NULL;
    }
    argv[count] = NULL;
    trials->argv = argv;
    start(trials);
    const char *line = launch(trials, "without the agent");
    if (line != NULL) {
        strcpy(trials->by_jdk, line);
    }
    jvm_stop(trials);
    trials->argv = all;
}

int jvm_learn(struct jvm_trials *trials) {
    learn_from_jdk(trials);
    enum trial_end end = try_once(trials, NULL);
    trials->learnt = *trials->jvm.engine.report;
    return end == TRIAL_VIOLATION ? -1 : 0;
}
