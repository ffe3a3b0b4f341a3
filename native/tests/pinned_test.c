/* Executes what was resolved beforehand: that file, or nothing. */
#include "pin.h"
#include "resolve.h"

#include <sys/syscall.h>

#include "files.h"
#include "launch.h"
#include "refuse.h"
#include "settings_block.h"

static struct resolved resolved;
static struct spawn_program program;
static struct settings settings;

static void resolve_program(const char *file, const char *dir) {
    struct resolve_request request = {file, "a:b:/usr/bin:/bin", 0, dir};
    int fd = resolve(&request, &resolved);
    CHECK_EQ(fd >= 0, 1);
    close(fd);
}

/* Room for a copied path, beside that of the launch. */
static void pin(enum spawn_how how) {
    static struct arena arena;
    const char *path = how == SPAWN_BY_PATH ? resolved.found : resolved.name;
    CHECK_EQ(arena_open(&arena, pin_room(strlen(path))), 0);
    CHECK_EQ(pin_program(&program, &arena, &resolved.version, path, how), 0);
}

/* argv[0] is the program that was resolved. */
static struct launch pinned_launch(char **argv, enum spawn_rung rung, enum spawn_how how) {
    struct launch launch = launch_of(argv, rung);
    pin(how);
    launch.request.program = &program;
    return launch;
}

/* What the program prints; "failed N" for an errno. */
static const char *output(struct launch *launch) {
    static char failure[32];
    launch_run(launch);
    if (launch->result.pid < 0) {
        CHECK_EQ(launch->result.step, SPAWN_STEP_EXEC);
        snprintf(failure, sizeof failure, "failed %d", launch->result.error);
        return failure;
    }
    const char *text = launch_read(launch->result.fds[1]);
    launch_wait(launch);
    return text;
}

static const char *run(const char *name, enum spawn_how how) {
    char *argv[] = {NULL, (char *)name, (char *)"argument", NULL};
    struct launch launch = pinned_launch(argv + 1, SPAWN_SHARED_TABLE, how);
    return output(&launch);
}

static void prepare(void) {
    launch_prepare();
    enter_directory();
}

static void check_pinned_on(enum spawn_rung rung) {
    char *argv[] = {NULL, (char *)"report", NULL};
    launch_prepare();
    resolve_program("./report_child", NULL);
    struct launch launch = pinned_launch(argv + 1, rung, SPAWN_PINNED);
    launch_run(&launch);
    CHECK_EQ(launch.result.step, SPAWN_STEP_NONE);
    CHECK_EQ(launch.result.rung, rung);
    CHECK_LINE(launch_read(launch.result.fds[1]), "fds 0 1 2");
    CHECK_EQ(launch_wait(&launch), 0);
}

static void binary_has_its_three_descriptors_alone(void) {
    check_pinned_on(SPAWN_SHARED_TABLE);
}

static void it_has_so_on_a_private_table_closed_by_range(void) {
    check_pinned_on(SPAWN_CLOSE_RANGE);
}

static void it_has_so_on_a_private_table_closed_by_a_walk(void) {
    check_pinned_on(SPAWN_PROC_WALK);
}

static void it_has_so_on_a_private_table_closed_by_a_loop(void) {
    struct rlimit limit = {4096, 4096};
    setrlimit(RLIMIT_NOFILE, &limit);
    check_pinned_on(SPAWN_CLOSE_LOOP);
}

/* In /proc it is the file's name, to which a symlink may have led. */
static void binary_keeps_its_name_and_arguments(void) {
    char *argv[] = {NULL,
                    (char *)"own name",
                    (char *)"-c",
                    (char *)"read name </proc/$$/comm; echo $name, $0, $1",
                    (char *)"zero",
                    (char *)"one",
                    NULL};
    prepare();
    copy_file("/bin/sh", "a/sh", 0755);
    CHECK_EQ(symlink("../a/sh", "b/linked"), 0);
    resolve_program("linked", NULL);
    CHECK_TEXT(resolved.found, "b/linked");
    struct launch launch = pinned_launch(argv + 1, SPAWN_SHARED_TABLE, SPAWN_PINNED);
    CHECK_TEXT(output(&launch), "sh, zero, one\n");
}

