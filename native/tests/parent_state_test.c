/*
 * What a thread and its process have once they have launched, or looked for a program, whatever
 * became of that: the signals that were blocked, and the memory.
 */
#include "resolve_file.h"

#include "reaper.h"
#include "settings_block.h"
#include "task.h"

enum { LAUNCHES = 8, ALL = 1000 };

static void block_one(void) {
    sigset_t one;
    sigemptyset(&one);
    sigaddset(&one, SIGUSR1);
    CHECK_EQ(sigprocmask(SIG_SETMASK, &one, NULL), 0);
}

static void check_mask(void) {
    sigset_t now;
    CHECK_EQ(sigprocmask(SIG_BLOCK, NULL, &now), 0);
    for (int signal = 1; signal < SIGRTMIN; signal++) {
        CHECK_EQ(sigismember(&now, signal), signal == SIGUSR1);
    }
}

static struct launch launched(const char *program, const char *dir) {
    char *argv[] = {NULL, (char *)program, NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch.request.dir = dir;
    launch_run(&launch);
    if (launch.result.pid > 0) {
        launch_read(launch.result.fds[1]);
        launch_wait(&launch);
    }
    return launch;
}

static void refuse_all(int number, int error) {
    struct refusal refusal = {number, 0, 0, error};
    CHECK_EQ(refuse(&refusal), 0);
}

static void signals_are_blocked_as_before_each_outcome(void) {
    block_one();
    launch_prepare();
    check_mask();
    CHECK_EQ(launched("true", NULL).result.pid > 0, 1);
    check_mask();
    CHECK_EQ(launched("no-such-program", NULL).result.step, SPAWN_STEP_EXEC);
    check_mask();
    CHECK_EQ(launched("true", "/no/such/directory").result.step, SPAWN_STEP_CHDIR);
    check_mask();
}

static void signals_are_blocked_as_before_if_there_is_no_process(void) {
    launch_prepare();
    refuse_all(SYS_clone3, EAGAIN);
    refuse_all(SYS_clone, EAGAIN);
    block_one();
    CHECK_EQ(launched("true", NULL).result.step, SPAWN_STEP_CLONE);
    check_mask();
}

static void signals_are_blocked_as_before_rules_looked(void) {
    prepare();
    copy_file("/bin/true", "a/program", 0755);
    make_file("a/script", "#!/bin/sh\n", 0755);
    block_one();
    CHECK_TEXT(resolve_file("a/program"), full_name("a/program"));
    check_mask();
    resolve_file("a/script");
    check_mask();
    CHECK_TEXT(resolve_file("a/missing"), failed(ENOENT));
    check_mask();
    struct resolve_request request = {full_name("a/program"), NULL, 0, NULL};
    CHECK_EQ(resolve_is_still(&request, &resolved.version), 0);
    check_mask();
}

static void signals_are_blocked_as_before_the_reaper_was_opened(void) {
    block_one();
    long set = reaper_open();
    check_mask();
    reaper_close((int)set);
    refuse_all(SYS_pidfd_open, ENOSYS);
    CHECK_EQ(reaper_open() < 0, 1);
    check_mask();
}

static _Noreturn void exit_at_once(void *argument) {
    (void)argument;
    _exit(0);
}

static void mask_that_the_kernel_does_not_tell_is_not_recorded(void) {
    _Alignas(16) static char stack[16 * 1024];
    uint64_t blocked = 7;
    struct task task = {
        .run = exit_at_once, .stack_top = stack + sizeof stack, .blocked = &blocked};
    refuse_all(SYS_rt_sigprocmask, EPERM);
    CHECK_EQ(task_complete(&task) > 0, 1);
    CHECK_EQ(blocked, 0);
}

/* In pages. Nothing of libc's, which may map. */
static long mapped(void) {
    char text[32] = "";
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    CHECK_EQ(read(fd, text, sizeof text - 1) > 0, 1);
    close(fd);
    return atol(text);
}

static void launch_kept(void) {
    static struct settings settings;
    char *argv[] = {NULL, (char *)"true", NULL};
    struct block block = {0};
    block_number(&block, SETTING_DIE_WITH_PARENT, 0, SIGKILL);
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    launch.request.settings = &settings;
    launch_run(&launch);
    CHECK_EQ(launch.result.pid > 0, 1);
    CHECK_EQ(settings.failures, 1);
    launch_read(launch.result.fds[1]);
    launch_wait(&launch);
}

static void memory_of_a_thread_that_could_not_be_started_is_given_back(void) {
    launch_prepare();
    refuse_all(SYS_clone, EAGAIN);
    launch_kept();
    long before = mapped();
    for (int i = 0; i < LAUNCHES; i++) {
        launch_kept();
    }
    CHECK_EQ(mapped(), before);
}

static void memory_for_many_arguments_is_given_back(void) {
    struct arena usual;
    struct arena large;
    CHECK_EQ(arena_open(&usual, 0), 0);
    long before = mapped();
    for (int i = 0; i < LAUNCHES; i++) {
        CHECK_EQ(arena_open(&large, 1 << 20), 0);
        CHECK_EQ(arena_take(&large, 1 << 20) != NULL, 1);
        arena_close(&large);
        CHECK_EQ(mapped(), before);
    }
    arena_close(&usual);
    CHECK_EQ(mapped(), before); /* kept for the next launch */
}

static void more_than_there_is_room_for_is_not_given(void) {
    struct arena arena;
    CHECK_EQ(arena_open(&arena, 0), 0);
    CHECK_EQ(arena_take(&arena, 0) != NULL, 1);
    CHECK_EQ(arena_take(&arena, 1 << 20) == NULL, 1);
    for (size_t size = SIZE_MAX; size > SIZE_MAX - ALL; size--) {
        CHECK_EQ(arena_take(&arena, size) == NULL, 1);
    }
    CHECK_EQ(arena_take(&arena, 16) != NULL, 1);
    arena_close(&arena);
}

static const struct check_case cases[] = {
    CASE(signals_are_blocked_as_before_each_outcome),
    CASE(signals_are_blocked_as_before_if_there_is_no_process),
    CASE(signals_are_blocked_as_before_rules_looked),
    CASE(signals_are_blocked_as_before_the_reaper_was_opened),
    CASE(mask_that_the_kernel_does_not_tell_is_not_recorded),
    CASE(memory_of_a_thread_that_could_not_be_started_is_given_back),
    CASE(memory_for_many_arguments_is_given_back),
    CASE(more_than_there_is_room_for_is_not_given),
};

CHECK_MAIN(cases)
