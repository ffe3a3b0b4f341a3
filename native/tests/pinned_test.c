/* Executes what was resolved beforehand: that file, or nothing. */
#include "pinned_launch.h"

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

static void binary_has_its_three_descriptors_on_a_private_table_closed_by_range(void) {
    check_pinned_on(SPAWN_CLOSE_RANGE);
}

static void binary_has_its_three_descriptors_on_a_private_table_closed_by_a_walk(void) {
    check_pinned_on(SPAWN_PROC_WALK);
}

static void binary_has_its_three_descriptors_on_a_private_table_closed_by_a_loop(void) {
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

static const struct check_case cases[] = {
    CASE(binary_has_its_three_descriptors_alone),
    CASE(binary_has_its_three_descriptors_on_a_private_table_closed_by_range),
    CASE(binary_has_its_three_descriptors_on_a_private_table_closed_by_a_walk),
    CASE(binary_has_its_three_descriptors_on_a_private_table_closed_by_a_loop),
    CASE(binary_keeps_its_name_and_arguments),
    CASE(observation_names_the_file),
    CASE(file_in_the_root_directory_has_a_directory_too),
    CASE(parents_table_is_as_before),
    CASE(other_file_at_its_path_is_refused),
    CASE(other_script_at_its_path_is_refused),
    CASE(symlink_at_its_path_is_refused),
    CASE(symlink_in_the_place_of_its_directory_is_refused),
    CASE(removed_file_is_not_found),
    CASE(script_by_path_is_called_as_ever),
    CASE(script_by_path_is_relative_to_the_childs_directory),
    CASE(script_by_its_directory_is_called_below_dev_fd),
    CASE(script_by_its_directory_is_read_there_after_the_path_was_swapped),
};

CHECK_MAIN(cases)
