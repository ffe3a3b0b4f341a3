/* The program that ends leaves when their process was killed: what it holds, and how long it lives.
 */
#include "watch_launch.h"

static void text_of(int pid, const char *file, char *text, size_t size) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", pid, file);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length = read(fd, text, size - 1);
    close(fd);
    text[length > 0 ? length : 0] = '\0';
}

static int descriptors_of(int pid) {
    char path[64];
    int count = -2;
    snprintf(path, sizeof path, "/proc/%d/fd", pid);
    DIR *directory = opendir(path);
    while (readdir(directory) != NULL) {
        count++;
    }
    closedir(directory);
    return count;
}

/* It gives itself its name once it is executed; the case's alarm ends a wait without end. */
static void await_name(int watcher) {
    char name[64] = "";
    while (strcmp(name, "procex-watch\n") != 0) {
        text_of(watcher, "comm", name, sizeof name);
        sched_yield();
    }
}

static void watcher_has_nothing_of_the_process(void) {
    char text[4096];
    leaf_prepare();
    CHECK_EQ(dup2(0, 900), 900); /* not close-on-exec */
    struct launch launch = start_in_leaf("exec cat", SETTING_FLAG_REQUIRED, 1);
    int watcher = find_watcher();
    CHECK_EQ(descriptors_of(watcher), 2); /* this process, and the place */
    CHECK_EQ(getsid(watcher) != getsid(0), 1);
    CHECK_EQ(getpgid(watcher) != getpgid(0), 1);
    await_name(watcher);
    text_of(watcher, "environ", text, sizeof text);
    CHECK_TEXT(text, "");
    text_of(watcher, "status", text, sizeof text);
    CHECK_EQ(atoi(strstr(text, "VmRSS:") + 6) < 300, 1);
    CHECK_EQ(strstr(text, "\nSigBlk:\tff") != NULL, 1);
    close(launch.result.fds[0]);
    launch_wait(&launch);
    CHECK_EQ(waitpid(-1, NULL, WNOHANG | __WALL), -1); /* it is no child of ours */
    CHECK_EQ(errno, ECHILD);
    remove_leaf(settings.leaf);
    CHECK_EQ(kill(watcher, SIGKILL), 0);
    leaf_finish();
}

static void killed_watcher_has_a_successor_at_the_next_launch(void) {
    leaf_prepare();
    struct launch first = start_in_leaf("exec cat", SETTING_FLAG_REQUIRED, 1);
    int first_leaf = settings.leaf;
    int watcher = find_watcher();
    int pidfd = open_pidfd(watcher);
    struct launch second = start_in_leaf("exec cat", SETTING_FLAG_REQUIRED, 1);
    int second_leaf = settings.leaf;
    CHECK_EQ(find_watcher(), watcher);
    CHECK_EQ(leaf_watchers(), 1);
    CHECK_EQ(kill(watcher, SIGTERM), 0); /* a stop of the whole service */
    CHECK_EQ(has_ended(pidfd, 50), 0);
    CHECK_EQ(kill(watcher, SIGKILL), 0);
    CHECK_EQ(has_ended(pidfd, SOON_MILLISECONDS), 1);
    CHECK_EQ(leaf_watchers(), 1 << 16);
    struct launch third = start_in_leaf("exec cat", SETTING_FLAG_REQUIRED, 1);
    int next = find_watcher();
    CHECK_EQ(next != 0 && next != watcher, 1);
    close(first.result.fds[0]);
    close(second.result.fds[0]);
    close(third.result.fds[0]);
    launch_wait(&first);
    launch_wait(&second);
    launch_wait(&third);
    remove_leaf(first_leaf);
    remove_leaf(second_leaf);
    remove_leaf(settings.leaf);
    CHECK_EQ(kill(next, SIGKILL), 0);
    leaf_finish();
}

