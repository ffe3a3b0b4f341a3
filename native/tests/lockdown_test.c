/*
 * The lockdown of a process: which ways to execute a program are closed, and which are not. The
 * form that denies all programs is a filter and works everywhere; the other one needs Landlock.
 */
#include "lockdown.h"

#include <pthread.h>

#include "check.h"
#include "refuse.h"
#include "ways_all.h"

static struct place place;

static void set_up(void) {
    char folder[] = "/tmp/lockdown.XXXXXX";
    CHECK_EQ(mkdtemp(folder) != NULL, 1);
    ways_set_up(&place, folder, "./witness");
}

static void clean_up(void) {
    char path[WAYS_PATH];
    const char *made[] = {"witness", "allowed", "sign",        "symbolic",
                          "hard",    "script",  "shell-script"};
    for (size_t i = 0; i < sizeof made / sizeof made[0]; i++) {
        snprintf(path, sizeof path, "%.200s/%s", place.folder, made[i]);
        unlink(path);
    }
    rmdir(place.folder);
}

/* when: NULL if many are expected to be open. */
static int open_ways(const char *when) {
    int count = 0;
    for (int i = 0; i < WAYS; i++) {
        int is_open = ways_try(&ways[i], &place);
        if (is_open && when != NULL) {
            dprintf(check_log, "open %s: %s\n", when, ways[i].name);
        }
        count += is_open;
    }
    return count;
}

static void run_allowed(const struct place *of) {
    ways_exec(of->allowed);
}

static int allowed_runs(void) {
    const struct way way = {"allowed", run_allowed};
    return ways_try(&way, &place);
}

/* What the ways go through: /bin/sh and so on, and the loaders of the libcs that tests are for. */
static size_t list(char *paths, size_t room) {
    const char *programs[] = {"/bin/sh",
                              "/usr/bin/env",
                              "/usr/bin/xargs",
                              "/usr/bin/find",
                              "/usr/bin/setsid",
                              "/usr/bin/nohup",
                              "/usr/bin/timeout",
                              "/usr/bin/perl",
                              "/usr/bin/awk",
                              "/lib64/ld-linux-x86-64.so.2",
                              "/lib/ld-linux-aarch64.so.1",
                              "/lib/ld-musl-x86_64.so.1",
                              "/lib/ld-musl-aarch64.so.1",
                              place.allowed};
    size_t size = 0;
    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
        size += (size_t)snprintf(paths + size, room - size, "%s", programs[i]) + 1;
    }
    return size;
}

static struct lockdown_report lock_down_to_list(void) {
    char paths[2048];
    struct lockdown_report report;
    lockdown_exec(paths, list(paths, sizeof paths), &report);
    return report;
}

static void need_landlock(void) {
    if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) < 2) {
        SKIP("this kernel has no Landlock, too old a one, or it is switched off");
    }
}

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

/* What a thread does that was there before: it starts another one, which tries. */
struct early {
    pthread_t thread;
    pthread_barrier_t *go;
    int tries_itself;
    int ran;
};

static void *try_execve(void *argument) {
    struct early *early = argument;
    pid_t pid = fork();
    if (pid == 0) {
        ways_exec(place.witness);
        _exit(1);
    }
    waitpid(pid, NULL, 0);
    early->ran = access(place.sign, F_OK) == 0;
    return NULL;
}

static void *wait_and_try(void *argument) {
    struct early *early = argument;
    pthread_barrier_wait(early->go);
    if (early->tries_itself) {
        return try_execve(early);
    }
    pthread_t other;
    pthread_create(&other, NULL, try_execve, early);
    pthread_join(other, NULL);
    return NULL;
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
    ways_copy("./witness", from);
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

static void without_landlock_nothing_changes(void) {
    set_up();
    struct refusal no_landlock = {SYS_landlock_create_ruleset, 0, 0, ENOSYS};
    CHECK_EQ(refuse(&no_landlock), 0);
    const struct lockdown_report report = lock_down_to_list();
    CHECK_EQ(report.step, LOCKDOWN_STEP_ABI);
    CHECK_EQ(report.error, ENOSYS);
    CHECK_EQ(allowed_runs(), 1);
    CHECK_EQ(open_ways(NULL) >= 30, 1);
    clean_up();
}

static void check_that_filter_ends_nobody(int number) {
    struct lockdown_report report;
    struct refusal kills = {number, 0, 0, REFUSE_BY_KILLING};
    set_up();
    CHECK_EQ(refuse(&kills), 0);
    report = lock_down_to_list();
    CHECK_EQ(report.step, LOCKDOWN_STEP_PROBE);
    CHECK_EQ(allowed_runs(), 1);
    clean_up();
}

static void filter_that_kills_for_it_ends_nobody(void) {
    check_that_filter_ends_nobody(SYS_landlock_create_ruleset);
}

static void need_signal(void) {
    if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) >= 8) {
        SKIP("this kernel confines all threads at once");
    }
}

static void filter_that_kills_for_the_signal_ends_nobody(void) {
    need_landlock();
    need_signal();
    check_that_filter_ends_nobody(SYS_rt_tgsigqueueinfo);
}

/* With threads that are there, and so would have to be told. */
static void if_threads_cannot_be_told_nothing_changes(void) {
    struct early early = {.tries_itself = 1};
    pthread_barrier_t go;
    need_landlock();
    need_signal();
    set_up();
    setenv("WITNESS_SIGN", place.sign, 1);
    pthread_barrier_init(&go, NULL, 2);
    early.go = &go;
    pthread_create(&early.thread, NULL, wait_and_try, &early);
    struct refusal no_signal = {SYS_rt_tgsigqueueinfo, 0, 0, EAGAIN};
    CHECK_EQ(refuse(&no_signal), 0);
    const struct lockdown_report report = lock_down_to_list();
    CHECK_EQ(report.step, LOCKDOWN_STEP_SIGNAL);
    CHECK_EQ(report.error, EAGAIN);
    pthread_barrier_wait(&go);
    pthread_join(early.thread, NULL);
    CHECK_EQ(early.ran, 1);
    CHECK_EQ(open_ways(NULL) >= 30, 1);
    clean_up();
}

static const struct check_case cases[] = {
    CASE(most_ways_are_open_without_a_lockdown),
    CASE(no_way_is_open_if_nothing_is_allowed),
    CASE(no_way_is_open_but_to_what_is_allowed),
    CASE(threads_that_were_there_execute_nothing),
    CASE(threads_that_were_there_execute_only_what_is_allowed),
    CASE(files_can_still_be_moved_and_linked_to_other_directories),
    CASE(without_landlock_nothing_changes),
    CASE(filter_that_kills_for_it_ends_nobody),
    CASE(filter_that_kills_for_the_signal_ends_nobody),
    CASE(if_threads_cannot_be_told_nothing_changes),
};

CHECK_MAIN(cases)
