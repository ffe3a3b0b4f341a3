/*
 * faults [--jobs N] [--sample N] [--verbose] [--signal interrupt|stop|kill] [SCENARIO...]
 *
 * Makes each system call that the core makes in a scenario fail with every errno that its man page
 * names, once and for ever, and prints what came of it. --sample: every Nth case alone.
 * The calls come from a run without faults, so that a new call has its cases by itself; one that
 * errnos.c lacks ends the run.
 * --signal: in place of a failure, a signal comes with each call.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cases.h"
#include "trial.h"

enum { MOST_SCENARIOS = 64, MOST_JOBS = 64, MOST_OF_ONE = 24 };

struct options {
    int jobs;
    int sample;
    int verbose;
    enum fault_kind kind;
    char **names;
    int name_count;
};

static const struct scenario *found[MOST_SCENARIOS];
static int scenarios;

static int is_wanted(const struct options *options, const char *name) {
    for (int i = 0; i < options->name_count; i++) {
        if (strcmp(options->names[i], name) == 0) {
            return 1;
        }
    }
    return options->name_count == 0;
}

static void add(const struct options *options, const struct scenario *list) {
    for (; list->name != NULL; list++) {
        if (is_wanted(options, list->name)) {
            found[scenarios++] = list;
        }
    }
}

static void find(const struct options *options) {
    add(options, launch_scenarios);
    add(options, settings_scenarios);
    add(options, program_scenarios);
    add(options, reaper_scenarios);
    add(options, leaf_scenarios);
    add(options, lockdown_scenarios);
    if (scenarios == 0) {
        fprintf(stderr, "faults: there is no such scenario\n");
        exit(2);
    }
}

static enum fault_kind kind_of(const char *word) {
    if (strcmp(word, "interrupt") == 0) {
        return FAULT_INTERRUPTS;
    }
    return strcmp(word, "stop") == 0 ? FAULT_STOPS : FAULT_KILLS;
}

static void read_options(int argc, char **argv, struct options *options) {
    int i = 1;
    for (; i < argc && argv[i][0] == '-'; i++) {
        if (strcmp(argv[i], "--verbose") == 0) {
            options->verbose = 1;
        } else if (i + 1 < argc && strcmp(argv[i], "--jobs") == 0) {
            options->jobs = atoi(argv[++i]);
        } else if (i + 1 < argc && strcmp(argv[i], "--sample") == 0) {
            options->sample = atoi(argv[++i]);
        } else if (i + 1 < argc && strcmp(argv[i], "--signal") == 0) {
            options->kind = kind_of(argv[++i]);
        } else {
            fprintf(stderr, "usage: faults [--jobs N] [--sample N] [--verbose] "
                            "[--signal interrupt|stop|kill] [SCENARIO...]\n");
            exit(2);
        }
    }
    options->names = argv + i;
    options->name_count = argc - i;
}

static enum trial_end run(void *scenario, const struct fault *fault) {
    return trial_run(scenario, fault);
}

static const char *violation(void *scenario) {
    (void)scenario;
    return trial_violation();
}

static int has_lowered(void *scenario) {
    (void)scenario;
    return trial_lowered();
}

static void run_scenario(const struct scenario *scenario, const struct slice *slice,
                         struct tally *tally) {
    static struct engine_report seen;
    const struct cases cases = {scenario->name, (void *)scenario, run,
                                violation,      has_lowered,      MOST_OF_ONE};
    if (trial_learn(scenario) < 0) {
        printf("%s: without a fault: %s\n", scenario->name, trial_violation());
        tally->ends[TRIAL_VIOLATION]++;
        return;
    }
    seen = *tracer_report;
    cases_run(&cases, &seen, slice, tally);
}

/* Each job has every jobs-th case. */
static void run_job(const struct options *options, struct tally *tally, int job) {
    const struct slice slice = {options->jobs, job, options->sample, options->verbose,
                                options->kind};
    prctl(PR_SET_CHILD_SUBREAPER, 1); /* of what is left by a process that is killed */
    scenario_job = job;
    for (int i = 0; i < scenarios; i++) {
        run_scenario(found[i], &slice, &tally[i]);
    }
    exit(0);
}

static struct tally sum_of(struct tally (*tally)[MOST_SCENARIOS], int jobs, int scenario) {
    struct tally sum = tally[0][scenario];
    for (int job = 1; job < jobs; job++) {
        tally_add(&sum, &tally[job][scenario]);
    }
    return sum;
}

static int print(struct tally (*tally)[MOST_SCENARIOS], int jobs) {
    struct tally all = {0};
    tally_print_head();
    for (int i = 0; i < scenarios; i++) {
        struct tally sum = sum_of(tally, jobs, i);
        tally_print(found[i]->name, &sum);
        int calls = all.calls + sum.calls;
        tally_add(&all, &sum);
        all.calls = calls;
    }
    tally_print("all", &all);
    return all.ends[TRIAL_VIOLATION] == 0 && all.unknown == 0;
}

/* Orphans come here too, and how they ended is not of interest: a watcher is killed. */
static int await_jobs(const pid_t *jobs, int count) {
    int is_right = 1;
    int status;
    pid_t pid;
    while ((pid = wait(&status)) > 0) {
        for (int i = 0; i < count; i++) {
            is_right &= jobs[i] != pid || status == 0;
        }
    }
    return is_right;
}

int main(int argc, char **argv) {
    struct options options = {.jobs = 1, .sample = 1};
    pid_t jobs[MOST_JOBS];
    struct tally(*tally)[MOST_SCENARIOS] = mmap(
        NULL, MOST_JOBS * sizeof *tally, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    read_options(argc, argv, &options);
    find(&options);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    setenv("REPORT_MOST", "256", 1);
    for (int job = 0; job < options.jobs; job++) {
        jobs[job] = fork();
        if (jobs[job] == 0) {
            run_job(&options, tally[job], job);
        }
    }
    int is_right = await_jobs(jobs, options.jobs);
    return print(tally, options.jobs) && is_right ? 0 : 1;
}
