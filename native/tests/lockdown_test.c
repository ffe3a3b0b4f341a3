/*
 * The lockdown of a process: which ways to execute a program are closed, and which are not. The
 * form that denies all programs is a filter and works everywhere; the other one needs Landlock.
 */
#include "lockdown.h"

#include "lockdown_place.h"
#include "watch_start.h"

/* Some are closed by this machine: it has no such program, or no calls of 32 bits. */
static void most_ways_are_open_without_a_lockdown(void) {
    set_up();
    CHECK_EQ(open_ways(NULL) >= 30, 1);
    CHECK_EQ(allowed_runs(), 1);
    clean_up();
}

static void no_way_is_open_if_nothing_is_allowed(void) {
    struct lockdown_report report;
    set_up();
    lockdown_exec("", 0, &report);
    CHECK_EQ(report.step, LOCKDOWN_STEP_NONE);
    CHECK_EQ(open_ways("if nothing is allowed"), 0);
    CHECK_EQ(allowed_runs(), 0);
    ways_exec(place.allowed);
    CHECK_EQ(errno, EPERM);
    clean_up();
}

static void no_way_is_open_but_to_what_is_allowed(void) {
    need_landlock();
    set_up();
    const struct lockdown_report report = lock_down_to_list();
    CHECK_EQ(report.step, LOCKDOWN_STEP_NONE);
    CHECK_EQ(report.error, 0);
    CHECK_EQ(report.absent > 0, 1); /* there is no loader of the other CPU */
    CHECK_EQ(open_ways("to what is not allowed"), 0);
    CHECK_EQ(allowed_runs(), 1);
    ways_exec(place.witness);
    CHECK_EQ(errno, EACCES);
    clean_up();
}

/* Else a way would be closed because its tool could not be executed itself. */
static void tools_still_execute_what_is_allowed(void) {
    int was_open[TOOLS];
    int count = 0;
    need_landlock();
    set_up();
    const struct place to_allowed = ways_to_allowed(&place);
    for (int i = 0; i < TOOLS; i++) {
        was_open[i] = ways_try(&tools[i], &to_allowed);
        count += was_open[i];
    }
    CHECK_EQ(count >= 8, 1);
    CHECK_EQ(lock_down_to_list().step, LOCKDOWN_STEP_NONE);
    for (int i = 0; i < TOOLS; i++) {
        int is_open = ways_try(&tools[i], &to_allowed);
        if (is_open != was_open[i]) {
            dprintf(check_log, "closed to what is allowed: %s\n", tools[i].name);
        }
        count -= is_open;
    }
    CHECK_EQ(count, 0);
    clean_up();
}

/* As it is a file in memory: DieWithParent is then for the child alone, which is told. */
static void watcher_of_leaves_is_not_executed(void) {
    int pid;
    need_landlock();
    set_up();
    CHECK_EQ(lock_down_to_list().step, LOCKDOWN_STEP_NONE);
    CHECK_EQ(watch_start("/", "x", &pid), -EACCES);
    CHECK_EQ(pid, 0);
    clean_up();
}

static void check_early_threads(int allows) {
    struct early early[2] = {{.tries_itself = 1}, {.tries_itself = 0}};
    pthread_barrier_t go;
    struct lockdown_report report;
    set_up();
    setenv("WITNESS_SIGN", place.sign, 1);
    pthread_barrier_init(&go, NULL, 3);
    for (int i = 0; i < 2; i++) {
        early[i].go = &go;
        pthread_create(&early[i].thread, NULL, wait_and_try, &early[i]);
    }
    if (allows) {
        report = lock_down_to_list();
        CHECK_EQ(report.threads, report.abi < 8 ? 2 : 0);
    } else {
        lockdown_exec("", 0, &report);
    }
    CHECK_EQ(report.step, LOCKDOWN_STEP_NONE);
    pthread_barrier_wait(&go);
    for (int i = 0; i < 2; i++) {
        pthread_join(early[i].thread, NULL);
        CHECK_EQ(early[i].ran, 0);
    }
    clean_up();
}

static void threads_that_were_there_execute_nothing(void) {
    check_early_threads(0);
}

static void threads_that_were_there_execute_only_what_is_allowed(void) {
    need_landlock();
    check_early_threads(1);
}

/* Landlock forbids that in each domain, unless a rule allows it. */
static void files_can_still_be_moved_and_linked_to_other_directories(void) {
    char from[WAYS_PATH], to[WAYS_PATH], other[WAYS_PATH];
    need_landlock();
    set_up();
    snprintf(from, sizeof from, "%.200s/moved", place.folder);
    snprintf(other, sizeof other, "%.200s/folder", place.folder);
    snprintf(to, sizeof to, "%.200s/folder/moved", place.folder);
    ways_copy("./sign_child", from);
    CHECK_EQ(mkdir(other, 0755), 0);
    CHECK_EQ(lock_down_to_list().step, LOCKDOWN_STEP_NONE);
    CHECK_EQ(link(from, to), 0);
    CHECK_EQ(rename(to, from), 0);
    CHECK_EQ(unlink(to), 0);
    CHECK_EQ(rename(from, to), 0);
    CHECK_EQ(unlink(to), 0);
    CHECK_EQ(rmdir(other), 0);
    clean_up();
}

static const struct check_case cases[] = {
    CASE(most_ways_are_open_without_a_lockdown),
    CASE(no_way_is_open_if_nothing_is_allowed),
    CASE(no_way_is_open_but_to_what_is_allowed),
    CASE(tools_still_execute_what_is_allowed),
    CASE(watcher_of_leaves_is_not_executed),
    CASE(threads_that_were_there_execute_nothing),
    CASE(threads_that_were_there_execute_only_what_is_allowed),
    CASE(files_can_still_be_moved_and_linked_to_other_directories),
};

CHECK_MAIN(cases)
