/* The program procex-watch on folders that look like groups: what it takes for a leaf of the JVM.
 */
#include <sched.h>
#include <sys/stat.h>

#include "files.h"
#include "watch_program.h"

static char *const arguments[] = {(char *)"procex-watch", (char *)"/", (char *)"jvm-", NULL};

/* A pidfd of a process that has ended. */
static int ended(void) {
    pid_t pid = fork();
    if (pid == 0) {
        _exit(0);
    }
    int pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
    CHECK_EQ(pidfd >= 0, 1);
    CHECK_EQ(waitpid(pid, NULL, 0), pid);
    return pidfd;
}

/* A folder cannot be removed as a group can: the files in it stay. */
static void make_group(const char *name) {
    char path[128];
    CHECK_EQ(mkdir(name, 0755), 0);
    snprintf(path, sizeof path, "%s/cgroup.kill", name);
    make_file(path, "", 0644);
    snprintf(path, sizeof path, "%s/cgroup.events", name);
    make_file(path, "populated 0\nfrozen 0\n", 0644);
}

static int is_killed(const char *name) {
    char path[128];
    char text[8] = "";
    snprintf(path, sizeof path, "%s/cgroup.kill", name);
    int fd = open(path, O_RDONLY);
    CHECK_EQ(fd >= 0, 1);
    ssize_t size = read(fd, text, sizeof text);
    close(fd);
    return size == 1 && text[0] == '1';
}

static void enter_place(void) {
    enter_directory();
    CHECK_EQ(mkdir("place", 0755), 0);
    CHECK_EQ(chdir("place"), 0);
}

static int status_for(int jvm, int place, const struct refusal *refused) {
    return watch_status(watch_start_program(jvm, place, arguments, refused));
}

static int here(void) {
    return open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static void leaves_are_told_by_prefix_number_and_suffix(void) {
    static const char *const others[] = {"jvm-1",         "jvm-2-dies-not", "jvm-x-dies",
                                         "other-3-dies",  ".jvm-4-dies",    "jvm-12345678901-dies",
                                         "jvm-5-dies.txt"};
    enter_place();
    make_group("jvm-7-dies");
    make_group("jvm-1234567890-dies");
    make_file("jvm-8-dies", "", 0644);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        make_group(others[i]);
    }
    CHECK_EQ(status_for(ended(), here(), NULL), 0);
    CHECK_EQ(is_killed("jvm-7-dies"), 1);
    CHECK_EQ(is_killed("jvm-1234567890-dies"), 1);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        CHECK_EQ(is_killed(others[i]), 0);
    }
}

/* As the file cgroup.events, which the program reads in each round: the answer to one of them. */
static void answer(const char *path, const char *text) {
    int fd = open(path, O_WRONLY); /* waits until it is opened */
    CHECK_EQ(write(fd, text, strlen(text)), (long long)strlen(text));
    close(fd);
}

/* A JVM that has got the same pid by now makes one with a higher number. */
static void leaf_with_processes_is_killed_again_but_none_that_came_later(void) {
    enter_place();
    make_group("jvm-1-dies");
    CHECK_EQ(unlink("jvm-1-dies/cgroup.events"), 0);
    CHECK_EQ(mkfifo("jvm-1-dies/cgroup.events", 0600), 0);
    pid_t watcher = watch_start_program(ended(), here(), arguments, NULL);
    int events = open("jvm-1-dies/cgroup.events", O_WRONLY); /* the first round has begun */
    CHECK_EQ(is_killed("jvm-1-dies"), 1);
    make_file("jvm-1-dies/cgroup.kill", "", 0644);
    make_group("jvm-9-dies");
    make_file("jvm-9-dies/cgroup.events", "populated 1\n", 0644);
    CHECK_EQ(write(events, "populated 1\n", 12), 12);
    close(events);
    while (!is_killed("jvm-1-dies")) { /* the case's alarm ends a wait without end */
        sched_yield();
    }
    answer("jvm-1-dies/cgroup.events", "populated 0\n");
    CHECK_EQ(watch_status(watcher), 0);
    CHECK_EQ(is_killed("jvm-9-dies"), 0);
}

/* Its pauses are cut short. */
static const struct refusal no_pause = {SYS_ppoll, 2, ~0U, EINTR};

static void leaf_that_does_not_tell_of_processes_is_not_waited_for_without_end(void) {
    enter_place();
    make_group("jvm-1-dies");
    CHECK_EQ(unlink("jvm-1-dies/cgroup.events"), 0);
    make_group("jvm-2-dies");
    make_file("jvm-2-dies/cgroup.events", "", 0644);
    CHECK_EQ(status_for(ended(), here(), &no_pause), 0);
    CHECK_EQ(is_killed("jvm-1-dies"), 1);
    CHECK_EQ(is_killed("jvm-2-dies"), 1);
}

/* Also of a kernel before 5.14. */
static void leaf_without_a_file_to_kill_by_hinders_no_other(void) {
    enter_place();
    make_group("jvm-1-dies");
    make_group("jvm-2-dies");
    CHECK_EQ(unlink("jvm-1-dies/cgroup.kill"), 0);
    CHECK_EQ(status_for(ended(), here(), NULL), 0);
    CHECK_EQ(is_killed("jvm-2-dies"), 1);
}

static void check_untouched(int jvm, int place, const struct refusal *refused, int status) {
    enter_place();
    make_group("jvm-1-dies");
    CHECK_EQ(status_for(jvm, place < 0 ? place : here(), refused), status);
    CHECK_EQ(is_killed("jvm-1-dies"), 0);
}

static void place_that_cannot_be_opened_or_read_is_left_alone(void) {
    check_untouched(ended(), -1, NULL, 0);
    check_untouched(ended(), 0, &(struct refusal){SYS_getdents64, 0, 0, ENOENT}, 0);
}

static void groups_that_cannot_be_opened_are_left_alone(void) {
    enter_place();
    make_group("jvm-1-dies");
    pid_t watcher = fork();
    if (watcher == 0) { /* a second filter, in its child */
        CHECK_EQ(refuse(&no_pause), 0);
        _exit(status_for(ended(), here(), &(struct refusal){SYS_openat, 2, O_PATH, EACCES}));
    }
    CHECK_EQ(watch_status(watcher), 0);
    CHECK_EQ(is_killed("jvm-1-dies"), 0);
}

/* Else it would end groups at once, although the JVM runs. */
static void program_that_sees_no_process_ends_with_an_error(void) {
    char *const one_argument[] = {arguments[0], NULL};
    CHECK_EQ(watch_status(watch_start_program(0, -1, one_argument, NULL)), 1 << 8);
    check_untouched(-1, 0, NULL, 1 << 8);
}

static void program_that_cannot_wait_ends_with_an_error(void) {
    check_untouched(ended(), 0, &(struct refusal){SYS_ppoll, 0, 0, EPERM}, 1 << 8);
}

static const struct check_case cases[] = {
    CASE(leaves_are_told_by_prefix_number_and_suffix),
    CASE(leaf_with_processes_is_killed_again_but_none_that_came_later),
    CASE(leaf_that_does_not_tell_of_processes_is_not_waited_for_without_end),
    CASE(leaf_without_a_file_to_kill_by_hinders_no_other),
    CASE(place_that_cannot_be_opened_or_read_is_left_alone),
    CASE(groups_that_cannot_be_opened_are_left_alone),
    CASE(program_that_sees_no_process_ends_with_an_error),
    CASE(program_that_cannot_wait_ends_with_an_error),
};

CHECK_MAIN(cases)