static void observation_names_the_file(void) {
    static struct spawn_observation observation;
    char *argv[] = {NULL, (char *)"program", NULL};
    prepare();
    copy_file("/bin/true", "b/program", 0755);
    resolve_program("program", NULL);
    struct launch launch = pinned_launch(argv + 1, SPAWN_SHARED_TABLE, SPAWN_PINNED);
    launch.request.observation = &observation;
    CHECK_TEXT(output(&launch), "");
    CHECK_TEXT(observation.file, full_name("b/program"));
}

static void file_in_the_root_directory_has_a_directory_too(void) {
    prepare();
    copy_file("/bin/true", "b/program", 0755);
    resolve_program("b/program", NULL);
    resolved.name = "/program";
    pin(SPAWN_PINNED);
    CHECK_TEXT(program.directory, "/");
    CHECK_TEXT(program.name, "program");
}

static void parents_table_is_as_before(void) {
    prepare();
    copy_file("/bin/true", "a/program", 0755);
    int before = open_descriptors();
    resolve_program("program", NULL);
    char *argv[] = {NULL, (char *)"program", NULL};
    struct launch launch = pinned_launch(argv + 1, SPAWN_SHARED_TABLE, SPAWN_PINNED);
    CHECK_TEXT(output(&launch), "");
    for (int i = 0; i < 3; i++) {
        close(launch.result.fds[i]);
    }
    CHECK_EQ(open_descriptors(), before);
}

static void other_file_at_its_path_is_refused(void) {
    prepare();
    copy_file("/bin/true", "a/program", 0755);
    copy_file("/bin/echo", "other", 0755);
    resolve_program("a/program", NULL);
    CHECK_EQ(rename("other", "a/program"), 0);
    CHECK_TEXT(run("program", SPAWN_PINNED), "failed 13");
}

static void other_script_at_its_path_is_refused(void) {
    prepare();
    make_file("a/script", "#!/bin/sh\necho first", 0755);
    make_file("other", "#!/bin/sh\necho second", 0755);
    resolve_program("script", NULL);
    CHECK_EQ(rename("other", "a/script"), 0);
    CHECK_TEXT(run("script", SPAWN_BY_PATH), "failed 13");
    CHECK_TEXT(run("script", SPAWN_BY_DIRECTORY), "failed 13");
}

static void symlink_at_its_path_is_refused(void) {
    prepare();
    copy_file("/bin/true", "a/program", 0755);
    resolve_program("a/program", NULL);
    CHECK_EQ(rename("a/program", "b/program"), 0);
    CHECK_EQ(symlink("../b/program", "a/program"), 0);
    CHECK_TEXT(run("program", SPAWN_PINNED), "failed 13");
}

static void symlink_in_the_place_of_its_directory_is_refused(void) {
    prepare();
    copy_file("/bin/true", "a/program", 0755);
    copy_file("/bin/echo", "b/program", 0755);
    resolve_program("a/program", NULL);
    CHECK_EQ(rename("a", "moved"), 0);
    CHECK_EQ(symlink("b", "a"), 0);
    CHECK_TEXT(run("program", SPAWN_PINNED), "failed 13");
}

/* The directory was renamed, and a link put into its place: the file is the same. */
static void name_that_was_remembered_must_hold_no_symlink(void) {
    prepare();
    copy_file("/bin/echo", "a/program", 0755);
    resolve_program("a/program", NULL);
    CHECK_TEXT(run("program", SPAWN_REMEMBERED), "argument\n");
    CHECK_EQ(rename("a", "moved"), 0);
    CHECK_EQ(symlink("moved", "a"), 0);
    CHECK_TEXT(run("program", SPAWN_REMEMBERED), "failed 13");
    CHECK_TEXT(run("program", SPAWN_PINNED), "failed 13");
}

