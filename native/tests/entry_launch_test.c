/* A launch by the function that the native entry binds: by the core, or handed to the JDK. */
#include "fake_entry.h"
#include "launch.h"
#include "refuse.h"

enum { MODE_FORK = 1, MODE_POSIX_SPAWN = 2, MODE_VFORK = 3 };

static jint fds[3];
static const char *helper = "/bin/true";
static jint mode = MODE_POSIX_SPAWN;

/* argument: one, of that many bytes with its NUL. The pipes' ends are in fds. */
static jint launch_with_argument(const char *program, const char *argument, size_t size) {
    struct fake_array name = {(jsize)strlen(program) + 1, program};
    struct fake_array words = {(jsize)size, argument};
    struct fake_array ends = {3, fds};
    struct fake_array path = {helper == NULL ? 0 : (jsize)strlen(helper), helper};
    fds[0] = fds[1] = fds[2] = -1;
    return entry_launch(fake_entry_env(), NULL, mode, helper == NULL ? NULL : (jbyteArray)&path,
                        (jbyteArray)&name, (jbyteArray)&words, 1, NULL, 0, NULL, (jintArray)&ends,
                        0);
}

static jint launch(const char *program) {
    return launch_with_argument(program, "one", sizeof "one");
}

static void start(const char *options) {
    CHECK_EQ(fake_start(options), JNI_OK);
    CHECK_PAGE_LACKS("off: ");
    jdk_fork_keep((void *)fake_jdk_fork); /* as the event does */
}

static void check_handed(int failed, int handed) {
    CHECK_EQ(entry_page()->launched, 0);
    CHECK_EQ(entry_page()->failed, failed);
    CHECK_EQ(entry_page()->handed, handed);
}

static void child_is_the_cores_and_counted(void) {
    int status;
    start("");
    jint pid = launch("./report_child");
    CHECK_LINE(launch_read(fds[1]), "arg <one>");
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(status, 0);
    CHECK_EQ(fake_jdk.calls, 0);
    CHECK_EQ(entry_page()->launched, 1);
    CHECK_EQ(entry_page()->rung, ladder_choose(SPAWN_SHARED_TABLE) + 1);
}

static void program_that_is_not_there_is_for_the_jdk_to_tell(void) {
    start("");
    CHECK_EQ(launch("/no/such/program"), -1);
    CHECK_EQ(fake_jdk.calls, 1);
    CHECK_EQ(fake_jdk.mode, MODE_POSIX_SPAWN);
    CHECK_EQ(fds[1], -1);
    check_handed(1, 0);
}

static void check_mode(const char *path, jint given, jint want) {
    helper = path;
    mode = given;
    CHECK_EQ(launch("/no/such/program"), -1);
    CHECK_EQ(fake_jdk.mode, want);
}

/* Else the exception would name the helper. */
static void jdk_forks_if_its_helper_cannot_be_executed(void) {
    static char longest[5000];
    memset(longest, 'x', sizeof longest - 1);
    start("");
    check_mode("/no/such/jspawnhelper", MODE_POSIX_SPAWN, MODE_FORK);
    check_mode("/dev/null", MODE_POSIX_SPAWN, MODE_FORK);
    check_mode("/bin/true", MODE_POSIX_SPAWN, MODE_POSIX_SPAWN);
    check_mode("/no/such/jspawnhelper", MODE_VFORK, MODE_VFORK);
    check_mode(NULL, MODE_POSIX_SPAWN, MODE_POSIX_SPAWN);
    check_mode("", MODE_POSIX_SPAWN, MODE_POSIX_SPAWN);
    check_mode(longest, MODE_POSIX_SPAWN, MODE_POSIX_SPAWN);
}

static void helper_is_not_asked_for_where_a_filter_kills_for_it(void) {
    CHECK_EQ(refuse(&(struct refusal){SYS_faccessat, 0, 0, REFUSE_BY_KILLING}), 0);
    start("");
    check_mode("/no/such/jspawnhelper", MODE_POSIX_SPAWN, MODE_POSIX_SPAWN);
}

/* An argument without its NUL. */
static void arrays_that_cannot_be_read_go_to_the_jdk(void) {
    start("");
    fake_jdk.pid = 77;
    CHECK_EQ(launch_with_argument("/bin/true", "one", 3), 77);
    CHECK_EQ(fake_jdk.mode, MODE_POSIX_SPAWN);
    check_handed(0, 1);
    CHECK_EQ(entry_page()->step, SPAWN_STEP_MEMORY);
    CHECK_EQ(entry_page()->error, EINVAL);
}

