/* Where 0, 1 and 2 come from: closed in the parent, and sources that overlap their targets. */
#include "launch.h"

enum { COMBINATIONS = 8, SOURCES = 4 };

static char *cat_argv[] = {NULL, "/bin/cat", NULL};

/* The child gets pipes although the parent has none, some or all of its own 0, 1 and 2. */
static void launch_with_closed(int closed, int rung) {
    for (int fd = 0; fd < 3; fd++) {
        if (closed & 1 << fd) {
            close(fd);
        }
    }
    launch_prepare();
    struct launch launch = launch_of(cat_argv + 1, (enum spawn_rung)rung);
    launch_run(&launch);
    CHECK_EQ(launch.result.error, 0);
    CHECK_EQ(write(launch.result.fds[0], "echo", 4), 4);
    close(launch.result.fds[0]);
    CHECK_TEXT(launch_read(launch.result.fds[1]), "echo");
    CHECK_EQ(launch_wait(&launch), 0);
    for (int fd = 0; fd < 3; fd++) {
        CHECK_EQ(fcntl(fd, F_GETFD) >= 0, (closed & 1 << fd) == 0);
    }
}

/* A process for each: what is closed stays closed. */
static void in_own_process(void (*body)(int, int), int a, int b) {
    pid_t pid = fork();
    if (pid == 0) {
        body(a, b);
        _exit(0);
    }
    int status;
    waitpid(pid, &status, 0);
    CHECK_EQ(status, 0);
}

static void pipes_work_with_any_of_0_1_2_closed_on_every_rung(void) {
    for (int closed = 0; closed < COMBINATIONS; closed++) {
        for (int rung = 0; rung < SPAWN_RUNGS; rung++) {
            in_own_process(launch_with_closed, closed, rung);
        }
    }
}

/* For a child to write to by name; tests of other builds run at the same time. */
static char *own_file(void) {
    static char name[32];
    snprintf(name, sizeof name, "stdio-%d.txt", (int)getpid());
    return name;
}

static const char *read_and_remove(const char *name) {
    int fd = open(name, O_RDONLY);
    unlink(name);
    return launch_read(fd);
}

static void inherit_all_but(int missing, int rung) {
    char *argv[] = {NULL, "./report_child", "--to", own_file(), NULL};
    launch_prepare();
    struct launch launch = launch_of(argv + 1, (enum spawn_rung)rung);
    for (int fd = 0; fd < 3; fd++) {
        launch.request.fds[fd] = fd;
    }
    launch_run(&launch);
    CHECK_EQ(launch.result.error, 0);
    CHECK_EQ(launch_wait(&launch), 0);
    char want[32] = "fds";
    for (int fd = 0; fd < 3; fd++) {
        if ((missing & 1 << fd) == 0) {
            snprintf(want + strlen(want), 4, " %d", fd);
        }
    }
    char *text = strdup(read_and_remove(own_file()));
    *strchr(text, '\n') = '\0';
    CHECK_TEXT(text, want);
}

static void inherit_with_closed(int closed, int rung) {
    for (int fd = 0; fd < 3; fd++) {
        if (closed & 1 << fd) {
            close(fd);
        }
    }
    inherit_all_but(closed, rung);
}

static void what_is_closed_in_the_parent_is_closed_in_a_child_that_inherits(void) {
    for (int closed = 0; closed < COMBINATIONS; closed++) {
        for (int rung = 0; rung < SPAWN_RUNGS; rung++) {
            in_own_process(inherit_with_closed, closed, rung);
        }
    }
}

static void inherit_with_close_on_exec(int marked, int rung) {
    for (int fd = 0; fd < 3; fd++) {
        fcntl(fd, F_SETFD, marked & 1 << fd ? FD_CLOEXEC : 0);
    }
    inherit_all_but(marked, rung);
}

static void what_is_close_on_exec_in_the_parent_is_closed_in_a_child_that_inherits(void) {
    for (int marked = 0; marked < COMBINATIONS; marked++) {
        for (int rung = 0; rung < SPAWN_RUNGS; rung++) {
            in_own_process(inherit_with_close_on_exec, marked, rung);
        }
    }
}

/* Makes descriptor fd a file that holds its own number. */
static void number_file(int fd) {
    char digit = (char)('0' + fd);
    int file = open("/tmp", O_RDWR | O_TMPFILE, 0600);
    CHECK_EQ(write(file, &digit, 1), 1);
    CHECK_EQ(dup2(file, fd), fd);
    if (file != fd) {
        close(file);
    }
}

/* The child writes down, in order, the first byte of each file that it has at 0, 1 and 2. */
static void sources_are_moved(int code, int rung) {
    const int other = 40;
    int known[SOURCES] = {0, 1, 2, other};
    int fds[3] = {known[code % SOURCES], known[code / SOURCES % SOURCES],
                  known[code / SOURCES / SOURCES]};
    char script[] = "for fd in 0 1 2; do v=$v$(head -c 1 /proc/$$/fd/$fd); done; echo $v >$0";
    char *argv[] = {NULL, "/bin/sh", "-c", script, own_file(), NULL};
    for (int i = 0; i < SOURCES; i++) {
        number_file(known[i]);
    }
    launch_prepare();
    struct launch launch = launch_of(argv + 1, (enum spawn_rung)rung);
    memcpy(launch.request.fds, fds, sizeof fds);
    launch_run(&launch);
    CHECK_EQ(launch.result.error, 0);
    CHECK_EQ(launch_wait(&launch), 0);
    char want[5] = {(char)('0' + fds[0]), (char)('0' + fds[1]), (char)('0' + fds[2]), '\n', '\0'};
    CHECK_TEXT(read_and_remove(own_file()), want);
}

static void sources_that_overlap_their_targets_arrive_in_every_order(void) {
    /* An odd step, or fewer than all sources would stand at 0. */
    int step = check_number("PROCEX_CHECK_DIVISOR") | 1;
    for (int code = 0; code < SOURCES * SOURCES * SOURCES; code += step) {
        in_own_process(sources_are_moved, code, SPAWN_SHARED_TABLE);
        in_own_process(sources_are_moved, code, SPAWN_CLOSE_RANGE);
    }
}

static void sources_above_1024_arrive(void) {
    const int high = 1500;
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max < 2000 ? limit.rlim_max : 2000;
    setrlimit(RLIMIT_NOFILE, &limit);
    launch_prepare();
    int file = open("/tmp", O_RDWR | O_TMPFILE, 0600);
    if (dup2(file, high) != high) {
        SKIP("the hard limit on open files is below 1,501");
    }
    CHECK_EQ(write(file, "high", 4), 4);
    lseek(file, 0, SEEK_SET);
    for (int rung = 0; rung < SPAWN_RUNGS; rung++) {
        struct launch launch = launch_of(cat_argv + 1, (enum spawn_rung)rung);
        launch.request.fds[0] = high;
        launch_run(&launch);
        CHECK_TEXT(launch_read(launch.result.fds[1]), "high");
        CHECK_EQ(launch.result.fds[0], SPAWN_PIPE);
        CHECK_EQ(launch_wait(&launch), 0);
        lseek(file, 0, SEEK_SET);
    }
}

static const struct check_case cases[] = {
    CASE(pipes_work_with_any_of_0_1_2_closed_on_every_rung),
    CASE(what_is_closed_in_the_parent_is_closed_in_a_child_that_inherits),
    CASE(what_is_close_on_exec_in_the_parent_is_closed_in_a_child_that_inherits),
    CASE(sources_that_overlap_their_targets_arrive_in_every_order),
    CASE(sources_above_1024_arrive),
};

CHECK_MAIN(cases)
