/* Leaves that cannot die with this process, as a call is refused: that is told, and nobody runs. */
#include "watch_launch.h"

/* Twice: the second launch would find the first one's program. */
static void check_not_watched(const struct refusal *refusal, int error) {
    leaf_prepare();
    CHECK_EQ(refuse(refusal), 0);
    for (int i = 0; i < 2; i++) {
        struct launch launch = start_in_leaf("exec cat", 0, 1);
        CHECK_EQ(settings.failures, 1);
        CHECK_EQ(settings.failed[0].number, SETTING_DIE_WITH_PARENT);
        CHECK_EQ(settings.failed[0].error, error);
        CHECK_EQ(settings.dies_alone, 1); /* for a second attempt */
        CHECK_EQ(find_watcher(), 0);
        CHECK_EQ(leaf_watchers(), 0);
        CHECK_EQ(settings.leaf > 0 && strstr(settings.leaf_name, LEAF_DIES_SUFFIX) == NULL, 1);
        close(launch.result.fds[0]);
        launch_wait(&launch);
        remove_leaf(settings.leaf);
    }
    leaf_finish();
}

static void refusal_is_noted_and_the_leaf_made_all_the_same(void) {
    check_not_watched(&(struct refusal){SYS_memfd_create, 0, 0, ENOSYS}, ENOSYS);
}

/* With it the program waits, and this process asks whether that still runs. */
static void ppoll_is_not_made_where_it_is_refused(void) {
    check_not_watched(&(struct refusal){SYS_ppoll, 0, 0, EPERM}, EPERM);
}

static void ppoll_is_not_made_where_a_filter_kills_for_it(void) {
    check_not_watched(&(struct refusal){SYS_ppoll, 0, 0, REFUSE_BY_KILLING}, EPERM);
}

/* Then another process of the same pid may have leaves of the same names. */
static void nobody_watches_in_an_unknown_pid_namespace(void) {
    check_not_watched(&(struct refusal){SYS_readlinkat, 0, 0, ENOENT}, EOPNOTSUPP);
}

static void nobody_watches_a_process_that_is_not_its_parent(void) {
    check_not_watched(&(struct refusal){SYS_getppid, 0, 0, ESRCH}, ESRCH);
}

/* The program by itself, with that as the JVM's pidfd. Returns its status. */
static int status_of_watcher(int jvm, char *const argv[]) {
    extern const char watch_image[];
    extern const char watch_image_end[];
    char *const environment[] = {NULL};
    int status;
    int program = (int)syscall(SYS_memfd_create, "watch", 0);
    ssize_t size = watch_image_end - watch_image;
    CHECK_EQ(write(program, watch_image, (size_t)size), size);
    pid_t pid = fork();
    if (pid == 0) {
        if (jvm >= 0) {
            dup2(jvm, 0);
        } else {
            close(0);
        }
        syscall(SYS_execveat, program, "", argv, environment, AT_EMPTY_PATH);
        _exit(2);
    }
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    close(program);
    return status;
}

/* Else it would end groups at once, although the JVM runs. */
static void program_that_sees_no_process_ends_with_an_error(void) {
    char *const one_argument[] = {(char *)"procex-watch", NULL};
    char *const all_arguments[] = {(char *)"procex-watch", (char *)"/", (char *)"none", NULL};
    CHECK_EQ(status_of_watcher(0, one_argument), 1 << 8);
    CHECK_EQ(status_of_watcher(-1, all_arguments), 1 << 8);
}

static void refusal_fails_a_launch_that_requires_it(void) {
    static struct block block;
    struct refusal refusal = {SYS_execveat, 0, 0, EPERM};
    leaf_prepare();
    CHECK_EQ(refuse(&refusal), 0);
    block_number(&block, SETTING_DIE_WITH_PARENT, SETTING_FLAG_REQUIRED, SIGKILL);
    leaf_kill_mode(&block, 0);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    int before = open_descriptors();
    CHECK_EQ(settings_open_cgroup(&settings), -EPERM);
    CHECK_EQ(settings.required_failed, SETTING_DIE_WITH_PARENT);
    CHECK_EQ(open_descriptors(), before);
    leaf_finish();
}

static const struct check_case cases[] = {
    CASE(refusal_is_noted_and_the_leaf_made_all_the_same),
    CASE(ppoll_is_not_made_where_it_is_refused),
    CASE(ppoll_is_not_made_where_a_filter_kills_for_it),
    CASE(nobody_watches_in_an_unknown_pid_namespace),
    CASE(nobody_watches_a_process_that_is_not_its_parent),
    CASE(program_that_sees_no_process_ends_with_an_error),
    CASE(refusal_fails_a_launch_that_requires_it),
};

CHECK_MAIN(cases)
