/* What is done while calls fail, and what whoever asked for it is told. */
#ifndef PROCEX_FAULTS_SCENARIO_H
#define PROCEX_FAULTS_SCENARIO_H

#include "settings.h"

enum {
    TOLD_TEXT = 12 * 1024,
    /* It prepares the core, so that descriptors and memory become more. */
    PREPARES = 1,
    /* What fails after the program has begun ends it: a required setting that is set from outside.
     * Or it executes programs by itself, to see whether it can. */
    MAY_END_WHAT_RAN = 2,
    /* It launches nothing by the core. */
    LAUNCHES_NOTHING = 4,
    WAKES = 8, /* the reaper's thread, by a pipe */
    /* The errno that it tells is not the kernel's: why something is not done at all. */
    HAS_OWN_REASONS = 16,
};

/* The outcome: success with what the program says, or the step and errno of a failure. */
struct told {
    int is_good;
    int step;
    int error;
    int code; /* the program's exit code; 1000 and more: a signal */
    int rung;
    int missed;  /* settings that were left out */
    int is_left; /* a group, or a process in it, that nobody is told of */
    char text[TOLD_TEXT];
};

struct scenario {
    const char *name;
    void (*set_up)(void); /* or NULL; no call fails yet */
    void (*run)(struct told *told);
    int flags;
};

/* Of those that run at once, in one directory. */
extern int scenario_job;

extern const struct scenario launch_scenarios[];
extern const struct scenario settings_scenarios[];
extern const struct scenario program_scenarios[];
extern const struct scenario reaper_scenarios[];
extern const struct scenario leaf_scenarios[];
extern const struct scenario lockdown_scenarios[];

/* A launch by the core: made ready by each scenario as it needs it. */
struct plan {
    char **argv; /* with a spare entry before it; NULL: the witness */
    const char *dir;
    int rung;
    int redirect;
    int inherits; /* the standard streams */
    int as_execvp;
    int sweep;
    int marked;
    const struct spawn_program *program;
    struct settings *settings;
    struct spawn_observation *observation;
};

/* Prepares the core unless that is done, with the settings that all scenarios share. */
void plan_prepare(void);

/* Launches, reads what the program says, waits for it, and closes all that the launch gave. */
void plan_run(const struct plan *plan, struct told *told);

#endif