static void without_memory_the_jdk_launches(void) {
    static char argument[1 << 20];
    start("");
    launch("/no/such/program"); /* the first one prepares the core */
    CHECK_EQ(refuse(&(struct refusal){SYS_mmap, 0, 0, ENOMEM}), 0);
    fake_jdk.pid = 77;
    CHECK_EQ(launch_with_argument("/bin/true", argument, sizeof argument), 77);
    check_handed(1, 1);
    CHECK_EQ(entry_page()->step, SPAWN_STEP_MEMORY);
    CHECK_EQ(entry_page()->error, ENOMEM);
}

static void without_descriptors_it_is_for_the_jdk_to_tell(void) {
    start("");
    launch("/no/such/program");
    struct rlimit limit = {0, 0};
    CHECK_EQ(setrlimit(RLIMIT_NOFILE, &limit), 0);
    CHECK_EQ(launch("/bin/true"), -1);
    CHECK_EQ(fake_jdk.calls, 2);
    check_handed(2, 0);
}

static void call_without_pipes_or_while_switched_off_is_the_jdks(void) {
    static const struct entry_options off = {.enabled = 0};
    start("");
    fake_jdk.pid = 77;
    CHECK_EQ(
        entry_launch(fake_entry_env(), NULL, mode, NULL, NULL, NULL, 0, NULL, 0, NULL, NULL, 0),
        77);
    entry_launch_use(&off);
    CHECK_EQ(launch("/bin/true"), 77);
    entry_launch_use(NULL);
    CHECK_EQ(launch("/bin/true"), 77);
    CHECK_EQ(fake_jdk.calls, 3);
    check_handed(0, 0);
}

static void strictly_the_jdk_launches_nothing(void) {
    start("strict=true");
    CHECK_EQ(launch_with_argument("/bin/true", "one", 3), -1);
    CHECK_EQ(fake_jdk.calls, 0);
    CHECK_TEXT(fake_jvm.thrown, "procex-agent: launch declined: step memory failed: EINVAL"
                                " (rung declined) (strict=true)");
    fake_jvm.is_pending = 0;
    fake_jvm.refuses = "FindClass"; /* the exception is another one then */
    fake_jvm.thrown[0] = '\0';
    CHECK_EQ(launch_with_argument("/bin/true", "one", 3), -1);
    CHECK_EQ(fake_jvm.is_pending, 1);
    CHECK_TEXT(fake_jvm.thrown, "");
}

static void strictly_the_jdk_words_the_failure(void) {
    start("strict=true");
    CHECK_EQ(launch("/no/such/program"), -1);
    CHECK_EQ(fake_jdk.calls, 1);
    CHECK_TEXT(fake_jvm.thrown, "");
    fake_jdk.pid = 77; /* of a child that has told of its failure, and an exception */
    fake_jvm.is_pending = 1;
    CHECK_EQ(launch("/no/such/program"), 77);
    CHECK_TEXT(fake_jvm.thrown, "");
}

/* The program has come by then. */
static void strictly_a_child_of_the_jdks_is_killed_and_its_pipe_closed(void) {
    int ends[2];
    char byte;
    start("strict=true");
    CHECK_EQ(pipe(ends), 0);
    fake_jdk.pid = fork();
    if (fake_jdk.pid == 0) {
        pause();
    }
    fake_jdk.pipe = ends[1];
    CHECK_EQ(launch("/no/such/program"), -1);
    CHECK_EQ(strstr(fake_jvm.thrown, "step exec failed: ENOENT") != NULL, 1);
    CHECK_EQ(fcntl(ends[1], F_GETFD), -1);
    CHECK_EQ(read(ends[0], &byte, 1), 0);
    CHECK_EQ(waitpid(-1, NULL, WNOHANG), -1);
    CHECK_EQ(errno, ECHILD);
}

static const struct check_case cases[] = {
    CASE(child_is_the_cores_and_counted),
    CASE(program_that_is_not_there_is_for_the_jdk_to_tell),
    CASE(jdk_forks_if_its_helper_cannot_be_executed),
    CASE(helper_is_not_asked_for_where_a_filter_kills_for_it),
    CASE(arrays_that_cannot_be_read_go_to_the_jdk),
    CASE(without_memory_the_jdk_launches),
    CASE(without_descriptors_it_is_for_the_jdk_to_tell),
    CASE(call_without_pipes_or_while_switched_off_is_the_jdks),
    CASE(strictly_the_jdk_launches_nothing),
    CASE(strictly_the_jdk_words_the_failure),
    CASE(strictly_a_child_of_the_jdks_is_killed_and_its_pipe_closed),
};

CHECK_MAIN(cases)
