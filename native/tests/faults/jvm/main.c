/*
 * faults-jvm [--sample N] [--verbose] NAME first|later|exit|reaper -- JAVA ARGUMENT...
 *
 * Makes the core's calls in a JVM fail, one by one with every errno of their man pages:
 *   first    the first launch, in a JVM for each case
 *   later    a launch in a JVM that has launched before, for as many cases as leave it as it was
 *   exit     System.exit, in a JVM for each case
 *   reaper   the end of a child, as the thread that waits for it sees it
 * Prints violations, and a row for the table of `faults`. The JVM runs LaunchOnCommand.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jvm_trial.h"

/* Of a call that is made more often in one launch. */
enum { MOST_OF_ONE = 2 };

static enum trial_end run(void *trials, const struct fault *fault) {
    return jvm_trial(trials, fault);
}

static const char *violation(void *trials) {
    return ((struct jvm_trials *)trials)->violation;
}

static int has_lowered(void *trials) {
    return ((struct jvm_trials *)trials)->has_lowered;
}

static void usage(void) {
    fprintf(stderr, "usage: faults-jvm [--sample N] [--verbose] NAME first|later|exit|reaper -- "
                    "JAVA ARGUMENT...\n");
    exit(2);
}

static enum jvm_mode mode_of(const char *word) {
    static const char *const words[] = {"first", "later", "exit", "reaper"};
    for (int i = 0; i < 4; i++) {
        if (strcmp(words[i], word) == 0) {
            return (enum jvm_mode)i;
        }
    }
    usage();
    return JVM_LATER;
}

/* Without a handler it would not end a wait. */
static void note(int signal) {
    (void)signal;
}

static int read_options(int argc, char **argv, struct slice *slice) {
    int i = 1;
    for (; i < argc && strncmp(argv[i], "--", 2) == 0; i++) {
        if (strcmp(argv[i], "--verbose") == 0) {
            slice->verbose = 1;
        } else if (strcmp(argv[i], "--sample") == 0 && i + 1 < argc) {
            slice->sample = atoi(argv[++i]);
        } else {
            usage();
        }
    }
    if (i + 3 >= argc || strcmp(argv[i + 2], "--") != 0) {
        usage();
    }
    return i;
}

int main(int argc, char **argv) {
    static struct jvm_trials trials;
    struct slice slice = {1, 0, 1, 0, FAULT_REFUSES};
    struct tally tally = {0};
    int i = read_options(argc, argv, &slice);
    const struct cases cases = {argv[i], &trials, run, violation, has_lowered, MOST_OF_ONE};
    signal(SIGPIPE, SIG_IGN);
    sigaction(SIGCHLD, &(struct sigaction){.sa_handler = note}, NULL);
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, NULL); /* but in a wait */
    trials.mode = mode_of(argv[i + 1]);
    trials.argv = argv + i + 3;
    if (jvm_learn(&trials) < 0) {
        printf("%s: without a fault: %s\n", argv[i], trials.violation);
        return 1;
    }
    cases_run(&cases, &trials.learnt, &slice, &tally);
    jvm_stop(&trials);
    tally_print(argv[i], &tally);
    return tally.ends[TRIAL_VIOLATION] != 0 || tally.unknown != 0;
}
