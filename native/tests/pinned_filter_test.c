/* Executes what was pinned under seccomp filters, or by an emulator. */
#include "pinned_launch.h"

static struct settings settings;

static void refuse_execveat(int error) {
    struct refusal refusal = {SYS_execveat, 0, 0, error};
    CHECK_EQ(refuse(&refusal), 0);
}

static void execveat_that_a_filter_spoils_is_done_without(int error) {
    refuse_execveat(error);
    prepare();
    copy_file("/bin/echo", "a/program", 0755);
    make_file("a/script", "#!/bin/sh", 0755);
    resolve_program("program", NULL);
    CHECK_TEXT(run("echo", SPAWN_PINNED), "argument\n");
    resolve_program("script", NULL);
    CHECK_TEXT(run("script", SPAWN_BY_DIRECTORY), "failed 38");
    CHECK_EQ(waitpid(-1, NULL, WNOHANG | __WALL), -1);
}

static void filter_that_refuses_execveat_is_done_without(void) {
    execveat_that_a_filter_spoils_is_done_without(EPERM);
}

static void filter_that_kills_for_execveat_is_done_without(void) {
    execveat_that_a_filter_spoils_is_done_without(REFUSE_BY_KILLING);
}

static void filter_that_comes_later(int error) {
    prepare();
    copy_file("/bin/echo", "a/program", 0755);
    resolve_program("program", NULL);
    pin(SPAWN_PINNED); /* no filter is seen */
    refuse_execveat(error);
    CHECK_TEXT(run("echo", SPAWN_PINNED), "argument\n");
}

static void filter_that_comes_later_may_call_it_unknown(void) {
    filter_that_comes_later(ENOSYS);
}

static void filter_that_comes_later_may_forbid_it(void) {
    filter_that_comes_later(EPERM);
}

/* Below a close-on-exec directory the kernel executes nothing that is opened by its name again. */
static void what_an_emulator_runs_is_executed_by_its_path(void) {
    prepare();
    make_file("a/script", "#!/bin/echo\n", 0755);
    resolve_program("a/script", NULL);
    char want[8300];
    snprintf(want, sizeof want, "%s argument\n", full_name("a/script"));
    CHECK_TEXT(run("script", SPAWN_PINNED), want);
}

/* The program may not look at its file as the child does (libc looks without that flag). */
static void filter_among_the_settings_comes_after_the_check(void) {
    char *argv[] = {NULL, (char *)"./report_child", NULL};
    const struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_execveat, 3, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_newfstatat, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[3])),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, AT_SYMLINK_NOFOLLOW, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct block block = {0};
    uint64_t value[1 + sizeof filter / sizeof(uint64_t)] = {sizeof filter / sizeof filter[0]};
    memcpy(value + 1, filter, sizeof filter);
    block_add(&block, SETTING_SYSTEM_CALL_FILTER, SETTING_FLAG_REQUIRED, value, sizeof value);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    launch_prepare();
    resolve_program("./report_child", NULL);
    struct launch launch = pinned_launch(argv + 1, SPAWN_SHARED_TABLE, SPAWN_PINNED);
    launch.request.settings = &settings;
    launch_run(&launch);
    CHECK_EQ(launch.result.step, SPAWN_STEP_NONE);
    CHECK_LINE(launch_read(launch.result.fds[1]), "fds 0 1 2");
    CHECK_EQ(launch_wait(&launch), 0);
}

static const struct check_case cases[] = {
    CASE(filter_that_refuses_execveat_is_done_without),
    CASE(filter_that_kills_for_execveat_is_done_without),
    CASE(filter_that_comes_later_may_call_it_unknown),
    CASE(filter_that_comes_later_may_forbid_it),
    CASE(what_an_emulator_runs_is_executed_by_its_path),
    CASE(filter_among_the_settings_comes_after_the_check),
};

CHECK_MAIN(cases)
