/* Which interpreters the parent finds for a script: those that the kernel would load. */
#include "resolve_file.h"

static void interpreters_are_named_outermost_first(void) {
    char want[16384];
    prepare();
    copy_file("/bin/true", "binary", 0755);
    make_file("inner", "#!./binary\n", 0755);
    make_file("outer", "#!a/../inner -x y\n", 0755);
    strcpy(want, both("outer", "inner"));
    strcat(strcat(want, " "), full_name("binary"));
    CHECK_TEXT(resolve_file("./outer"), want);
    CHECK_EQ(resolved.kind, SCRIPT_SCRIPT);
}

static const char *nest(int depth) {
    char name[32];
    char line[64];
    copy_file("/bin/true", "n0", 0755);
    for (int i = 1; i <= depth; i++) {
        snprintf(name, sizeof name, "n%d", i);
        snprintf(line, sizeof line, "#!n%d\n", i - 1);
        make_file(name, line, 0755);
    }
    snprintf(name, sizeof name, "./n%d", depth);
    return resolve_file(name);
}

/* As the kernel has it: the launch is asked, too. */
static int launch_error(const char *program) {
    char *argv[] = {NULL, (char *)program, NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_run(&launch);
    if (launch.result.pid > 0) {
        launch_wait(&launch);
    }
    return launch.result.error;
}

static void five_interpreters_are_as_many_as_the_kernel_follows(void) {
    prepare();
    CHECK_EQ(strncmp(nest(5), "failed", 6) != 0, 1);
    CHECK_EQ(resolved.interpreters, 5);
    CHECK_EQ(launch_error("./n5"), 0);
    CHECK_TEXT(nest(6), failed(ELOOP));
    CHECK_EQ(launch_error("./n6"), ELOOP);
}

static void interpreter_that_is_missing_lets_the_search_go_on(void) {
    prepare();
    make_file("a/script", "#!/nowhere/interpreter\n", 0755);
    CHECK_TEXT(resolve_by("a:b", "script", 0), failed(ENOENT));
    make_file("b/script", "#!/bin/sh\n", 0755);
    CHECK_TEXT(resolve_by("a:b", "script", 0), with_shell("b/script"));
    make_file("a/script", "#!./a\n", 0755);
    CHECK_TEXT(resolve_by("a", "script", 0), failed(EACCES));
}

/* Both: how it is resolved, and that the kernel does the same with it. */
static void check_shell_script(const char *line, size_t size) {
    make_file_of("script", line, size, 0755);
    CHECK_TEXT(resolve_file("./script"), with_shell("script"));
    CHECK_EQ(resolved.kind, SCRIPT_SCRIPT);
    CHECK_EQ(launch_error("./script"), 0);
}

static void blanks_around_the_interpreter_are_left_out(void) {
    prepare();
    check_shell_script("#! /bin/sh -e\n", 14);
    check_shell_script("#!\t /bin/sh\t\n", 13);
    check_shell_script("#!/bin/sh\t-e -x  \n", 18);
}

static void interpreter_line_need_not_end(void) {
    prepare();
    check_shell_script("#!/bin/sh", 9);
    check_shell_script("#! /bin/sh -e", 13);
    check_shell_script("#!/bin/sh\0\n", 11);
}

static void line_that_is_too_long_is_cut_only_behind_the_name(void) {
    char line[400];
    prepare();
    memset(line, 'x', sizeof line);
    memcpy(line, "#!/bin/sh ", 10);
    check_shell_script(line, sizeof line);
    memset(line, 'x', sizeof line);
    memcpy(line, "#!", 2);
    make_file_of("script", line, sizeof line, 0755);
    CHECK_TEXT(resolve_file("./script"), with_shell("script"));
    CHECK_EQ(resolved.kind, SCRIPT_UNKNOWN);
    memset(line + 2, ' ', sizeof line - 2);
    make_file_of("script", line, sizeof line, 0755);
    CHECK_TEXT(resolve_file("./script"), with_shell("script"));
    CHECK_EQ(resolved.kind, SCRIPT_UNKNOWN);
}

static void what_the_kernel_cannot_load_is_for_the_shell(void) {
    const char *const texts[] = {"", "echo", "#! \t \n", "MZ", "\177EL", " #!/bin/true\n"};
    prepare();
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        make_file("file", texts[i], 0755);
        CHECK_TEXT(resolve_file("./file"), with_shell("file"));
        CHECK_EQ(resolved.kind, SCRIPT_UNKNOWN);
    }
}

static void interpreter_without_a_name_is_the_current_directory(void) {
    prepare();
    make_file("file", "#!", 0755);
    CHECK_TEXT(resolve_file("./file"), failed(EACCES));
    CHECK_EQ(launch_error("./file"), EACCES);
}

static void interpreter_that_the_kernel_cannot_load_makes_it_one_for_the_shell(void) {
    char want[16384];
    prepare();
    make_file("inner", "exit 3", 0755);
    make_file("outer", "#!./inner\nexit 4", 0755);
    snprintf(want, sizeof want, "%s %s", both("outer", "inner"), shell());
    CHECK_TEXT(resolve_file("./outer"), want);
    CHECK_EQ(resolved.kind, SCRIPT_UNKNOWN);
    char *argv[] = {NULL, (char *)"./outer", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_run(&launch);
    CHECK_EQ(launch_wait(&launch), 4);
}

static void file_that_cannot_be_read_is_taken_for_a_binary(void) {
    prepare();
    make_file("secret", "#!/bin/sh\n", 0711);
    CHECK_EQ(chmod(".", 0755), 0);
    become_nobody();
    CHECK_EQ(open("secret", O_RDONLY), -1);
    CHECK_TEXT(resolve_file("./secret"), full_name("secret"));
    CHECK_EQ(resolved.kind, SCRIPT_BINARY);
}

static void scripts_are_read_without_a_lane_less_for_launches(void) {
    enum { MORE_THAN_LANES = 6 };
    char *argv[] = {NULL, (char *)"true", NULL};
    prepare();
    make_file("script", "#!/bin/sh\n", 0755);
    for (int i = 0; i < MORE_THAN_LANES; i++) {
        CHECK_EQ(strncmp(resolve_file("./script"), "failed", 6) != 0, 1);
    }
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch_run(&launch);
    CHECK_EQ(launch.result.rung, SPAWN_SHARED_TABLE);
    CHECK_EQ(launch_wait(&launch), 0);
}

static const struct check_case cases[] = {
    CASE(interpreters_are_named_outermost_first),
    CASE(five_interpreters_are_as_many_as_the_kernel_follows),
    CASE(interpreter_that_is_missing_lets_the_search_go_on),
    CASE(blanks_around_the_interpreter_are_left_out),
    CASE(interpreter_line_need_not_end),
    CASE(line_that_is_too_long_is_cut_only_behind_the_name),
    CASE(what_the_kernel_cannot_load_is_for_the_shell),
    CASE(interpreter_without_a_name_is_the_current_directory),
    CASE(interpreter_that_the_kernel_cannot_load_makes_it_one_for_the_shell),
    CASE(file_that_cannot_be_read_is_taken_for_a_binary),
    CASE(scripts_are_read_without_a_lane_less_for_launches),
};

CHECK_MAIN(cases)
