/* What diagnostics ask the core: exits, open descriptors, datagrams, observed launches. */
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

#include "datagram.h"
#include "descriptors.h"
#include "exit.h"
#include "landlock_abi.h"
#include "launch.h"
#include "refuse.h"

static pid_t child_that(void (*act)(void)) {
    pid_t pid = fork();
    if (pid == 0) {
        act();
        _exit(0);
    }
    return pid;
}

static void exit_with_seven(void) {
    _exit(7);
}

static void die_by_term(void) {
    raise(SIGTERM);
}

static void use_the_cpu(void) {
    struct rusage usage;
    do {
        getrusage(RUSAGE_SELF, &usage);
    } while (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec < 20000);
}

static void tells_the_exit_code_and_leaves_the_child_to_be_reaped(void) {
    struct exit_report report;
    int status;
    pid_t pid = child_that(exit_with_seven);
    CHECK_EQ(exit_await(pid, &report), 0);
    CHECK_EQ(report.code, 7);
    CHECK_EQ(report.by_signal, 0);
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(WEXITSTATUS(status), 7);
    CHECK_EQ(exit_await(pid, &report), -ECHILD);
}

static void tells_the_signal(void) {
    struct exit_report report;
    CHECK_EQ(exit_await(child_that(die_by_term), &report), 0);
    CHECK_EQ(report.code, SIGTERM);
    CHECK_EQ(report.by_signal, 1);
}

static void tells_the_processor_time(void) {
    struct exit_report report;
    CHECK_EQ(exit_await(child_that(use_the_cpu), &report), 0);
    CHECK_EQ(report.user_ns + report.system_ns >= 20000000, 1);
}

static void counts_what_is_open_and_what_is_inheritable(void) {
    struct descriptors before;
    struct descriptors after;
    int found[4] = {-1, -1, -1, -1};
    CHECK_EQ(descriptors_count(&before, found, 4), 0);
    int inheritable = open("/dev/null", O_RDONLY);
    int kept = open("/dev/null", O_RDONLY | O_CLOEXEC);
    CHECK_EQ(descriptors_count(&after, found, 4), 0);
    CHECK_EQ(after.open, before.open + 2);
    CHECK_EQ(after.inheritable, before.inheritable + 1);
    CHECK_EQ(found[before.inheritable], inheritable);
    CHECK_EQ(descriptors_count(&after, found, 0), 0);
    CHECK_EQ(after.inheritable, before.inheritable + 1);
    close(kept);
}

static void names_what_a_descriptor_refers_to(void) {
    char target[64];
    int fd = open("/dev/null", O_RDONLY);
    CHECK_EQ(descriptors_target(fd, target, sizeof target), 0);
    CHECK_TEXT(target, "/dev/null");
    CHECK_EQ(descriptors_target(fd, target, 5), 0);
    CHECK_TEXT(target, "/dev");
    close(fd);
    CHECK_EQ(descriptors_target(fd, target, sizeof target), -ENOENT);
}

static void sends_datagrams_and_never_waits(void) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char name[32] = ""; /* an abstract name begins with a NUL */
    size_t length = 1 + (size_t)snprintf(name + 1, sizeof name - 1, "procex-%d", (int)getpid());
    char buffer[16] = {0};
    memcpy(address.sun_path, name, length);
    int reader = socket(AF_UNIX, SOCK_DGRAM, 0);
    socklen_t size = offsetof(struct sockaddr_un, sun_path) + length;
    CHECK_EQ(bind(reader, (struct sockaddr *)&address, size), 0);
    int fd = (int)datagram_open();
    CHECK_EQ(datagram_send(fd, name, length, "hello", 5), 0);
    CHECK_EQ(recv(reader, buffer, sizeof buffer, 0), 5);
    CHECK_TEXT(buffer, "hello");
    long error = 0;
    for (int i = 0; i < 100000 && error == 0; i++) {
        error = datagram_send(fd, name, length, "hello", 5);
    }
    CHECK_EQ(error, -EAGAIN);
    close(reader);
    CHECK_EQ(datagram_send(fd, name, length, "hello", 5), -ECONNREFUSED);
    CHECK_EQ(datagram_send(fd, "/no/such", 8, "hello", 5), -ENOENT);
    char long_name[200] = "/x";
    CHECK_EQ(datagram_send(fd, long_name, sizeof long_name, "hello", 5), -ENAMETOOLONG);
}