static void watcher_ends_with_a_process_that_ends_by_itself(void) {
    int ends[2];
    int watcher = 0;
    leaf_prepare();
    CHECK_EQ(pipe(ends), 0);
    pid_t host = fork();
    if (host == 0) {
        struct launch launch = start_in_leaf("true", SETTING_FLAG_REQUIRED, 1);
        launch_wait(&launch);
        remove_leaf(settings.leaf);
        watcher = find_watcher();
        CHECK_EQ(write(ends[1], &watcher, sizeof watcher), sizeof watcher);
        CHECK_EQ(read(0, &watcher, 1) >= 0, 1);
        pause();
    }
    CHECK_EQ(read(ends[0], &watcher, sizeof watcher), sizeof watcher);
    int pidfd = open_pidfd(watcher);
    CHECK_EQ(has_ended(pidfd, 0), 0);
    kill_host(host);
    CHECK_EQ(has_ended(pidfd, SOON_MILLISECONDS), 1);
    leaf_finish();
}

static void kill_watcher(void) {
    int watcher = find_watcher();
    int pidfd = open_pidfd(watcher);
    CHECK_EQ(kill(watcher, SIGKILL), 0);
    CHECK_EQ(has_ended(pidfd, SOON_MILLISECONDS), 1);
    close(pidfd);
}

static void launch_and_end(void) {
    struct launch launch = start_in_leaf("true", 0, 1);
    launch_wait(&launch);
    for (int i = 0; i < 3; i++) {
        close(launch.result.fds[i]);
    }
    if (settings.pidfd >= 0) {
        close(settings.pidfd);
    }
    remove_leaf(settings.leaf);
}

static void of_killed_watchers_nothing_is_kept_and_there_are_not_always_more(void) {
    const int most = 16;
    leaf_prepare();
    launch_and_end();
    int before = open_descriptors();
    for (int i = 1; i < most; i++) {
        kill_watcher();
        launch_and_end();
        CHECK_EQ(settings.failures, 0);
        CHECK_EQ(open_descriptors(), before);
    }
    kill_watcher();
    launch_and_end();
    CHECK_EQ(settings.failures, 1);
    CHECK_EQ(settings.failed[0].number, SETTING_DIE_WITH_PARENT);
    CHECK_EQ(settings.failed[0].error, ECHILD);
    CHECK_EQ(open_descriptors(), before - 1);
    leaf_finish();
}

/* The number of the pidfd; 0 if there is none. */
static int find_descriptor_of(int watcher) {
    char file[32];
    char text[512];
    char line[32];
    snprintf(line, sizeof line, "\nPid:\t%d\n", watcher);
    for (int fd = 3; fd < 1024; fd++) {
        snprintf(file, sizeof file, "fdinfo/%d", fd);
        if (fcntl(fd, F_GETFD) >= 0) {
            text_of(getpid(), file, text, sizeof text);
            if (strstr(text, line) != NULL) {
                return fd;
            }
        }
    }
    return 0;
}

/* By code that closes all it finds. Of the file with its number nobody may think it is a pidfd. */
static void descriptor_that_other_code_has_closed_is_opened_again(void) {
    int quiet[2];
    leaf_prepare();
    CHECK_EQ(pipe(quiet), 0);
    launch_and_end();
    int watcher = find_watcher();
    int lost = find_descriptor_of(watcher);
    CHECK_EQ(dup2(quiet[0], lost), lost);
    launch_and_end();
    CHECK_EQ(find_watcher(), watcher);
    CHECK_EQ(leaf_watchers(), 1);
    CHECK_EQ(fcntl(lost, F_GETFL), O_RDONLY);
    int again = find_descriptor_of(watcher);
    CHECK_EQ(again != 0 && again != lost, 1);
    CHECK_EQ(dup2(quiet[0], again), again);
    kill_watcher();
    launch_and_end();
    CHECK_EQ(settings.failures, 0);
    CHECK_EQ(leaf_watchers(), 1);
    kill_watcher();
    leaf_finish();
}

static const struct check_case cases[] = {
    CASE(watcher_has_nothing_of_the_process),
    CASE(killed_watcher_has_a_successor_at_the_next_launch),
    CASE(watcher_ends_with_a_process_that_ends_by_itself),
    CASE(of_killed_watchers_nothing_is_kept_and_there_are_not_always_more),
    CASE(descriptor_that_other_code_has_closed_is_opened_again),
};

CHECK_MAIN(cases)
