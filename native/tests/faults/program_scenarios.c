/* Programs that rules have decided on, and filters that were in force before the first launch. */
#include "../pinned_launch.h"

#include "datagram.h"
#include "descriptors.h"
#include "scenario.h"

int scenario_job;

static enum spawn_how how;
static const char *file;

static void decide_on(enum spawn_how wanted, const char *path) {
    how = wanted;
    file = path;
    plan_prepare();
}

static void pinned(void) {
    decide_on(SPAWN_PINNED, "/bin/true");
}

static void remembered(void) {
    decide_on(SPAWN_REMEMBERED, "/bin/true");
}

static char script[64];

/* One for each job, which another must not replace while it is executed. */
static void make_script(void) {
    const char text[] = "#!/bin/sh\necho from a script\n";
    snprintf(script, sizeof script, "./faults-script-%d", scenario_job);
    int fd = open(script, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0700);
    CHECK_EQ(write(fd, text, sizeof text - 1), (long long)sizeof text - 1);
    close(fd);
}

static void script_by_path(void) {
    make_script();
    decide_on(SPAWN_BY_PATH, script);
}

static void script_by_directory(void) {
    make_script();
    decide_on(SPAWN_BY_DIRECTORY, script);
}

static void fail(struct told *told, int step, int error) {
    told->step = step;
    told->error = error;
}

static void run_decided(struct told *told) {
    char *argv[] = {NULL, (char *)file, NULL};
    struct resolve_request request = {file, "/usr/bin:/bin", 0, NULL};
    struct arena arena;
    int fd = resolve(&request, &resolved);
    if (fd < 0) {
        fail(told, (int)resolved.step, resolved.error);
        return;
    }
    const char *path = how == SPAWN_BY_PATH ? resolved.found : resolved.name;
    long error = arena_open(&arena, pin_room(strlen(path)));
    if (error < 0) {
        fail(told, SPAWN_STEP_MEMORY, (int)-error);
        close(fd);
        return;
    }
    CHECK_EQ(pin_program(&program, &arena, &resolved.version, path, how), 0);
    plan_run(&(struct plan){.argv = argv + 1, .program = &program}, told);
    arena_close(&arena);
    close(fd);
}

static void decide_again(struct told *told) {
    struct resolve_request request = {"/bin/true", "/usr/bin:/bin", 0, NULL};
    int fd = resolve(&request, &resolved);
    if (fd < 0) {
        fail(told, (int)resolved.step, resolved.error);
        return;
    }
    close(fd);
    told->is_good = 1;
    told->code = 0;
    /* No is a good answer: then it is resolved once more. */
    resolve_is_still(&request, &resolved.version);
}

/* Of one call that nobody makes: the core then tries its own in children. */
static void be_filtered(void) {
    CHECK_EQ(refuse(&(struct refusal){SYS_acct, 0, 0, EPERM}), 0);
}

static void first_launch(struct told *told) {
    plan_prepare();
    plan_run(&(struct plan){0}, told);
}

/* Only records need them: a count that is missing, a datagram that is dropped. */
static void diagnose(struct told *told) {
    struct descriptors count;
    int found[4];
    char target[64];
    told->is_good = 1;
    descriptors_count(&count, found, 4);
    descriptors_target(0, target, sizeof target);
    long fd = datagram_open();
    if (fd >= 0) {
        datagram_send((int)fd, "/no/such/socket", sizeof "/no/such/socket", "x", 1);
        close((int)fd);
    }
}

const struct scenario program_scenarios[] = {
    {"pinned", pinned, run_decided, 0},
    {"remembered", remembered, run_decided, 0},
    {"script-by-path", script_by_path, run_decided, 0},
    {"script-by-directory", script_by_directory, run_decided, 0},
    {"resolved-again", plan_prepare, decide_again, LAUNCHES_NOTHING},
    {"under-a-filter", be_filtered, first_launch, PREPARES},
    {"diagnostics", plan_prepare, diagnose, LAUNCHES_NOTHING},
    {NULL, NULL, NULL, 0},
};