static void observes_the_file_the_limits_and_the_signals(void) {
    static struct spawn_observation seen;
    char *argv[] = {NULL, (char *)"true", NULL};
    sigset_t blocked;
    launch_prepare();
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR1);
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch.request.observation = &seen;
    launch_run(&launch);
    CHECK_EQ(launch.result.pid > 0, 1);
    CHECK_TEXT(seen.file, "/usr/bin/true");
    CHECK_EQ(seen.blocked, 1UL << (SIGUSR1 - 1));
    CHECK_EQ(seen.limit_before[0], limit.rlim_cur);
    CHECK_EQ(seen.limit_after[0], limit.rlim_cur < 1024 ? limit.rlim_cur : 1024);
}

static void observes_what_was_tried_last_where_nothing_was_found(void) {
    static struct spawn_observation seen;
    char *argv[] = {NULL, (char *)"no-such-program", NULL};
    launch_prepare();
    struct launch launch = launch_of(argv + 1, SPAWN_CLOSE_RANGE);
    launch.request.observation = &seen;
    launch_run(&launch);
    CHECK_EQ(launch.result.error, ENOENT);
    CHECK_TEXT(seen.file, "/bin/no-such-program");
}

static void tells_the_version_of_landlock(void) {
    long answer = syscall(SYS_landlock_create_ruleset, NULL, 0, 1);
    CHECK_EQ(landlock_abi(), answer < 0 ? -errno : answer);
}

static void filter_that_kills_for_the_question_about_landlock_kills_nobody_else(void) {
    struct refusal refusal = {SYS_landlock_create_ruleset, 0, 0, REFUSE_BY_KILLING};
    CHECK_EQ(refuse(&refusal), 0);
    CHECK_EQ(landlock_abi(), -EPERM);
    CHECK_EQ(waitpid(-1, NULL, WNOHANG | __WALL), -1);
}

static void name_that_is_too_long_is_cut_in_its_place(void) {
    static struct {
        struct spawn_observation seen;
        char behind[16];
    } place;
    static char name[2 * SPAWN_FILE_SIZE];
    char *argv[] = {NULL, name, NULL};
    launch_prepare();
    memset(name, 'x', sizeof name - 1);
    name[0] = '/';
    memset(place.behind, 'y', sizeof place.behind - 1);
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch.request.observation = &place.seen;
    launch_run(&launch);
    CHECK_EQ(launch.result.error, ENAMETOOLONG);
    CHECK_EQ(strlen(place.seen.file), SPAWN_FILE_SIZE - 1);
    CHECK_TEXT(place.behind, "yyyyyyyyyyyyyyy");
}

/* The errors of a file server that does not answer: the next directory may be another's. */
static void search_goes_on_behind_a_directory_that_fails(void) {
    static struct spawn_observation seen;
    const int errors[] = {EACCES, ENOENT, ENOTDIR, ESTALE, ENODEV, ETIMEDOUT};
    char *argv[] = {NULL, (char *)"true", NULL};
    launch_prepare();
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            struct refusal refusal = {SYS_execve, 0, 0, errors[i]};
            CHECK_EQ(refuse(&refusal), 0);
            struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
            launch.request.observation = &seen;
            launch_run(&launch);
            CHECK_EQ(launch.result.error, errors[i]);
            CHECK_TEXT(seen.file, "/bin/true"); /* the last of /usr/bin:/bin */
            _exit(0);
        }
        int status;
        CHECK_EQ(waitpid(pid, &status, 0), pid);
        CHECK_EQ(status, 0);
    }
}

static const struct check_case cases[] = {
    CASE(tells_the_exit_code_and_leaves_the_child_to_be_reaped),
    CASE(tells_the_signal),
    CASE(tells_the_processor_time),
    CASE(counts_what_is_open_and_what_is_inheritable),
    CASE(names_what_a_descriptor_refers_to),
    CASE(sends_datagrams_and_never_waits),
    CASE(observes_the_file_the_limits_and_the_signals),
    CASE(observes_what_was_tried_last_where_nothing_was_found),
    CASE(tells_the_version_of_landlock),
    CASE(filter_that_kills_for_the_question_about_landlock_kills_nobody_else),
    CASE(name_that_is_too_long_is_cut_in_its_place),
    CASE(search_goes_on_behind_a_directory_that_fails),
};

CHECK_MAIN(cases)
