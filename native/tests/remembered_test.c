/* Executes a binary whose name was found for a launch before, if it is still that file. */
#include "pinned_launch.h"

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
    change_until_it_shows("a/program", 0711);
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

/* Then the file is executed by its path, and has to be looked at before. */
static void name_of_its_own_is_executed_under_a_filter_too(void) {
    static struct settings settings;
    struct block block = {0};
    char *argv[] = {NULL, (char *)"program", (char *)"argument", NULL};
    struct {
        uint64_t count;
        struct sock_filter filter[1];
    } value = {1, {BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)}};
    prepare();
    copy_file("/bin/echo", "a/program", 0755);
    resolve_program("a/program", NULL);
    block_add(&block, SETTING_SYSTEM_CALL_FILTER, SETTING_FLAG_REQUIRED, &value, sizeof value);
    CHECK_EQ(settings_use(&settings, (const char *)block.words, block.size), 0);
    struct launch launch = pinned_launch(argv + 1, SPAWN_SHARED_TABLE, SPAWN_REMEMBERED);
    program.is_own_name = 1;
    launch.request.settings = &settings;
    CHECK_TEXT(output(&launch), "argument\n");
    CHECK_EQ(unlink("a/program"), 0);
    copy_file("/bin/true", "a/program", 0755);
    launch = pinned_launch(argv + 1, SPAWN_SHARED_TABLE, SPAWN_REMEMBERED);
    program.is_own_name = 1;
    launch.request.settings = &settings;
    CHECK_TEXT(output(&launch), "failed 13"); /* another file: the rules are asked anew */
}

static const struct check_case cases[] = {
    CASE(name_that_was_remembered_must_hold_no_symlink),
    CASE(file_that_has_changed_is_not_what_was_remembered),
    CASE(name_of_its_own_is_whatever_binary_lies_there),
    CASE(what_was_remembered_is_called_as_its_file),
    CASE(without_openat2_no_name_is_remembered),
    CASE(name_of_its_own_is_executed_under_a_filter_too),
};

CHECK_MAIN(cases)