static void file_that_has_changed_is_not_what_was_remembered(void) {
    prepare();
    copy_file("/bin/echo", "a/program", 0755);
    resolve_program("a/program", NULL);
    CHECK_EQ(chmod("a/program", 0711), 0);
    CHECK_TEXT(run("program", SPAWN_REMEMBERED), "failed 13");
    CHECK_TEXT(run("program", SPAWN_PINNED), "argument\n");
}

static const char *run_named(void) {
    char *argv[] = {NULL, (char *)"program", (char *)"argument", NULL};
    struct launch launch = pinned_launch(argv + 1, SPAWN_SHARED_TABLE, SPAWN_REMEMBERED);
    program.is_own_name = 1;
    return output(&launch);
}

/* Another binary is what the launch would find, and has the same verdict; a script may not. */
static void name_of_its_own_is_whatever_binary_lies_there(void) {
    prepare();
    copy_file("/bin/true", "a/program", 0755);
    resolve_program("a/program", NULL);
    copy_file("/bin/echo", "a/program", 0755);
    CHECK_TEXT(run_named(), "argument\n");
    CHECK_EQ(unlink("a/program"), 0);
    make_file("a/program", "#!/bin/echo", 0755);
    CHECK_TEXT(run_named(), "failed 2");
    CHECK_EQ(unlink("a/program"), 0);
    make_file("a/program", "echo plain", 0755);
    CHECK_TEXT(run_named(), "failed 8");
    CHECK_EQ(unlink("a/program"), 0);
    CHECK_EQ(symlink("/bin/echo", "a/program"), 0);
    CHECK_TEXT(run_named(), "failed 40");
    CHECK_EQ(rename("a", "moved"), 0);
    CHECK_EQ(symlink("moved", "a"), 0);
    CHECK_TEXT(run_named(), "failed 13");
}

static void what_was_remembered_is_called_as_its_file(void) {
    char *argv[] = {NULL, (char *)"argv0", (char *)"/proc/self/comm", NULL};
    prepare();
    copy_file("/bin/cat", "a/program", 0755);
    resolve_program("a/program", NULL);
    struct launch launch = pinned_launch(argv + 1, SPAWN_SHARED_TABLE, SPAWN_REMEMBERED);
    CHECK_TEXT(output(&launch), "program\n");
}

static void without_openat2_no_name_is_remembered(void) {
    struct refusal refusal = {SYS_openat2, 0, 0, ENOSYS};
    prepare();
    copy_file("/bin/echo", "a/program", 0755);
    resolve_program("a/program", NULL);
    CHECK_EQ(refuse(&refusal), 0);
    CHECK_TEXT(run("program", SPAWN_REMEMBERED), "failed 38");
    CHECK_TEXT(run("program", SPAWN_PINNED), "argument\n");
}

static void removed_file_is_not_found(void) {
    prepare();
    copy_file("/bin/true", "a/program", 0755);
    resolve_program("a/program", NULL);
    unlink("a/program");
    CHECK_TEXT(run("program", SPAWN_PINNED), "failed 2");
}

static void script_by_path_is_called_as_ever(void) {
    prepare();
    make_file("a/script", "#!/bin/sh\necho $0 $1; cat /proc/$$/comm", 0755);
    resolve_program("script", NULL);
    CHECK_TEXT(run("script", SPAWN_BY_PATH), "a/script argument\nscript\n");
    make_file("a/plain", "echo $0 $1", 0755);
    resolve_program("plain", NULL);
    CHECK_EQ(resolved.kind, SCRIPT_UNKNOWN);
    CHECK_TEXT(run("plain", SPAWN_BY_PATH), "a/plain argument\n");
}

