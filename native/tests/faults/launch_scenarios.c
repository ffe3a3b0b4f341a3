/* Launches without settings: each rung, and what a request may ask for. */
#include "../launch.h"

#include "scenario.h"

static void first_launch(struct told *told) {
    plan_prepare();
    plan_run(&(struct plan){0}, told);
}

static void later_launch(struct told *told) {
    plan_run(&(struct plan){0}, told);
}

static void by_close_range(struct told *told) {
    plan_run(&(struct plan){.rung = SPAWN_CLOSE_RANGE}, told);
}

static void by_proc_walk(struct told *told) {
    plan_run(&(struct plan){.rung = SPAWN_PROC_WALK}, told);
}

/* So that the loop is short. */
static void prepare_few_descriptors(void) {
    struct rlimit limit = {40, 40};
    setrlimit(RLIMIT_NOFILE, &limit);
    plan_prepare();
}

static void by_close_loop(struct told *told) {
    plan_run(&(struct plan){.rung = SPAWN_CLOSE_LOOP}, told);
}

static void with_directory_and_one_stream(struct told *told) {
    char *argv[] = {NULL, (char *)"/bin/pwd", NULL};
    plan_run(&(struct plan){.argv = argv + 1, .dir = "/usr", .redirect = 1}, told);
}

static void with_inherited_streams(struct told *told) {
    plan_run(&(struct plan){.inherits = 1}, told);
}

/* What the program says is of no interest. */
static void inherit(void) {
    int nowhere = open("/dev/null", O_RDWR);
    dup2(nowhere, 1);
    dup2(nowhere, 2);
    close(nowhere);
    plan_prepare();
}

static void by_search(struct told *told) {
    char *argv[] = {NULL, (char *)"true", NULL};
    plan_run(&(struct plan){.argv = argv + 1}, told);
}

static void by_search_as_execvp(struct told *told) {
    char *argv[] = {NULL, (char *)"true", NULL};
    plan_run(&(struct plan){.argv = argv + 1, .as_execvp = 1}, told);
}

static void of_missing_program(struct told *told) {
    char *argv[] = {NULL, (char *)"/no/such/program", NULL};
    plan_run(&(struct plan){.argv = argv + 1}, told);
}

static void swept_and_marked(struct told *told) {
    plan_run(&(struct plan){.sweep = 1, .marked = 1}, told);
}

static void observed(struct told *told) {
    static struct spawn_observation observation;
    plan_run(&(struct plan){.observation = &observation}, told);
}

/* With 0, 1 and 2 closed a pipe may be at its target already, or at another's. */
static void close_streams(void) {
    plan_prepare();
    close(0);
    close(1);
}

const struct scenario launch_scenarios[] = {
    {"first-launch", NULL, first_launch, PREPARES},
    {"later-launch", plan_prepare, later_launch, 0},
    {"close-range", plan_prepare, by_close_range, 0},
    {"proc-walk", plan_prepare, by_proc_walk, 0},
    {"close-loop", prepare_few_descriptors, by_close_loop, 0},
    {"directory", plan_prepare, with_directory_and_one_stream, 0},
    {"inherited-streams", inherit, with_inherited_streams, 0},
    {"closed-streams", close_streams, later_launch, 0},
    {"search", plan_prepare, by_search, 0},
    {"search-as-execvp", plan_prepare, by_search_as_execvp, 0},
    {"missing-program", plan_prepare, of_missing_program, 0},
    {"swept-and-marked", plan_prepare, swept_and_marked, 0},
    {"observed", plan_prepare, observed, 0},
    {NULL, NULL, NULL, 0},
};
