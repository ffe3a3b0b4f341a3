/* The rules of the search for a program, in both sets: the JDK's own, and execvp's. */
#include "files.h"
#include "launch.h"

/* What the program prints when it is searched for in path; "failed N" for an errno. */
static const char *search(const char *path, char *program, int as_execvp) {
    static char failure[32];
    char *argv[] = {NULL, program, "argument", NULL};
    struct launch launch = launch_of(argv + 1, SPAWN_SHARED_TABLE);
    launch.request.path = path;
    launch.request.search_as_execvp = as_execvp;
    launch_run(&launch);
    if (launch.result.pid < 0) {
        CHECK_EQ(launch.result.step, SPAWN_STEP_EXEC);
        snprintf(failure, sizeof failure, "failed %d", launch.result.error);
        return failure;
    }
    const char *text = launch_read(launch.result.fds[1]);
    CHECK_EQ(launch_wait(&launch), 0);
    return text;
}

static void script_without_an_interpreter_line_runs_in_the_shell(void) {
    launch_prepare();
    enter_directory();
    make_file("a/script", "echo $0 $1", 0755);
    CHECK_TEXT(search("a:b", "script", 0), "a/script argument\n");
    CHECK_TEXT(search("a:b", "./a/script", 0), "./a/script argument\n");
    CHECK_TEXT(search("a:b", "script", 1), "a/script argument\n");
}

static void trailing_slash_and_empty_part_differ_between_the_two_sets(void) {
    launch_prepare();
    enter_directory();
    make_file("a/script", "echo $0", 0755);
    make_file("here", "echo $0", 0755);
    CHECK_TEXT(search("b:a/", "script", 0), "a/script\n");
    CHECK_TEXT(search("b:a/", "script", 1), "a//script\n");
    CHECK_TEXT(search("b:", "here", 0), "./here\n");
    CHECK_TEXT(search("b:", "here", 1), "here\n");
}

static void unset_path_includes_the_current_directory_only_by_the_jdks_rules(void) {
    launch_prepare();
    enter_directory();
    make_file("here", "echo found", 0755);
    CHECK_TEXT(search(NULL, "here", 0), "found\n");
    CHECK_TEXT(search(NULL, "here", 1), "failed 2");
}

static void eacces_is_remembered_while_the_search_goes_on(void) {
    launch_prepare();
    enter_directory();
    make_file("a/program", "echo a", 0644);
    CHECK_TEXT(search("a:b", "program", 0), "failed 13");
    make_file("b/program", "echo b", 0755);
    CHECK_TEXT(search("a:b", "program", 0), "b\n");
}

static void symlink_loop_stops_only_execvp(void) {
    launch_prepare();
    enter_directory();
    CHECK_EQ(symlink("program", "a/program"), 0);
    make_file("b/program", "echo b", 0755);
    CHECK_TEXT(search("a:b", "program", 0), "b\n");
    CHECK_TEXT(search("a:b", "program", 1), "failed 40");
}

static void too_long_a_part_is_passed_over(void) {
    static char path[6000];
    launch_prepare();
    enter_directory();
    make_file("b/program", "echo b", 0755);
    memset(path, 'x', 5000);
    CHECK_TEXT(search(path, "program", 0), "failed 36");
    CHECK_TEXT(search(path, "program", 1), "failed 2");
    strcpy(path + 5000, ":b");
    CHECK_TEXT(search(path, "program", 0), "b\n");
}

static void too_long_a_name_is_said_to_be_so(void) {
    static char name[5000];
    launch_prepare();
    memset(name, 'x', 300);
    CHECK_TEXT(search("/bin:/usr/bin", name, 0), "failed 36");
    CHECK_TEXT(search("/bin:/usr/bin", name, 1), "failed 36");
    memset(name, 'x', sizeof name - 1);
    CHECK_TEXT(search("/bin:/usr/bin", name, 0), "failed 36");
    CHECK_TEXT(search("/bin:/usr/bin", name, 1), "failed 36");
}

static void empty_name_is_not_found(void) {
    launch_prepare();
    CHECK_TEXT(search("/bin", "", 0), "failed 2");
    CHECK_TEXT(search("/bin", "", 1), "failed 2");
}

static const struct check_case cases[] = {
    CASE(script_without_an_interpreter_line_runs_in_the_shell),
    CASE(trailing_slash_and_empty_part_differ_between_the_two_sets),
    CASE(unset_path_includes_the_current_directory_only_by_the_jdks_rules),
    CASE(eacces_is_remembered_while_the_search_goes_on),
    CASE(symlink_loop_stops_only_execvp),
    CASE(too_long_a_part_is_passed_over),
    CASE(too_long_a_name_is_said_to_be_so),
    CASE(empty_name_is_not_found),
};

CHECK_MAIN(cases)