static void script_by_path_is_relative_to_the_childs_directory(void) {
    char *argv[] = {NULL, (char *)"./script", NULL};
    prepare();
    make_file("a/script", "#!/bin/sh\necho $0", 0755);
    resolve_program("./script", "a");
    struct launch launch = pinned_launch(argv + 1, SPAWN_SHARED_TABLE, SPAWN_BY_PATH);
    launch.request.dir = "a";
    CHECK_TEXT(output(&launch), "./script\n");
}

static void script_by_its_directory_is_called_below_dev_fd(void) {
    prepare();
    make_file("a/script", "#!/bin/sh\necho $0 $1; cat /proc/$$/comm", 0755);
    resolve_program("script", NULL);
    CHECK_TEXT(run("script", SPAWN_BY_DIRECTORY), "/dev/fd/3/script argument\nscript\n");
    make_file("a/plain", "echo $0 $1", 0755);
    resolve_program("plain", NULL);
    CHECK_TEXT(run("plain", SPAWN_BY_DIRECTORY), "/dev/fd/3/plain argument\n");
}

/* The interpreter waits for a word before it reads the script. */
static void script_by_its_directory_is_read_there_after_the_path_was_swapped(void) {
    const char line[] = "#!./waits\nfirst\n";
    char *argv[] = {NULL, (char *)"script", NULL};
    prepare();
    make_file("waits", "#!/bin/sh\necho ready; read word; exec cat \"$1\"", 0755);
    make_file("a/script", line, 0755);
    make_file("b/script", "second\n", 0755);
    resolve_program("script", NULL);
    struct launch launch = pinned_launch(argv + 1, SPAWN_SHARED_TABLE, SPAWN_BY_DIRECTORY);
    launch_run(&launch);
    char ready[8];
    CHECK_EQ(read(launch.result.fds[1], ready, 6), 6);
    CHECK_EQ(rename("a", "moved"), 0);
    CHECK_EQ(symlink("b", "a"), 0);
    CHECK_EQ(write(launch.result.fds[0], "go\n", 3), 3);
    CHECK_TEXT(launch_read(launch.result.fds[1]), line);
    CHECK_EQ(launch_wait(&launch), 0);
}

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
    block_add(&block, KNOB_SYSTEM_CALL_FILTER, SETTING_REQUIRED, value, sizeof value);
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
    CASE(binary_has_its_three_descriptors_alone),
    CASE(it_has_so_on_a_private_table_closed_by_range),
    CASE(it_has_so_on_a_private_table_closed_by_a_walk),
    CASE(it_has_so_on_a_private_table_closed_by_a_loop),
    CASE(binary_keeps_its_name_and_arguments),
    CASE(observation_names_the_file),
    CASE(file_in_the_root_directory_has_a_directory_too),
    CASE(parents_table_is_as_before),
    CASE(other_file_at_its_path_is_refused),
    CASE(other_script_at_its_path_is_refused),
    CASE(symlink_at_its_path_is_refused),
    CASE(symlink_in_the_place_of_its_directory_is_refused),
    CASE(name_that_was_remembered_must_hold_no_symlink),
    CASE(file_that_has_changed_is_not_what_was_remembered),
    CASE(name_of_its_own_is_whatever_binary_lies_there),
    CASE(what_was_remembered_is_called_as_its_file),
    CASE(without_openat2_no_name_is_remembered),
    CASE(removed_file_is_not_found),
    CASE(script_by_path_is_called_as_ever),
    CASE(script_by_path_is_relative_to_the_childs_directory),
    CASE(script_by_its_directory_is_called_below_dev_fd),
    CASE(script_by_its_directory_is_read_there_after_the_path_was_swapped),
    CASE(filter_that_refuses_execveat_is_done_without),
    CASE(filter_that_kills_for_execveat_is_done_without),
    CASE(filter_that_comes_later_may_call_it_unknown),
    CASE(filter_that_comes_later_may_forbid_it),
    CASE(what_an_emulator_runs_is_executed_by_its_path),
    CASE(filter_among_the_settings_comes_after_the_check),
};

CHECK_MAIN(cases)
